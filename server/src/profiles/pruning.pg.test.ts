import { replaceWords, yPositionAt } from '@concord/document';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { CHAPTER } from '../testing/comments.js';
import { typist } from '../testing/typing.js';
import { velmora } from '../testing/world.js';
import { authorsOf, historyAt, seqAt } from './history.js';
import { createCompaction, createPruning, createUpdateLog, documentAt } from './index.js';

const world = velmora();
const BLOCK = 'b-0064';
const DAY = 86_400_000;
const now = new Date(Date.UTC(2026, 10, 21, 12));
let name: string;
let people: string[];
let head: number;

const query = (statement: string, parameters: unknown[]): Promise<{ count: string }[]> =>
  world.dataSource.query(statement, parameters);

/** Twelve rows by two people, with deletions, one a day; nothing is left of earlier tests. */
beforeEach(async () => {
  ({ documentName: name } = await world.variant(CHAPTER));
  people = [world.personId('Remy Falk'), world.personId('Sim Vale')];
  for (let index = 0; index < 12; index += 1) {
    const one = await typist(world, name, people[index % 2] ?? null);
    if (index % 4 === 3) head = await one.change((doc) => void replaceWords(doc, BLOCK, 1, 4, `(${index})`));
    else head = await one.type(BLOCK, 0, `${index}. `);
  }
  await query(
    "UPDATE document_update SET at = $2::timestamptz - ($3 - seq) * interval '1 day' WHERE document_name = $1",
    [name, now, head],
  );
});

const compaction = (checkpointRows = 3) =>
  createCompaction({ dataSource: world.dataSource, log: world.log, rows: 1, checkpointRows });

const pruning = (days: number, neededAfter: number | null = null) =>
  createPruning({
    dataSource: world.dataSource,
    log: world.log,
    compaction: compaction(),
    days,
    now: () => now,
    neededAfter: async () => neededAfter,
  });

const count = async (table: string): Promise<number> =>
  Number((await query(`SELECT count(*) FROM ${table} WHERE document_name = $1`, [name]))[0]?.count);

/** Everything that can be asked about the past, at each row. */
async function past() {
  const { manager } = world.dataSource;
  const answers = [];
  for (let seq = 1; seq <= head; seq += 1) {
    const doc = await documentAt(manager, name, seq);
    answers.push({
      text: await historyAt(manager, name, seq),
      authors: await authorsOf(manager, name, BLOCK, seq),
      state: doc && [...Y.encodeStateAsUpdate(doc)].length,
      vector: doc && [...Y.encodeStateVector(doc)],
    });
  }
  return answers;
}

describe('checkpoints', () => {
  test('[NO12] answer what the rows answer, at each row and for each author', async () => {
    const before = await past();
    const { checkpoint } = compaction();
    for (let seq = 2; seq <= head; seq += 3) expect(await checkpoint(name, seq)).toBe(seq);
    expect(await count('document_checkpoint')).toBeGreaterThan(3);
    expect(await past()).toEqual(before);
    expect(await checkpoint(name, head + 1)).toBe(0);
    expect(await checkpoint('section/nowhere/en', 1)).toBe(0);
  });

  test('[NO12] are made every so many rows while people type, and a position taken from one holds later', async () => {
    const busy = compaction(5);
    busy.noticed(name, head);
    await busy.settle();
    const made = await count('document_checkpoint');
    expect(made).toBeGreaterThan(0);
    busy.noticed(name, head + 1);
    await busy.settle();
    expect(await count('document_checkpoint')).toBe(made);
    const one = await documentAt(world.dataSource.manager, name, head);
    const now_ = await documentAt(world.dataSource.manager, name, head - 1);
    if (!one || !now_) throw new Error('Both are kept');
    const position = yPositionAt(now_, BLOCK, 3, 0);
    expect(position && Y.createAbsolutePositionFromRelativePosition(position, one)).not.toBeNull();
  });
});

describe('rows of long ago', () => {
  test('[NO12] go; what is older is not kept, what is newer is answered as before, and the text is the same', async () => {
    const before = await past();
    const state = await createUpdateLog(world.dataSource, () => now).load(name);
    const floor = head - 6;
    // The last that is old enough stays readable: it is the checkpoint.
    expect(await pruning(5.5).run()).toBe(floor);
    expect(await count('document_update')).toBe(6);
    expect(await count('document_checkpoint')).toBe(1);
    const after = await past();
    expect(after.slice(floor - 1)).toEqual(before.slice(floor - 1));
    for (const { text, authors, state: bytes } of after.slice(0, floor - 1))
      expect([text, authors, bytes]).toEqual(['not kept', 'not kept', null]);
    const whole = (updates: readonly Uint8Array[]) => [...Y.encodeStateAsUpdate(docOf(updates))];
    const again = await createUpdateLog(world.dataSource, () => now).load(name);
    expect([again.seq, whole(again.updates)]).toEqual([state.seq, whole(state.updates)]);
    expect(await pruning(5.5).run()).toBe(0);
  });

  test('[NO12] at a moment: not kept before the checkpoint, never another moment’s text', async () => {
    await pruning(5.5).run();
    const { manager } = world.dataSource;
    const at = (daysAgo: number) => seqAt(manager, name, new Date(now.getTime() - daysAgo * DAY));
    expect(await at(6.5)).toBe('not kept');
    expect(await at(6)).toBe(head - 6);
    expect(await at(5.5)).toBe(head - 6);
    expect(await at(5)).toBe(head - 5);
    expect(await seqAt(manager, 'section/nowhere/en', now)).toBeNull();
    expect(await historyAt(manager, name, head + 1)).toBeNull();
    expect(await historyAt(manager, name, 0)).toBeNull();
  });

  test('[NO12] a node that stands before the floor is not told that nothing came', async () => {
    await pruning(5.5).run();
    const log = createUpdateLog(world.dataSource, () => now);
    await expect(log.since(name, head - 8)).rejects.toThrow('not kept');
    expect((await log.since(name, head - 6)).updates).toHaveLength(6);
    expect(await log.since(name, head)).toEqual({ updates: [], seq: head });
  });

  test('[NO12] all of them may go, and typing goes on behind the checkpoint', async () => {
    const old = createPruning({
      dataSource: world.dataSource,
      log: world.log,
      compaction: compaction(),
      days: 1,
      now: () => new Date(now.getTime() + 100 * DAY),
      neededAfter: async () => null,
    });
    await old.run();
    expect(await count('document_update')).toBe(0);
    await old.stop();
    const next = await (await typist(world, name, people[0])).type(BLOCK, 0, 'On. ');
    expect(next).toBe(head + 1);
    const { manager } = world.dataSource;
    expect(await historyAt(manager, name, next)).toMatchObject({ seq: next, personId: people[0] });
    expect((await authorsOf(manager, name, BLOCK))?.[0]).toMatchObject({ start: 0, personId: people[0] });
  });

  test('[NO12] those that are still needed one by one stay, and 0 days keeps all', async () => {
    const rows = await count('document_update');
    expect(await pruning(0).run()).toBe(0);
    expect(await pruning(5.5, 0).run()).toBe(0);
    expect(await count('document_update')).toBe(rows);
    await pruning(5.5, head - 9).run();
    expect(await count('document_update')).toBe(9);
  });
});

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}
