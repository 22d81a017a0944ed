import * as Y from 'yjs';
import { createHub, type Hub, type HubOptions } from './hub.js';
import { ManualClock } from './manual-clock.fixture.js';
import type { Access, Clock, Gatekeeper, Logger, UpdateLog } from './ports.js';
import { createLocalDoorbell } from './testing/local-doorbell.js';
import { createMemoryLog } from './testing/memory-log.js';
import { WireClient } from './wire-client.fixture.js';

export const SECTION = 'section/velmora-4/en';

/** Who may do what; a test changes it to take rights away. The token is the person's name. */
export type People = Map<string, Access>;

export function people(): People {
  const person = (id: string, name: string, organisation: string, write: boolean): [string, Access] => [
    id,
    { actor: { personId: id, name, organisation }, write },
  ];
  return new Map([
    person('leyla', 'Leyla Qasımova', 'Secretariat', true),
    person('anar', 'Anar Həsənov', 'Secretariat', true),
    person('nina', 'Нина Петрова', 'Ministry of Labour', false),
  ]);
}

export type DoorKeeper = Gatekeeper & { people: People; asked: number };

/** Only documents called `section/…` exist. The connection's context is the person's name, like the token. */
export function createGatekeeper(): DoorKeeper {
  return {
    people: people(),
    asked: 0,
    async open(name, token) {
      return name.startsWith('section/') ? (this.people.get(token) ?? null) : null;
    },
    async mayWrite(name, connection) {
      this.asked += 1;
      return name.startsWith('section/') && this.people.get(String(connection))?.write === true;
    },
  };
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (action, milliseconds) => setTimeout(action, milliseconds),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

export type Recorded = { level: 'warn' | 'error'; message: string; fields: Record<string, unknown> };

export function recordingLogger(): Logger & { records: Recorded[] } {
  const records: Recorded[] = [];
  return {
    records,
    warn: (fields, message) => records.push({ level: 'warn', message, fields }),
    error: (fields, message) => records.push({ level: 'error', message, fields }),
  };
}

/** A hub with everything around it in memory. */
export function openRoom<L extends UpdateLog>(options: Partial<HubOptions> & { log: L }) {
  const gatekeeper = createGatekeeper();
  const doorbell = createLocalDoorbell();
  const logger = recordingLogger();
  const clock = new ManualClock();
  const hub: Hub = createHub({ gatekeeper, doorbell, clock, logger, ...options });

  /** A socket of this person, nothing said yet. */
  function dial(person: string): WireClient {
    const client = new WireClient();
    hub.connect(client, person);
    return client;
  }

  async function enter(person: string, document = SECTION): Promise<WireClient> {
    const client = dial(person);
    await client.open(document, person);
    return client;
  }

  return { hub, gatekeeper, doorbell, logger, clock, log: options.log, dial, enter };
}

export function openPlainRoom(options: Partial<HubOptions> = {}) {
  return openRoom({ ...options, log: createMemoryLog() });
}

/** Types at the end of a client's own document and returns the update. Nothing is sent. */
export function type(doc: Y.Doc, words: string): Uint8Array {
  const updates: Uint8Array[] = [];
  const listen = (update: Uint8Array) => updates.push(update);
  doc.on('update', listen);
  doc.getText('content').insert(doc.getText('content').length, words);
  doc.off('update', listen);
  return Y.mergeUpdates(updates);
}

/** Everything a document holds, as a client's answer to step 1. */
export function whole(doc: Y.Doc): Uint8Array {
  return Y.encodeStateAsUpdate(doc);
}

export function textOf(rows: readonly { update: Uint8Array }[]): string {
  const doc = new Y.Doc();
  for (const { update } of rows) Y.applyUpdate(doc, update);
  return doc.getText('content').toJSON();
}
