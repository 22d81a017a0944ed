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
import { PROJECTION } from '../platform/database/scope.js';
import { under } from '../platform/database/wall.js';
import { documentAt, type Variant } from '../profiles/index.js';
import type { CommentAnchor } from './comments.entity.js';
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

/**
 * [AN15] Finds the words of the comments on this text again and writes where they are. `touched` names the blocks whose
 * words are others than before: what stands exactly in another block stands there still, and is not looked for. Null: any
 * block may have come, gone or moved.
 */
export async function resolveAnchors(
  manager: EntityManager,
  variant: Variant,
  doc: Y.Doc,
  touched: ReadonlySet<string> | null = null,
): Promise<void> {
  // [RL5] Everybody's, drafts too: whoever changed the text sees none of them.
  const rows = under(manager, PROJECTION);
  const comments: { id: string; target: PinnedTarget }[] = await rows.query(
    `SELECT comment.id, comment.target FROM comment LEFT JOIN comment_anchor anchor ON anchor.comment_id = comment.id
      WHERE comment.section_id = $1 AND comment.target_language = $2
        AND ($3::text[] IS NULL OR anchor.comment_id IS NULL OR anchor.status IN ('text_changed', 'orphaned')
             OR anchor.block_id = ANY($3) OR comment.target->>'blockId' = ANY($3))`,
    [variant.sectionId, variant.language, touched && [...touched]],
  );
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
  await saveAnchors(rows, anchors);
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
  await saveAnchors(manager, [anchorOf(commentId, resolve(target, doc), variant, blocksOf(variant))]);
}

/** In one statement, however many. What is as it was is not written, and keeps the revision since which it is so. */
const saveAnchors = (manager: EntityManager, anchors: readonly CommentAnchor[]): Promise<unknown> =>
  manager.query(
    `INSERT INTO comment_anchor AS kept
            (comment_id, status, block_id, start_offset, end_offset, words, block_length, place, revision)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[], $7::int[], $8::int[],
                          $9::int[])
     ON CONFLICT (comment_id) DO UPDATE
        SET status = excluded.status, block_id = excluded.block_id, start_offset = excluded.start_offset,
            end_offset = excluded.end_offset, words = excluded.words, block_length = excluded.block_length,
            place = excluded.place, revision = excluded.revision
      WHERE (kept.status, kept.block_id, kept.start_offset, kept.end_offset, kept.words, kept.block_length, kept.place)
            IS DISTINCT FROM (excluded.status, excluded.block_id, excluded.start_offset, excluded.end_offset,
                              excluded.words, excluded.block_length, excluded.place)`,
    [
      anchors.map(({ commentId }) => commentId),
      anchors.map(({ status }) => status),
      anchors.map(({ blockId }) => blockId),
      anchors.map(({ start }) => start),
      anchors.map(({ end }) => end),
      anchors.map(({ words }) => words),
      anchors.map(({ blockLength }) => blockLength),
      anchors.map(({ place }) => place),
      anchors.map(({ revision }) => revision),
    ],
  );

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
const BLOCK = 100_000;

type Blocks = {
  /**
   * Reading order as one number: which block of the section, and where in it. It does not change with the length of what
   * stands before, or each keystroke would move every comment behind it. Orphans come last.
   */
  placeOf(blockId: string | null, start: number | null): number;
  lengthOf(blockId: string | null): number;
};

function blocksOf(variant: Variant): Blocks {
  const nth = new Map<string, number>();
  const lengths = new Map<string, number>();
  for (const [index, block] of blockTexts(variant.content).entries()) {
    nth.set(block.id, index);
    lengths.set(block.id, block.text.length);
  }
  return {
    placeOf: (blockId, start) => {
      const at = blockId === null ? undefined : nth.get(blockId);
      return at === undefined ? LAST : at * BLOCK + Math.min(start ?? 0, BLOCK - 1);
    },
    lengthOf: (blockId) => (blockId === null ? undefined : lengths.get(blockId)) ?? 0,
  };
}
