import { createClient, type Client } from 'graphql-ws';
import { connection } from './connection';
import { isRefusedSocket } from './live-link';

/** How long a socket may stay silent after a ping before it counts as dead, as it does after a laptop slept. */
const patience = 5000;
const pingEvery = 12_000;

type SocketOptions = { readonly url: string; readonly locale: () => string };

/** One socket, opened by the first subscription, opened again as often as it takes. */
export function createSocket({ url, locale }: SocketOptions): Client & { readonly wake: () => void } {
  let pongOverdue: ReturnType<typeof setTimeout> | undefined;
  let lastHeard = Date.now();
  let wanted = false;
  const isSilent = () => Date.now() - lastHeard > pingEvery + patience;

  const client = createClient({
    url,
    connectionParams: () => ({ 'x-concord-locale': locale() }),
    keepAlive: pingEvery,
    retryAttempts: Number.POSITIVE_INFINITY,
    // Closed for want of a session or a right: coming back unchanged would only be closed again.
    shouldRetry: (event) => !isRefusedSocket(event),
    // 300 people lose the same server at the same moment: come back spread out, but soon.
    retryWait: async (tries) => {
      const longest = Math.min(10_000, 300 * 2 ** tries);
      await new Promise((resolve) => setTimeout(resolve, longest * (0.5 + Math.random() / 2)));
    },
    on: {
      opened: () => {
        wanted = true;
      },
      connected: () => {
        lastHeard = Date.now();
        connection.socketIs(true);
      },
      message: () => {
        lastHeard = Date.now();
      },
      ping: (received) => {
        if (received) return;
        // The ping came late: the device slept, and what it had open is no longer there.
        if (isSilent()) client.terminate();
        else pongOverdue = setTimeout(() => client.terminate(), patience);
      },
      pong: (received) => {
        if (received) clearTimeout(pongOverdue);
      },
      closed: (event) => {
        clearTimeout(pongOverdue);
        // 1000 is our own closing when nothing is watched any more.
        const ended = typeof event === 'object' && event !== null && 'code' in event && event.code === 1000;
        connection.socketIs(ended || !wanted);
      },
    },
  });

  return {
    ...client,
    /** The device woke up or is online again: do not wait for the next ping to learn that the socket is dead. */
    wake: () => {
      if (isSilent()) client.terminate();
    },
  };
}
