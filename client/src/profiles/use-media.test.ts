import { expect, test } from 'vitest';
import { roomQuery } from './use-media';

test('[T12] larger letters need more room before notes and outline stand beside the text', () => {
  expect(roomQuery('notes', 'normal')).toBe('(min-width: 56.25em)');
  expect(roomQuery('notes', 'largest')).toBe('(min-width: 84.375em)');
  expect(roomQuery('outline', 'largest')).toBe('(min-width: 103.125em)');
});
