import { expect, test } from 'vitest';
import { changedTags, cleanTags, mayAnswer, mayAsk, moderates, mostTags } from './moderation.js';
import { commentStatuses, roles } from './words.js';

const viewer = { organisationId: 'mph', kind: 'state_body', domains: null, blindSince: null } as const;

test('[MO1] moderators moderate, and nobody else', () => {
  expect(roles.filter((role) => moderates({ roles: [role] }))).toEqual(['moderator']);
});

test('[MO4] those who speak for the organisation answer for it', () => {
  const answering = roles.filter((role) =>
    mayAnswer({ ...viewer, roles: [role] }, { organisationId: 'mph' }),
  );
  expect(answering.toSorted()).toEqual(['clearing_officer', 'lead_agency']);
  expect(mayAnswer({ ...viewer, roles: ['clearing_officer'] }, { organisationId: 'mlw' })).toBe(false);
});

test('[MO4] a clarification is asked while the comment is open', () => {
  expect(commentStatuses.filter(mayAsk)).toEqual(['cleared', 'under_review']);
});

test('[MO2] a tag is added and taken away beside what others did to the rest', () => {
  expect(changedTags(['health', 'cost'], [' law '], ['health'])).toEqual(['cost', 'law']);
  expect(changedTags(['cost'], ['cost'], [' law '])).toEqual(['cost']);
  const full = Array.from({ length: mostTags }, (_, index) => `tag ${index}`);
  expect(changedTags(full, ['law'], [])).toBeNull();
  expect(changedTags(full, ['law'], ['tag 0'])).toHaveLength(mostTags);
});

test('[MO2] tags are tidy, each once, and few', () => {
  expect(cleanTags([' health  care ', 'health care', 'cost'])).toEqual(['health care', 'cost']);
  expect(cleanTags(['   '])).toBeNull();
  expect(cleanTags(['x'.repeat(41)])).toBeNull();
  expect(cleanTags(Array.from({ length: mostTags + 1 }, (_, index) => `tag ${index}`))).toBeNull();
});
