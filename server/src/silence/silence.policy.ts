import { concerns, consultationAbilities } from '@concord/consultation';
import { anchorOf, commentById, mayRead } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import type { SilenceItem, SilenceRound } from './silence.entity.js';
import { itemsOf, ownBlocks, silenceRoundById } from './silence.repository.js';

/** [SR4] Moderators propose what shall stand by silence, and decide it at the deadline. */
export async function maySilenceIn(ctx: RequestContext, consultationId: string): Promise<boolean> {
  const standing = await ctx.standing(consultationId);
  return standing !== null && consultationAbilities(standing.roles).decide;
}

const nowhere: ReadonlySet<string> = new Set();

/**
 * [SR3] The items of a round that are there for the actor: of comments they may see, all for those who run or decide,
 * for anybody else what concerns their organisation.
 */
export async function visibleItems(ctx: RequestContext, round: SilenceRound): Promise<SilenceItem[]> {
  const standing = await ctx.standing(round.consultationId);
  if (!standing) return [];
  const items = (await ctx.load(itemsOf, round.id)) ?? [];
  const { run, decide } = consultationAbilities(standing.roles);
  const { organisationId } = standing;
  const blocks = run || decide ? null : ((await ctx.load(ownBlocks, round.consultationId)) ?? nowhere);
  const seen = await Promise.all(
    items.map(async (item) => {
      const comment = await ctx.load(commentById, item.commentId);
      if (!comment || !(await mayRead(ctx, comment))) return false;
      if (blocks === null) return true;
      const anchor = await ctx.load(anchorOf, comment.id);
      const place = { organisationId: comment.organisationId, blockId: anchor?.blockId ?? null };
      return concerns(organisationId, place, blocks);
    }),
  );
  return items.filter((_, index) => seen[index]);
}

/** [EV1][SR3] A round in which nothing is there for somebody is not there for them, and makes no sound. */
export async function mayHearOfSilence(ctx: RequestContext, silenceRoundId: string): Promise<boolean> {
  const round = await ctx.load(silenceRoundById, silenceRoundId);
  return round !== null && (await visibleItems(ctx, round)).length > 0;
}
