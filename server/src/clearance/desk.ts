import { commentStatuses, draftPairs, isInHand, isOpen } from '@concord/consultation';
import { In } from 'typeorm';
import { Comment } from '../comments/index.js';
import { Deputy, Participation } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { arrangesClearance } from './clearance.policy.js';
import { placed } from './clearance.repository.js';
import { ClearingDesk, DeputyType, DraftPairType } from './clearance.types.js';

/** [CE11] How one's own organisation clears, and which of its comments stand in each other's way. */
export async function clearingDesk(
  ctx: RequestContext,
  consultationId: string,
): Promise<ClearingDesk | null> {
  const standing = await ctx.standing(consultationId);
  if (!standing) return null;
  const { manager } = ctx;
  const own = { consultationId, organisationId: standing.organisationId };
  const considered = commentStatuses.filter((status) => isInHand(status) || isOpen(status));
  const [part, deputies, comments] = await Promise.all([
    manager.findOneByOrFail(Participation, own),
    manager.find(Deputy, { where: own, order: { from: 'DESC' } }),
    manager.findBy(Comment, { ...own, status: In(considered) }),
  ]);
  const inHand = new Set(comments.filter(({ status }) => isInHand(status)).map(({ id }) => id));
  // What was made official is said; only what is still in hand can be chosen.
  const pairs = draftPairs(await placed(manager, comments)).filter(({ ids }) =>
    ids.some((id) => inHand.has(id)),
  );
  return Object.assign(new ClearingDesk(), {
    ...own,
    mayArrange: arrangesClearance(standing),
    actsFor: standing.actsFor,
    focalPoints: part.focalPoints,
    legalUnit: part.legalUnit,
    deputies: deputies.map((deputy) => Object.assign(new DeputyType(), deputy)),
    pairs: pairs.map(({ ids, relation }) =>
      Object.assign(new DraftPairType(), { commentIds: [...ids], relation }),
    ),
  });
}
