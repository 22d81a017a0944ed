import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onWaking } from './waking';

let stop = () => {};
const wake = vi.fn<() => void>();

beforeEach(() => {
  vi.useFakeTimers();
  wake.mockClear();
  stop = onWaking(wake);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const hidden = (is: boolean) => vi.spyOn(document, 'hidden', 'get').mockReturnValue(is);

test.each([
  ['the network is back', () => window.dispatchEvent(new Event('online'))],
  ['the window is looked at', () => window.dispatchEvent(new Event('focus'))],
  ['the page came back', () => window.dispatchEvent(new Event('pageshow'))],
  ['the tab is looked at', () => document.dispatchEvent(new Event('visibilitychange'))],
])('[LV6] the device may have slept when %s', (_name, happens) => {
  happens();
  expect(wake).toHaveBeenCalledOnce();
  stop();
  happens();
  expect(wake).toHaveBeenCalledOnce();
});

test('[LV6] a clock that jumped tells of a sleep, and one that goes on does not', () => {
  vi.advanceTimersByTime(60_000);
  expect(wake).not.toHaveBeenCalled();
  vi.setSystemTime(Date.now() + 30_000);
  vi.advanceTimersByTime(5_000);
  expect(wake).toHaveBeenCalledOnce();
});

test('[LV6] a tab that nobody looks at is not woken by its own slow clock', () => {
  hidden(true);
  vi.setSystemTime(Date.now() + 60_000);
  vi.advanceTimersByTime(5_000);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(wake).not.toHaveBeenCalled();
});
