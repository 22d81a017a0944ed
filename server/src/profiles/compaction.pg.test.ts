import { FRAGMENT, project, rebuild } from '@concord/document';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createDataSource } from '../platform/database/data-source.js';
import { createLog } from '../platform/log.js';
import { CHAPTER } from '../testing/comments.js';
import { testDatabase } from '../testing/database.js';
import { typist } from '../testing/typing.js';
import { velmora } from '../testing/world.js';
import { readState } from './compaction.js';
import { createCompaction, createUpdateLog } from './index.js';
import { readUpdates } from './update-log.js';

const log = createLog('silent');
const name = 'section/folded/en';

describe('a snapshot', () => {
  const database = testDatabase();
  beforeEach(async () => {
    await database.dataSource.query('TRUNCATE document CASCADE');
    await database.dataSource.query('INSERT INTO document (name) VALUES ($1)', [name]);
  });
  const updateLog = () => createUpdateLog(database.dataSource, () => new Date());
  const append = (updates: readonly Uint8Array[]) =>
    updateLog().append(
      name,
      updates.map((update) => ({ update, personId: null })),
    );
  const snapshots = (): Promise<{ seq: number }[]> =>
    database.dataSource.query('SELECT seq FROM document_snapshot');

  /** One update per letter. */
  function letters(text: string): Uint8Array[] {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (const [index, letter] of [...text].entries()) doc.getText('t').insert(index, letter);
    return updates;
  }

  test('[NO7] and its tail are the same state as all rows, whatever was typed, formatted and deleted', async () => {
    const edit = fc.record({
      who: fc.nat(2),
      what: fc.constantFrom('insert', 'delete', 'bold', 'plain', 'meet', 'fold'),
      at: fc.nat(40),
      length: fc.integer({ min: 1, max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 5, maxLength: 40 }), async (edits) => {
        await database.dataSource.query('TRUNCATE document CASCADE');
        await database.dataSource.query('INSERT INTO document (name) VALUES ($1)', [name]);
        const compaction = createCompaction({ dataSource: database.dataSource, log });
        const seed = Object.assign(new Y.Doc(), { clientID: 9 });
        seed.getXmlFragment(FRAGMENT).insert(0, [new Y.XmlText('Miqrasiya xidmeti')]);
        const shared = [Y.encodeStateAsUpdate(seed)];
        await append(shared);
        const docs = [1, 2, 3].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
        for (const doc of docs) for (const update of shared) Y.applyUpdate(doc, update);
        for (const { who, what, at, length } of edits) {
          const doc = docs[who] ?? new Y.Doc();
          if (what === 'fold') {
            await compaction.compact(name);
            continue;
          }
          if (what === 'meet') for (const update of shared) Y.applyUpdate(doc, update);
          const before = Y.encodeStateVector(doc);
          const text = textIn(doc);
          const from = Math.min(at, text.length);
          const span = Math.min(length, text.length - from);
          doc.transact(() => {
            if (what === 'insert') text.insert(from, 'abcdef'.slice(0, length));
            if (what === 'delete') text.delete(from, span);
            if (what === 'bold') text.format(from, span, { bold: true });
            if (what === 'plain') text.format(from, span, { bold: null });
          });
          const update = Y.encodeStateAsUpdate(doc, before);
          shared.push(update);
          await append([update]);
        }
        const [all, folded] = [
          await readUpdates(database.dataSource.manager, name, 0),
          await readState(database.dataSource.manager, name),
        ];
        expect(folded.seq).toBe(all.seq);
        expect(facts(folded.updates)).toEqual(facts(all.updates));
      }),
      {
        seed: 3,
        numRuns: 40,
        // The same words made bold by two people at once: this is what Yjs would tidy up.
        examples: [
          [
            [
              { who: 0, what: 'bold', at: 2, length: 5 },
              { who: 1, what: 'bold', at: 2, length: 5 },
              { who: 2, what: 'meet', at: 0, length: 1 },
              { who: 2, what: 'plain', at: 2, length: 5 },
              { who: 0, what: 'insert', at: 4, length: 3 },
              { who: 0, what: 'fold', at: 0, length: 1 },
            ],
          ],
        ],
      },
    );
  });

  function textIn(doc: Y.Doc): Y.XmlText {
    const text = doc.getXmlFragment(FRAGMENT).get(0);
    if (!(text instanceof Y.XmlText)) throw new Error('No text');
    return text;
  }

  /** As the hub and a browser would see it. Yjs must not tidy up in one and not in the other. */
  function facts(updates: readonly Uint8Array[]) {
    const doc = new Y.Doc();
    doc.transact((transaction) => {
      for (const update of updates) Y.applyUpdate(doc, update);
      transaction.local = true;
    });
    const { ds } = Y.decodeUpdate(Y.encodeStateAsUpdate(doc));
    return {
      text: textIn(doc).toDelta() as unknown,
      vector: [...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted(([a], [b]) => a - b),
      deleted: [...ds.clients].toSorted(([a], [b]) => a - b),
      pending: doc.store.pendingStructs,
    };
  }

  test('[NO7] is one row before the tail; the rows stay', async () => {
    await append(letters('Miqrasiya'));
    const compaction = createCompaction({ dataSource: database.dataSource, log });
    expect(await compaction.compact(name)).toBe(9);
    await append([letters('x')[0] ?? new Uint8Array()]);
    const { updates, seq } = await updateLog().load(name);
    expect([updates.length, seq]).toEqual([2, 10]);
    expect((await readUpdates(database.dataSource.manager, name, 0)).updates).toHaveLength(10);
    expect((await updateLog().since(name, 3)).updates).toHaveLength(7);
  });

  test('[NO7] is made after enough rows, once, and not by reading', async () => {
    const compaction = createCompaction({ dataSource: database.dataSource, log, rows: 5 });
    const updates = letters('abcdefghij');
    await append(updates.slice(0, 4));
    compaction.noticed(name, 4);
    await updateLog().load(name);
    await compaction.settle();
    expect(await snapshots()).toEqual([]);
    await append(updates.slice(4, 8));
    for (const seq of [5, 6, 7, 8]) compaction.noticed(name, seq);
    await compaction.settle();
    expect(await snapshots()).toEqual([{ seq: 8 }]);
    await append(updates.slice(8));
    compaction.noticed(name, 10);
    await compaction.settle();
    expect(await snapshots()).toEqual([{ seq: 8 }]);
    await database.dataSource.transaction(async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      expect((await readState(manager, name)).seq).toBe(10);
    });
  });

  test('[NO7] only goes forward, also when two nodes fold at once while somebody types', async () => {
    const other = await createDataSource(database.connection).initialize();
    try {
      const nodes = [database.dataSource, other].map((dataSource) => createCompaction({ dataSource, log }));
      const seen: number[] = [];
      for (const update of letters('konsultasiyalar')) {
        await Promise.all([append([update]), ...nodes.map((node) => node.compact(name))]);
        seen.push((await snapshots())[0]?.seq ?? 0);
      }
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      const doc = new Y.Doc();
      for (const update of (await updateLog().load(name)).updates) Y.applyUpdate(doc, update);
      expect(doc.getText('t').toJSON()).toBe('konsultasiyalar');
    } finally {
      await other.destroy();
    }
  });

  test('[NO7] that was folded longer ago than it took another node does not replace the newer one', async () => {
    const { dataSource } = database;
    const updates = letters('abcd');
    await append(updates.slice(0, 2));
    let release = (): void => undefined;
    const held = new Promise<void>((done) => (release = done));
    let hasRead = (): void => undefined;
    const reading = new Promise<void>((done) => (hasRead = done));
    const slow = Object.create(dataSource, {
      query: {
        value: async (statement: string, values: unknown[]) => {
          // Writing the snapshot: the rows have been read.
          hasRead();
          await held;
          return dataSource.query<unknown>(statement, values);
        },
      },
    }) as DataSource;
    const stale = createCompaction({ dataSource: slow, log }).compact(name);
    await reading;
    await append(updates.slice(2));
    await createCompaction({ dataSource, log }).compact(name);
    release();
    expect(await stale).toBe(2);
    expect(await snapshots()).toEqual([{ seq: 4 }]);
  });

  test('[NO7] is made while somebody holds the document', async () => {
    await append(letters('abc'));
    const runner = database.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('UPDATE document SET seq = seq WHERE name = $1', [name]);
    expect(await createCompaction({ dataSource: database.dataSource, log }).compact(name)).toBe(3);
    await runner.rollbackTransaction();
    await runner.release();
  });

  test('[NO7] is not made of a log that lacks rows', async () => {
    await append(letters('abc').slice(1));
    const compaction = createCompaction({ dataSource: database.dataSource, log, rows: 1 });
    await expect(compaction.compact(name)).rejects.toThrow('lacks rows');
    compaction.noticed(name, 2);
    await compaction.settle();
    expect(await snapshots()).toEqual([]);
  });
});

describe('a text of Velmora', () => {
  const world = velmora();

  test('[NO7] is projected from its snapshot as from its rows', async () => {
    const { documentName } = await world.variant(CHAPTER);
    const drafter = await typist(world, documentName);
    await drafter.type('b-0064', 0, 'Before. ');
    await createCompaction({ dataSource: world.dataSource, log }).compact(documentName);
    await drafter.type('b-0064', 0, 'After. ');
    const { updates } = await readUpdates(world.dataSource.manager, documentName, 0);
    await world.projections.rebuild(documentName);
    expect((await world.variant(CHAPTER)).content).toEqual(project(rebuild(updates)).content);
  });
});
