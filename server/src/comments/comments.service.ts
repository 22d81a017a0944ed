import { createHash } from 'node:crypto';
import { fits, isPrivate, limits, mayCommentOn, mayMove, type Acknowledgement } from '@concord/consultation';
import { v7 as uuid } from 'uuid';
import type { Locale } from '@concord/locale';
import type { RequestContext } from '../platform/context.js';
import { insertOnce } from '../platform/database/insert-once.js';
import { record, transaction, type Transaction } from '../platform/database/transaction.js';
import { isRefused, refuse, type Refused } from '../platform/errors/refusal.js';
import { readableSection, Variant } from '../profiles/index.js';
import { tellAnswer } from '../responses/index.js';
import { admit } from '../rounds/index.js';
import { isKey, isText } from '../platform/text.js';
import { pinTarget, resolveAnchor } from './anchors.js';
import { Comment, CommentAnchor, Reply } from './comments.entity.js';
import { commentEvent } from './comments.events.js';
import { abilities, mayRead } from './comments.policy.js';
import { askedAnew, askedBefore } from './asked-anew.js';
import { askedOfBlock, goalOf, goalText } from './block-proposals.js';
import { commentById, foldedText, lockComment } from './comments.repository.js';
import type {
  ClassifyCommentInput,
  DraftCommentInput,
  ReplyInput,
  ReviseCommentInput,
} from './comments.types.js';
import { openRoom, settleRoom, takeOutOfRoom, writeIntoRoom } from './room-text.js';

export async function readableComment(ctx: RequestContext, id: string): Promise<Comment | null> {
  const comment = await ctx.load(commentById, id);
  return (await mayRead(ctx, comment)) ? comment : null;
}

/** [CO1] A draft belongs to its organisation alone; it points at the words its author saw (T2, T4). */
export async function draft(ctx: RequestContext, input: DraftCommentInput): Promise<Comment | Refused> {
  const { personId } = ctx;
  if (!personId) return refuse(ctx, 'NOT_SIGNED_IN');
  const standing = await ctx.standing(input.consultationId);
  const section = await readableSection(ctx, input.target.sectionId);
  if (!standing || !section || section.consultationId !== input.consultationId)
    return refuse(ctx, 'NOT_FOUND');
  if (!mayCommentOn(standing, section.domain)) return refuse(ctx, 'NOT_FOUND');
  const { consultationId } = input;
  const goal = await goalOf(ctx, standing, input.moveSectionId, { consultationId, sectionId: section.id });
  if (goal === null) return refuse(ctx, 'NOT_FOUND');
  if (!isKey(input.key)) return refuse(ctx, 'INVALID_INPUT', 'key');
  const problem = textProblem(ctx, input.body, input.proposal ?? null);
  if (problem) return problem;

  return transaction(ctx, async (tx) => {
    await openRoom(ctx, tx, { consultationId, organisationId: standing.organisationId });
    const variant = await holdText(tx, section.id, input.target.language);
    if (!variant) return refuse(ctx, 'NOT_FOUND');
    const sent = await tx.manager.findOneBy(Comment, { authorId: personId, clientKey: input.key });
    if (sent) return sameDraft(sent, input) ? sent : refuse(ctx, 'KEY_REUSED');
    const admitted = await admit(ctx, tx.manager, input.consultationId, standing.organisationId, 'comment');
    if (isRefused(admitted)) return admitted;
    const target = await pinTarget(tx.manager, variant.documentName, input.target);
    if (!target) return refuse(ctx, 'TARGET_INVALID', 'target');
    const there = await goalText(tx, goal, variant);
    const asked = askedOfBlock(ctx, input, target, { here: variant, there, home: section.id });
    if (isRefused(asked)) return asked;
    const { body, proposal = null, type, severity, visibility, language } = input;
    return begin(ctx, tx, variant, {
      consultationId,
      organisationId: standing.organisationId,
      clientKey: input.key,
      sentHash: hashOf(input),
      language,
      type,
      severity,
      visibility,
      body,
      proposal,
      ...asked,
      target,
      targetRevision: input.target.revision,
    });
  });
}

