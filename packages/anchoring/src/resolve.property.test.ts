import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { linesOf, paragraphs, Section, seeded, type Line, type YjsId } from '../testing/section.js';
import { words } from '../testing/words.js';
import { cutsCharacter, describe as selectorsOf } from './describe.js';
import type { PinnedTarget, Resolution } from './model.js';
import { pin } from './pin.js';
import { resolve } from './resolve.js';

type Edit = { kind: (typeof kinds)[number]; second: boolean; a: number; b: number; c: number; text: string };

const kinds = [
  'insert',
  'insert',
  'delete',
  'delete',
  'replace',
  'split',
  'join',
  'move',
  'copy',
  'drop',
  'merge',
  'repair',
] as const;

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...kinds),
  second: fc.boolean(),
  a: fc.nat(),
  b: fc.nat(),
  c: fc.nat(),
  text: words,
});

const scene = fc.record({
  texts: fc.array(words, { minLength: 1, maxLength: 4 }),
  before: fc.array(edit, { maxLength: 4 }),
  quote: fc.record({
    nth: fc.nat(),
    from: fc.nat(),
    length: fc.nat(),
    whole: fc.constantFrom(false, false, false, true),
  }),
  after: fc.array(edit, { maxLength: 8 }),
  gc: fc.boolean(),
});

function whole(text: string, offset: number): number {
  return cutsCharacter(text, offset) ? offset - 1 : offset;
}

function perform(one: Section, other: Section, { kind, second, a, b, c, text }: Edit): void {
  const section = second ? other : one;
  const lines = section.lines();
  const nth = a % lines.length;
  const line = lines[nth]?.text ?? '';
  const from = whole(line, b % (line.length + 1));
  const to = whole(line, Math.min(line.length, from + 1 + (c % 14)));
  switch (kind) {
    case 'insert':
      return section.insert(nth, from, text);
    case 'delete':
      return section.delete(nth, from, to);
    case 'replace':
      section.delete(nth, from, to);
      return section.insert(nth, from, text);
    case 'split':
      return section.split(nth, from);
    case 'join':
      return section.join(nth);
    case 'move':
      return section.move(nth, b % lines.length);
    case 'copy':
      return section.copy(nth, b % lines.length);
    case 'drop':
      return section.deleteBlock(nth);
    case 'repair':
      return section.repair();
    case 'merge':
      return exchange(one.doc, other.doc);
    default:
      return kind;
  }
}

function exchange(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)));
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)));
}

type Story = {
  target: PinnedTarget;
  /** Of the quoted characters. */
  ids: readonly YjsId[];
  /** Every character there was when the words were quoted. */
  there: ReadonlySet<YjsId>;
  section: Section;
  lines: readonly Line[];
  result: Resolution;
};

function tell({
  texts,
  before,
  quote,
  after,
  gc,
}: typeof scene extends fc.Arbitrary<infer T> ? T : never): Story | null {
  const origins = new Map<YjsId, YjsId>();
  const json = paragraphs(...texts);
  const one = new Section(seeded(json, { gc }), origins);
  const other = new Section(seeded(json, { gc }), origins);
  one.doc.clientID = 11;
  other.doc.clientID = 12;
  for (const step of before) perform(one, other, step);
  exchange(one.doc, other.doc);

  const lines = one.lines();
  const line = lines[quote.nth % lines.length];
  if (!line || line.text === '') return null;
  const from = quote.whole ? 0 : whole(line.text, quote.from % line.text.length);
  const to = quote.whole
    ? line.text.length
    : whole(line.text, Math.min(line.text.length, from + 2 + (quote.length % 30)));
  if (from >= to) return null;
  const target = pin(one.doc, line.id, from, to);
  const there = new Set(lines.flatMap(({ ids }) => ids));

  for (const step of after) perform(one, other, step);
  exchange(one.doc, other.doc);
  const result = resolve(target, one.doc);
  expect(resolve(target, other.doc)).toEqual(result);
  return { target, ids: line.ids.slice(from, to), there, section: one, lines: linesOf(one.doc), result };
}

const rangeOf = ({ lines, result }: Story) => {
  const line = lines.find(({ id }) => id === result.blockId);
  if (!line || result.start === null || result.end === null) return null;
  return { line, ids: line.ids.slice(result.start, result.end), start: result.start, end: result.end };
};

const same = (some: readonly unknown[], others: readonly unknown[]) =>
  some.length === others.length && some.every((entry, nth) => entry === others[nth]);

function tellAll(check: (story: Story) => void, seed: number, numRuns = 400): void {
  fc.assert(
    fc.property(scene, (given) => {
      const story = tell(given);
      if (story) check(story);
    }),
    { numRuns, seed },
  );
}

