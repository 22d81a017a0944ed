import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { patiently } from './patiently';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.head.replaceChildren();
});

const online = (is: boolean) => vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(is);

function part(failures: number) {
  let left = failures;
  return vi.fn<() => Promise<string>>(async () => {
    if (left === 0) return 'the part';
    left -= 1;
    throw new TypeError('Failed to fetch dynamically imported module');
  });
}

test('[UI19] a part that can’t be fetched without a network is fetched when there is one, however long that takes', async () => {
  online(false);
  const load = part(2);
  const got = patiently(load);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(load).toHaveBeenCalledOnce();
  window.dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(0);
  online(true);
  window.dispatchEvent(new Event('online'));
  expect(await got).toBe('the part');
  expect(load).toHaveBeenCalledTimes(3);
});

test('[UI19] a lost packet costs no page; a part that is not there any more is given up within seconds', async () => {
  online(true);
  const got = patiently(part(3));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await got).toBe('the part');
  const gone = patiently(part(99)).catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await gone).toContain('Failed to fetch');
});

test('[UI19] the looks that came with it are fetched again too', async () => {
  online(true);
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = '/assets/page.css';
  document.head.append(link);
  const got = patiently(part(1));
  await vi.advanceTimersByTimeAsync(0);
  await got;
  expect(document.querySelectorAll('link[href="/assets/page.css"]')).toHaveLength(2);
});
