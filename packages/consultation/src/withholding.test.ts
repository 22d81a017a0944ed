import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  GAP,
  mayReadWithheld,
  proposalIsOpen,
  rangesOf,
  tidyRanges,
  withGaps,
  withholdingProblem,
} from './withholding.js';
import type { Viewer } from './visibility.js';

const viewer = (organisationId: string, ...roles: Viewer['roles']): Viewer => ({
  organisationId,
  kind: 'state_body',
  roles,
  domains: null,
  blindSince: null,
});
const wanted = { kind: 'redacted', body: [], proposal: [], files: false, note: 'A name.' } as const;
const comment = { body: 'Ask Jane Roe, or Jane.', proposal: null };

describe('[MO8] words that are withheld', () => {
  test('are read by their organisation and by moderators alone', () => {
    const own = { organisationId: 'health' };
    expect(mayReadWithheld(viewer('health', 'contributor'), own)).toBe(true);
    expect(mayReadWithheld(viewer('agency', 'moderator'), own)).toBe(true);
    for (const role of ['lead_agency', 'drafter', 'publisher', 'administrator', 'clearing_officer'] as const)
      expect(mayReadWithheld(viewer('labour', role), own), role).toBe(false);
  });

  test('leave a gap that tells neither them nor how long they are', () => {
    const text = fc.string({ minLength: 1, maxLength: 40 });
    const part = fc.tuple(fc.nat(39), fc.nat(39));
    fc.assert(
      fc.property(text, fc.array(part, { maxLength: 5 }), (words, parts) => {
        const ranges = parts
          .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) + 1 }))
          .filter(({ end }) => end <= words.length);
        const kept = withGaps(words, ranges);
        const open = [...Array(words.length).keys()].filter(
          (at) => !ranges.some(({ start, end }) => at >= start && at < end),
        );
        expect(kept.length - GAP.length * tidyRanges(ranges).length).toBe(open.length);
        expect(kept.replaceAll(GAP, '')).toBe(open.map((at) => words.charAt(at)).join(''));
      }),
    );
  });

  test('are found wherever they stand', () => {
    expect(withGaps(comment.body, rangesOf(comment.body, ' Jane '))).toBe(`Ask ${GAP} Roe, or ${GAP}.`);
    expect(rangesOf(comment.body, '  ')).toEqual([]);
  });
});

describe('[MO9] withholding', () => {
  test('needs a note, and words that stand there', () => {
    const hidden = { ...wanted, kind: 'hidden' } as const;
    expect(withholdingProblem(hidden, comment)).toBeNull();
    expect(withholdingProblem({ ...hidden, note: ' ' }, comment)).toBe('note_length');
    expect(withholdingProblem(wanted, comment)).toBe('nothing');
    expect(withholdingProblem({ ...wanted, files: true }, comment)).toBeNull();
    expect(withholdingProblem({ ...wanted, body: [{ start: 4, end: 12 }] }, comment)).toBeNull();
    for (const range of [
      { start: 4, end: 4 },
      { start: -1, end: 4 },
      { start: 0.5, end: 4 },
      { start: 4, end: 99 },
    ])
      expect(withholdingProblem({ ...wanted, body: [range] }, comment)).toBe('not_its_words');
    expect(withholdingProblem({ ...wanted, proposal: [{ start: 0, end: 1 }] }, comment)).toBe(
      'not_its_words',
    );
    const emoji = { body: 'a😀b', proposal: null };
    expect(withholdingProblem({ ...wanted, body: [{ start: 0, end: 2 }] }, emoji)).toBe('not_its_words');
    expect(withholdingProblem({ ...wanted, body: [{ start: 1, end: 3 }] }, emoji)).toBeNull();
  });

  test('keeps a proposal out of the text while others may not read all of it', () => {
    expect(proposalIsOpen(null)).toBe(true);
    expect(proposalIsOpen({ ...wanted, body: [{ start: 0, end: 1 }] })).toBe(true);
    expect(proposalIsOpen({ ...wanted, proposal: [{ start: 0, end: 1 }] })).toBe(false);
    expect(proposalIsOpen({ ...wanted, kind: 'hidden' })).toBe(false);
  });
});
