import { createClient, type Client } from 'graphql-ws';
import { connection } from './connection';
import { isRefusedSocket } from './live-link';
import { socketsBlocked, tabMemory } from './slow-path';
import type { Lookout } from './sync/lookout';
import { PathChoice } from './sync/path-choice';
import type * as wayRoundModule from './sync/way-round';

type WayRound = typeof wayRoundModule;

/** Milliseconds of silence after a ping, until a connection counts as dead, as it does after a laptop slept. */
const patience = { socket: 5000, stream: 15_000 } as const;
/** Milliseconds until one that does not open has failed: some networks swallow what they do not let through. */
const opening = { socket: 8000, stream: 20_000 } as const;
const pingEvery = 12_000;
/** A device that wakes up says so in several ways at once: an attempt this young is the answer to one of them. */
const fresh = 1000;
const OPEN = 1;
const ping = JSON.stringify({ type: 'ping' });

type SocketOptions = {
  readonly url: string;
  /** Of the hub, which answers whoever asks whether a WebSocket gets through. */
  readonly hubUrl: string;
  readonly locale: () => string;
};

/**
 * One socket, opened by the first subscription, opened again as often as it takes. Where no WebSocket gets through it
 * goes over an event stream and requests (PROTOCOL.md of packages/sync, "Without WebSockets"), and back when one does.
 */
export function createSocket({ url, hubUrl, locale }: SocketOptions): Client & { readonly wake: () => void } {
  const choice = new PathChoice(tabMemory());
  let wayRound: WayRound | null = null;
  let lookout: Lookout | undefined;
  let overdue: ReturnType<typeof setTimeout> | undefined;
  let lastHeard = Date.now();
  let wanted = false;
  /** The server has answered on this connection. */
  let answered = false;
  /** The connection that stands. */
  let line: Pick<WebSocket, 'readyState' | 'send'> | null = null;
  /** When the attempt began that is under way. */
  let began: number | null = null;
  let tries = 0;
  /** Ends the wait for the next attempt. */
  let goNow = () => {};
  /** Woken: the next attempt waits for nothing, and that the one before was cut short says nothing about its way. */
  let woken = false;
  const isSilent = () => Date.now() - lastHeard > pingEvery + patience[choice.path];
  const expectWithin = (milliseconds: number) => {
    clearTimeout(overdue);
    overdue = setTimeout(() => client.terminate(), milliseconds);
  };
  const anew = () => {
    woken = true;
    client.terminate();
  };

  const client = createClient({
    url: async () => {
      // One that can't be fetched now is tried again with the next connection.
      if (choice.path === 'stream') wayRound ??= await import('./sync/way-round').catch(() => null);
      return url;
    },
    webSocketImpl: Object.assign(
      function Chosen(address: string, protocol: string) {
        if (choice.path === 'stream' && wayRound) return new wayRound.StreamSocket(address, protocol);
        return new WebSocket(address, protocol);
      },
      { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 },
    ),
    connectionParams: () => ({ 'x-concord-locale': locale() }),
    keepAlive: pingEvery,
    retryAttempts: Number.POSITIVE_INFINITY,
    // Closed for want of a session or a right: coming back unchanged would only be closed again.
    shouldRetry: (event) => !isRefusedSocket(event),
    // 300 people lose the same server at the same moment: come back spread out, but soon.
    retryWait: async () => {
      const longest = woken ? 0 : Math.min(10_000, 300 * 2 ** tries);
      tries += 1;
      await new Promise<void>((resolve) => {
        goNow = resolve;
        setTimeout(resolve, longest * (0.5 + Math.random() / 2));
      });
      if (choice.path === 'stream') await untilSeen();
    },
    on: {
      connecting: () => {
        answered = false;
        woken = false;
        began = Date.now();
        expectWithin(opening[choice.path]);
      },
      opened: () => {
        wanted = true;
      },
      connected: (socket) => {
        clearTimeout(overdue);
        line = socket as WebSocket;
        began = null;
        tries = 0;
        answered = true;
        lastHeard = Date.now();
        connection.socketIs(true);
        choice.worked();
        if (choice.path === 'socket') socketsBlocked.set(false);
        else if (wayRound) {
          lookout ??= new wayRound.Lookout({
            url: hubUrl,
            Socket: WebSocket,
            onBlocked: () => socketsBlocked.set(true),
            onThrough: () => {
              choice.backToSocket();
              client.terminate();
            },
          });
          lookout.begin();
        }
      },
      message: () => {
        lastHeard = Date.now();
      },
      ping: (received) => {
        if (received) return;
        // The ping came late: the device slept, and what it had open is no longer there.
        if (isSilent()) client.terminate();
        else expectWithin(patience[choice.path]);
      },
      pong: (received) => {
        if (received) clearTimeout(overdue);
      },
      closed: (event) => {
        clearTimeout(overdue);
        lookout?.stop();
        line = null;
        began = null;
        if (!answered && !woken && navigator.onLine && !isRefusedSocket(event)) choice.failed();
        // 1000 is our own closing when nothing is watched any more.
        const ended = typeof event === 'object' && event !== null && 'code' in event && event.code === 1000;
        connection.socketIs(ended || !wanted);
      },
    },
  });
  // Of a browser's six connections to a server each stream keeps one: only windows that are looked at may.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && choice.path === 'stream') client.terminate();
  });

  return {
    ...client,
    /**
     * The device woke up or is online again: what waits for its next attempt goes now, an attempt from before is made
     * anew, and what is open says that it lives, or is found dead, without waiting for the next ping.
     */
    wake: () => {
      tries = 0;
      goNow();
      if (began !== null) {
        if (Date.now() - began > fresh) anew();
      } else if (line && (isSilent() || line.readyState !== OPEN)) anew();
      else if (line) {
        line.send(ping);
        expectWithin(patience[choice.path]);
      }
    },
  };
}

const untilSeen = (): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (document.hidden) return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    look();
  });
