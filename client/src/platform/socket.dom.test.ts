import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSocket } from './socket';

/** Sockets as a network has them: they open, fail or hang when told to. */
class Told {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSING = 2;
  static CLOSED = 3;
  static all: Told[] = [];
  static fails = false;
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: object) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly sent: string[] = [];

  constructor() {
    Told.all.push(this);
    if (Told.fails) setTimeout(() => this.end(1006));
  }

  async opens(): Promise<void> {
    this.readyState = 1;
    this.onopen?.();
    await now();
    this.says({ type: 'connection_ack' });
    await now();
  }
  says(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code, reason: '', wasClean: false });
  }
  send(text: string): void {
    this.sent.push(text);
  }
  /** Nobody answers the farewell. */
  close(): void {
    this.readyState = 2;
  }
}

const now = () => vi.advanceTimersByTimeAsync(0);
const attempts = () => Told.all.length;
const last = () => Told.all.at(-1) as Told;
const pings = (socket: Told) => socket.sent.filter((text) => text === '{"type":"ping"}').length;

let socket: ReturnType<typeof createSocket>;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Told);
  Object.assign(Told, { all: [], fails: false });
  sessionStorage.clear();
  socket = createSocket({ url: 'ws://here/graphql', hubUrl: 'ws://here/sync', locale: () => 'en' });
  const ignored = () => {};
  socket.subscribe({ query: 'subscription { it }' }, { next: ignored, error: ignored, complete: ignored });
  await now();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('[LV6] a device that wakes up does not wait for an attempt that was timed before', async () => {
  await last().opens();
  // Without a network; so nothing is learnt about its ways.
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  Told.fails = true;
  last().end(1006);
  await vi.advanceTimersByTimeAsync(120_000);
  while (last().readyState !== 3) await vi.advanceTimersByTimeAsync(1);
  const before = attempts();
  expect(before).toBeLessThan(40);
  Told.fails = false;
  socket.wake();
  await now();
  expect(attempts()).toBe(before + 1);
  await last().opens();
  expect(last().sent.at(-1)).toContain('"subscribe"');
});

test('[LV6] waking begins with short waits again: the network may take a moment more', async () => {
  await last().opens();
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  Told.fails = true;
  last().end(1006);
  await vi.advanceTimersByTimeAsync(120_000);
  socket.wake();
  const before = attempts();
  await vi.advanceTimersByTimeAsync(1_500);
  expect(attempts()).toBeGreaterThanOrEqual(before + 2);
});

test('[LV6] what was open and does not answer a device that woke up is given up within seconds', async () => {
  await last().opens();
  const dead = last();
  socket.wake();
  expect(pings(dead)).toBe(1);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(attempts()).toBe(1);
  await vi.advanceTimersByTimeAsync(400);
  expect(attempts()).toBe(2);
});

test('[LV6] what answers stays open, also when the usual ping comes in between', async () => {
  await last().opens();
  await vi.advanceTimersByTimeAsync(11_000);
  socket.wake();
  await vi.advanceTimersByTimeAsync(1_500);
  expect(pings(last())).toBe(2);
  last().says({ type: 'pong' });
  last().says({ type: 'pong' });
  await vi.advanceTimersByTimeAsync(9_000);
  expect(attempts()).toBe(1);
});

test('[LV6] a line that is closing already is made anew at once, and nothing is said into it', async () => {
  await last().opens();
  last().readyState = Told.CLOSING;
  socket.wake();
  await now();
  expect(pings(Told.all[0] as Told)).toBe(0);
  expect(attempts()).toBe(2);
});

test('[LV6] a line on which nothing was heard for long is dead at once', async () => {
  await last().opens();
  vi.setSystemTime(Date.now() + 3_600_000);
  socket.wake();
  await now();
  expect(attempts()).toBe(2);
});

test('[LV6] an attempt from before is made anew, and says nothing about its way; a young one is left alone', async () => {
  socket.wake();
  await now();
  expect(attempts()).toBe(1);
  for (let times = 0; times < 3; times += 1) {
    await vi.advanceTimersByTimeAsync(2_000);
    socket.wake();
    socket.wake();
    await now();
    expect(attempts()).toBe(2 + times);
  }
  // Three that brought nothing would have led to the way round, which is no WebSocket.
  await last().opens();
  expect(last().sent.at(-1)).toContain('"subscribe"');
});
