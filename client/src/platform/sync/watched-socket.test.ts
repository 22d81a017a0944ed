import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchedSocket, type SocketClass, type SocketWatch } from './watched-socket';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A socket that a network swallows: it opens when told to, and its end comes late. */
class Swallowed extends EventTarget {
  closing = 0;
  send(): void {}
  close(): void {
    this.closing += 1;
  }
}

function watched() {
  const told: string[] = [];
  const watch: SocketWatch = {
    opened: () => void told.push('opened'),
    worked: () => void told.push('worked'),
    sending: () => true,
    received: () => {},
    closed: (code, heard) => void told.push(`closed ${code} ${heard ? 'heard' : 'unheard'}`),
  };
  const Watched = watchedSocket(Swallowed as unknown as SocketClass, watch, 8000);
  const socket = new Watched('ws://hub/sync') as unknown as Swallowed;
  let ends = 0;
  socket.addEventListener('close', () => (ends += 1));
  const end = (code: number) => socket.dispatchEvent(Object.assign(new Event('close'), { code }));
  const hear = () => socket.dispatchEvent(new MessageEvent('message', { data: Uint8Array.of(9).buffer }));
  return { socket, told, end, hear, ends: () => ends };
}

test('[ED19] a socket that opens and brings nothing has failed, at once for everybody and once', () => {
  const { socket, told, end, ends } = watched();
  socket.dispatchEvent(new Event('open'));
  vi.advanceTimersByTime(7999);
  expect(told).toEqual(['opened']);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(['opened', 'closed 1006 unheard']);
  expect(socket.closing).toBe(1);
  end(1006); // the browser's own, much later
  expect(told).toHaveLength(2);
  expect(ends()).toBe(1);
});

test('[ED19] one that has brought something may be silent', () => {
  const { told, hear, end } = watched();
  hear();
  hear();
  vi.advanceTimersByTime(60_000);
  end(1012);
  expect(told).toEqual(['worked', 'closed 1012 heard']);
});

test('[LV6] the answer to whoever asked for a sign of life is for them, and no frame of a document', () => {
  const { socket, told } = watched();
  const passed: number[] = [];
  socket.addEventListener('message', (event) =>
    passed.push(new Uint8Array((event as MessageEvent<ArrayBuffer>).data)[0] ?? 0),
  );
  const hear = (...bytes: number[]) =>
    socket.dispatchEvent(new MessageEvent('message', { data: Uint8Array.from(bytes).buffer }));
  hear(10);
  expect(told).toEqual(['worked']);
  hear(9);
  hear(10, 0, 0);
  expect(passed).toEqual([9, 10]);
});
