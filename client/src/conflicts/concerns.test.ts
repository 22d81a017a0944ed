import { expect, test } from 'vitest';
import { concerns } from './concerns';

const section = {
  __typename: 'Section' as const,
  id: 'one',
  counts: { __typename: 'SectionCounts' as const, open: 0, decided: 0, mine: 0 },
};

test('[CF6] a board asks again for what happens to comments of its section, and for nothing else', () => {
  expect(concerns({ type: 'comment_cleared', section }, 'one')).toBe(true);
  expect(concerns({ type: 'comment_cleared', section }, null)).toBe(true);
  expect(concerns({ type: 'comment_cleared', section }, 'two')).toBe(false);
  expect(concerns({ type: 'text_imported', section: null }, 'two')).toBe(true);
  expect(concerns({ type: 'comment_drafted', section }, 'one')).toBe(false);
  expect(concerns({ type: 'comment_triaged', section }, null)).toBe(false);
});
