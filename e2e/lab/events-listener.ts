/** Somebody who listens whatever happens: cut off, they go to whichever server there is and say up to where they heard. */
import { setTimeout as pause } from 'node:timers/promises';
import { ConsultationEventsDocument, ReadingConsultationDocument } from '@concord/schema';
import { print } from 'graphql';
import { WebSocket } from 'ws';
import type { Person } from '../support/person.ts';
import type { Chance } from './random.ts';

export type Listener = {
  /** `type subject`, in the order in which it came. */
  readonly heard: readonly string[];
  readonly connections: number;
  /** The line is dead at once. */
  cut(): void;
  stop(): void;
};

type Frame = {
  readonly type: string;
  readonly payload?: {
    readonly data?: {
      readonly events?: { readonly cursor: string; readonly type: string; readonly commentId: string | null };
    };
  };
};

const query = print(ConsultationEventsDocument);
/** Of what they hear, the line breaks after so many at random. */
const BREAKS = 0.03;
const GREETING_MS = 5_000;

export async function startListening(
  person: Person,
  any: () => string | null,
  chance: Chance,
  id = '1',
): Promise<Listener> {
  const { consultation } = await person.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  if (!consultation) throw new Error(`${person.name} has no Velmora`);
  const heard: string[] = [];
  let after = consultation.cursor;
  let current: WebSocket | null = null;
  let connections = 0;
  const over = new AbortController();

  /** Resolves when the line has ended, however that happened. */
  async function listenAt(url: string): Promise<void> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { cookie: person.cookie, origin: url },
      handshakeTimeout: GREETING_MS,
    });
    current = socket;
    socket.on('error', () => undefined);
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (data: Buffer) => {
      // A line that was given up is not listened to: what it still brings comes again.
      if (socket !== current) return;
      const { type, payload } = JSON.parse(data.toString()) as Frame;
      if (type === 'ping') socket.send('{"type":"pong"}');
      if (type === 'connection_ack') {
        connections += 1;
        const variables = { consultationId: consultation?.id, after };
        socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }));
      }
      const event = payload?.data?.events;
      // Refused, or told to come again.
      if (type !== 'next' || !event) return type === 'error' ? socket.terminate() : undefined;
      heard.push(`${event.type} ${event.commentId}`);
      after = event.cursor;
      if (chance() < BREAKS) cut();
    });
    await new Promise((resolve) => socket.once('close', resolve));
    if (socket === current) current = null;
  }

  function cut(): void {
    current?.terminate();
    current = null;
  }

  const listening = (async () => {
    while (!over.signal.aborted) {
      const url = any();
      if (url !== null) await listenAt(url);
      await pause(20 + chance() * 80);
    }
  })();
  void listening;
  return {
    heard,
    get connections() {
      return connections;
    },
    cut,
    stop() {
      over.abort();
      cut();
    },
  };
}
