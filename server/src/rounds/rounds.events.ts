import type { RoundEventType } from '@concord/consultation';
import type { NewEvent } from '../platform/events/event.js';
import type { Round } from './rounds.entity.js';

/** What happened to a round; `organisationId` is whom it concerns, null for everybody. Never a reason, never a name. */
export const roundEvent = (
  type: RoundEventType,
  round: Pick<Round, 'id' | 'consultationId'>,
  organisationId: string | null,
  data: NewEvent['data'] = {},
): NewEvent => ({
  type,
  consultationId: round.consultationId,
  subjectId: round.id,
  audience: { organisationId, visibility: 'organisation', official: true, sectionId: null },
  data,
});
