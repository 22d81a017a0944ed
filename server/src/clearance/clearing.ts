/** The one door out of an organisation: what passes here is official, sealed and numbered (T4). */
import {
  addsParagraph,
  draftPairs,
  fits,
  limits,
  type DraftPair,
  type Visibility,
} from '@concord/consultation';
import type { Comment } from '../comments/index.js';
import { Consultation } from '../consultations/index.js';
import { evidenceOf } from '../evidence/index.js';
import type { RequestContext } from '../platform/context.js';
import { transaction, type Transaction } from '../platform/database/transaction.js';
import { isRefused, refuse, SeveralRefused, type Refused } from '../platform/errors/refusal.js';
import { tellAnswer } from '../responses/index.js';
import { admit } from '../rounds/index.js';
import { hindrance } from './clearance.policy.js';
import { lockOwn, openOf, placed } from './clearance.repository.js';
import { MOST_AT_ONCE, note, type DraftVersion } from './clearance.service.js';
import { seal } from './seal.js';

/** A draft in the version that was read, and for whom it is meant; without a word, for whom its author meant it. */
export type Clearing = DraftVersion & { readonly visibility?: Visibility | null };

/**
 * [CE7] Makes all of them official, or none: then the answer says of each what is in its way. [CE8] What is official is
 * sealed. [CE10] After the deadline it has to be said that one knows (`late`), and it is flagged.
 */
export async function clearAll(
  ctx: RequestContext,
  wanted: readonly Clearing[],
  late: boolean,
): Promise<readonly Comment[] | Refused> {
  if (!ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  const ids = [...new Set(wanted.map(({ commentId }) => commentId))];
  if (ids.length === 0) return refuse(ctx, 'NOTHING_CHOSEN');
  if (ids.length > MOST_AT_ONCE || ids.length < wanted.length) return refuse(ctx, 'INVALID_INPUT', 'items');

  return transaction(ctx, async (tx) => {
    const found = new Map((await lockOwn(ctx, tx, ids)).map((comment) => [comment.id, comment]));
    const [first] = found.values();
    const consultation = first && (await lockConsultation(tx, first));
    if (!consultation)
      return several(
        ctx,
        ids.map((id) => [id, refuse(ctx, 'NOT_FOUND')]),
      );

    const comments = wanted.map(({ commentId, visibility }) => {
      const comment = found.get(commentId);
      if (comment && visibility) comment.visibility = visibility;
      return comment?.consultationId === consultation.id ? comment : undefined;
    });
    const heard = await admit(ctx, tx.manager, consultation.id, first.organisationId, 'clear');
    const pairs = await contradictions(
      tx,
      comments.filter((comment) => comment !== undefined),
    );
    const problems = await Promise.all(
      wanted.map(async ({ commentId, version }, index) => {
        const comment = comments[index];
        return [commentId, await problemOf(ctx, comment, version, { heard, late, pairs, tx })] as const;
      }),
    );
    const refused = problems.flatMap(([id, problem]) => (problem ? [[id, problem] as const] : []));
    if (isRefused(heard) || refused.length > 0) return several(ctx, refused);

    const cleared: Comment[] = [];
    for (const comment of comments)
      if (comment) cleared.push(await makeOfficial(ctx, tx, comment, consultation, heard.late));
    await tx.manager.update(
      Consultation,
      { id: consultation.id },
      { nextCommentNumber: consultation.nextCommentNumber },
    );
    await tellAnswer(tx, cleared);
    return cleared;
  });
}

/** One draft, told plainly what is in its way. */
export async function clearOne(
  ctx: RequestContext,
  wanted: Clearing,
  late: boolean,
): Promise<Comment | Refused> {
  const outcome = await clearAll(ctx, [wanted], late);
  if (!isRefused(outcome)) return outcome[0] ?? refuse(ctx, 'NOT_FOUND');
  return outcome instanceof SeveralRefused ? (outcome.items[0]?.refused ?? outcome) : outcome;
}

/** Numbers without gaps, and contradictions that an officer and a deputy clear at the same moment: one after the other. */
const lockConsultation = (tx: Transaction, { consultationId }: Comment): Promise<Consultation> =>
  tx.manager.findOneOrFail(Consultation, {
    where: { id: consultationId },
    // Weaker than FOR UPDATE, which would hold up every new comment of the consultation.
    lock: { mode: 'for_no_key_update' },
  });

/** [CE6] Among these, and between these and what the organisation has said already. */
async function contradictions(tx: Transaction, comments: readonly Comment[]): Promise<readonly DraftPair[]> {
  const [first] = comments;
  if (!first) return [];
  const said = await openOf(tx.manager, first.consultationId, first.organisationId);
  const known = new Set(comments.map(({ id }) => id));
  const all = await placed(tx.manager, [...comments, ...said.filter(({ id }) => !known.has(id))]);
  return draftPairs(all).filter(({ relation }) => relation === 'contradict');
}

type Circumstances = {
  readonly heard: { readonly late: boolean } | Refused;
  readonly late: boolean;
  readonly pairs: readonly DraftPair[];
  readonly tx: Transaction;
};

async function problemOf(
  ctx: RequestContext,
  comment: Comment | undefined,
  version: number,
  { heard, late, pairs, tx }: Circumstances,
): Promise<Refused | null> {
  if (!comment) return refuse(ctx, 'NOT_FOUND');
  const hindered = await hindrance(ctx, comment, 'clear');
  if (hindered) return hindered;
  if (comment.version !== version) return refuse(ctx, 'CHANGED_MEANWHILE');
  const fit = fits(comment.body, limits.body);
  if (fit === 'too_short') return refuse(ctx, 'CLEAR_EMPTY', 'body');
  if (fit === 'too_long') return refuse(ctx, 'BODY_LENGTH', 'body');
  if (comment.proposal !== null && fits(comment.proposal, limits.proposal) !== 'fits')
    return refuse(ctx, 'PROPOSAL_LENGTH', 'proposal');
  // In the room its wording is typed like any other.
  if (addsParagraph(comment.proposalKind) && comment.proposal?.trim() === '')
    return refuse(ctx, 'PARAGRAPH_EMPTY', 'proposal');
  const [place] = await placed(tx.manager, [comment]);
  if (!place?.blockId) return refuse(ctx, 'CLEAR_UNANCHORED');
  if (pairs.some(({ ids }) => ids.includes(comment.id))) return refuse(ctx, 'CONTRADICTION');
  if (isRefused(heard)) return heard;
  return heard.late && !late ? refuse(ctx, 'CLEAR_LATE') : null;
}

async function makeOfficial(
  ctx: RequestContext,
  tx: Transaction,
  comment: Comment,
  consultation: Consultation,
  late: boolean,
): Promise<Comment> {
  comment.number = consultation.nextCommentNumber;
  consultation.nextCommentNumber += 1;
  comment.status = 'cleared';
  comment.clearedAt = tx.now;
  comment.clearedBy = ctx.personId;
  comment.clearedFor = (await ctx.standing(comment.consultationId))?.actsFor ?? null;
  comment.late = late;
  seal(comment, (await ctx.load(evidenceOf, comment.id)) ?? []);
  return note(ctx, tx, comment, 'cleared', null);
}

const several = (
  ctx: RequestContext,
  items: readonly (readonly [commentId: string, refused: Refused])[],
): SeveralRefused =>
  SeveralRefused.of(
    refuse(ctx, 'SEVERAL'),
    items.map(([commentId, refused]) => ({ commentId, refused })),
  );
