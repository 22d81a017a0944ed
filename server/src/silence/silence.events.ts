import type { SilenceEventType } from '@concord/consultation';
import type { NewEvent } from '../platform/events/event.js';
import type { SilenceRound } from './silence.entity.js';

/** What happened to a silence round: heard by those for whom it holds something. */
export const silenceEvent = (
  type: SilenceEventType,
  round: Pick<SilenceRound, 'id' | 'consultationId'>,
  data: NewEvent['data'] = {},
): NewEvent => ({
  type,
  consultationId: round.consultationId,
  subjectId: round.id,
  audience: { organisationId: null, visibility: 'secretariat', official: true, sectionId: null },
  data,
});
