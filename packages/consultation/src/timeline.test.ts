import { expect, test } from 'vitest';
import { roundPhases, type RoundPhase } from './rounds.js';
import { expectationOf, phaseNow, stageNow, stages, stageState, type SilenceStanding } from './timeline.js';
import { roles, type Role } from './words.js';

test('[RD11] one stage is now, those before it are done, those after it next', () => {
  const line = (written: RoundPhase, silence: SilenceStanding): string => {
    const now = stageNow(written, silence);
    return stages.map((stage) => stageState(stage, now)).join(' ');
  };
  expect(line('planned', 'none')).toBe('next next next next');
  for (const phase of ['open', 'paused', 'grace'] as const)
    expect(line(phase, 'none')).toBe('now next next next');
  expect(line('closed', 'none')).toBe('done now next next');
  expect(line('closed', 'running')).toBe('done done now next');
  expect(line('closed', 'over')).toBe('done done done now');
  // A package that was put to silence early doesn't end the time in which everybody may speak.
  expect(line('open', 'running')).toBe('now next next next');
});

test('[RD12] before a later round opens what was said in the one before is being decided', () => {
  expect(stageNow(phaseNow('planned', 1), 'none')).toBeNull();
  expect(stageNow(phaseNow('planned', 2), 'none')).toBe('decisions');
  for (const phase of roundPhases) if (phase !== 'planned') expect(phaseNow(phase, 2)).toBe(phase);
});

test('[RD11] what is expected of each role, in each stage', () => {
  const told = (written: RoundPhase, silence: SilenceStanding): Record<string, string> =>
    Object.fromEntries(roles.map((role) => [role, expectationOf({ roles: [role] }, written, silence)]));
  expect(told('open', 'none')).toMatchObject({
    contributor: 'comment',
    clearing_officer: 'clear',
    lead_agency: 'follow',
    moderator: 'prepare',
    drafter: 'read',
    observer: 'read',
  });
  expect(told('paused', 'none')).toMatchObject({ contributor: 'paused', clearing_officer: 'paused' });
  expect(told('grace', 'none')).toMatchObject({ contributor: 'late', clearing_officer: 'late' });
  expect(told('closed', 'none')).toMatchObject({ moderator: 'decide', clearing_officer: 'answer' });
  expect(told('closed', 'running')).toMatchObject({ clearing_officer: 'object', contributor: 'read' });
  expect(told('closed', 'over')).toMatchObject({ lead_agency: 'consent', clearing_officer: 'read' });
  for (const phase of roundPhases.filter((one) => one === 'planned'))
    expect(new Set(Object.values(told(phase, 'none')))).toEqual(new Set(['wait']));
});

test('[RD11] of several roles the one that others wait for', () => {
  const both: Role[] = ['moderator', 'clearing_officer', 'contributor'];
  expect(expectationOf({ roles: both }, 'open', 'none')).toBe('clear');
  expect(expectationOf({ roles: both }, 'closed', 'none')).toBe('decide');
});
