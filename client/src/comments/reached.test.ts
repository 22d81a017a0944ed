import { expect, test } from 'vitest';
import { createReached } from './reached';

test('[LV5] a place that was left is taken up where it was left, whatever was heard elsewhere since', () => {
  const reached = createReached();
  expect(reached.start('c', 'chapter 1', '0')).toBe('0');
  reached.reach('c', 'chapter 1', '5');
  // Fetched now, after the last event.
  expect(reached.start('c', 'chapter 2', '0')).toBe('5');
  reached.reach('c', 'chapter 2', '9');
  expect(reached.start('c', 'chapter 1', '0')).toBe('5');
  expect(reached.start('c', 'inbox', '0')).toBe('9');
  expect(reached.start('other', 'chapter 1', '3')).toBe('3');
});

test('[LV5] where nothing happened while it was open it is taken up all the same', () => {
  const reached = createReached();
  reached.start('c', 'quiet', '0');
  reached.reach('c', 'busy', '7');
  expect(reached.start('c', 'quiet', '6')).toBe('0');
});
