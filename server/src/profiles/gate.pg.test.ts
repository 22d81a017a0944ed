import { once } from 'node:events';
import { sectionDocumentName } from '@concord/document';
import { compromiseDocumentName, compromiseText, readCompromise } from '@concord/document/compromise';
import { describe, expect, test } from 'vitest';
import type { RawData, WebSocket } from 'ws';
import * as Y from 'yjs';
import { CHAPTER } from '../testing/comments.js';
import { served } from '../testing/served.js';
import { velmora } from '../testing/world.js';

const world = velmora();
const server = served(world);

/** The encoding of numbers, texts and bytes on the wire. */
function number(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...number(Math.floor(value / 128))];
}
const sized = (bytes: Iterable<number>): number[] => [...number([...bytes].length), ...bytes];
const text = (words: string): number[] => sized(Buffer.from(words));

class Reader {
  #at = 0;
  constructor(readonly bytes: Uint8Array) {}
  number(): number {
    const byte = this.bytes[this.#at++] ?? 0;
    return byte < 128 ? byte : byte - 128 + 128 * this.number();
  }
  sized(): Uint8Array {
    const length = this.number();
    this.#at += length;
    return this.bytes.subarray(this.#at - length, this.#at);
  }
}

/** A browser that speaks the protocol by hand. Keeps what it heard: statuses and stateless messages. */
class Socket {
  readonly heard: (boolean | Record<string, unknown>)[] = [];
  readonly doc = new Y.Doc();
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #name: string;
  #wake = (): void => undefined;

  constructor(socket: WebSocket, name: string) {
    this.#socket = socket;
    this.#name = name;
    socket.on('message', (data: RawData) => this.#take(new Uint8Array(data as Buffer)));
    this.closed = once(socket, 'close').then(([code]) => Number(code));
  }

  async open(token = ''): Promise<void> {
    await once(this.#socket, 'open');
    this.#say(2, [0, ...text(token)]);
    this.#say(0, [0, ...sized([0])]);
    await this.until((what) => typeof what === 'object' && what['type'] === 'committed');
  }

  update(update: Uint8Array): void {
    this.#say(0, [2, ...sized(update)]);
  }

  async until(wanted: (what: boolean | Record<string, unknown>) => boolean): Promise<void> {
    while (!this.heard.some(wanted)) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  #say(type: number, message: readonly number[]): void {
    this.#socket.send(Uint8Array.from([...text(this.#name), type, ...message]));
  }

  #take(frame: Uint8Array): void {
    if (frame.length === 1) return;
    const reader = new Reader(frame);
    reader.sized();
    const type = reader.number();
    if (type === 8) this.heard.push(reader.number() === 1);
    if (type === 5)
      this.heard.push(JSON.parse(Buffer.from(reader.sized()).toString()) as Record<string, unknown>);
    if (type === 0 && reader.number() !== 0) Y.applyUpdate(this.doc, reader.sized());
    this.#wake();
  }
}

async function enter(
  name = 'Remy Falk',
  token = 'v1 ',
  document = sectionDocumentName(world.sectionId(CHAPTER), 'en'),
): Promise<Socket> {
  const client = await server.enter(name);
  const socket = new Socket(client.open('/sync'), document);
  await socket.open(token);
  return socket;
}

const typed = (doc: Y.Doc, change: (root: Y.XmlFragment) => void): Uint8Array =>
  changed(doc, () => change(doc.getXmlFragment('content')));

function changed(doc: Y.Doc, change: () => void): Uint8Array {
  const updates: Uint8Array[] = [];
  const hear = (update: Uint8Array): void => void updates.push(update);
  doc.on('update', hear);
  doc.transact(change);
  doc.off('update', hear);
  return Y.mergeUpdates(updates);
}

const paragraph = (words: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
};

describe('what the server takes over the sync socket', () => {
  test('[SY26] a paragraph, but no plain value, which nobody could read any more', async () => {
    const socket = await enter();
    socket.update(typed(socket.doc, (root) => root.push([paragraph('Honest.')])));
    await socket.until((what) => what === true);
    socket.update(typed(socket.doc, (root) => root.push(['plain' as unknown as Y.XmlText])));
    expect(await socket.closed).toBe(4422);
    expect(socket.heard.slice(-2)).toEqual([{ type: 'refused', code: 'content' }, false]);
  });

  test('[SY26][DO34] of a compromise its words, and nothing that moderators could not read there', async () => {
    const place = { sectionId: world.sectionId(CHAPTER), blockId: 'b-0065', language: 'en' } as const;
    const document = compromiseDocumentName(place);
    const hostile: ((doc: Y.Doc) => unknown)[] = [
      (doc) => compromiseText(doc).insertEmbed(0, { image: 'x' }),
      (doc) => compromiseText(doc).format(0, 4, { bold: {} }),
      (doc) => doc.getMap('facts').set('proposes', true),
      (doc) => doc.getXmlFragment('content').push([paragraph('Elsewhere.')]),
    ];
    const oren = await enter('Oren Daly', 'v1 ', document);
    oren.update(changed(oren.doc, () => compromiseText(oren.doc).insert(0, 'What all can live with.')));
    await oren.until((what) => what === true);
    for (const change of hostile) {
      const lira = await enter('Lira Tavesh', 'v1 ', document);
      await lira.until(() => readCompromise(lira.doc) !== '');
      lira.update(changed(lira.doc, () => change(lira.doc)));
      expect(await lira.closed).toBe(4422);
      expect(lira.heard.slice(-2)).toEqual([{ type: 'refused', code: 'content' }, false]);
    }
    oren.update(changed(oren.doc, () => compromiseText(oren.doc).insert(0, 'Again: ')));
    await oren.until(() => oren.heard.filter((what) => what === true).length === 2);
  });

  test('[SY27][NO11] a few bytes that would hold everybody up for seconds are refused; the loop goes on', async () => {
    const honest = await enter();
    const long = new Y.XmlText();
    const home = new Y.XmlElement('paragraph');
    honest.update(
      typed(honest.doc, (root) => {
        home.insert(0, [long]);
        root.push([home]);
      }),
    );
    // Each letter before the last: as many pieces as letters. Under two ids, or Yjs would fold them.
    for (let part = 0; part < 4; part += 1)
      honest.update(
        typed(honest.doc, () => {
          for (let left = 4_000; left > 0; left -= 1) long.insert(0, 'x');
        }),
      );
    await honest.until(() => honest.heard.filter((what) => what === true).length === 5);
    const attacker = await enter('Sim Vale');
    const parent = long._item?.id;
    const letter = [4, 0, ...number(parent?.client ?? 0), ...number(parent?.clock ?? 0), ...text('y')];
    const letters = Array.from({ length: 400 }, () => letter).flat();
    const attack = Uint8Array.from([1, ...number(400), ...number(4_294_967_000), 0, ...letters, 0]);
    const before = process.threadCpuUsage();
    attacker.update(attack);
    expect(await attacker.closed).toBe(4422);
    const { user, system } = process.threadCpuUsage(before);
    expect(attacker.heard.slice(-2)).toEqual([{ type: 'refused', code: 'heavy' }, false]);
    expect((user + system) / 1000).toBeLessThan(500);
    honest.update(typed(honest.doc, () => long.insert(0, 'on')));
    await honest.until(() => honest.heard.filter((what) => what === true).length === 6);
  }, 60_000);

  test('[SY24] a page of an older program is told to reload', async () => {
    const socket = await enter('Remy Falk', 'v0 ');
    expect(socket.heard).toContainEqual({ type: 'reload', major: 1 });
    socket.update(typed(socket.doc, (root) => root.push([paragraph('Old.')])));
    await socket.until((what) => what === false);
    expect(socket.heard.slice(-2)).toEqual([{ type: 'refused', code: 'denied' }, false]);
  });

  test(
    '[NO10][T7] who has signed out writes nothing more and loses the socket within two seconds',
    { retry: 2 },
    async () => {
      const [socket, other] = [await enter('Sim Vale'), await enter('Sim Vale')];
      const rows: { id: string }[] = await world.dataSource.query(
        `UPDATE sign_in_session SET revoked_at = now()
        WHERE id = (SELECT id FROM sign_in_session WHERE person_id = $1 ORDER BY created_at DESC, id LIMIT 1 OFFSET 1)
        RETURNING id`,
        [world.personId('Sim Vale')],
      );
      expect(rows).toHaveLength(2);
      const began = performance.now();
      socket.update(typed(socket.doc, (root) => root.push([paragraph('Late.')])));
      expect(await Promise.race([socket.closed, other.closed])).toBe(4403);
      expect(performance.now() - began).toBeLessThan(3000);
      expect(socket.heard.includes(true)).toBe(false);
      expect(socket.heard).toContainEqual({ type: 'refused', code: 'denied' });
      other.update(typed(other.doc, (root) => root.push([paragraph('On time.')])));
      await other.until((what) => what === true);
    },
  );
});
