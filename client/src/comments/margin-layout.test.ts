import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stackNotes } from './margin-layout';
import type { Note } from './margin-layout';

const gap = 4;
const crowds = fc
  .array(
    fc.record({ wanted: fc.integer({ min: 0, max: 3000 }), height: fc.integer({ min: 20, max: 400 }) }),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((list) =>
    list.toSorted((a, b) => a.wanted - b.wanted).map((note, index): Note => ({ key: `n${index}`, ...note })),
  );

function tops(notes: readonly Note[], pinned: string | null = null) {
  const placed = stackNotes(notes, { gap, pinned });
  return notes.map((note) => placed.get(note.key) ?? Number.NaN);
}

test('[RV5] notes never overlap and keep the order of the text', () => {
  fc.assert(
    fc.property(crowds, fc.nat(29), (notes, pick) => {
      const placed = tops(notes, notes[pick]?.key ?? null);
      notes.slice(1).forEach((_, index) => {
        const bottom = (placed[index] ?? 0) + (notes[index]?.height ?? 0);
        // Rounding to whole pixels may take one pixel of the gap, never of a note.
        expect(placed[index + 1]).toBeGreaterThanOrEqual(bottom + gap - 1);
      });
      expect(placed[0]).toBeGreaterThanOrEqual(0);
    }),
    { seed: 5, numRuns: 400 },
  );
});

test('[RV5] with room for all, each note stands beside its words', () => {
  const notes = [10, 200, 900].map((wanted, index) => ({ key: `n${index}`, wanted, height: 30 }));
  expect(tops(notes)).toEqual([10, 200, 900]);
});

test('[RV5] the open note stands beside its words, and the others make room', () => {
  const notes = [500, 500, 500].map((wanted, index) => ({ key: `n${index}`, wanted, height: 30 }));
  expect(tops(notes)).toEqual([466, 500, 534]);
  expect(tops(notes, 'n2')).toEqual([432, 466, 500]);
});

test('[RV5] at the top of the page an open note yields to what must stand above it', () => {
  const notes = [0, 0, 0].map((wanted, index) => ({ key: `n${index}`, wanted, height: 30 }));
  expect(tops(notes, 'n2')).toEqual([0, 34, 68]);
});
