import { expect, test } from 'vitest';
import {
  mayGiveNilReturn,
  mayGiveOpinion,
  opinionProblem,
  opinions,
  responseState,
  type ResponseFacts,
} from './responses.js';
import type { Viewer } from './visibility.js';
import { organisationKinds, roles } from './words.js';

const viewer = (kind: Viewer['kind'], role: Viewer['roles'][number]): Viewer => ({
  organisationId: 'mine',
  kind,
  roles: [role],
  domains: null,
  blindSince: null,
});

test('[RE1] the state follows from what the organisation said itself, comments and opinion before the rest', () => {
  const facts = (told: string): ResponseFacts => ({
    official: told.includes('o'),
    opinion: told.includes('p'),
    nilReturn: told.includes('n'),
    working: told.includes('w'),
  });
  const states = ['', 'w', 'n', 'nw', 'o', 'p', 'on', 'opnw'].map((told) => responseState(facts(told)));
  expect(states).toEqual([
    'silent',
    'working',
    'nil_return',
    'nil_return',
    'answered',
    'answered',
    'answered',
    'answered',
  ]);
});

test('[RE2] who disagrees names conditions, who agrees sets none', () => {
  const told = opinions.map((opinion) => [
    opinionProblem(opinion, null),
    opinionProblem(opinion, 'If ¶4 goes.'),
  ]);
  expect(told).toEqual([
    [null, 'conditions_without_disagreement'],
    [null, 'conditions_without_disagreement'],
    ['conditions_required', null],
  ]);
  expect(opinionProblem('disagree', '  ')).toBe('conditions_required');
  expect(opinionProblem('disagree', 'x'.repeat(5_001))).toBe('conditions_too_long');
});

test('[RE2] an opinion is a state body’s, by its clearing officer', () => {
  const able = organisationKinds.flatMap((kind) =>
    roles.filter((role) => mayGiveOpinion(viewer(kind, role))).map((role) => `${kind} ${role}`),
  );
  expect(able).toEqual(['state_body clearing_officer']);
});

test('[RE3] "no comments" on the whole is the clearing officer’s; on a section whoever comments may note it', () => {
  const able = (onWhole: boolean) =>
    roles.filter((role) => mayGiveNilReturn(viewer('civil_society', role), onWhole));
  expect(able(true)).toEqual(['clearing_officer']);
  expect(able(false)).toEqual(['lead_agency', 'contributor', 'clearing_officer']);
});
