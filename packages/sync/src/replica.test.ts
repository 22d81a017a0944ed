import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { deletedDigest } from './digest.js';
import { messageTypes } from './frames.js';
import { Replica } from './replica.js';
import { openPlainRoom, SECTION, textOf, type, whole } from './room.fixture.js';

const complete = () => {
  throw new Error('rows are missing');
};

/** A long text by several people, a part of it deleted again, and the rows that came behind it. */
function history(people: number, edits: readonly (readonly [who: number, at: number, cut: boolean])[]) {
  const doc = new Y.Doc();
  const rows: Uint8Array[] = [];
  const text = doc.getText('content');
  text.insert(0, 'A long history. '.repeat(2000));
  text.delete(100, 1000);
  const snapshot = Y.encodeStateAsUpdate(doc);
  doc.on('update', (row: Uint8Array) => rows.push(row));
  for (const [who, at, cut] of edits) {
    doc.clientID = 1 + (who % people);
    const place = at % (text.length - 20);
    if (cut) text.delete(place, 10);
    else text.insert(place, 'and more ');
  }
  return { doc, snapshot, rows };
}

function loaded(updates: readonly Uint8Array[]): Replica {
  const replica = new Replica(complete);
  replica.load(updates, updates.length);
  return replica;
}

function docOf({ snapshot, tail }: ReturnType<Replica['whole']>): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, snapshot);
  if (tail) Y.applyUpdate(doc, tail);
  return doc;
}

describe('the state in memory', () => {
  const edits = fc.array(fc.tuple(fc.nat(20), fc.nat(), fc.boolean()), { maxLength: 30 });

  test('[SY19] bytes answer like the structure that they stand for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), edits, (people, made) => {
        const { doc, snapshot, rows } = history(people, made);
        const replica = loaded([snapshot, ...rows]);
        const vector = Y.encodeStateVector(doc);
        expect(replica.stateVector()).toEqual(vector);
        const opened = docOf(replica.whole());
        expect([Y.encodeStateVector(opened), deletedDigest(opened)]).toEqual([vector, deletedDigest(doc)]);
        expect(replica.structured).toBe(false);
        expect(replica.missing(vector)).toEqual(Y.encodeStateAsUpdate(doc, vector));
        expect(replica.holds(vector, deletedDigest(doc))).toBe(true);
        expect(replica.holds(vector, '0123456789abcdef')).toBe(false);
        expect(replica.clockOf(1)).toBe(Y.getState(doc.store, 1));
        expect(replica.structured).toBe(true);
        expect(replica.stateVector()).toEqual(vector);
        replica.rest();
        expect([replica.structured, replica.stateVector()]).toEqual([false, vector]);
        expect(replica.missing(vector)).toEqual(Y.encodeStateAsUpdate(doc, vector));
        const rested = docOf(replica.whole());
        expect([Y.encodeStateVector(rested), deletedDigest(rested)]).toEqual([vector, deletedDigest(doc)]);
        expect(replica.holds(vector, deletedDigest(doc))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('[SY19] reading a long document, coming back to it and comparing it need no structure', () => {
    const { doc, snapshot } = history(1, []);
    const replica = loaded([snapshot]);
    const vector = replica.stateVector();
    const answer = replica.missing(vector);
    expect(answer).toBe(replica.missing(vector));
    expect(replica.echoes(Y.encodeStateAsUpdate(doc, vector))).toBe(true);
    expect(replica.holds(vector, deletedDigest(doc))).toBe(true);
    expect([replica.whole(), replica.structured]).toEqual([{ snapshot, tail: null }, false]);
    doc.getText('content').delete(0, 1);
    expect(replica.echoes(Y.encodeStateAsUpdate(doc, vector))).toBe(false);
  });

  test('[SY19] rows of others pile up behind the bytes until they are a tenth of them', () => {
    const { doc, snapshot, rows } = history(
      1,
      Array.from({ length: 400 }, (_, at) => [0, at * 7, false]),
    );
    const replica = loaded([snapshot]);
    const structured: boolean[] = [];
    for (const [index, row] of rows.entries()) {
      replica.apply([row], index + 2);
      structured.push(replica.structured);
    }
    expect([structured[0], structured.at(-1), replica.seq]).toEqual([false, true, 401]);
    expect(docOf(replica.whole()).getText('content').toJSON()).toBe(doc.getText('content').toJSON());
  });

  test('[SY19] rows that lack earlier ones are told of when the structure is built', () => {
    const { snapshot, rows } = history(1, [
      [0, 5, false],
      [0, 50, false],
    ]);
    let told = 0;
    const replica = new Replica(() => (told += 1));
    replica.load([snapshot, ...rows.slice(1)], 2);
    expect(told).toBe(0);
    replica.frontier();
    expect(told).toBe(1);
  });

  test('[SY19] a client that opens a long document and only reads costs no structure; one that writes does', async () => {
    const { log, logger, dial, enter } = openPlainRoom();
    const author = new Y.Doc();
    type(author, 'A long history. '.repeat(4000));
    author.getText('content').delete(5, 100);
    // Bytes that Yjs can't place tell whether anybody has looked.
    const { rows } = history(1, [
      [0, 5, false],
      [0, 50, false],
    ]);
    log.write(SECTION, whole(author));
    log.write(SECTION, rows[1] ?? whole(author));
    const reader = await enter('nina');
    reader.step2(SECTION, Uint8Array.of(0, 0));
    await reader.next(({ kind }) => kind === 'status');
    expect([reader.statuses, logger.records]).toEqual([[true], []]);
    const writer = dial('leyla');
    await writer.open(SECTION, 'leyla');
    writer.update(SECTION, type(new Y.Doc(), 'new '));
    await writer.next(({ kind }) => kind === 'status');
    expect(logger.records.map(({ message }) => message)).toEqual([
      'the log lacks rows that later rows build on',
    ]);
    expect(textOf(log.rows(SECTION))).toContain('new ');
  });

  test('[SY19] a long document in which nobody writes any more goes back to bytes, and can be written in again', async () => {
    const { log, clock, hub, enter } = openPlainRoom();
    const author = new Y.Doc();
    log.write(SECTION, type(author, 'A long history. '.repeat(4000)));
    const leyla = await enter('leyla');
    const write = async (words: string) => {
      leyla.update(SECTION, type(leyla.doc, words));
      expect(await leyla.next(({ kind }) => kind === 'status')).toMatchObject({ accepted: true });
    };
    const wait = (minutes: number) => {
      for (let quarter = 0; quarter < minutes * 4; quarter += 1) {
        clock.advance(15_000);
        leyla.say(Uint8Array.of(messageTypes.pong));
      }
      return hub.stats().structured;
    };
    expect(hub.stats()).toMatchObject({ documents: 1, structured: 0 });
    await write('one ');
    expect([hub.stats().structured, wait(4)]).toEqual([1, 1]);
    await write('two ');
    expect([wait(4), wait(2)]).toEqual([1, 0]);
    await write('three');
    expect(hub.stats().structured).toBe(1);
    const late = await enter('nina');
    expect(late.text).toBe(textOf(log.rows(SECTION)));
    expect(late.text.endsWith('one two three')).toBe(true);
  });
});
