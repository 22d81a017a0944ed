/**
 * Carries who is in which document between nodes by NOTIFY of the PostgreSQL they share: the bus carries doorbells only,
 * and a cursor stored nowhere can't be looked up. Without a second node next to nothing is said.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { PresenceExchange } from '@concord/sync';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { Log } from '../log.js';

const CHANNEL = 'concord_presence';
const ANSWER_MS = 5_000;
const AGAIN_MS = 1_000;
/** One that was cut without a word is found out by asking it. */
const HEARTBEAT_MS = 5_000;
/** Texts that wait for the database. Beyond that they are dropped, and all is told anew when it answers. */
const WAITING = 500;

export type NotifiedPresence = PresenceExchange & {
  /** Lets what was told last leave, if the database answers within a second. */
  close(): Promise<void>;
};

/** Connects when somebody begins to listen, on a connection of its own, in the background. */
export function createPresenceExchange(dataSource: DataSource, log: Log): NotifiedPresence {
  let listener: { heard(text: string): void; back(): void } | null = null;
  let client: pg.Client | null = null;
  let waiting: string[] = [];
  let sending: Promise<void> | null = null;
  let lost = false;
  let closed = false;

  async function stayConnected(): Promise<void> {
    for (;;) {
      let ended: unknown;
      try {
        ended = await connected();
      } catch (error) {
        ended = error;
      }
      if (closed) return;
      log.warn({ err: ended }, 'presence of other nodes is away');
      await pause(AGAIN_MS, undefined, { ref: false });
    }
  }

  /** Resolves with the reason when the connection has ended. */
  async function connected(): Promise<unknown> {
    const fresh = new pg.Client({
      ...addressOf(dataSource),
      application_name: 'concord presence',
      query_timeout: ANSWER_MS,
      keepAlive: true,
    });
    const ended = new Promise<unknown>((resolve) => {
      // It may fail more than once, in what it still has to send for one: an error that nobody takes would end the server.
      fresh.on('error', resolve);
      fresh.once('end', () => resolve(new Error('the connection ended')));
    });
    fresh.on('notification', ({ payload }) => listener?.heard(payload ?? ''));
    const ask = setInterval(
      () => void fresh.query('SELECT 1').catch((error) => fresh.emit('error', error)),
      HEARTBEAT_MS,
    );
    ask.unref();
    try {
      await fresh.connect();
      if (closed) return undefined;
      // A place that is lost with the machine is no loss: nothing waits for the disk.
      await fresh.query(`SET synchronous_commit = off; LISTEN ${CHANNEL}`);
      client = fresh;
      waiting = [];
      lost = false;
      listener?.back();
      return await ended;
    } finally {
      client = null;
      clearInterval(ask);
      void fresh.end().catch(() => {});
    }
  }

  async function send(): Promise<void> {
    for (let through = client; through && waiting.length > 0; through = client) {
      const texts = waiting;
      waiting = [];
      try {
        await through.query('SELECT pg_notify($1, text) FROM unnest($2::text[]) AS text', [CHANNEL, texts]);
      } catch (error) {
        through.emit('error', error);
        break;
      }
      if (!lost) continue;
      lost = false;
      listener?.back();
    }
    sending = null;
  }

  return {
    node: randomUUID(),
    tell(text) {
      if (waiting.length >= WAITING) {
        waiting = [];
        lost = true;
      }
      waiting.push(text);
      if (client) sending ??= send();
    },
    onTold(heard, back) {
      listener = { heard, back };
      void stayConnected();
      return () => {
        listener = null;
      };
    },
    async close() {
      closed = true;
      await Promise.race([sending, pause(1_000, undefined, { ref: false })]);
      await client?.end().catch(() => {});
    },
  };
}

function addressOf({ options }: DataSource): pg.ClientConfig {
  if (options.type !== 'postgres') throw new Error('NOTIFY is a thing of PostgreSQL');
  const { url, host, port, username, database } = options;
  return url ? { connectionString: url } : { host, port, user: username, database };
}
