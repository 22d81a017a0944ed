import { fits, type Limit } from './limits.js';
import type { CommentStatus, Role } from './words.js';
import type { Viewer } from './visibility.js';

/** What moderators note for themselves beside a comment; lengths in characters. */
export const moderationLimits = {
  note: { min: 1, max: 5_000 },
  question: { min: 1, max: 5_000 },
  answer: { min: 1, max: 5_000 },
  tag: { min: 1, max: 40 },
  viewName: { min: 1, max: 80 },
} as const satisfies Record<string, Limit>;

/** Tags of one comment. */
export const mostTags = 10;

/** [MO1] What moderators do among themselves is theirs alone. */
export const moderates = (viewer: Pick<Viewer, 'roles'>): boolean => viewer.roles.includes('moderator');

const answerers: readonly Role[] = ['clearing_officer', 'lead_agency'];

/** [MO4] Asked of an organisation, answered by those who speak for it. */
export const mayAnswer = (viewer: Viewer, asked: { readonly organisationId: string }): boolean =>
  viewer.organisationId === asked.organisationId && viewer.roles.some((role) => answerers.includes(role));

/** A clarification is asked while something can still come of it. */
export const mayAsk = (status: CommentStatus): boolean => status === 'cleared' || status === 'under_review';

const tidy = (tag: string): string => tag.trim().replaceAll(/\s+/g, ' ');

/** As people write them: without white space around, each once, in the order given; null when one does not fit. */
export function cleanTags(tags: readonly string[]): string[] | null {
  const clean = [...new Set(tags.map(tidy))];
  return clean.length <= mostTags && clean.every((tag) => fits(tag, moderationLimits.tag) === 'fits')
    ? clean
    : null;
}

/** [MO2] The tags of a comment when some are added and some taken away: whatever else stands there by now stays. */
export function changedTags(
  tags: readonly string[],
  added: readonly string[],
  removed: readonly string[],
): string[] | null {
  const gone = new Set(removed.map(tidy));
  return cleanTags([...tags.filter((tag) => !gone.has(tag)), ...added]);
}
