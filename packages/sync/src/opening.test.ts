import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { openPlainRoom, SECTION, textOf, type, whole } from './room.fixture.js';
import type { WireClient } from './wire-client.fixture.js';

const isUpdate = (frame: { kind: string }) => frame.kind === 'update';
const isStatus = (frame: { kind: string }) => frame.kind === 'status';

/** Keeps the very buffers that the hub hands to the socket. */
function buffersOf(client: WireClient): Uint8Array[] {
  const buffers: Uint8Array[] = [];
  const take = client.send.bind(client);
  client.send = (frame) => {
    buffers.push(frame);
    take(frame);
  };
  return buffers;
}

const opens = ['step2', 'step1', 'committed'];

function openLong() {
  const room = openPlainRoom();
  const author = new Y.Doc();
  room.log.write(SECTION, type(author, 'A long history. '.repeat(4000)));
  async function join(doc?: Y.Doc) {
    const client = room.dial('nina');
    if (doc) Y.applyUpdate(client.doc, whole(doc));
    const buffers = buffersOf(client);
    await client.open(SECTION, 'nina');
    return { client, buffers: buffers.slice(1), kinds: client.heard.slice(1).map(({ kind }) => kind) };
  }
  return { ...room, author, join };
}

describe('opening a document', () => {
  test('[SY19] a crowd that comes at once is served from the same buffers', async () => {
    const { join, author } = openLong();
    const crowd = await Promise.all(Array.from({ length: 300 }, () => join()));
    for (const place of opens.keys()) {
      expect(new Set(crowd.map(({ buffers }) => buffers[place])).size).toBe(1);
    }
    for (const { client, kinds } of crowd) {
      expect(kinds).toEqual(opens);
      expect(client.text).toBe(author.getText('content').toJSON());
    }
  });

  test('[SY19] while people type, the crowd still shares one snapshot and is given the rest behind it', async () => {
    const { join, enter, log } = openLong();
    const leyla = await enter('leyla');
    const before = await join();
    leyla.update(SECTION, type(leyla.doc, 'And now this. '));
    await leyla.next(isStatus);
    const [first, second] = [await join(), await join()];
    for (const { client, kinds } of [first, second]) {
      expect(kinds).toEqual(['update', ...opens]);
      expect(client.text).toBe(textOf(log.rows(SECTION)));
    }
    expect(first.buffers[0]).toBe(second.buffers[0]);
    expect(first.buffers[1]).toBe(second.buffers[1]);
    expect(first.buffers[0]?.length).toBe(before.buffers[0]?.length);
  });

  test('[SY19] the snapshot is renewed when much has come behind it, and is never short of a row', async () => {
    const { join, enter, log } = openLong();
    const leyla = await enter('leyla');
    const firsts: string[] = [];
    for (let step = 0; step < 40; step += 1) {
      if (step % 3 === 2) {
        const update = Promise.withResolvers<Uint8Array>();
        leyla.doc.once('update', update.resolve);
        leyla.doc.getText('content').delete(step, 50);
        leyla.update(SECTION, await update.promise);
      } else {
        leyla.update(SECTION, type(leyla.doc, `${step} `.repeat(300)));
      }
      expect(await leyla.next(isStatus)).toMatchObject({ accepted: true });
      const { client, kinds } = await join();
      expect(client.text).toBe(leyla.text);
      expect(client.heard.at(-1)).toMatchObject({ kind: 'committed', seq: log.rows(SECTION).length });
      firsts.push(String(kinds[0]));
      client.hangUp();
    }
    expect(firsts.filter((kind) => kind === 'step2').length).toBeGreaterThan(1);
    expect(firsts.filter((kind) => kind === 'update').length).toBeGreaterThan(20);
  });

  test('[SY19] those who come back with all of it share their answer, which holds the deletions', async () => {
    const { join, enter, log } = openLong();
    const leyla = await enter('leyla');
    const deletion = Promise.withResolvers<Uint8Array>();
    leyla.doc.once('update', deletion.resolve);
    const stale = new Y.Doc();
    Y.applyUpdate(stale, whole(leyla.doc));
    leyla.doc.getText('content').delete(0, 8);
    leyla.update(SECTION, await deletion.promise);
    await leyla.next(isStatus);
    const back = await Promise.all([join(stale), join(stale), join(leyla.doc)]);
    expect(new Set(back.map(({ buffers }) => buffers[0])).size).toBe(1);
    for (const { client } of back) expect(client.text).toBe(textOf(log.rows(SECTION)));
    leyla.update(SECTION, type(leyla.doc, 'more'));
    await leyla.next(isStatus);
    const later = await join(stale);
    expect(later.client.text).toBe(leyla.text);
    expect(later.client.count(isUpdate)).toBe(0);
  });
});