/** Shared lock: a projection that is written meanwhile waits, and then finds the words of a comment on this text too. */
export const holdText = (tx: Transaction, sectionId: string, language: Locale): Promise<Variant | null> =>
  tx.manager.findOne(Variant, { where: { sectionId, language }, lock: { mode: 'pessimistic_read' } });

/** What a new draft is given; all else begins in the same way for every draft. */
type Begun = Pick<
  Comment,
  | 'consultationId'
  | 'organisationId'
  | 'clientKey'
  | 'sentHash'
  | 'language'
  | 'type'
  | 'severity'
  | 'visibility'
  | 'body'
  | 'proposal'
  | 'proposalKind'
  | 'destination'
  | 'indicators'
  | 'target'
  | 'targetRevision'
>;

/** Row, anchor, words in the room, event. Its room is open and its text's variant is locked. */
export async function begin(
  ctx: RequestContext,
  tx: Transaction,
  variant: Variant,
  given: Begun,
): Promise<Comment | Refused> {
  const comment = tx.manager.create(Comment, {
    ...given,
    id: uuid(),
    sectionId: variant.sectionId,
    targetSectionId: null,
    targetLanguage: variant.language,
    authorId: ctx.personId ?? '',
    number: null,
    status: 'draft',
    rich: null,
    folded: foldedText(given.body, given.proposal, given.target.quote.exact),
    withheld: null,
    foldedOpen: null,
    version: 1,
    createdAt: tx.now,
    revisedAt: tx.now,
    clearedAt: null,
    clearedBy: null,
    clearedFor: null,
    step: null,
    mergedInto: null,
    seal: null,
    sealFormat: null,
    late: false,
    withdrawalReason: null,
    acknowledgement: null,
  });
  // Two sends of one key at the same moment: the unique index lets one in, the other finds it.
  if (!(await insertOnce(tx.manager, Comment, comment))) {
    const { authorId, clientKey } = comment;
    const twin = await tx.manager.findOneByOrFail(Comment, { authorId, clientKey });
    return twin.sentHash === comment.sentHash ? twin : refuse(ctx, 'KEY_REUSED');
  }
  await resolveAnchor(tx.manager, comment.id, comment.target, variant, variant.documentName);
  await writeIntoRoom(ctx, tx, comment, { text: comment.body, proposal: comment.proposal });
  record(tx, commentEvent('comment_drafted', comment));
  return comment;
}

/** [CO2] A revision names the version it started from; a colleague's newer text is never overwritten. */
export function revise(ctx: RequestContext, input: ReviseCommentInput): Promise<Comment | Refused> {
  const asksAnew = (input.proposalKind ?? null) !== null;
  const work: Work = async (tx, comment, text) => {
    if (comment.version !== input.version) return refuse(ctx, 'CHANGED_MEANWHILE');
    const { body, proposal = null, type, severity, visibility } = input;
    const problem = textProblem(ctx, body, proposal);
    if (problem) return problem;
    const asked = asksAnew
      ? await askedAnew(ctx, tx, comment, text, input)
      : askedBefore(ctx, comment, input);
    if (isRefused(asked)) return asked;
    Object.assign(comment, { type, severity, visibility, ...asked });
    await writeIntoRoom(ctx, tx, comment, { text: body, proposal });
    if (asked.target && text)
      await resolveAnchor(tx.manager, comment.id, asked.target, text, text.documentName);
    Object.assign(comment, { version: comment.version + 1, revisedAt: tx.now });
    return 'comment_revised';
  };
  return change(ctx, input.commentId, 'revise', work, asksAnew);
}

