import { read } from '@concord/document';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Desk, type Letter } from '../testing/desk.js';
import { paragraphs, seeded } from '../testing/section.js';
import { words } from '../testing/words.js';
import { describe as selectorsOf } from './describe.js';
import { findQuote } from './find-quote.js';
import type { PinnedTarget, Resolution } from './model.js';
import { pin } from './pin.js';
import { resolve } from './resolve.js';

const kinds = [
  'type',
  'type',
  'delete',
  'replace',
  'refer',
  'split',
  'join',
  'move',
  'drop',
  'repair',
] as const;

const scene = fc.record({
  texts: fc.array(words, { minLength: 1, maxLength: 4 }),
  quote: fc.record({ nth: fc.nat(), from: fc.nat(), length: fc.nat() }),
  edits: fc.array(
    fc.record({ kind: fc.constantFrom(...kinds), a: fc.nat(), b: fc.nat(), c: fc.nat(), text: words }),
    { maxLength: 6 },
  ),
});

type Edit = { kind: (typeof kinds)[number]; a: number; b: number; c: number; text: string };

function perform(desk: Desk, { kind, a, b, c, text }: Edit): void {
  const nth = a % desk.size;
  const size = desk.letters(nth).length;
  const from = b % (size + 1);
  const to = Math.min(size, from + 1 + (c % 12));
  switch (kind) {
    case 'type':
      return desk.type(nth, from, from, text);
    case 'delete':
      return desk.type(nth, from, to, '');
    case 'replace':
      return desk.type(nth, from, to, text);
    case 'refer':
      return desk.refer(nth, from);
    case 'split':
      return desk.split(nth, from);
    case 'join':
      return desk.join(nth);
    case 'move':
      return desk.move(nth, b % desk.size);
    case 'drop':
      return desk.drop(nth);
    case 'repair':
      return desk.repair();
    default:
      return kind;
  }
}

type Story = {
  target: PinnedTarget;
  desk: Desk;
  quoted: readonly number[];
  result: Resolution;
  /** The letters where the result points, and those that follow each other as quoted, if they still do. */
  found: readonly number[];
  intact: { nth: number; start: number } | null;
};

const identities = (letters: readonly Letter[]) => letters.map(({ identity }) => identity);

function tell(given: {
  texts: string[];
  quote: { nth: number; from: number; length: number };
  edits: Edit[];
}): Story | null {
  const doc = seeded(paragraphs(...given.texts));
  const desk = new Desk(doc);
  const nth = given.quote.nth % desk.size;
  const text = desk.text(nth);
  const letters = desk.letters(nth);
  const first = given.quote.from % letters.length;
  const last = Math.min(letters.length, first + 1 + (given.quote.length % 30));
  const width = (some: readonly Letter[]) => some.reduce((sum, letter) => sum + letter.text.length, 0);
  const start = width(letters.slice(0, first));
  const end = start + width(letters.slice(first, last));
  const block = read(doc).blocks[nth];
  if (!block || text !== block.text) return null;
  const target = pin(doc, block.id, start, end);
  const quoted = identities(letters.slice(first, last));

  for (const edit of given.edits) perform(desk, edit);
  const result = resolve(target, doc);
  const { blocks } = read(doc);
  expect(blocks.map((one) => one.text)).toEqual(blocks.map((_, at) => desk.text(at)));
  const at = blocks.findIndex(({ id }) => id === result.blockId);
  const found = identities(desk.range(at, result.start ?? 0, result.end ?? 0));
  return { target, desk, quoted, result, found, intact: intactIn(desk, quoted, target.quote.exact.length) };
}

function intactIn(desk: Desk, quoted: readonly number[], length: number): Story['intact'] {
  for (let nth = 0; nth < desk.size; nth += 1) {
    for (let start = 0; start + length <= desk.text(nth).length; start += 1) {
      const here = identities(desk.range(nth, start, start + length));
      if (here.length === quoted.length && here.every((one, at) => one === quoted[at])) return { nth, start };
    }
  }
  return null;
}

function tellAll(check: (story: Story) => void, seed: number, numRuns: number): void {
  fc.assert(
    fc.property(scene, (given) => {
      const story = tell(given);
      if (story) check(story);
    }),
    { numRuns, seed },
  );
}

test('[AN4] in an editor, exact and moved are said of the quoted words only', () => {
  tellAll(({ target, result }) => expect(mistaken(result, target)).toBe(false), 21, 300);
});

function mistaken({ status, words: now }: Resolution, { quote }: PinnedTarget): boolean {
  return (status === 'exact' || status === 'moved') && now !== quote.exact;
}

test('[AN6] in an editor, words with their context are found after every split, join, move and footnote', () => {
  tellAll(
    ({ target, desk, result, intact }) => {
      if (!intact) return;
      const text = desk.text(intact.nth);
      const { quote } = selectorsOf(text, intact.start, intact.start + target.quote.exact.length);
      const { blocks } = read(desk.doc);
      if (quote.prefix !== target.quote.prefix || quote.suffix !== target.quote.suffix) return;
      if (findQuote(blocks, target).length > 1) return;
      expect(result).toMatchObject({
        blockId: blocks[intact.nth]?.id,
        start: intact.start,
        words: target.quote.exact,
      });
    },
    22,
    500,
  );
});

test('[AN5] in an editor, exact and moved are said of the letters quoted, unless no reader could tell', () => {
  tellAll(
    ({ target, desk, quoted, found, result, intact }) => {
      if (result.status !== 'exact' && result.status !== 'moved') return;
      if (found.some((identity) => quoted.includes(identity))) return;
      if (!intact) return;
      // The quoted letters are elsewhere: then the place found has the same surroundings, they have not.
      const here = selectorsOf(
        desk.text(intact.nth),
        intact.start,
        intact.start + target.quote.exact.length,
      ).quote;
      expect(here.prefix === target.quote.prefix && here.suffix === target.quote.suffix).toBe(false);
    },
    23,
    600,
  );
});
