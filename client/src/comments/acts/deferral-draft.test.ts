import { expect, test } from 'vitest';
import { blankDeferral, deferralIssue, givenBy } from './deferral-draft';

const now = new Date('2026-03-02T09:00:00Z');
const until = '2026-03-06T20:00:00.000Z';

test('[DE9] what is put off is sent only with somebody to take care of it, and a day that lies ahead', () => {
  const given = (draft: Partial<typeof blankDeferral>, end: string | null = until) =>
    givenBy('deferred', { ...blankDeferral, ...draft }, end, now).given;
  expect(given({})).toBeNull();
  expect(given({ whom: 'o1' }, null)).toBeNull();
  expect(given({ whom: 'o1' }, '2026-03-02T08:59:59.000Z')).toBeNull();
  expect(given({ whom: 'o1' }, '2999-01-01T00:00:00.000Z')).toBeNull();
  expect(given({ whom: 'o1' })).toEqual({ to: 'organisation', organisationId: 'o1', until });
  expect(given({ whom: 'group' })).toBeNull();
  expect(given({ whom: 'group', group: ' Data ' })).toEqual({ to: 'working_group', group: 'Data', until });
  expect(givenBy('deferred_to_session', blankDeferral, until, now).given).toEqual({ to: 'session', until });
  expect(deferralIssue('noted', blankDeferral, null, now)).toBeNull();
});