test('[AN3] what stands at the place is told as it is, whole characters only', () => {
  tellAll(({ lines, result }) => {
    if (result.status === 'orphaned') {
      expect(result).toEqual({ status: 'orphaned', blockId: null, start: null, end: null, words: null });
      return;
    }
    const text = lines.find(({ id }) => id === result.blockId)?.text ?? '';
    expect(text.slice(result.start ?? 0, result.end ?? 0)).toBe(result.words);
    expect(result.words).not.toBe('');
    expect(cutsCharacter(text, result.start ?? 0) || cutsCharacter(text, result.end ?? 0)).toBe(false);
  }, 1);
});

test('[AN4] exact and moved are said of the quoted words only, exact at their old place only', () => {
  tellAll(({ target, result }) => {
    const { status, words, blockId, start } = result;
    if (status !== 'exact' && status !== 'moved') return;
    expect(words).toBe(target.quote.exact);
    expect(status === 'exact').toBe(blockId === target.blockId && start === target.position.start);
  }, 2);
});

test('[AN5] exact and moved are said of the quoted characters, or of words written later in the same context', () => {
  tellAll((story) => {
    const { target, ids, there, section, result } = story;
    if (result.status !== 'exact' && result.status !== 'moved') return;
    const range = rangeOf(story);
    if (!range) throw new Error('no range');
    if (same(range.ids, ids)) return;
    // Somebody completed what was left of them …
    if (range.ids.some((id) => ids.includes(id))) return;
    // … or they were inserted again …
    const origins = (some: readonly YjsId[]) => some.map((id) => section.origin(id));
    if (same(origins(range.ids), origins(ids))) return;
    // … or written anew, where they stood: never a twin that was there all along.
    expect(range.ids.some((id) => !there.has(id))).toBe(true);
    const letters = (text: string) => text.replace(/\s+/gu, '');
    const before = letters(
      story.lines
        .map((line) => (line === range.line ? line.text.slice(0, range.start) : line.text))
        .slice(0, story.lines.indexOf(range.line) + 1)
        .join(''),
    );
    const left = letters(target.quote.prefix);
    expect(before.endsWith(left) || left.endsWith(letters(range.line.text.slice(0, range.start)))).toBe(true);
  }, 3);
});

test('[AN6] words that nobody touched are found, wherever they stand now', () => {
  tellAll((story) => {
    const { ids, lines, result, target } = story;
    const line = lines.find((candidate) =>
      candidate.ids.some((_, at) => same(candidate.ids.slice(at, at + ids.length), ids)),
    );
    if (!line) return;
    expect(['exact', 'moved']).toContain(result.status);
    const at = line.ids.findIndex((_, nth) => same(line.ids.slice(nth, nth + ids.length), ids));
    const copies = lines.filter((other) => other !== line && other.id === target.blockId);
    if (copies.length === 0) expect(result).toMatchObject({ blockId: line.id, start: at });
  }, 4);
});

test('[AN7] a block that was moved or inserted again takes the quote along, if it stands there once', () => {
  tellAll((story) => {
    const { ids, there, lines, result, section, target } = story;
    const origins = ids.map((id) => section.origin(id));
    const alike = lines.flatMap((line) =>
      line.ids.flatMap((_, at) => {
        const text = line.text.slice(at, at + ids.length);
        if (text !== target.quote.exact || cutsCharacter(line.text, at)) return [];
        const { quote } = selectorsOf(line.text, at, at + ids.length);
        const now = line.ids.slice(at, at + ids.length);
        const inserted =
          same(
            now.map((id) => section.origin(id)),
            origins,
          ) && !now.some((id) => there.has(id));
        return [
          {
            id: line.id,
            at,
            inserted,
            context: quote.prefix === target.quote.prefix && quote.suffix === target.quote.suffix,
          },
        ];
      }),
    );
    const [only, ...others] = alike;
    if (!only || others.length > 0 || !only.inserted || !only.context) return;
    expect(result).toMatchObject({ blockId: only.id, start: only.at, words: target.quote.exact });
  }, 5);
});

test('[AN8] words that were deleted are orphaned, unless others took their place', () => {
  tellAll((story) => {
    const { ids, there, lines, result, section } = story;
    const origins = new Set(ids.map((id) => section.origin(id)));
    const left = lines.flatMap((line) => line.ids).filter((id) => origins.has(section.origin(id)));
    if (left.length > 0 || result.status === 'orphaned') return;
    const range = rangeOf(story);
    expect(range?.ids.filter((id) => there.has(id))).toEqual([]);
  }, 6);
});

test('[AN9] words of which something is left where they stood are never orphaned', () => {
  tellAll((story) => {
    const { ids, lines, result, target } = story;
    const left = lines.flatMap((line) => line.ids).filter((id) => ids.includes(id));
    if (left.length * 2 < ids.length || left.length === 0) return;
    expect(result.status).not.toBe('orphaned');
    if (left.length === ids.length) return;
    if (result.status === 'text_changed') expect(result.words).not.toBe(target.quote.exact);
  }, 7);
});
