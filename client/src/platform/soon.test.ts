import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { soon } from './soon';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('[LV4] what comes together is answered once, and what comes while it is answered once more', async () => {
  const endings: (() => void)[] = [];
  const { ask, stop } = soon(() => new Promise<void>((resolve) => endings.push(resolve)), 300);
  for (let n = 0; n < 40; n += 1) ask();
  expect(endings).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(300);
  expect(endings).toHaveLength(1);
  ask();
  await vi.advanceTimersByTimeAsync(300);
  // Not beside the first: its answer may be older than what was just told.
  expect(endings).toHaveLength(1);
  endings[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(endings).toHaveLength(2);
  endings[1]?.();
  ask();
  stop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(endings).toHaveLength(2);
});
