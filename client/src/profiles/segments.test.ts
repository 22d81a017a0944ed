import fc from 'fast-check';
import { expect, test } from 'vitest';
import { density, segmentsOf, spansAt } from './segments';
import type { Span } from './segments';

const spans = fc.array(
  fc.record({ start: fc.nat(60), length: fc.integer({ min: 0, max: 30 }) }).map(({ start, length }) => ({
    start,
    end: start + length,
  })),
  { maxLength: 30 },
);
const named = spans.map((list) => list.map((span, index): Span => ({ key: `c${index}`, ...span })));

test('[RV3] every character names exactly the comments that cover it, whatever overlaps', () => {
  fc.assert(
    fc.property(named, fc.nat(95), (list, offset) => {
      const segments = segmentsOf(list).filter(({ start, end }) => start <= offset && offset < end);
      expect(segments.length).toBeLessThanOrEqual(1);
      const expected = list.filter((span) => span.start <= offset && offset < span.end).map(({ key }) => key);
      expect(segments[0]?.keys ?? []).toEqual(expected);
    }),
    { seed: 3, numRuns: 400 },
  );
});

test('[RV3] segments stand in text order and never overlap', () => {
  fc.assert(
    fc.property(named, (list) => {
      const segments = segmentsOf(list);
      segments.slice(1).forEach((segment, index) => {
        expect(segment.start).toBeGreaterThanOrEqual(segments[index]?.end ?? 0);
      });
    }),
    { seed: 3, numRuns: 200 },
  );
});

test('[RV3] density has three levels', () => {
  const over = (count: number) => ({ start: 0, end: 1, keys: Array.from({ length: count }, String) });
  expect([1, 2, 3, 9].map((count) => density(over(count)))).toEqual([1, 2, 3, 3]);
});

test('[RV3] a point in nested quotes means the innermost first', () => {
  const list = [
    { key: 'paragraph', start: 0, end: 50 },
    { key: 'word', start: 10, end: 14 },
  ];
  expect(spansAt(list, 12).map(({ key }) => key)).toEqual(['word', 'paragraph']);
  expect(spansAt(list, 14).map(({ key }) => key)).toEqual(['paragraph']);
});
