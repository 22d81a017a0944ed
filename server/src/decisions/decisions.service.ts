import { decidableAlone, decisionProblem, fits, isPrivate, limits, statusAfter } from '@concord/consultation';
import { v7 as uuid } from 'uuid';
import { Comment, commentById, commentEvent, lockComment } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { insertOnce } from '../platform/database/insert-once.js';
import { record, transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import { isKey, isText } from '../platform/text.js';
import { editDocument, lockDocument, Variant, type Projections } from '../profiles/index.js';
import { Decision } from './decisions.entity.js';
import { judge } from './decisions.policy.js';
import type { DecideInput } from './decisions.types.js';
import { applyWording, wordingOf } from './wording.js';

/**
 * [DC1] One decision, one transaction: the words, the outcome with its reason, before and after, the event (T5).
 * [DC2] The same key gives the same decision. [DC3] Of two moderators at once one wins and the other is told.
 */
export async function decide(
  ctx: RequestContext,
  projections: Projections,
  input: DecideInput,
): Promise<Decision | Refused> {
  const { personId } = ctx;
  if (!personId) return refuse(ctx, 'NOT_SIGNED_IN');
  const known = await ctx.load(commentById, input.commentId);
  if (!known || (await judge(ctx, known)) === 'hidden') return refuse(ctx, 'NOT_FOUND');
  const problem = inputProblem(ctx, input, known.proposal);
  if (problem) return problem;
  const wording = wordingOf(input.disposition, known.proposal, input.wording ?? null);
  if (wording === 'missing') return refuse(ctx, 'WORDING_REQUIRED', 'wording');

  return transaction(ctx, async (tx) => {
    const { documentName } = await tx.manager.findOneByOrFail(Variant, {
      sectionId: known.sectionId,
      language: known.targetLanguage,
    });
    // Lock order: document, row, chain head. Otherwise a decision and a keystroke could wait for each other.
    if (wording.text !== null) await lockDocument(tx.manager, documentName);
    const comment = await lockComment(tx.manager, known.id);
    const sent = await tx.manager.findOneBy(Decision, {
      decidedBy: personId,
      clientKey: input.key,
    });
    if (sent) return sameDecision(sent, input) ? sent : refuse(ctx, 'KEY_REUSED');
    const verdict = await judge(ctx, comment);
    if (!comment || verdict === 'hidden') return refuse(ctx, 'NOT_FOUND');
    if (verdict === 'closed')
      return refuse(
        ctx,
        comment.status === 'withdrawn' || isPrivate(comment.status) ? 'WRONG_STATE' : 'ALREADY_DECIDED',
      );

    const replacement = wording.text;
    const edited =
      replacement === null
        ? null
        : await editDocument(ctx, tx, projections, documentName, (doc) =>
            applyWording(doc, comment.target, input.seenWords ?? null, replacement),
          );
    const change = edited?.result ?? 'gone';
    if (change === 'stale') return refuse(ctx, 'STALE_TEXT', 'seenWords');
    if (change === 'apart') return refuse(ctx, 'WORDING_APART', 'wording');
    const applied = change === 'gone' ? null : change;

    const standing = await ctx.standing(comment.consultationId);
    const decision = tx.manager.create(Decision, {
      id: uuid(),
      consultationId: comment.consultationId,
      commentId: comment.id,
      disposition: input.disposition,
      reason: input.reason?.trim() || null,
      reasonCode: input.reasonCode ?? null,
      textBefore: applied?.before ?? null,
      textAfter: applied?.after ?? null,
      appliedSeq: applied && edited ? edited.seq : null,
      organisationId: standing?.organisationId ?? '',
      decidedBy: personId,
      clientKey: input.key,
      decidedAt: tx.now,
    });
    // The key of a decision that is just being taken on another comment: this one is not taken.
    if (!(await insertOnce(tx.manager, Decision, decision))) return refuse(ctx, 'KEY_REUSED');
    comment.status = statusAfter(input.disposition);
    await tx.manager.update(Comment, { id: comment.id }, { status: comment.status });
    record(
      tx,
      commentEvent('comment_decided', comment, {
        decision: decision.id,
        disposition: decision.disposition,
        appliedSeq: decision.appliedSeq,
      }),
    );
    return decision;
  });
}

const sameDecision = (sent: Decision, input: DecideInput): boolean =>
  sent.commentId === input.commentId &&
  sent.disposition === input.disposition &&
  sent.reason === (input.reason?.trim() || null) &&
  sent.reasonCode === (input.reasonCode ?? null);

function inputProblem(ctx: RequestContext, input: DecideInput, proposal: string | null): Refused | null {
  if (!isKey(input.key)) return refuse(ctx, 'INVALID_INPUT', 'key');
  if (!isText(input.reason ?? '')) return refuse(ctx, 'INVALID_INPUT', 'reason');
  if (!isText(input.wording ?? '')) return refuse(ctx, 'INVALID_INPUT', 'wording');
  if (!decidableAlone.includes(input.disposition)) return refuse(ctx, 'INVALID_INPUT', 'disposition');
  const problem = decisionProblem({
    disposition: input.disposition,
    reason: input.reason ?? null,
    reasonCode: input.reasonCode ?? null,
  });
  if (problem === 'reason_required') return refuse(ctx, 'REASON_REQUIRED', 'reason');
  if (problem === 'reason_too_long') return refuse(ctx, 'REASON_LENGTH', 'reason');
  if (problem === 'reason_code_required') return refuse(ctx, 'REASON_CODE_REQUIRED', 'reasonCode');
  const wording = input.wording ?? proposal;
  if (wording !== null && fits(wording, limits.proposal) !== 'fits')
    return refuse(ctx, 'PROPOSAL_LENGTH', 'wording');
  return null;
}
