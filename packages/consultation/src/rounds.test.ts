import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  blindSince,
  datesProblem,
  isOver,
  deadlineOf,
  lastCallOf,
  mayChangeBlindness,
  mayClear,
  mayComment,
  mayExtendTo,
  mayRemind,
  phaseFacts,
  reopens,
  roundPhase,
  roundPhases,
  type WrittenRound,
} from './rounds.js';

const at = (moment: string): Date => new Date(`2025-06-${moment}Z`);
const round: WrittenRound = {
  opensAt: at('02T05:00:00'),
  closesAt: at('25T14:00:00'),
  graceHours: 24,
  pausedAt: null,
  blind: false,
};
const second = 1_000;
const before = (moment: Date): Date => new Date(moment.getTime() - second);

describe('where a round stands', () => {
  test('[RD1] planned, open, in grace, closed: to the second, deadline and last call included', () => {
    const told = [
      ['01T00:00:00', 'planned'],
      ['02T04:59:59', 'planned'],
      ['02T05:00:00', 'open'],
      ['25T13:59:59', 'open'],
      ['25T14:00:00', 'grace'],
      ['26T13:59:59', 'grace'],
      ['26T14:00:00', 'closed'],
    ] as const;
    for (const [moment, phase] of told) expect(roundPhase(round, null, at(moment)), moment).toBe(phase);
  });

  test('[RD1] without dates it is open; without grace it closes at the deadline', () => {
    const open = { ...round, opensAt: null, closesAt: null };
    expect(roundPhase(open, null, at('30T00:00:00'))).toBe('open');
    expect(lastCallOf(open, null)).toBeNull();
    expect(roundPhase({ ...round, graceHours: 0 }, null, at('25T14:00:00'))).toBe('closed');
  });

  test('[RD3] a pause stops what is open or in grace; it opens nothing and closes nothing', () => {
    const paused = { ...round, pausedAt: at('10T00:00:00') };
    const phases = ['01T00:00:00', '10T00:00:00', '25T15:00:00', '27T00:00:00'].map((moment) =>
      roundPhase(paused, null, at(moment)),
    );
    expect(phases).toEqual(['planned', 'paused', 'paused', 'closed']);
  });
});

describe('one organisation’s own deadline', () => {
  const extendedTo = at('28T14:00:00');

  test('[RD2] an extension moves deadline and last call of that organisation and of no other', () => {
    expect(deadlineOf(round, extendedTo)).toEqual(extendedTo);
    expect(lastCallOf(round, extendedTo)).toEqual(at('29T14:00:00'));
    expect(roundPhase(round, extendedTo, at('27T00:00:00'))).toBe('open');
    expect(roundPhase(round, null, at('27T00:00:00'))).toBe('closed');
  });

  test('[RD2] a round that closes later than the extension takes the organisation along', () => {
    const longer = { ...round, closesAt: at('30T14:00:00') };
    expect(deadlineOf(longer, extendedTo)).toEqual(longer.closesAt);
  });

  test('[RD2] it is later than what the organisation has, and not past', () => {
    const now = at('20T00:00:00');
    expect(mayExtendTo(round, null, extendedTo, now)).toBe(true);
    expect(mayExtendTo(round, null, at('25T14:00:00'), now)).toBe(false);
    expect(mayExtendTo(round, extendedTo, at('27T14:00:00'), now)).toBe(false);
    expect(mayExtendTo(round, null, extendedTo, at('29T00:00:00'))).toBe(false);
    expect(mayExtendTo({ ...round, closesAt: null }, null, extendedTo, now)).toBe(false);
  });
});

describe('who is heard when', () => {
  test('[RD4] each phase says whether a comment is begun and made official, and why not', () => {
    const table = Object.fromEntries(
      roundPhases.map((phase) => {
        const { comment, clear, late, refusal } = phaseFacts[phase];
        return [
          phase,
          `${comment ? 'comment ' : ''}${clear ? 'clear ' : ''}${late ? 'late ' : ''}${refusal ?? ''}`,
        ];
      }),
    );
    expect(table).toEqual({
      planned: 'ROUND_PLANNED',
      open: 'comment clear ',
      paused: 'ROUND_PAUSED',
      grace: 'comment clear late ',
      closed: 'ROUND_CLOSED',
    });
  });

  test('[RD4] late by a day is taken and marked; after the last call it is refused', () => {
    expect(mayClear(round, null, at('26T10:00:00'))).toEqual({ late: true });
    expect(mayComment(round, null, at('26T10:00:00'))).toEqual({ late: true });
    expect(mayClear(round, null, at('24T10:00:00'))).toEqual({ late: false });
    expect(mayClear(round, null, at('26T14:00:00'))).toEqual({ refusal: 'ROUND_CLOSED' });
    expect(mayComment(round, null, at('01T00:00:00'))).toEqual({ refusal: 'ROUND_PLANNED' });
    const paused = { ...round, pausedAt: at('10T00:00:00') };
    expect(mayComment(paused, null, at('11T00:00:00'))).toEqual({ refusal: 'ROUND_PAUSED' });
  });
});

