import { consultationAbilities } from '@concord/consultation';
import { mayHearOf } from '../events/index.js';
import type { RequestContext, Standing } from '../platform/context.js';
import type { DomainEvent } from '../platform/events/events.entity.js';
import { isHeard } from '../platform/events/event.js';

/** [AT1] Who may look into the record of a consultation: those who answer for it, and auditors. Nobody else is told that there is one. */
export async function mayAudit(ctx: RequestContext, consultationId: string): Promise<Standing | null> {
  const standing = await ctx.standing(consultationId);
  return standing && consultationAbilities(standing.roles).audit ? standing : null;
}

/**
 * [AT2] What of it: what they may hear of anyhow (a ministry's drafts leave no trace here either, T4), and who was
 * invited and joined.
 */
export const mayAuditEvent = (ctx: RequestContext, event: DomainEvent): Promise<boolean> =>
  isHeard(event.type) ? mayHearOf(ctx, event) : Promise.resolve(true);

/** [AT2] Persons are known inside their own organisation only; of others' acts the organisation is told (T4). */
export const mayKnowActor = (standing: Standing, event: Pick<DomainEvent, 'organisationId'>): boolean =>
  event.organisationId !== null && event.organisationId === standing.organisationId;
