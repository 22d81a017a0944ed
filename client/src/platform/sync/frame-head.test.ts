import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { headOf } from './frame-head';
import type { SocketClass, SocketWatch } from './watched-socket';
import { watchedSocket } from './watched-socket';
import type { FrameHead } from './frame-head';

const name = 'section/3f0c/az';

/** A wire to nowhere that is open at once and lets the test speak for the server. */
class DeadEnd extends EventTarget {
  static last: DeadEnd | undefined;
  readyState = 1;
  binaryType = 'arraybuffer';
  sent: Uint8Array[] = [];
  constructor(readonly url: string) {
    super();
    DeadEnd.last = this;
    queueMicrotask(() => this.dispatchEvent(new Event('open')));
  }
  send(data: Uint8Array): void {
    this.sent.push(data);
  }
  close(): void {}
  say(bytes: Uint8Array): void {
    this.dispatchEvent(new MessageEvent('message', { data: bytes.slice().buffer }));
  }
}

const frame = (type: number, ...rest: number[]) =>
  Uint8Array.of(name.length, ...new TextEncoder().encode(name), type, ...rest);

test('[ED1] the frames of the stock provider are told apart as they leave', async () => {
  const heads: FrameHead[] = [];
  const received: FrameHead[] = [];
  // An EventTarget has more general listeners than the type asks for.
  const watch: SocketWatch = {
    opened: () => {},
    worked: () => {},
    sending: (head) => {
      heads.push(head);
      return head.kind !== 'update';
    },
    received: (head) => received.push(head),
    closed: () => {},
  };
  const Watched = watchedSocket(DeadEnd as unknown as SocketClass, watch, 8000);
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: 'ws://x/sync',
    WebSocketPolyfill: Watched,
  });
  const document = new Y.Doc();
  const provider = new HocuspocusProvider({ name, document, websocketProvider, token: 'x' });
  provider.attach();
  await expect.poll(() => heads.length).toBeGreaterThan(2); // token, state, presence
  expect(heads.every(({ kind }) => kind === 'other')).toBe(true);

  document.getText('content').insert(0, 'word');
  expect(heads.at(-1)).toEqual({ kind: 'update', document: name });
  const before = DeadEnd.last?.sent.length;
  document.getText('content').insert(0, 'word');
  expect(DeadEnd.last?.sent.length).toBe(before);

  DeadEnd.last?.say(frame(0, 0, 1, 0)); // the server's state: it has nothing
  expect(heads.at(-1)).toEqual({ kind: 'whole', document: name });
  DeadEnd.last?.say(frame(8, 1));
  DeadEnd.last?.say(frame(8, 0));
  expect(received.slice(-2)).toEqual([
    { kind: 'answer', document: name, accepted: true },
    { kind: 'answer', document: name, accepted: false },
  ]);
  provider.destroy();
  websocketProvider.destroy();
});

test('[ED1] pings and things that are no frames have no document', () => {
  expect(headOf(Uint8Array.of(9))).toEqual({ kind: 'other', document: null });
  expect(headOf('words')).toEqual({ kind: 'other', document: null });
  expect(headOf(new ArrayBuffer(0))).toEqual({ kind: 'other', document: null });
});
