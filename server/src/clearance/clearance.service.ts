/** A draft's way through its own organisation: handed in, handed on, given back, set aside. */
import { firstStep, fits, limits, nextStep, stepWhereItLies } from '@concord/consultation';
import { v7 as uuid } from 'uuid';
import { Comment, commentEvent } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { record, transaction, type Transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import { isText } from '../platform/text.js';
import { ClearanceEntry, type ClearanceAct } from './clearance.entity.js';
import { hindrance } from './clearance.policy.js';
import { lockOwn } from './clearance.repository.js';

export type DraftVersion = { readonly commentId: string; readonly version: number };

/** More at once than anybody looks through. */
export const MOST_AT_ONCE = 200;

/** [CE1] A draft is handed in; from then on it is locked for everybody but those who take the step it lies at. */
export const submit = (ctx: RequestContext, draft: DraftVersion): Promise<Comment | Refused> =>
  step(ctx, draft, 'submit', async (tx, comment) => {
    const standing = await ctx.standing(comment.consultationId);
    comment.status = 'internal_review';
    comment.step = firstStep(standing?.chain ?? []);
    return note(ctx, tx, comment, 'submitted', null);
  });

/** [CE1] The focal point or the legal unit hands it on to whoever comes next. */
export const pass = (ctx: RequestContext, draft: DraftVersion): Promise<Comment | Refused> =>
  step(ctx, draft, 'pass', async (tx, comment) => {
    const chain = (await ctx.standing(comment.consultationId))?.chain ?? [];
    const at = stepWhereItLies(chain, comment.status, comment.step);
    comment.step = at && nextStep(chain, at);
    return note(ctx, tx, comment, 'passed', null);
  });

/** [CE2] Given back to those who wrote it, with remarks; they change it and hand it in again. */
export const giveBack = (
  ctx: RequestContext,
  draft: DraftVersion,
  remarks: string,
): Promise<Comment | Refused> =>
  step(ctx, draft, 'return', async (tx, comment) => {
    const problem = remarksProblem(ctx, remarks, 'remarks');
    if (problem) return problem;
    comment.status = 'returned';
    return note(ctx, tx, comment, 'returned', remarks.trim());
  });

/** [CE3] Refused inside: it stays in the organisation for ever, and nothing outside tells that it was there. */
export const setAside = (
  ctx: RequestContext,
  draft: DraftVersion,
  reason: string,
): Promise<Comment | Refused> =>
  step(ctx, draft, 'setAside', async (tx, comment) => {
    const problem = remarksProblem(ctx, reason, 'reason');
    if (problem) return problem;
    comment.status = 'set_aside';
    return note(ctx, tx, comment, 'set_aside', reason.trim());
  });

/** Saves the act with the words as they stand, and tells the organisation. */
export async function note(
  ctx: RequestContext,
  tx: Transaction,
  comment: Comment,
  act: ClearanceAct,
  remarks: string | null,
): Promise<Comment> {
  const { type, severity, body, proposal } = comment;
  const forId = (await ctx.standing(comment.consultationId))?.actsFor ?? null;
  const entry = { id: uuid(), commentId: comment.id, actorId: ctx.personId ?? '', at: tx.now };
  await tx.manager.insert(ClearanceEntry, {
    ...entry,
    act,
    forId,
    step: comment.step,
    remarks,
    words: { type, severity, body, proposal },
  });
  await tx.manager.save(Comment, comment);
  record(tx, commentEvent(`comment_${act}`, comment, { entry: entry.id }, { for: forId }));
  return comment;
}

export function remarksProblem(ctx: RequestContext, text: string, field: string): Refused | null {
  const fit = fits(text, limits.remarks);
  if (fit === 'too_long') return refuse(ctx, 'REASON_LENGTH', field);
  if (fit === 'too_short')
    return refuse(ctx, field === 'remarks' ? 'REMARKS_REQUIRED' : 'REASON_REQUIRED', field);
  return isText(text) ? null : refuse(ctx, 'INVALID_INPUT', field);
}

/** Lock, policy, rule, save, event: one draft of one's own organisation, in the version that was looked at. */
function step(
  ctx: RequestContext,
  { commentId, version }: DraftVersion,
  ability: 'submit' | 'pass' | 'return' | 'setAside',
  work: (tx: Transaction, comment: Comment) => Promise<Comment | Refused>,
): Promise<Comment | Refused> {
  if (!ctx.personId) return Promise.resolve(refuse(ctx, 'NOT_SIGNED_IN'));
  return transaction(ctx, async (tx) => {
    const [comment] = await lockOwn(ctx, tx, [commentId]);
    if (!comment) return refuse(ctx, 'NOT_FOUND');
    const hindered = await hindrance(ctx, comment, ability);
    if (hindered) return hindered;
    if (comment.version !== version) return refuse(ctx, 'CHANGED_MEANWHILE');
    return work(tx, comment);
  });
}
