/** [PO11] Who keeps a place in a block goes with it to another section: comments, and what decisions wrote. */
import { isPrivate } from '@concord/consultation';
import { parseDocumentName, withNotes } from '@concord/document';
import type { PinnedTarget } from '@concord/anchoring';
import type { EntityManager } from 'typeorm';
import { commentEvent, lockComments, type Comment } from '../comments/index.js';
import { PROJECTION } from '../platform/database/scope.js';
import { under } from '../platform/database/wall.js';
import type { NewEvent } from '../platform/events/event.js';
import { lockVariant } from '../profiles/index.js';
import type { Decision } from './decisions.entity.js';
import type { Kept, Texts } from './wording.js';

/** A block that may leave its text with a decision. */
export type Leaving = { readonly text: string; readonly blockId: string };

const COMMENT = 'comment/';
const PROVENANCE = 'provenance/';

/**
 * Who keeps a place in blocks that may leave. The documents' locks are held; the variant's is taken here, so that a
 * comment that is just being written on such a block is seen, or waits and finds the block gone.
 */
export async function keepersOf(
  manager: EntityManager,
  texts: Texts,
  leaving: readonly Leaving[],
): Promise<readonly Kept[]> {
  const kept: Kept[] = [];
  const byText = [...Map.groupBy(leaving, ({ text }) => text)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [text, here] of byText) {
    const [doc, name] = [texts.get(text), parseDocumentName(text)];
    if (!doc || !name) continue;
    const blocks = here.flatMap(({ blockId }) => withNotes(doc, blockId));
    const language = name.language as Parameters<typeof lockVariant>[2];
    await lockVariant(manager, name.sectionId, language);
    // [RL5] Everybody's, drafts too: whoever decides sees none of them.
    const comments: { id: string; target: PinnedTarget }[] = await under(manager, PROJECTION).query(
      `SELECT comment.id, comment.target FROM comment JOIN comment_anchor anchor ON anchor.comment_id = comment.id
        WHERE comment.section_id = $1 AND comment.target_language = $2
          AND (anchor.block_id = ANY($3) OR comment.target->>'blockId' = ANY($3))`,
      [name.sectionId, language, blocks],
    );
    const decided: { id: string; place: PinnedTarget }[] = await manager.query(
      `SELECT decision_id || '/' || ordinal AS id, place FROM provenance
        WHERE stands_in = $1 OR (stands_in IS NULL AND document_name = $1)`,
      [text],
    );
    kept.push(
      ...comments.map(({ id, target }) => ({ key: COMMENT + id, text, target })),
      ...decided.map(({ id, place }) => ({ key: PROVENANCE + id, text, target: place })),
    );
  }
  return kept;
}

export const commentsAmong = (kept: readonly Pick<Kept, 'key'>[]): string[] =>
  kept.flatMap(({ key }) => (key.startsWith(COMMENT) ? [key.slice(COMMENT.length)] : []));

/** Locks those that follow together with those that are decided on, in one order, whoever may read them. */
export async function lockAlong(
  manager: EntityManager,
  ids: readonly string[],
  kept: readonly Kept[],
): Promise<void> {
  const followers = commentsAmong(kept);
  if (followers.length > 0) await lockComments(under(manager, PROJECTION), [...ids, ...followers]);
}

/**
 * Writes where they are now. What a comment was written about stays as it was sealed; the anchor is made anew with the
 * projection of the text that the words are in.
 */
export async function follow(manager: EntityManager, moved: readonly Kept[]): Promise<readonly Followed[]> {
  const comments = moved.filter(({ key }) => key.startsWith(COMMENT));
  const ids = commentsAmong(comments);
  let followed: readonly Followed[] = [];
  const relatives = (some: readonly Kept[]): string[] =>
    some.map(({ target }) => JSON.stringify(target.relative));
  if (ids.length > 0) {
    const rows = under(manager, PROJECTION);
    followed = await rows.query(
      `WITH moved AS (
         UPDATE comment
            SET section_id = given.section_id, target = jsonb_set(comment.target, '{relative}', given.relative::jsonb),
                target_section_id = NULLIF(COALESCE(comment.target_section_id, comment.section_id), given.section_id)
           FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS given(id, section_id, relative)
           JOIN comment before ON before.id = given.id
          WHERE comment.id = given.id
      RETURNING comment.id, comment.consultation_id AS "consultationId", comment.organisation_id AS "organisationId",
                comment.visibility, comment.status, comment.version, comment.number, before.section_id AS "sectionId")
       SELECT * FROM moved ORDER BY id`,
      [ids, comments.map(({ text }) => parseDocumentName(text)?.sectionId), relatives(comments)],
    );
    await rows.query('DELETE FROM comment_anchor WHERE comment_id = ANY($1)', [ids]);
  }
  const decided = moved.filter(({ key }) => key.startsWith(PROVENANCE));
  if (decided.length > 0)
    await manager.query(
      `UPDATE provenance
          SET stands_in = NULLIF(given.text, document_name), place = jsonb_set(place, '{relative}', given.relative::jsonb)
         FROM unnest($1::text[], $2::text[], $3::text[]) AS given(id, text, relative)
        WHERE decision_id || '/' || ordinal = given.id`,
      [
        decided.map(({ key }) => key.slice(PROVENANCE.length)),
        decided.map(({ text }) => text),
        relatives(decided),
      ],
    );
  return followed;
}

/** A comment that went along; `sectionId` is the section that it left. */
type Followed = Pick<
  Comment,
  'id' | 'consultationId' | 'organisationId' | 'sectionId' | 'visibility' | 'status' | 'version' | 'number'
>;

/** [LV7] Told where it is and, to those who saw it where it was, that it has gone; of a draft inside its organisation. */
export const wentAlong = (comment: Followed, { id }: Pick<Decision, 'id'>): NewEvent =>
  commentEvent(isPrivate(comment.status) ? 'comment_carried' : 'comment_moved', comment, { decision: id });