describe('the blind phase', () => {
  const blind = { ...round, blind: true };

  test('[RD5] lasts from the opening to the organisation’s own deadline; grace and pause change nothing', () => {
    expect(blindSince(blind, null, at('01T00:00:00'))).toBeNull();
    expect(blindSince(blind, null, at('02T05:00:00'))).toEqual(blind.opensAt);
    expect(blindSince(blind, null, before(at('25T14:00:00')))).toEqual(blind.opensAt);
    expect(blindSince(blind, null, at('25T14:00:00'))).toBeNull();
    expect(blindSince(blind, at('28T14:00:00'), at('26T00:00:00'))).toEqual(blind.opensAt);
    expect(blindSince({ ...blind, pausedAt: at('10T00:00:00') }, null, at('11T00:00:00'))).not.toBeNull();
    expect(blindSince(round, null, at('10T00:00:00'))).toBeNull();
    expect(blindSince({ ...blind, opensAt: null, closesAt: null }, null, at('10T00:00:00'))).toEqual(
      new Date(0),
    );
  });

  test('[RD5] whoever may still speak in time is blind, whoever sees the others is late or silent', () => {
    const moments = fc.date({ min: at('01T00:00:00'), max: at('30T00:00:00'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, fc.option(moments, { nil: null }), (now, extendedTo) => {
        const admitted = mayClear(blind, extendedTo, now);
        const inTime = 'late' in admitted && !admitted.late;
        if (inTime) expect(blindSince(blind, extendedTo, now)).not.toBeNull();
        if (blindSince(blind, extendedTo, now)) expect(admitted).toEqual({ late: false });
      }),
      { seed: 20_261_121, numRuns: 2_000 },
    );
  });

  test('[RD6] what was promised holds: blindness changes only while nothing is official, reopening is told apart', () => {
    expect(mayChangeBlindness(0)).toBe(true);
    expect(mayChangeBlindness(1)).toBe(false);
    const later = { ...round, closesAt: at('29T14:00:00') };
    expect(reopens(round, later, at('26T00:00:00'))).toBe(true);
    expect(reopens(round, later, at('24T00:00:00'))).toBe(false);
    expect(reopens(round, round, at('26T00:00:00'))).toBe(false);
    expect(reopens(round, { ...round, closesAt: null }, at('26T00:00:00'))).toBe(true);
  });
});

describe('what the lead agency sets', () => {
  const now = at('10T00:00:00');

  test('[RD7] a closing after the opening and not in the past, grace of whole hours up to two weeks', () => {
    expect(datesProblem({ ...round, closesAt: at('11T00:00:00') }, round, now)).toBeNull();
    expect(datesProblem({ ...round, closesAt: at('01T00:00:00') }, round, now)).toBe('opens_after_closing');
    expect(datesProblem({ ...round, closesAt: at('09T00:00:00') }, round, now)).toBe('closes_in_the_past');
    expect(datesProblem({ ...round, graceHours: 2 }, round, at('30T00:00:00'))).toBeNull();
    for (const graceHours of [-1, 1.5, 337])
      expect(datesProblem({ ...round, graceHours }, round, now)).toBe('grace_out_of_range');
  });

  test('[RD12] another round opens when the one before is over for everybody, extensions and grace included', () => {
    const first = { ...round, closesAt: at('20T00:00:00'), graceHours: 24 };
    expect(isOver(first, null, at('20T23:59:59'))).toBe(false);
    expect(isOver(first, null, at('21T00:00:00'))).toBe(true);
    expect(isOver(first, at('22T00:00:00'), at('22T12:00:00'))).toBe(false);
    expect(isOver(first, at('22T00:00:00'), at('23T00:00:00'))).toBe(true);
    expect(isOver({ ...first, closesAt: null }, null, at('30T00:00:00'))).toBe(false);

    const wanted = { opensAt: at('22T00:00:00'), closesAt: at('28T00:00:00'), graceHours: 0 };
    expect(datesProblem(wanted, round, now, at('22T00:00:00'))).toBeNull();
    expect(datesProblem(wanted, round, now, at('22T00:00:01'))).toBe('opens_too_early');
    expect(datesProblem({ ...wanted, opensAt: null }, round, now, at('22T00:00:00'))).toBe('opens_too_early');
  });

  test('[RD8] one reminder in 24 hours', () => {
    expect(mayRemind(null, now)).toBe(true);
    expect(mayRemind(before(now), now)).toBe(false);
    expect(mayRemind(at('09T00:00:01'), now)).toBe(false);
    expect(mayRemind(at('09T00:00:00'), now)).toBe(true);
  });
});
