import { describe, expect, test } from 'vitest';
import {
  appliesWording,
  decidableAlone,
  decisionProblem,
  decisionProblems,
  dispositionFacts,
  isFinal,
  needsReason,
  needsReasonCode,
  statusAfter,
} from './dispositions.js';
import { mayMove } from './moves.js';
import { dispositions, reasonCodes } from './words.js';

const table = [
  //  disposition                 reason code   wording     other  by              status after
  ['accepted', false, false, 'proposal', false, 'moderator', 'decided'],
  ['accepted_with_modification', true, false, 'own', false, 'moderator', 'decided'],
  ['partially_accepted', true, false, 'own', false, 'moderator', 'decided'],
  ['not_accepted', true, true, 'none', false, 'moderator', 'decided'],
  ['noted', true, false, 'none', false, 'moderator', 'decided'],
  ['referred', true, false, 'none', false, 'moderator', 'decided'],
  ['deferred_to_session', true, false, 'none', false, 'moderator', 'under_review'],
  ['deferred', true, false, 'none', false, 'moderator', 'under_review'],
  ['merged', false, false, 'none', true, 'moderator', 'merged'],
  ['superseded', true, false, 'none', true, 'moderator', 'decided'],
  ['withdrawn', false, false, 'none', false, 'organisation', 'withdrawn'],
] as const;

describe('dispositions', () => {
  test('[DE5] a moderator gives one comment by itself neither the organisation’s word nor what names another', () => {
    expect(decidableAlone).toEqual([
      'accepted',
      'accepted_with_modification',
      'partially_accepted',
      'not_accepted',
      'noted',
      'referred',
      'deferred_to_session',
      'deferred',
    ]);
  });

  test('[DE1] the table names every disposition once', () => {
    expect(table.map(([disposition]) => disposition)).toEqual([...dispositions]);
  });

  test.each(table)(
    '[DE1] %s: reason %s, code %s, wording %s, other %s, by %s, then %s',
    (disposition, reason, code, wording, other, by, status) => {
      expect(needsReason(disposition)).toBe(reason);
      expect(needsReasonCode(disposition)).toBe(code);
      expect(appliesWording(disposition)).toBe(wording !== 'none');
      expect(dispositionFacts[disposition].wording).toBe(wording);
      expect(dispositionFacts[disposition].needsOther).toBe(other);
      expect(dispositionFacts[disposition].givenBy).toBe(by);
      expect(statusAfter(disposition)).toBe(status);
    },
  );

  test('[DE2] a decision of the moderator can be carried out on every open comment', () => {
    for (const disposition of dispositions) {
      if (dispositionFacts[disposition].givenBy !== 'moderator') continue;
      expect(mayMove('cleared', statusAfter(disposition), 'decide'), disposition).toBe(true);
      expect(mayMove('under_review', statusAfter(disposition), 'decide'), disposition).toBe(true);
    }
  });

  test('[DE3] no moderator withdraws in the name of an organisation', () => {
    expect(mayMove('cleared', statusAfter('withdrawn'), 'decide')).toBe(false);
    expect(mayMove('under_review', statusAfter('withdrawn'), 'decide')).toBe(false);
    expect(mayMove('under_review', statusAfter('withdrawn'), 'withdraw')).toBe(true);
  });

  test('[DE1] only deferring is not final', () => {
    expect(dispositions.filter((disposition) => !isFinal(disposition))).toEqual([
      'deferred_to_session',
      'deferred',
    ]);
  });
});

describe('the reasons of a decision', () => {
  const problem = (disposition: (typeof dispositions)[number], reason: string | null, code = false) =>
    decisionProblem({ disposition, reason, reasonCode: code ? 'no_source' : null });

  test('[DE4] a reason is asked for exactly where the table says so, and blanks are no reason', () => {
    for (const disposition of dispositions) {
      const expected = needsReason(disposition) ? 'reason_required' : null;
      expect(problem(disposition, null), disposition).toBe(expected);
      expect(problem(disposition, '', true), disposition).toBe(expected);
      expect(problem(disposition, ' \n\t', true), disposition).toBe(expected);
      expect(problem(disposition, 'The source is older.', true), disposition).toBeNull();
    }
  });

  test('[DE4] a refusal must carry a code, the others may', () => {
    expect(problem('not_accepted', 'The rule says otherwise.')).toBe('reason_code_required');
    for (const reasonCode of reasonCodes) {
      expect(decisionProblem({ disposition: 'not_accepted', reason: 'Why.', reasonCode })).toBeNull();
      expect(decisionProblem({ disposition: 'noted', reason: 'Why.', reasonCode })).toBeNull();
    }
  });

  test('[DE4] all that is missing is told at once', () => {
    const nothing = { reason: null, reasonCode: null };
    expect(decisionProblems({ disposition: 'not_accepted', ...nothing })).toEqual([
      'reason_required',
      'reason_code_required',
    ]);
    expect(decisionProblems({ disposition: 'noted', ...nothing })).toEqual(['reason_required']);
    expect(decisionProblems({ disposition: 'accepted', ...nothing })).toEqual([]);
  });

  test('[DE4] a reason has at most 5,000 characters, also where none is needed', () => {
    expect(problem('noted', 'я'.repeat(5_000))).toBeNull();
    expect(problem('noted', 'я'.repeat(5_001))).toBe('reason_too_long');
    expect(problem('accepted', 'я'.repeat(5_001))).toBe('reason_too_long');
  });
});
