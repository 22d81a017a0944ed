import type { NewEvent } from '../platform/events/event.js';
import type { Section } from '../profiles/index.js';

/** Moderators' own work: nobody else hears of it. */
export const compromiseChanged = (section: Section): NewEvent => ({
  type: 'compromise_changed',
  consultationId: section.consultationId,
  subjectId: section.id,
  audience: { organisationId: null, visibility: 'secretariat', official: true, sectionId: section.id },
});
