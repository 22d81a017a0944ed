import type { Identities } from './identity.js';
import type { Branch } from './tree.js';

/** Notes by id, in the order of their first reference. */
export function referredNotes(tree: readonly Branch[], { idOf }: Identities): Map<string, Branch> {
  const all = new Map<string, Branch>();
  for (const container of tree.filter((branch) => branch.name === 'footnotes')) {
    for (const note of container.branches) all.set(idOf(note.element) ?? '', note);
  }
  const referred = new Map<string, Branch>();
  for (const id of references(tree)) {
    const note = all.get(id);
    if (note) referred.set(id, note);
  }
  return referred;
}

function references(tree: readonly Branch[]): string[] {
  return tree.flatMap((branch) => [
    ...branch.pieces.flatMap((piece) => (piece.kind === 'reference' ? [piece.note] : [])),
    ...references(branch.branches),
  ]);
}
