import { expect, test } from 'vitest';
import { isEscalated, reconsiderationProblem } from './answers.js';
import { acknowledgements, reasonCodes } from './words.js';

test('[CE13] only a maintained objection goes on to the session', () => {
  expect(acknowledgements.filter(isEscalated)).toEqual(['maintains_objection']);
  expect(isEscalated(null)).toBe(false);
});

test('[CE12] to look again is asked once, and only of what was judged out of scope', () => {
  const judged = {
    status: 'decided',
    disposition: 'not_accepted',
    reasonCode: 'out_of_scope_implementation',
    asked: false,
  } as const;
  expect(reconsiderationProblem(judged)).toBeNull();
  expect(reconsiderationProblem({ ...judged, status: 'acknowledged' })).toBeNull();
  expect(reconsiderationProblem({ ...judged, asked: true })).toBe('asked_already');
  const open = reasonCodes.filter((reasonCode) => !reconsiderationProblem({ ...judged, reasonCode }));
  expect(open).toEqual(['out_of_scope_implementation', 'out_of_scope_other_indicator']);
  for (const change of [{ disposition: 'noted' }, { status: 'under_review' }, { reasonCode: null }] as const)
    expect(reconsiderationProblem({ ...judged, ...change })).toBe('not_out_of_scope');
});
