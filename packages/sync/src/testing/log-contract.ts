import assert from 'node:assert/strict';
import * as Y from 'yjs';
import type { UpdateLog } from '../ports.js';

export type ContractCase = { title: string; run(): Promise<void> };

const name = 'section/contract/en';
const other = 'section/contract/az';

/**
 * What the hub relies on in a log, as cases for any test runner:
 * `test.each(updateLogContract(create))('$title', ({ run }) => run())`.
 * `create` gives a log without rows; cases run one after the other and may share a database if it is emptied.
 */
export function updateLogContract(create: () => UpdateLog | Promise<UpdateLog>): ContractCase[] {
  const withLog = (title: string, check: (log: UpdateLog) => Promise<void>): ContractCase => ({
    title,
    run: async () => check(await create()),
  });

  return [
    withLog('[SY17] a document without rows is empty at seq 0', async (log) => {
      assert.equal((await log.load(name)).seq, 0);
      assert.deepEqual(await log.since(name, 0), { updates: [], seq: 0 });
    }),

    withLog('[SY17] append answers with the seq of its last row', async (log) => {
      const [first, second, third] = typing('abc');
      assert.equal((await log.append(name, [row(first)])).seq, 1);
      assert.equal((await log.append(name, [row(second), row(third)])).seq, 3);
    }),

    withLog('[SY17] what append answered for is there for the next reader', async (log) => {
      const updates = typing('Miqrasiya');
      await log.append(name, updates.map(row));
      const loaded = await log.load(name);
      assert.equal(loaded.seq, updates.length);
      assert.equal(textOf(loaded.updates), 'Miqrasiya');
    }),

    withLog('[SY17] since gives the rows after a seq, in order and byte for byte', async (log) => {
      const updates = typing('abcd');
      await log.append(name, updates.map(row));
      const { updates: tail, seq } = await log.since(name, 1);
      assert.equal(seq, 4);
      assert.deepEqual(tail.map(plain), updates.slice(1).map(plain));
      assert.deepEqual(await log.since(name, 4), { updates: [], seq: 4 });
    }),

    withLog('[SY17] documents count on their own', async (log) => {
      const [first] = typing('x');
      await log.append(name, [row(first)]);
      assert.equal((await log.append(other, [row(first), row(first)])).seq, 2);
      assert.equal((await log.since(name, 0)).seq, 1);
    }),

    withLog('[SY17] batches appended at the same time do not mix', async (log) => {
      const letters = ['aaa', 'bbb', 'ccc', 'ddd'];
      const batches = letters.map(typing);
      const answers = await Promise.all(batches.map((batch) => log.append(name, batch.map(row))));
      const seqs = answers.map(({ seq }) => seq);
      assert.deepEqual(
        seqs.toSorted((a, b) => a - b),
        [3, 6, 9, 12],
      );
      const { updates } = await log.since(name, 0);
      for (const [index, batch] of batches.entries()) {
        const end = seqs[index] ?? 0;
        assert.deepEqual(updates.slice(end - 3, end).map(plain), batch.map(plain));
      }
    }),

    withLog('[SY17] rows keep their bytes when the caller reuses its buffer', async (log) => {
      const [first] = typing('x');
      const buffer = Uint8Array.from(first ?? []);
      await log.append(name, [row(buffer)]);
      buffer.fill(0);
      const { updates } = await log.since(name, 0);
      assert.deepEqual(updates.map(plain), [plain(first)]);
    }),
  ];
}

/** One update per character. */
function typing(text: string): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const [index, character] of [...text].entries()) doc.getText('content').insert(index, character);
  doc.destroy();
  return updates;
}

function textOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText('content').toJSON();
}

function row(update: Uint8Array | undefined): { update: Uint8Array; personId: string | null } {
  assert.ok(update);
  return { update, personId: null };
}

/** Drivers return Buffers, which are never deeply equal to a Uint8Array. */
function plain(bytes: Uint8Array | undefined): number[] {
  return [...(bytes ?? [])];
}
