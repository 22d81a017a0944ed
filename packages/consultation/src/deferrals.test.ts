import { describe, expect, test } from 'vitest';
import {
  deferralProblem,
  deferredBodyProblem,
  deferring,
  isOverdue,
  lastMoment,
  type Deferral,
} from './deferrals.js';
import type { Subject, Viewer } from './visibility.js';
import { dispositions } from './words.js';

const now = new Date('2026-03-02T09:00:00Z');
const until = new Date('2026-03-06T20:00:00Z');
const to = (more: Partial<Deferral>): Deferral => ({
  to: 'session',
  organisationId: null,
  group: null,
  until,
  ...more,
});

describe('putting off', () => {
  test('[DE9] only what defers names to whom, and always does', () => {
    expect(deferring).toEqual(['deferred_to_session', 'deferred']);
    for (const disposition of dispositions) {
      const defers = deferring.includes(disposition);
      expect(deferralProblem(disposition, null, now)).toBe(defers ? 'deferral_required' : null);
      if (!defers) expect(deferralProblem(disposition, to({}), now)).toBe('deferral_unasked');
    }
  });

  test.each([
    ['deferred_to_session', { to: 'session' }, null],
    ['deferred', { to: 'session' }, 'to_whom'],
    ['deferred_to_session', { to: 'organisation', organisationId: 'mph' }, 'to_whom'],
    ['deferred_to_session', { to: 'session', organisationId: 'mph' }, 'to_whom'],
    ['deferred_to_session', { to: 'session', group: 'Data' }, 'to_whom'],
    ['deferred', { to: 'organisation', organisationId: 'mph' }, null],
    ['deferred', { to: 'organisation' }, 'to_whom'],
    ['deferred', { to: 'organisation', organisationId: 'mph', group: 'Data' }, 'to_whom'],
    ['deferred', { to: 'working_group', group: 'Data' }, null],
    ['deferred', { to: 'working_group' }, 'to_whom'],
    ['deferred', { to: 'working_group', group: ' ' }, 'group_length'],
    ['deferred', { to: 'working_group', group: 'x'.repeat(121) }, 'group_length'],
  ] as const)('[DE9] %s with %o: %s', (disposition, more, problem) => {
    expect(deferralProblem(disposition, to(more), now)).toBe(problem);
  });

  test('[DE9] the day lies ahead, to the second, and is no typing error', () => {
    const at = (moment: number) =>
      deferralProblem('deferred_to_session', to({ until: new Date(moment) }), now);
    expect(at(now.getTime())).toBe('until_past');
    expect(at(now.getTime() + 1)).toBeNull();
    expect(at(now.getTime() + 366 * 86_400_000)).toBeNull();
    expect(at(now.getTime() + 366 * 86_400_000 + 1)).toBe('until_too_far');
    expect(at(Number.NaN)).toBe('until_past');
  });

  test('[DE10] an organisation takes care of what it takes part in and may read', () => {
    const body: Viewer = {
      organisationId: 'mph',
      kind: 'state_body',
      roles: ['contributor'],
      domains: [1],
      blindSince: null,
    };
    const comment: Subject = {
      organisationId: 'mlw',
      visibility: 'government',
      status: 'cleared',
      domain: 1,
      clearedAt: now,
    };
    const bodies = new Map([
      ['mph', body],
      ['ngo', { ...body, organisationId: 'ngo', kind: 'civil_society' as const }],
    ]);
    const problem = (organisationId: string | null, more: Partial<Subject> = {}) =>
      deferredBodyProblem({ organisationId }, { ...comment, ...more }, bodies);
    expect(problem('mph')).toBeNull();
    expect(problem(null)).toBeNull();
    expect(problem('elsewhere')).toBe('organisation_unknown');
    expect(problem('ngo')).toBe('organisation_apart');
    expect(problem('mph', { domain: 2 })).toBe('organisation_apart');
    expect(problem('mph', { visibility: 'secretariat' })).toBe('organisation_apart');
    expect(problem('mph', { visibility: 'secretariat', organisationId: 'mph' })).toBeNull();
  });

  test('[DE11] what was put off is overdue from the end of its day', () => {
    expect(isOverdue({ until }, new Date(until.getTime() - 1))).toBe(false);
    expect(isOverdue({ until }, until)).toBe(true);
    expect(lastMoment(new Date('2026-03-07T00:00:00Z')).toISOString()).toBe('2026-03-06T23:59:59.999Z');
  });
});