/** [CO8] What a draft is about and how heavy it weighs is set beside its words: the words are typed in the room. */
export function classify(ctx: RequestContext, input: ClassifyCommentInput): Promise<Comment | Refused> {
  return change(ctx, input.commentId, 'revise', async (tx, comment) => {
    const { type, severity, visibility } = input;
    Object.assign(comment, { type, severity, visibility, version: comment.version + 1, revisedAt: tx.now });
    return 'comment_revised';
  });
}

/** [CO3] A draft can be thrown away; what was official can't. */
export async function discard(ctx: RequestContext, commentId: string): Promise<true | Refused> {
  if (!ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  return transaction(ctx, async (tx) => {
    const comment = await lockReadable(ctx, tx, commentId);
    if (!comment) return refuse(ctx, 'NOT_FOUND');
    if (!(await abilities(ctx, comment)).discard) return refuse(ctx, 'WRONG_STATE');
    await takeOutOfRoom(ctx, tx, comment);
    await tx.manager.delete(CommentAnchor, { commentId });
    await tx.manager.delete(Comment, { id: commentId });
    record(tx, commentEvent('comment_discarded', comment));
    return true as const;
  });
}

/** [CO5] Until the decision the organisation may take its comment back, with a reason; it stays on record. */
export function withdraw(ctx: RequestContext, commentId: string, reason: string): Promise<Comment | Refused> {
  return change(ctx, commentId, 'withdraw', async (_tx, comment) => {
    if (!isText(reason)) return refuse(ctx, 'INVALID_INPUT', 'reason');
    const fit = fits(reason, limits.reason);
    if (fit !== 'fits')
      return refuse(ctx, fit === 'too_long' ? 'REASON_LENGTH' : 'REASON_REQUIRED', 'reason');
    comment.status = 'withdrawn';
    comment.withdrawalReason = reason;
    return 'comment_withdrawn';
  });
}

/** [CO6] The organisation answers the decision once. */
export function acknowledge(
  ctx: RequestContext,
  commentId: string,
  acknowledgement: Acknowledgement,
): Promise<Comment | Refused> {
  return change(ctx, commentId, 'acknowledge', async (_tx, comment) => {
    if (!mayMove(comment.status, 'acknowledged', 'acknowledge')) return refuse(ctx, 'WRONG_STATE');
    comment.status = 'acknowledged';
    comment.acknowledgement = acknowledgement;
    return 'comment_acknowledged';
  });
}

/** [CO7] A reply is official at once, so only those who speak for an organisation give one. */
export async function reply(ctx: RequestContext, input: ReplyInput): Promise<Reply | Refused> {
  const { personId } = ctx;
  if (!personId) return refuse(ctx, 'NOT_SIGNED_IN');
  return transaction(ctx, async (tx) => {
    const comment = await lockReadable(ctx, tx, input.commentId);
    const standing = comment && (await ctx.standing(comment.consultationId));
    if (!comment || !standing) return refuse(ctx, 'NOT_FOUND');
    if (!isKey(input.key)) return refuse(ctx, 'INVALID_INPUT', 'key');
    if (fits(input.body, limits.reply) !== 'fits') return refuse(ctx, 'BODY_LENGTH', 'body');
    if (!isText(input.body)) return refuse(ctx, 'INVALID_INPUT', 'body');
    const sent = await tx.manager.findOneBy(Reply, { authorId: personId, clientKey: input.key });
    if (sent) {
      const same = sent.commentId === input.commentId && sent.body === input.body;
      return same ? sent : refuse(ctx, 'KEY_REUSED');
    }
    if (!(await abilities(ctx, comment)).reply) return refuse(ctx, 'WRONG_STATE');
    const given = tx.manager.create(Reply, {
      id: uuid(),
      commentId: comment.id,
      organisationId: standing.organisationId,
      authorId: personId,
      clientKey: input.key,
      language: input.language,
      body: input.body,
      createdAt: tx.now,
    });
    // The key of a reply that is just being given to another comment: this one is not given.
    if (!(await insertOnce(tx.manager, Reply, given))) return refuse(ctx, 'KEY_REUSED');
    record(tx, commentEvent('comment_replied', comment, { reply: given.id }));
    return given;
  });
}

/** A step in a comment's life; `text` is what its words stand in, where the step holds it. */
type Work = (
  tx: Transaction,
  comment: Comment,
  text: Variant | null,
) => Promise<Parameters<typeof commentEvent>[0] | Refused>;

/** Lock, policy, rule, save, event: the shape of every step in a comment's life. */
async function change(
  ctx: RequestContext,
  commentId: string,
  ability: 'revise' | 'withdraw' | 'acknowledge',
  work: Work,
  holdsText = false,
): Promise<Comment | Refused> {
  if (!ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  return transaction(ctx, async (tx) => {
    let text: Variant | null = null;
    const comment = await lockReadable(ctx, tx, commentId, async (found) => {
      if (holdsText) text = await holdText(tx, found.sectionId, found.targetLanguage);
    });
    if (!comment) return refuse(ctx, 'NOT_FOUND');
    if (!(await abilities(ctx, comment))[ability]) return refuse(ctx, 'WRONG_STATE');
    const outcome = await work(tx, comment, text);
    if (typeof outcome !== 'string') return outcome;
    await tx.manager.save(Comment, comment);
    // A deputy's act is remembered as one.
    const actsFor = (await ctx.standing(comment.consultationId))?.actsFor ?? null;
    record(tx, commentEvent(outcome, comment, {}, { for: actsFor }));
    if (outcome === 'comment_withdrawn') await tellAnswer(tx, [comment]);
    return comment;
  });
}

/**
 * Policy before the lock: nobody holds up, or waits for, a comment that is not theirs to see. Then the lock of a draft's
 * room, before any row's, which brings the row up to what colleagues have typed there.
 */
export async function lockReadable(
  ctx: RequestContext,
  tx: Transaction,
  commentId: string,
  /** What else is locked: after the room, before any comment. */
  between?: (found: Comment) => Promise<void>,
): Promise<Comment | null> {
  const found = await readableComment(ctx, commentId);
  if (!found) return null;
  if (isPrivate(found.status)) await settleRoom(tx, found);
  await between?.(found);
  const comment = await lockComment(tx.manager, commentId);
  return (await mayRead(ctx, comment)) ? comment : null;
}

function textProblem(ctx: RequestContext, body: string, proposal: string | null): Refused | null {
  if (fits(body, limits.body) !== 'fits') return refuse(ctx, 'BODY_LENGTH', 'body');
  if (!isText(body)) return refuse(ctx, 'INVALID_INPUT', 'body');
  if (proposal !== null && fits(proposal, limits.proposal) !== 'fits') {
    return refuse(ctx, 'PROPOSAL_LENGTH', 'proposal');
  }
  if (proposal !== null && !isText(proposal)) return refuse(ctx, 'INVALID_INPUT', 'proposal');
  return null;
}

/** Whether a draft was sent with this very content, whatever has become of its words in the room since. */
const sameDraft = (comment: Comment, input: DraftCommentInput): boolean => comment.sentHash === hashOf(input);

const hashOf = ({
  body,
  proposal,
  type,
  severity,
  visibility,
  language,
  target,
  proposalKind,
  moveAfter,
  moveSectionId,
  indicators,
}: DraftCommentInput): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        body,
        proposal ?? null,
        type,
        severity,
        visibility,
        language,
        target.sectionId,
        target.blockId,
        target.start,
        target.end,
        // Left out for words: what was sent before there was anything else is known by its old hash.
        ...(proposalKind === 'words' ? [] : [proposalKind, moveAfter ?? null]),
        ...(moveSectionId && moveSectionId !== target.sectionId ? [moveSectionId] : []),
        ...(proposalKind === 'good_practice' ? [indicators ?? []] : []),
      ]),
    )
    .digest('base64url');
