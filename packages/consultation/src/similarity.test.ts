import fc from 'fast-check';
import { expect, test } from 'vitest';
import { similarFrom, similarity } from './similarity.js';

test('[MO7] two comments that say one thing are alike, two about different things are not', () => {
  const ask = 'say who pays for the emergency treatment of persons without a residence permit';
  const same = 'the cost of emergency treatment for persons without residence permits has to be settled';
  const other = 'the statistics bureau publishes the table of remittances every quarter';
  expect(similarity(ask, same)).toBeGreaterThan(similarFrom);
  expect(similarity(ask, other)).toBeLessThan(similarFrom);
});

test('[MO7] likeness is the same both ways, between 0 and 1, and 1 with itself', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (one, other) => {
      const likeness = similarity(one, other);
      expect(likeness).toBe(similarity(other, one));
      expect(likeness).toBeGreaterThanOrEqual(0);
      expect(likeness).toBeLessThanOrEqual(1);
    }),
    { seed: 7, numRuns: 300 },
  );
  expect(similarity('quarterly tables', 'quarterly tables')).toBe(1);
  expect(similarity('', 'quarterly tables')).toBe(0);
});
