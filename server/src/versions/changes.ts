/** What became of each block between two states of a section, in the order in which it is read. */
import { compare } from '@concord/document';
import { blockTexts, type DocumentJson } from '@concord/document/model';
import type { Comment } from '../comments/index.js';

export const changeKinds = ['added', 'removed', 'changed', 'moved'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export type BlockChange = {
  readonly blockId: string;
  readonly kind: ChangeKind;
  readonly before: string | null;
  readonly after: string | null;
  /** Behind it, as far as the viewer may know them. */
  readonly comments: readonly Comment[];
};

const empty: DocumentJson = { type: 'doc', content: [] };

/** A removed block is told of where it stood: behind the last one before it that is still there. */
export function placed(before: DocumentJson | null, after: DocumentJson | null): BlockChange[] {
  const { added, removed, changed, moved } = compare(before ?? empty, after ?? empty);
  const then = blockTexts(before ?? empty);
  const now = blockTexts(after ?? empty);
  const wordsThen = new Map(then.map(({ id, text }) => [id, text]));
  const wordsNow = new Map(now.map(({ id, text }) => [id, text]));
  const kinds = new Map<string, ChangeKind>();
  for (const id of moved) kinds.set(id, 'moved');
  for (const id of changed) kinds.set(id, 'changed');
  for (const id of added) kinds.set(id, 'added');
  for (const id of removed) kinds.set(id, 'removed');
  const gone = new Map<string | null, string[]>();
  let last: string | null = null;
  for (const { id } of then) {
    if (wordsNow.has(id)) last = id;
    else gone.set(last, [...(gone.get(last) ?? []), id]);
  }
  const order = [...(gone.get(null) ?? []), ...now.flatMap(({ id }) => [id, ...(gone.get(id) ?? [])])];
  return order.flatMap((blockId) => {
    const kind = kinds.get(blockId);
    if (!kind) return [];
    return [
      {
        blockId,
        kind,
        before: wordsThen.get(blockId) ?? null,
        after: wordsNow.get(blockId) ?? null,
        comments: [],
      },
    ];
  });
}
