import { deputyProblem, rolesThat, type DeputyProblem } from '@concord/consultation';
import { v7 as uuid } from 'uuid';
import { Deputy } from '../organisations/index.js';
import type { RequestContext, Standing } from '../platform/context.js';
import { record, transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import type { RefusalKey } from '../platform/errors/registry.js';
import type { NewEvent } from '../platform/events/event.js';
import { NOWHERE } from '../platform/ids.js';
import { arrangesClearance } from './clearance.policy.js';
import { lockOwnDeputy, membersOf } from './clearance.repository.js';

export type DeputyWish = {
  readonly consultationId: string;
  readonly deputyId: string;
  readonly from: Date;
  readonly until: Date;
};

const refusalOf = {
  oneself: 'DEPUTY_ONESELF',
  ends_before_it_begins: 'DEPUTY_DATES',
  already_over: 'DEPUTY_DATES',
  too_long: 'DEPUTY_TOO_LONG',
} as const satisfies Record<DeputyProblem, RefusalKey>;

/** [CE9] A clearing officer names a colleague who clears for them while they are away. */
export function nameDeputy(ctx: RequestContext, wish: DeputyWish): Promise<Deputy | Refused> {
  const { personId } = ctx;
  if (!personId) return Promise.resolve(refuse(ctx, 'NOT_SIGNED_IN'));
  const { consultationId, deputyId, from, until } = wish;
  return transaction(ctx, async (tx) => {
    const standing = await ctx.standing(consultationId);
    if (!arrangesClearance(standing)) return refuse(ctx, 'NOT_FOUND');
    const { organisationId } = standing;
    const problem = deputyProblem({ officerId: personId, deputyId, from, until }, tx.now);
    if (problem) return refuse(ctx, refusalOf[problem], problem === 'oneself' ? 'deputyId' : 'until');
    const members = await membersOf(tx.manager, consultationId, organisationId);
    const deputy = members.find((member) => member.personId === deputyId);
    // A stranger, nobody, and a colleague without a say are answered alike.
    if (!deputy?.roles.some((role) => rolesThat.comment.includes(role)))
      return refuse(ctx, 'COLLEAGUE_ONLY', 'deputyId');
    const named = tx.manager.create(Deputy, {
      id: uuid(),
      consultationId,
      organisationId,
      officerId: personId,
      deputyId,
      from,
      until,
      endedAt: null,
      createdAt: tx.now,
    });
    await tx.manager.insert(Deputy, named);
    record(tx, clearanceChanged(standing, consultationId, named.id, { ended: false }, { deputy: deputyId }));
    return named;
  });
}

/** [CE9] Any officer of the organisation ends it before its time. */
export function endDeputy(ctx: RequestContext, id: string): Promise<Deputy | Refused> {
  if (!ctx.personId) return Promise.resolve(refuse(ctx, 'NOT_SIGNED_IN'));
  return transaction(ctx, async (tx) => {
    const deputy = await lockOwnDeputy(ctx, id);
    const standing = await ctx.standing(deputy?.consultationId ?? NOWHERE);
    if (!deputy || !arrangesClearance(standing)) return refuse(ctx, 'NOT_FOUND');
    if (deputy.endedAt !== null) return deputy;
    deputy.endedAt = tx.now;
    await tx.manager.save(Deputy, deputy);
    const people = { deputy: deputy.deputyId };
    record(tx, clearanceChanged(standing, deputy.consultationId, deputy.id, { ended: true }, people));
    return deputy;
  });
}

/** Heard inside the organisation only. */
export const clearanceChanged = (
  { organisationId }: Standing,
  consultationId: string,
  subjectId: string,
  data: NewEvent['data'] = {},
  people: NewEvent['people'] = {},
): NewEvent => ({
  type: 'clearance_changed',
  consultationId,
  subjectId,
  audience: { organisationId, visibility: 'organisation', official: false, sectionId: null },
  data,
  people,
});
