import { decide } from '../decisions/index.js';
import { personById } from '../accounts/index.js';
import type { DueWork } from '../platform/clock.js';
import { RequestContext } from '../platform/context.js';
import { record, transaction } from '../platform/database/transaction.js';
import { isRefused } from '../platform/errors/refusal.js';
import type { Projections } from '../profiles/index.js';
import { SilenceItem, SilenceRound } from './silence.entity.js';
import { silenceEvent } from './silence.events.js';

/**
 * [SR5] At the deadline the items without objection are decided, each in its own transaction (T5), whatever node
 * looks, once. Claiming waits for an objection that is just being given and sees it; a node that goes half-way leaves
 * items claimed, and the next one takes them up: the key of each decision is made of its item.
 */
export const closeSilence =
  (projections: Projections): DueWork =>
  async (ctx) => {
    const due = await ctx.manager
      .createQueryBuilder(SilenceRound, 'round')
      .where('round.closed_at IS NULL AND round.closes_at <= :now', { now: ctx.now() })
      .getMany();
    for (const round of due) {
      await claim(ctx, round);
      const items = await ctx.manager.findBy(SilenceItem, { silenceRoundId: round.id, state: 'closing' });
      const decider = await actingFor(ctx, round.openedBy);
      for (const item of items) await settle(decider, projections, item);
      await close(ctx, round);
      ctx.forget();
    }
  };

const claim = (ctx: RequestContext, { id }: SilenceRound) =>
  ctx.manager.update(SilenceItem, { silenceRoundId: id, state: 'waiting' }, { state: 'closing' });

/** What stands in the way now (decided, withdrawn, other words, a right that ended) leaves the comment as it is. */
async function settle(ctx: RequestContext, projections: Projections, item: SilenceItem): Promise<void> {
  const { commentId, disposition, reason, reasonCode, wording, seenWords } = item;
  const outcome = { commentId, disposition, reason, reasonCode, wording, seenWords };
  const decision = await decide(ctx, projections, { key: `silence/${item.id}`, outcomes: [outcome] });
  await ctx.manager.update(
    SilenceItem,
    { id: item.id, state: 'closing' },
    { state: isRefused(decision) ? 'lapsed' : 'closed' },
  );
  ctx.forget();
}

const close = (ctx: RequestContext, round: SilenceRound): Promise<void> =>
  transaction(ctx, async (tx) => {
    const { affected } = await tx.manager
      .createQueryBuilder()
      .update(SilenceRound)
      .set({ closedAt: tx.now })
      .where('id = :id AND closed_at IS NULL', { id: round.id })
      .andWhere(`NOT EXISTS (SELECT 1 FROM silence_item WHERE silence_round_id = :id AND state = 'closing')`)
      .execute();
    if (affected) record(tx, silenceEvent('silence_closed', round));
  });

/** The moderator who proposed them decides; every right is asked as of now. */
async function actingFor(ctx: RequestContext, personId: string): Promise<RequestContext> {
  const person = await ctx.load(personById, personId);
  const actor = {
    kind: 'person',
    personId,
    locale: person?.locale ?? ctx.locale,
    sessionId: personId,
    expiresAt: ctx.now(),
  } as const;
  return new RequestContext(ctx.services, actor, actor.locale, ctx.log, null, ctx.now);
}
