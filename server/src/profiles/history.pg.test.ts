import { replaceWords } from '@concord/document';
import { beforeAll, describe, expect, test } from 'vitest';
import { CHAPTER } from '../testing/comments.js';
import { typist } from '../testing/typing.js';
import { velmora } from '../testing/world.js';
import { createCompaction } from './index.js';
import { authorsOf, historyAt, seqAt } from './history.js';

const world = velmora();
const BLOCK = 'b-0064';
let name: string;
let first: string;
let second: string;
let heading: string;
const seqs: number[] = [];

beforeAll(async () => {
  ({ documentName: name, title: heading } = await world.variant(CHAPTER));
  first = world.personId('Remy Falk');
  second = world.personId('Sim Vale');
  seqs.push(await (await typist(world, name, first)).type(BLOCK, 0, 'One. '));
  seqs.push(await (await typist(world, name, second)).type(BLOCK, 0, 'Two. '));
  const third = await typist(world, name, first);
  // Nothing in common with what it replaces: equal letters would stay their author's.
  seqs.push(await third.change((doc) => void replaceWords(doc, BLOCK, 0, 3, 'Many')));
  // History must not depend on rows that a snapshot holds too.
  await createCompaction({ dataSource: world.dataSource, log: world.log }).compact(name);
});

/** What is there; in these tests everything is kept. */
function there<T>(found: T | 'not kept' | null): T | null {
  if (found === 'not kept') throw new Error('Everything is kept here');
  return found;
}

const words = async (seq: number | null): Promise<string | undefined> =>
  seq === null
    ? undefined
    : there(await historyAt(world.dataSource.manager, name, seq))?.blocks.find(({ id }) => id === BLOCK)
        ?.text;

describe('the text as it was', () => {
  test('[NO8] after each row, with who wrote that row', async () => {
    const texts = await Promise.all(seqs.map((seq) => words(seq)));
    expect(texts).toEqual([`One. ${heading}`, `Two. One. ${heading}`, `Many. One. ${heading}`]);
    const people = await Promise.all(
      seqs.map(async (seq) => there(await historyAt(world.dataSource.manager, name, seq))?.personId),
    );
    expect(people).toEqual([first, second, first]);
    expect(await historyAt(world.dataSource.manager, name, 0)).toBeNull();
    expect(await historyAt(world.dataSource.manager, name, (seqs.at(-1) ?? 0) + 1)).toBeNull();
  });

  test('[NO8] at a moment: the last row committed by then', async () => {
    await world.dataSource.query(
      `UPDATE document_update SET at = timestamptz '2026-11-21 14:00Z' + seq * interval '1 minute'
        WHERE document_name = $1`,
      [name],
    );
    const { manager } = world.dataSource;
    const [seq = 0] = seqs;
    const at = new Date(Date.UTC(2026, 10, 21, 14, seq));
    expect(await seqAt(manager, name, at)).toBe(seq);
    expect(await seqAt(manager, name, new Date(at.getTime() + 59_000))).toBe(seq);
    expect(await seqAt(manager, name, new Date(at.getTime() - 1))).toBe(seq - 1);
    expect(await seqAt(manager, name, new Date(0))).toBeNull();
  });
});

describe('who wrote this', () => {
  const written = async (seq?: number): Promise<[string | undefined, string][]> => {
    const ranges = there(await authorsOf(world.dataSource.manager, name, BLOCK, seq)) ?? [];
    const text = (await words(seq ?? seqs.at(-1) ?? 0)) ?? '';
    expect(ranges.map(({ start }) => start)).toEqual([0, ...ranges.slice(0, -1).map(({ end }) => end)]);
    expect(ranges.at(-1)?.end).toBe(text.length);
    const names = new Map([
      [first, 'Remy Falk'],
      [second, 'Sim Vale'],
    ]);
    return ranges.map(({ start, end, personId }) => [names.get(personId ?? ''), text.slice(start, end)]);
  };

  test('[NO8] every character of a block has its author, gone words have none', async () => {
    expect(await written(seqs[0])).toEqual([
      ['Remy Falk', 'One. '],
      [undefined, heading],
    ]);
    expect(await written()).toEqual([
      ['Remy Falk', 'Many'],
      ['Sim Vale', '. '],
      ['Remy Falk', 'One. '],
      [undefined, heading],
    ]);
  });

  test('[NO8] a block that is not there has no authors', async () => {
    expect(await authorsOf(world.dataSource.manager, name, 'b-9999')).toBeNull();
  });

  test('[NO8] a table is covered whole, from its caption to its last cell', async () => {
    const tables = await world.variant('b-0235');
    const { manager } = world.dataSource;
    const seq = tables.revision;
    const table = there(await historyAt(manager, tables.documentName, seq))?.blocks.find(
      ({ type }) => type === 'table',
    );
    const ranges = there(await authorsOf(manager, tables.documentName, table?.id ?? ''));
    expect(ranges?.at(-1)?.end).toBe(table?.text.length);
    expect(ranges).toHaveLength(1);
  });
});
