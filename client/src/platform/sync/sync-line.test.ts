import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SyncLine } from './sync-line';
import type { SocketClass } from './watched-socket';

/** Sockets as a network has them: they open, fail or hang when told to. */
class Told extends EventTarget {
  static all: Told[] = [];
  static fails = false;
  readyState = 0;
  readonly sent: Uint8Array[] = [];

  constructor() {
    super();
    Told.all.push(this);
    if (Told.fails) setTimeout(() => this.end(1006));
  }

  opens(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
    this.says();
  }
  says(): void {
    this.dispatchEvent(new MessageEvent('message', { data: Uint8Array.of(9).buffer }));
  }
  end(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '' }));
  }
  send(data: Uint8Array): void {
    this.sent.push(data);
  }
  /** Nobody answers the farewell. */
  close(): void {}
}

let line: SyncLine;
const attempts = () => Told.all.length;
const last = () => Told.all.at(-1) as Told;
const now = () => vi.advanceTimersByTimeAsync(0);

beforeEach(async () => {
  vi.useFakeTimers();
  Object.assign(Told, { all: [], fails: false });
  const Socket = Told as unknown as SocketClass;
  line = new SyncLine('ws://hub/sync', { Socket, Stream: Socket });
  await now();
});
afterEach(() => {
  line.close();
  vi.useRealTimers();
});

test('[LV6] a device that wakes up does not wait for an attempt that was timed before', async () => {
  Told.fails = true;
  last().end(1006);
  // Long enough to wait for the longest.
  await vi.advanceTimersByTimeAsync(120_000);
  while (last().readyState !== 3) await vi.advanceTimersByTimeAsync(1);
  const before = attempts();
  Told.fails = false;
  line.wake();
  await now();
  expect(attempts()).toBe(before + 1);
  last().opens();
  expect(line.up).toBe(true);
});

test('[LV6] what was open and does not answer a device that woke up is given up within seconds', async () => {
  last().opens();
  const dead = last();
  line.wake();
  expect(dead.sent.some((frame) => frame.length === 1 && frame[0] === 9)).toBe(true);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(line.up).toBe(false);
  await vi.advanceTimersByTimeAsync(500);
  expect(last()).not.toBe(dead);
});

test('[LV6] what answers stays open', async () => {
  last().opens();
  line.wake();
  last().says();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(line.up).toBe(true);
  expect(attempts()).toBe(1);
});

test('[LV6] an attempt from before is made anew, a young one is left alone, and the old one ends without a word', async () => {
  const hanging = last();
  line.wake();
  await now();
  expect(attempts()).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  line.wake();
  line.wake();
  await now();
  expect(attempts()).toBe(2);
  last().opens();
  hanging.end(1006);
  expect(line.up).toBe(true);
});

test('[LV6] waking ends no pause: who has to sign in, or was asked to rest, does not knock', async () => {
  line.pause();
  last().end(1000);
  await vi.advanceTimersByTimeAsync(10_000);
  const before = attempts();
  line.wake();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(attempts()).toBe(before);
});
