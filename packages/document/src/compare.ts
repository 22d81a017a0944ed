import type { BlockNode, DocumentJson, ListItemNode } from './model.js';

export type Comparison = {
  readonly added: string[];
  readonly removed: string[];
  /** The same block with other words, marks, type or place in lists and boxes. */
  readonly changed: string[];
  /** Blocks that stand elsewhere in the order; a smallest set that explains the difference. */
  readonly moved: string[];
};

export type CompareOptions = {
  /** Leaves out what a Word file can't carry: finding, findingCode, indicators. */
  readonly ignoreFindings?: boolean;
};

/** What happened to the blocks between `a` and `b`, by id, in document order. */
export function compare(a: DocumentJson, b: DocumentJson, options: CompareOptions = {}): Comparison {
  const before = fingerprints(a, options);
  const after = fingerprints(b, options);
  const stayed = [...before.keys()].filter((id) => after.has(id));
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
    changed: stayed.filter((id) => before.get(id) !== after.get(id)),
    moved: movedBetween(
      stayed,
      [...after.keys()].filter((id) => before.has(id)),
    ),
  };
}

function fingerprints(content: DocumentJson, options: CompareOptions): Map<string, string> {
  const found = new Map<string, string>();
  for (const node of content.content) collect(node, '', options, found);
  return found;
}

function collect(
  node: BlockNode | ListItemNode,
  around: string,
  options: CompareOptions,
  found: Map<string, string>,
): void {
  switch (node.type) {
    case 'heading':
    case 'tableFigure':
      found.set(node.attrs.id, around + canonical(node));
      break;
    case 'paragraph': {
      const { id, ...rest } = node.attrs;
      const attrs = options.ignoreFindings ? { id } : { id, ...rest };
      if (id !== null) found.set(id, around + canonical({ ...node, attrs }));
      break;
    }
    case 'footnotes':
      for (const note of node.content) found.set(note.attrs.id, canonical(note));
      break;
    case 'bulletList':
    case 'orderedList':
    case 'listItem':
    case 'box':
      for (const child of node.content) collect(child, `${around}${node.type}/`, options, found);
      break;
    default:
  }
}

/** JSON that does not depend on the order of keys, nor on whether nothing is written as null. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== null && entry !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`);
  return `{${entries.join(',')}}`;
}

/** All but a longest run of blocks that kept their order. */
function movedBetween(before: readonly string[], after: readonly string[]): string[] {
  const rank = new Map(before.map((id, index) => [id, index]));
  const ranks = after.map((id) => rank.get(id) ?? -1);
  const tails: number[] = [];
  const previous: number[] = [];
  ranks.forEach((value, index) => {
    const longer = tails.findIndex((tail) => (ranks[tail] ?? 0) >= value);
    const length = longer === -1 ? tails.length : longer;
    previous[index] = tails[length - 1] ?? -1;
    tails[length] = index;
  });
  const kept = new Set<number>();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) kept.add(index);
  return after.filter((_, index) => !kept.has(index));
}
