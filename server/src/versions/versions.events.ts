import type { NewEvent } from '../platform/events/event.js';
import type { Version } from './versions.entity.js';

/** Everybody hears of it: from now on the text changes by decisions only. */
export const consultationFrozen = (version: Version): NewEvent => ({
  type: 'consultation_changed',
  consultationId: version.consultationId,
  subjectId: version.consultationId,
  audience: { organisationId: null, visibility: 'participants', official: true, sectionId: null },
  data: { version: version.number, hash: version.hash },
});
