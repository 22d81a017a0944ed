import { isInner, mayHear, mayHearOfRound, moderates, reachOf } from '@concord/consultation';
import { commentById, subjectOf } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { isHeard, type EventType } from '../platform/events/event.js';
import type { DomainEvent } from '../platform/events/events.entity.js';
import { mayRead, sectionById } from '../profiles/index.js';
import { mayHearOfSilence } from '../silence/index.js';

/**
 * [EV1] An event is heard by exactly those who may see its subject now: a right lost before delivery stops it, and
 * drafts make no sound outside their ministry (T4, T7).
 */
export async function mayHearOf(ctx: RequestContext, event: DomainEvent): Promise<boolean> {
  if (!isHeard(event.type)) return false;
  const standing = await ctx.standing(event.consultationId);
  if (!standing) return false;
  if (isAboutComment(event.type)) {
    // [VI7] Of how a comment came about others hear nothing, whatever became of it: for them nothing is read.
    if (isInner(event.type) && event.audience.organisationId !== standing.organisationId) return false;
    const comment = await ctx.load(commentById, event.subjectId);
    // A discarded draft has no row any more; what remains is whose it was.
    if (!comment) return event.audience.organisationId === standing.organisationId;
    const found = await subjectOf(ctx, comment);
    if (found === null) return false;
    if (mayHear(found.standing, event.type, found.subject)) return true;
    // [LV7] Who saw it where it was is told that it has gone, and not where to.
    const left =
      event.type === 'comment_moved' && (await ctx.load(sectionById, event.audience.sectionId ?? ''));
    return left ? mayHear(found.standing, event.type, { ...found.subject, domain: left.domain }) : false;
  }
  if (event.type.startsWith('silence_')) return mayHearOfSilence(ctx, event.subjectId);
  if (isAboutRound(event.type)) return mayHearOfRound(standing, event.type, event.audience.organisationId);
  // [CF4] What moderators prepare is theirs.
  if (reachOf[event.type] === 'moderators' && !moderates(standing)) return false;
  // How an organisation arranges its clearance is nobody else's business.
  if (reachOf[event.type] === 'organisation')
    return event.audience.organisationId === standing.organisationId;
  if (event.audience.sectionId === null) return true;
  const section = await ctx.load(sectionById, event.audience.sectionId);
  return section !== null && mayRead(ctx, section);
}

const isAboutRound = (type: EventType): type is Extract<EventType, `round_${string}`> =>
  type.startsWith('round_');

export const isAboutComment = (
  type: DomainEvent['type'],
): type is Extract<DomainEvent['type'], `comment_${string}`> => type.startsWith('comment_');
