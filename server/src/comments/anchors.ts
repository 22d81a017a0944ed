/** Keeps each comment on its words: a projection of target and text, written with the text's own (T1, T2). */
import {
  cutsCharacter,
  pin,
  resolve,
  resolveAll,
  type PinnedTarget,
  type Resolution,
} from '@concord/anchoring';
import { blockTexts } from '@concord/document/model';
import { project } from '@concord/document';
import type { EntityManager } from 'typeorm';
import type * as Y from 'yjs';
import { documentAt, type Variant } from '../profiles/index.js';
import { Comment, CommentAnchor } from './comments.entity.js';
import type { TargetInput } from './comments.types.js';

/**
 * Takes the position of a selection from the very revision its author saw. Null when those words do not stand there:
 * then the client's picture of the text is wrong and nothing can be pinned honestly.
 */
export async function pinTarget(
  manager: EntityManager,
  documentName: string,
  input: TargetInput,
): Promise<PinnedTarget | null> {
  const doc = await documentAt(manager, documentName, input.revision);
  if (!doc || input.start < 0 || input.end <= input.start) return null;
  const block = project(doc).blocks.find((one) => one.id === input.blockId);
  if (block?.text.slice(input.start, input.end) !== input.exact) return null;
  if (cutsCharacter(block.text, input.start) || cutsCharacter(block.text, input.end)) return null;
  return pin(doc, input.blockId, input.start, input.end);
}

/** Finds the words of every comment on this text again and writes where they are. */
export async function resolveAnchors(manager: EntityManager, variant: Variant, doc: Y.Doc): Promise<void> {
  const comments = await manager.find(Comment, {
    select: { id: true, target: true as never },
    where: { sectionId: variant.sectionId, targetLanguage: variant.language },
  });
  if (comments.length === 0) return;
  const blocks = blocksOf(variant);
  const found = resolveAll(
    comments.map((comment) => comment.target),
    doc,
  );
  const anchors = comments.flatMap(({ id }, index) => {
    const resolution = found[index];
    return resolution ? [anchorOf(id, resolution, variant, blocks)] : [];
  });
  await manager.upsert(CommentAnchor, anchors, ['commentId']);
}

/** The same for one comment that is just being written. */
export async function resolveAnchor(
  manager: EntityManager,
  commentId: string,
  target: PinnedTarget,
  variant: Variant,
  documentName: string,
): Promise<void> {
  const doc = await documentAt(manager, documentName, variant.revision);
  if (!doc) throw new Error(`${documentName} has no revision ${variant.revision}`);
  const anchor = anchorOf(commentId, resolve(target, doc), variant, blocksOf(variant));
  await manager.upsert(CommentAnchor, anchor, ['commentId']);
}

const anchorOf = (
  commentId: string,
  { status, blockId, start, end, words }: Resolution,
  variant: Variant,
  blocks: Blocks,
): CommentAnchor => ({
  commentId,
  status,
  blockId,
  start,
  end,
  words,
  place: blocks.placeOf(blockId, start),
  blockLength: blocks.lengthOf(blockId),
  revision: variant.revision,
});

const LAST = 2_000_000_000;

type Blocks = {
  /** Reading order as one number: characters of the section before the words. Orphans come last. */
  placeOf(blockId: string | null, start: number | null): number;
  lengthOf(blockId: string | null): number;
};

function blocksOf(variant: Variant): Blocks {
  const before = new Map<string, number>();
  const lengths = new Map<string, number>();
  let length = 0;
  for (const block of blockTexts(variant.content)) {
    before.set(block.id, length);
    lengths.set(block.id, block.text.length);
    length += block.text.length + 1;
  }
  return {
    placeOf: (blockId, start) => {
      const at = blockId === null ? undefined : before.get(blockId);
      return at === undefined ? LAST : at + (start ?? 0);
    },
    lengthOf: (blockId) => (blockId === null ? undefined : lengths.get(blockId)) ?? 0,
  };
}
