import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disposalProblem, MOST_DISPOSALS, seenByAllOf, type Disposable, type Disposal } from './disposal.js';
import { officialVisibilities, maySee, type Viewer } from './visibility.js';
import { dispositions, organisationKinds, roles } from './words.js';

const comment = (change: Partial<Disposable> = {}): Disposable => ({
  status: 'cleared',
  visibility: 'participants',
  proposal: 'Proposed.',
  proposalIsOpen: true,
  proposalKind: 'words',
  domain: 1,
  organisationId: 'mph',
  organisationKind: 'state_body',
  ...change,
});
const comments = new Map<string, Disposable>([
  ['a', comment()],
  ['b', comment({ organisationId: 'mlw' })],
  ['moved', comment({ proposal: '', proposalKind: 'move' })],
  ['plain', comment({ proposal: null })],
  ['withdrawn', comment({ status: 'withdrawn' })],
  ['merged', comment({ status: 'merged' })],
  ['draft', comment({ status: 'draft' })],
  ['secret', comment({ visibility: 'secretariat' })],
]);
const disposal = (commentId: string, change: Partial<Disposal> = {}): Disposal => ({
  commentId,
  disposition: 'accepted',
  reason: null,
  reasonCode: null,
  intoId: null,
  wording: null,
  ...change,
});
const merged = (commentId: string, intoId: string | null): Disposal =>
  disposal(commentId, { disposition: 'merged', intoId });
const problemOf = (disposals: readonly Disposal[], hasWording = false) =>
  disposalProblem(disposals, comments, hasWording);

describe('what is wrong with a decision', () => {
  test('[DE8] it disposes of something, of each comment once, and of no more than a round of them', () => {
    expect(problemOf([])).toEqual({ problem: 'nothing', at: null });
    expect(problemOf([], true)).toBeNull();
    expect(problemOf([disposal('a'), disposal('b')])).toBeNull();
    expect(problemOf([disposal('a'), disposal('b'), disposal('a')])).toEqual({ problem: 'twice', at: 2 });
    const many = Array.from({ length: MOST_DISPOSALS + 1 }, (_, n) => disposal(`c${n}`));
    expect(problemOf(many)).toEqual({ problem: 'too_many', at: null });
    expect(problemOf(many.slice(1))).toBeNull();
  });

  test('[DE8] each disposal is held to the table of dispositions, and says which one fails', () => {
    expect(problemOf([disposal('a'), disposal('b', { disposition: 'noted' })])).toEqual({
      problem: 'reason_required',
      at: 1,
    });
    expect(problemOf([disposal('a', { disposition: 'withdrawn' })])?.problem).toBe('not_the_moderators');
    const modified = { disposition: 'accepted_with_modification', reason: 'Shorter.' } as const;
    expect(problemOf([disposal('a', modified)])?.problem).toBe('wording_required');
    expect(problemOf([disposal('plain', modified)])).toBeNull();
    for (const wording of [null, 'Elsewhere.'])
      expect(problemOf([disposal('moved', { ...modified, wording })])?.problem).toBe('moved_as_proposed');
    expect(problemOf([disposal('moved')])).toBeNull();
    expect(problemOf([disposal('a', { ...modified, wording: 'x'.repeat(20_001) })])?.problem).toBe(
      'wording_too_long',
    );
    expect(problemOf([disposal('a', { ...modified, wording: '' })])).toBeNull();
  });

  test('[DE6] merged and superseded name what takes their place: another comment or the decision’s wording', () => {
    const superseded = { disposition: 'superseded', reason: 'The compromise says it.' } as const;
    expect(problemOf([merged('a', null)])?.problem).toBe('into_required');
    expect(problemOf([disposal('a', superseded)])?.problem).toBe('into_required');
    expect(problemOf([merged('a', null), disposal('b', superseded)], true)).toBeNull();
    expect(problemOf([merged('a', 'b')])).toBeNull();
    expect(problemOf([merged('a', 'b'), disposal('b')])).toBeNull();
    expect(problemOf([merged('a', 'nowhere')])?.problem).toBe('into_unknown');
    expect(problemOf([merged('a', 'draft')])?.problem).toBe('into_unknown');
    expect(problemOf([merged('a', 'withdrawn')])?.problem).toBe('into_gone');
    expect(problemOf([merged('a', 'merged')])?.problem).toBe('into_gone');
    expect(problemOf([merged('a', 'secret')])?.problem).toBe('into_narrower');
  });

  test('[DE6] nothing is merged into itself or in a circle, and no chain begins within a decision', () => {
    expect(problemOf([merged('a', 'a')])?.problem).toBe('into_itself');
    expect(problemOf([merged('a', 'b'), merged('b', 'a')])?.problem).toBe('into_gone');
    expect(problemOf([merged('a', 'b'), merged('b', 'plain')])?.problem).toBe('into_gone');
  });

  test('[DE6] decisions one after the other never close a circle', () => {
    const ids = ['1', '2', '3', '4', '5'];
    const step = fc.record({
      id: fc.constantFrom(...ids),
      into: fc.constantFrom(...ids),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const rows = new Map(ids.map((id) => [id, comment()]));
        const into = new Map<string, string>();
        for (const { id, into: other } of steps) {
          if (rows.get(id)?.status !== 'cleared') continue;
          if (disposalProblem([merged(id, other)], rows, false)) continue;
          rows.set(id, comment({ status: 'merged' }));
          into.set(id, other);
        }
        for (const start of ids) {
          let at: string | undefined = start;
          for (let n = 0; at !== undefined; n += 1) {
            expect(n).toBeLessThan(ids.length);
            at = into.get(at);
          }
        }
      }),
      { seed: 20_261_121, numRuns: 1_000 },
    );
  });
});

