import {
  consultationAbilities,
  decisionProblem,
  fits,
  isOpen,
  limits,
  mayObjectTo,
  silenceProblem,
  type SilenceProblem,
} from '@concord/consultation';
import { v7 as uuid } from 'uuid';
import { abilities, anchorOf, commentById, lockComments, mayRead } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { insertOnce } from '../platform/database/insert-once.js';
import { record, transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import type { RefusalKey } from '../platform/errors/registry.js';
import { isKey, isText } from '../platform/text.js';
import { SilenceItem, SilenceObjection, SilenceRound } from './silence.entity.js';
import { silenceEvent } from './silence.events.js';
import { maySilenceIn, visibleItems } from './silence.policy.js';
import { lockItem, silenceRoundsOf, waitingElsewhere } from './silence.repository.js';
import type { OpenSilenceInput, SilenceItemInput } from './silence.types.js';

const HOUR = 3_600_000;

const problems: Readonly<Record<SilenceProblem, readonly [RefusalKey, string]>> = {
  hours_out_of_range: ['SILENCE_HOURS', 'hours'],
  nothing: ['INVALID_INPUT', 'items'],
  too_many: ['TOO_MANY_OUTCOMES', 'items'],
  twice: ['INVALID_INPUT', 'items'],
  not_for_silence: ['INVALID_INPUT', 'items'],
};

/** [SR1][SR4] Puts proposed decisions to silence. Sent twice with its key it is one round. */
export async function openSilence(
  ctx: RequestContext,
  input: OpenSilenceInput,
): Promise<SilenceRound | Refused> {
  const { personId } = ctx;
  if (!personId) return refuse(ctx, 'NOT_SIGNED_IN');
  if (!(await maySilenceIn(ctx, input.consultationId))) return refuse(ctx, 'NOT_FOUND');
  if (!isKey(input.key)) return refuse(ctx, 'INVALID_INPUT', 'key');
  const problem = silenceProblem(input.hours, input.items);
  if (problem) return refuse(ctx, problems[problem][0], problems[problem][1]);

  return transaction(ctx, async (tx) => {
    if (!(await maySilenceIn(ctx, input.consultationId))) return refuse(ctx, 'NOT_FOUND');
    const sent = await tx.manager.findOneBy(SilenceRound, { openedBy: personId, clientKey: input.key });
    if (sent) return sent.consultationId === input.consultationId ? sent : refuse(ctx, 'KEY_REUSED');
    // Two moderators who propose on one comment at once come one after the other: an objection in one package must not
    // leave the other one to decide.
    await lockComments(
      tx.manager,
      input.items.map(({ commentId }) => commentId),
    );
    const round = tx.manager.create(SilenceRound, {
      id: uuid(),
      consultationId: input.consultationId,
      openedBy: personId,
      clientKey: input.key,
      openedAt: tx.now,
      closesAt: new Date(tx.now.getTime() + input.hours * HOUR),
      closedAt: null,
    });
    const items: SilenceItem[] = [];
    for (const wanted of input.items) {
      const item = await proposed(ctx, round, wanted);
      if (!(item instanceof SilenceItem)) return item;
      items.push(item);
    }
    if (
      await waitingElsewhere(
        tx.manager,
        items.map(({ commentId }) => commentId),
      )
    )
      return refuse(ctx, 'SILENCE_TWICE', 'items');
    if (!(await insertOnce(tx.manager, SilenceRound, round))) return refuse(ctx, 'KEY_REUSED');
    await tx.manager.insert(SilenceItem, items);
    record(tx, silenceEvent('silence_opened', round));
    return round;
  });
}

async function proposed(
  ctx: RequestContext,
  round: SilenceRound,
  wanted: SilenceItemInput,
): Promise<SilenceItem | Refused> {
  const comment = await ctx.load(commentById, wanted.commentId);
  if (!comment || comment.consultationId !== round.consultationId || !(await mayRead(ctx, comment)))
    return refuse(ctx, 'NOT_FOUND', 'items');
  if (!isOpen(comment.status) || !(await abilities(ctx, comment)).decide)
    return refuse(ctx, 'ALREADY_DECIDED', 'items');
  const { disposition } = wanted;
  const reason = wanted.reason?.trim() || null;
  const reasonCode = wanted.reasonCode ?? null;
  const wording = wanted.wording ?? null;
  if (!isText(reason ?? '') || !isText(wording ?? '')) return refuse(ctx, 'INVALID_INPUT', 'items');
  const problem = decisionProblem({ disposition, reason, reasonCode });
  if (problem === 'reason_required') return refuse(ctx, 'REASON_REQUIRED', 'items');
  if (problem === 'reason_too_long') return refuse(ctx, 'REASON_LENGTH', 'items');
  if (problem) return refuse(ctx, 'REASON_CODE_REQUIRED', 'items');
  const seenWords = (await ctx.load(anchorOf, comment.id))?.words ?? null;
  return Object.assign(new SilenceItem(), {
    id: uuid(),
    silenceRoundId: round.id,
    commentId: comment.id,
    disposition,
    reason,
    reasonCode,
    wording,
    seenWords,
    state: 'waiting' as const,
  });
}

/** [SR2] An objection reopens its item: the comment stays open, and it is told who objects and why. */
export async function object(
  ctx: RequestContext,
  itemId: string,
  reason: string,
): Promise<SilenceRound | Refused> {
  const { personId } = ctx;
  if (!personId) return refuse(ctx, 'NOT_SIGNED_IN');
  return transaction(ctx, async (tx) => {
    // Looked for among what is there for the actor: what is not costs the same, and its row is not touched (T4).
    const round = await roundWithItem(ctx, itemId);
    const standing = round && (await ctx.standing(round.consultationId));
    if (!round || !standing || !consultationAbilities(standing.roles).clear) return refuse(ctx, 'NOT_FOUND');
    const item = await lockItem(tx.manager, itemId);
    if (!item) return refuse(ctx, 'NOT_FOUND');
    if (!isText(reason)) return refuse(ctx, 'INVALID_INPUT', 'reason');
    const fit = fits(reason, limits.reason);
    if (fit !== 'fits') return refuse(ctx, fit === 'too_long' ? 'REASON_LENGTH' : 'ROUND_REASON', 'reason');
    if (!mayObjectTo(item.state, round.closesAt, tx.now)) return refuse(ctx, 'SILENCE_OVER');
    const objection = {
      id: uuid(),
      itemId: item.id,
      organisationId: standing.organisationId,
      reason: reason.trim(),
      givenBy: personId,
      givenAt: tx.now,
    };
    // One objection of an organisation to an item; said again it changes nothing.
    if (!(await insertOnce(tx.manager, SilenceObjection, objection))) return round;
    await tx.manager.update(SilenceItem, { id: item.id }, { state: 'objected' });
    record(tx, silenceEvent('silence_objected', round, { item: item.id, comment: item.commentId }));
    return round;
  });
}

async function roundWithItem(ctx: RequestContext, itemId: string): Promise<SilenceRound | null> {
  const lists = await Promise.all((await ctx.consultations()).map((id) => ctx.load(silenceRoundsOf, id)));
  const rounds = lists.flatMap((list) => list ?? []);
  const items = await Promise.all(rounds.map((round) => visibleItems(ctx, round)));
  return rounds.find((_, index) => items[index]?.some(({ id }) => id === itemId)) ?? null;
}
