import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Frontier } from './admission.js';
import { edits, historyOf } from './history.fixture.js';
import { normalise, subtract, type Range } from './ranges.js';
import { scanUpdate } from './scan.js';

const seed = 20_261_121;

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact((transaction) => {
    for (const update of updates) Y.applyUpdate(doc, update);
    transaction.local = true; // no tidying of formats: only what the updates say
  });
  return doc;
}

const pending = (doc: Y.Doc) => doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
const state = (doc: Y.Doc) => [...Y.encodeStateAsUpdate(doc)];

describe('what an update adds to the committed state', () => {
  test('[SY3] Yjs agrees: gap is pending, known changes nothing, the rest has the whole effect', () => {
    const kinds = { gap: 0, known: 0, new: 0, trimmed: 0 };
    fc.assert(
      fc.property(
        edits,
        fc.array(fc.nat()),
        fc.array(fc.nat(), { minLength: 1 }),
        (script, committed, sent) => {
          const history = historyOf(script);
          fc.pre(history.length > 0);
          // Some of the history is committed, some of it arrives merged in one frame; both may overlap.
          const pick = (chosen: readonly number[]) => {
            const indexes = new Set(chosen.map((number) => number % history.length));
            return history.filter((_, index) => indexes.has(index));
          };
          const base = docOf(pick(committed));
          fc.pre(!pending(base));
          const update = Y.mergeUpdates(pick(sent));
          const admission = new Frontier(base).admit(update, scanUpdate(update));
          kinds[admission.kind] += 1;

          const whole = docOf([Y.encodeStateAsUpdate(base), update]);
          expect(pending(whole)).toBe(admission.kind === 'gap');
          if (admission.kind === 'known') expect(state(whole)).toEqual(state(base));
          if (admission.kind === 'new') {
            expect(state(whole)).not.toEqual(state(base));
            if (admission.rest !== update) kinds.trimmed += 1;
            const trimmed = docOf([Y.encodeStateAsUpdate(base), admission.rest]);
            expect(state(trimmed)).toEqual(state(whole));
            const again = new Frontier(trimmed);
            expect(again.admit(update, scanUpdate(update)).kind).toBe('known');
          }
        },
      ),
      { seed, numRuns: 1500 },
    );
    // The property says something only if each of these was met often.
    for (const count of Object.values(kinds)) expect(count).toBeGreaterThan(50);
  });

  test('[SY3] what was staged counts like what was committed', () => {
    fc.assert(
      fc.property(edits, (script) => {
        const history = historyOf(script);
        const staged = new Frontier(new Y.Doc());
        const rests: Uint8Array[] = [];
        for (const update of [...history, ...history]) {
          const admission = staged.admit(update, scanUpdate(update));
          if (admission.kind !== 'new') continue;
          staged.stage(admission);
          rests.push(admission.rest);
        }
        expect(rests.length).toBeLessThanOrEqual(history.length);
        expect(state(docOf(rests))).toEqual(state(docOf(history)));
      }),
      { seed, numRuns: 200 },
    );
  });

  test('[SY11] two runs that wait for each other are a gap, not an endless loop', () => {
    // Client 1 builds on client 2, which builds on client 1.
    const knot = Uint8Array.from([2, 1, 2, 0, 0x84, 1, 0, 1, 97, 1, 1, 0, 0x84, 2, 0, 1, 97, 0]);
    expect(new Frontier(new Y.Doc()).admit(knot, scanUpdate(knot)).kind).toBe('gap');
  });

  test('[SY11] deleting what nobody has written is a gap', () => {
    const early = Uint8Array.from([0, 1, 9, 1, 0, 4]);
    expect(new Frontier(new Y.Doc()).admit(early, scanUpdate(early)).kind).toBe('gap');
  });

  test('[SY3] a deletion that is written in pieces and twice is put in order', () => {
    const doc = new Y.Doc();
    doc.clientID = 9;
    doc.getText('content').insert(0, 'abcdefgh');
    const untidy = Uint8Array.from([0, 2, 9, 2, 4, 2, 0, 3, 9, 1, 1, 4]);
    const admission = new Frontier(doc).admit(untidy, scanUpdate(untidy));
    expect(admission).toMatchObject({ kind: 'new', rest: Uint8Array.from([0, 1, 9, 1, 0, 6]) });
  });
});

describe('ranges', () => {
  const ranges = fc
    .array(fc.tuple(fc.nat(40), fc.nat(6)))
    .map((pairs) => pairs.map(([start, length]): Range => ({ start, end: start + length })));
  const members = (list: readonly Range[]) =>
    new Set(
      list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)),
    );

  test('normalising keeps the members and leaves no neighbours', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const tidy = normalise(list);
        expect(members(tidy)).toEqual(members(list));
        for (const [index, range] of tidy.entries()) {
          expect(range.end).toBeGreaterThan(range.start);
          expect(range.start).toBeGreaterThan(tidy[index - 1]?.end ?? -1);
        }
      }),
      { seed },
    );
  });

  test('subtracting leaves exactly the members not taken', () => {
    fc.assert(
      fc.property(ranges, ranges, (list, taken) => {
        const rest = subtract(normalise(list), normalise(taken));
        const gone = members(taken);
        expect(members(rest)).toEqual(new Set([...members(list)].filter((clock) => !gone.has(clock))));
      }),
      { seed, numRuns: 500 },
    );
  });
});
