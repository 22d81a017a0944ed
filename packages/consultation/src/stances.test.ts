import { expect, test } from 'vitest';
import type { Member } from './abilities.js';
import { mayTakeStance, stancePositions, stanceProblem } from './stances.js';
import { commentStatuses, roles } from './words.js';

const officer: Member = {
  personId: 'dav',
  organisationId: 'mlw',
  kind: 'state_body',
  roles: ['clearing_officer'],
  domains: null,
  blindSince: null,
};
const comment = {
  organisationId: 'mph',
  visibility: 'participants',
  status: 'cleared',
  domain: 1,
  authorId: 'orla',
  clearedAt: new Date('2025-05-01'),
} as const;

test('[ST1] an organisation takes a stance by its clearing officers, on open comments of others that it sees', () => {
  expect(mayTakeStance(officer, comment)).toBe(true);
  expect(roles.filter((role) => mayTakeStance({ ...officer, roles: [role] }, comment))).toEqual([
    'clearing_officer',
  ]);
  expect(commentStatuses.filter((status) => mayTakeStance(officer, { ...comment, status }))).toEqual([
    'cleared',
    'under_review',
  ]);
  expect(mayTakeStance(officer, { ...comment, organisationId: 'mlw' })).toBe(false);
  expect(mayTakeStance(officer, { ...comment, visibility: 'secretariat' })).toBe(false);
  expect(mayTakeStance({ ...officer, domains: [2] }, comment)).toBe(false);
});

test('[ST2] support may be silent; who wants a change or opposes says why', () => {
  expect(stancePositions.map((position) => stanceProblem(position, ' '))).toEqual([
    null,
    'reason_required',
    'reason_required',
  ]);
  for (const position of stancePositions) {
    expect(stanceProblem(position, 'Because.')).toBeNull();
    expect(stanceProblem(position, 'я'.repeat(5_001))).toBe('reason_too_long');
  }
});