test('[DE7] whoever reads a comment reads the one it is merged into', () => {
  const viewers: readonly Viewer[] = roles.flatMap((role) =>
    organisationKinds.flatMap((kind) =>
      ['own', 'other', 'third'].flatMap((organisationId) =>
        [null, [1], [2]].map((domains) => ({
          organisationId,
          kind,
          roles: [role],
          domains,
          blindSince: null,
        })),
      ),
    ),
  );
  const clearedAt = new Date('2025-05-01');
  let merges = 0;
  for (const visibility of officialVisibilities)
    for (const intoVisibility of officialVisibilities)
      for (const domain of [null, 1, 2])
        for (const intoDomain of [null, 1, 2])
          for (const kind of organisationKinds)
            for (const intoOwner of ['own', 'other']) {
              const one = comment({ visibility, domain, organisationId: 'own', organisationKind: kind });
              const into = comment({
                visibility: intoVisibility,
                domain: intoDomain,
                organisationId: intoOwner,
              });
              if (!seenByAllOf(one, into)) continue;
              merges += 1;
              for (const viewer of viewers) {
                // An organisation has one kind, and here reads what it comments on.
                if (viewer.organisationId === 'own' && viewer.kind !== kind) continue;
                if (
                  viewer.organisationId === 'own' &&
                  domain !== null &&
                  viewer.domains?.includes(domain) === false
                )
                  continue;
                if (viewer.organisationId === 'own' && domain === null && viewer.domains !== null) continue;
                if (maySee(viewer, { ...one, clearedAt }))
                  expect(maySee(viewer, { ...into, clearedAt })).toBe(true);
              }
            }
  expect(merges).toBeGreaterThan(100);
});

test('[DE3] no disposal withdraws', () => {
  for (const disposition of dispositions) {
    const found = problemOf(
      [disposal('a', { disposition, reason: 'x', reasonCode: 'other', wording: 'y' })],
      true,
    );
    expect(found?.problem === 'not_the_moderators', disposition).toBe(disposition === 'withdrawn');
  }
});
