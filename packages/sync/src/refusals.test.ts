import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { closeCodes } from './close-codes.js';
import { Denied } from './denied.js';
import { openPlainRoom, openRoom, SECTION, type } from './room.fixture.js';
import { createMemoryLog } from './testing/memory-log.js';
import type { WireClient } from './wire-client.fixture.js';

const isStatus = (frame: { kind: string }) => frame.kind === 'status';
const isClosed = (frame: { kind: string }) => frame.kind === 'closed';

/** What a client heard of its updates, in order. */
const answers = (client: WireClient) =>
  client.heard.flatMap<string | boolean>((frame) =>
    frame.kind === 'refusal' ? [frame.code] : frame.kind === 'status' ? [frame.accepted] : [],
  );

/** One letter under an id of its own that stands right of what nobody has. */
function orphan(): Uint8Array {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  doc.getText('content').insert(0, 'a');
  doc.getText('content').insert(1, 'b');
  return updates[1] ?? new Uint8Array();
}

describe('why an update was not stored', () => {
  test('[SY25] is said right before the no, to its sender alone; the socket stays open without a right', async () => {
    const { enter, gatekeeper } = openPlainRoom();
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    gatekeeper.people.delete('anar');
    anar.update(SECTION, type(anar.doc, 'no'));
    leyla.update(SECTION, type(leyla.doc, 'yes'));
    await Promise.all([anar.next(isStatus), leyla.next(isStatus)]);
    expect(answers(anar)).toEqual(['denied', false]);
    expect(answers(leyla)).toEqual([true]);
    expect([anar.closed, leyla.closed]).toEqual([null, null]);
  });

  test('[SY29] whom the log denies the right inside the commit is told no; what others sent with them is stored', async () => {
    const memory = createMemoryLog();
    const seen: unknown[] = [];
    const { enter } = openRoom({
      log: {
        ...memory,
        append: async (name, batch) => {
          seen.push(batch.map(({ connection }) => connection));
          const denied = batch.flatMap(({ personId }, row) => (personId === 'anar' ? [row] : []));
          if (denied.length > 0) throw new Denied(denied);
          return memory.append(name, batch);
        },
      },
    });
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    // The first is under way while the others come: these go into one commit.
    leyla.update(SECTION, type(leyla.doc, 'first'));
    anar.update(SECTION, type(anar.doc, 'not mine to say any more'));
    leyla.update(SECTION, type(leyla.doc, ' second'));
    await leyla.next(isStatus);
    await leyla.next(isStatus);
    expect([answers(leyla), answers(anar)]).toEqual([
      [true, true],
      ['denied', false],
    ]);
    expect([leyla.closed, anar.closed]).toEqual([null, null]);
    expect(memory.rows(SECTION).map(({ personId }) => personId)).toEqual(['leyla', 'leyla']);
    expect(seen).toEqual([['leyla'], ['anar', 'leyla'], ['leyla']]);
  });

  test('[SY29] a log that denies nobody in particular has failed', async () => {
    const { enter } = openRoom({
      log: { ...createMemoryLog(), append: () => Promise.reject(new Denied([7])) },
    });
    const leyla = await enter('leyla');
    leyla.update(SECTION, type(leyla.doc, 'x'));
    expect(await leyla.next(isClosed)).toMatchObject({ code: closeCodes.unavailable });
    expect(leyla.statuses).toEqual([]);
  });

  test('[SY25] a gap is named, and closes the socket', async () => {
    const { enter } = openPlainRoom();
    const leyla = await enter('leyla');
    leyla.update(SECTION, orphan());
    expect(await leyla.next(isClosed)).toMatchObject({ code: closeCodes.resync });
    expect(answers(leyla)).toEqual(['gap', false]);
  });

  test('[SY25] no room is named', async () => {
    const { enter } = openPlainRoom({ limits: { stateBytes: 10 } });
    const leyla = await enter('leyla');
    leyla.update(SECTION, type(leyla.doc, 'too much for ten bytes'));
    await leyla.next(isStatus);
    expect([answers(leyla), leyla.closed]).toEqual([['full', false], null]);
  });

  test('[SY25] bytes that are no update tell which document they were for', async () => {
    const { enter } = openPlainRoom();
    const leyla = await enter('leyla');
    leyla.update(SECTION, Uint8Array.of(9, 9, 9));
    expect(await leyla.next(isClosed)).toMatchObject({ code: closeCodes.malformed });
    expect(leyla.heard.filter((frame) => frame.kind === 'refusal')).toMatchObject([
      { document: SECTION, code: 'content' },
    ]);
    expect(leyla.statuses).toEqual([]);
  });
});
