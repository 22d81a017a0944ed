import { Participation } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { record, transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import { arrangesClearance } from './clearance.policy.js';
import { membersOf } from './clearance.repository.js';
import { clearanceChanged } from './deputies.js';

export type ChainWish = {
  readonly consultationId: string;
  readonly focalPoints: readonly string[];
  readonly legalUnit: readonly string[];
};

/** [CE1] An officer says through whose hands drafts go before they come to the clearing officers. */
export function setChain(ctx: RequestContext, wish: ChainWish): Promise<true | Refused> {
  if (!ctx.personId) return Promise.resolve(refuse(ctx, 'NOT_SIGNED_IN'));
  const { consultationId } = wish;
  return transaction(ctx, async (tx) => {
    const standing = await ctx.standing(consultationId);
    if (!arrangesClearance(standing)) return refuse(ctx, 'NOT_FOUND');
    const { organisationId } = standing;
    const members = (await membersOf(tx.manager, consultationId, organisationId)).map((one) => one.personId);
    const steps = { focalPoints: [...new Set(wish.focalPoints)], legalUnit: [...new Set(wish.legalUnit)] };
    for (const [field, people] of Object.entries(steps))
      if (!people.every((personId) => members.includes(personId)))
        return refuse(ctx, 'COLLEAGUE_ONLY', field);
    await tx.manager.update(Participation, { consultationId, organisationId }, steps);
    record(
      tx,
      clearanceChanged(standing, consultationId, organisationId, {
        focalPoints: steps.focalPoints.length,
        legalUnit: steps.legalUnit.length,
      }),
    );
    return true as const;
  });
}
