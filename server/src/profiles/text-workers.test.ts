import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createLog } from '../platform/log.js';
import { createTextWorkers, type TextWorkers } from './text-workers.js';

const log = createLog('silent');
let workers: TextWorkers | null = null;
afterEach(async () => {
  await workers?.close();
  workers = null;
});

/** A text of many pieces by one person. */
function long(pieces: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 4;
  const text = doc.getText('content');
  doc.transact(() => {
    for (let left = pieces; left > 0; left -= 1) text.insert(0, 'a');
  });
  return Y.encodeStateAsUpdate(doc);
}

/** Letters by somebody else who never saw them, each put to the beginning. */
function blind(count: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 9;
  const updates: Uint8Array[] = [];
  for (let clock = 0; clock < count; clock += 1)
    updates.push(Uint8Array.of(1, 1, 9, ...varint(clock), 4, 1, 1, 116, 1, 97, 0));
  return Y.mergeUpdates(updates);
}

/** Seven bits to a byte: enough for what is below 16,384. */
const varint = (value: number): number[] => (value < 128 ? [value] : [128 + (value % 128), value >> 7]);

/** The same text, under the name that `blind` writes into. */
const state = (): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = 4;
  const text = doc.getText('t');
  doc.transact(() => {
    for (let left = 20_000; left > 0; left -= 1) text.insert(0, 'a');
  });
  return Y.encodeStateAsUpdate(doc);
};

describe('work on a text in a thread of its own', () => {
  test('[NO11] tells what is applied at once from what would hold everybody up', async () => {
    workers = createTextWorkers(log);
    expect(await workers.passes([state()], [long(100)])).toBe(true);
    let beats = 0;
    const beat = setInterval(() => (beats += 1), 5);
    expect(await workers.passes([state()], [blind(600)])).toBe(false);
    clearInterval(beat);
    expect(beats).toBeGreaterThan(3);
  });

  test('[NO11] what takes too long is ended, and the next task is done', async () => {
    workers = createTextWorkers(log, { threads: 1, longestMs: 400, rehearseMs: Infinity });
    expect(await workers.passes([state()], [blind(4000)])).toBe(false);
    await workers.close();
    workers = createTextWorkers(log, { threads: 1 });
    const { state: folded } = await workers.fold({ updates: [long(3)] });
    const doc = new Y.Doc();
    Y.applyUpdate(doc, folded);
    expect(doc.getText('content').toJSON()).toBe('aaa');
  });

  test('[NO11] what takes too much memory is ended, and the next task is done', async () => {
    workers = createTextWorkers(log, { threads: 1, megabytes: 16 });
    expect(await workers.passes([state(), long(300_000)], [long(1)])).toBe(false);
    expect(await workers.passes([], [long(3)])).toBe(true);
  }, 30_000);

  test('[NO11] a fold keeps what was deleted when asked to, and says when rows are missing', async () => {
    workers = createTextWorkers(log);
    const doc = new Y.Doc();
    const rows: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => rows.push(update));
    doc.getText('content').insert(0, 'before');
    doc.getText('content').delete(0, 3);
    doc.getText('content').insert(0, 'be');
    const authors = { known: {}, rows: ['leyla', null, 'anar'] };
    const [plain, full] = await Promise.all([
      workers.fold({ updates: rows }),
      workers.fold({ updates: rows, keep: true, authors }),
    ]);
    const kept = new Y.Doc({ gc: false });
    Y.applyUpdate(kept, full.state);
    expect(kept.getText('content').toJSON()).toBe('beore');
    expect(full.state.length).toBeGreaterThan(plain.state.length);
    expect([Object.values(plain.authors), Object.values(full.authors)]).toEqual([
      [],
      [
        [
          [6, 'leyla'],
          [8, 'anar'],
        ],
      ],
    ]);
    await expect(workers.fold({ updates: rows.slice(1) })).rejects.toThrow('lacks rows');
  });
});
