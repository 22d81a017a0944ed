import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { content } from '../testing/content.js';
import {
  blockIn,
  blockProblem,
  moveProblem,
  placesFor,
  placesIn,
  transferProblem,
  withBlock,
  withMoved,
  withoutBlock,
} from './arrange.js';
import { insertParagraph, itemOf, moveBlock, putBack, takeOut, transferBlock, withNotes } from './blocks.js';
import { canonical } from './compare.js';
import { blockTexts, type DocumentJson, type ParagraphNode } from './model.js';
import { project } from './project.js';
import { replaceWords } from './replace.js';
import { seedUpdate } from './seed.js';

const seeded = (json: DocumentJson): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate(json, 7));
  return doc;
};
const idsOf = (json: DocumentJson): string[] => blockTexts(json).map(({ id }) => id);
const textNow = (doc: Y.Doc): string => canonical(project(doc).content);
/** Notes stand in the order of their marks, which a move changes: compared apart from where they stand. */
const comparable = (json: DocumentJson): string =>
  canonical({
    ...json,
    content: json.content.map((node) =>
      node.type === 'footnotes'
        ? { ...node, content: node.content.toSorted((a, b) => (a.attrs.id < b.attrs.id ? -1 : 1)) }
        : node,
    ),
  });
const referred = (json: DocumentJson): number => JSON.stringify(json).split('"footnoteRef"').length;

const story = fc.record({ json: content, from: fc.nat(), to: fc.nat() });
const runs = { seed: 20_261_122, numRuns: 120 };
const pick = (ids: readonly string[], at: number): string => ids[at % (ids.length || 1)] ?? '';

const paragraph = (id: string, text: string): ParagraphNode => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text }],
});
const listed: DocumentJson = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { id: 'h', level: 1 }, content: [{ type: 'text', text: 'Title' }] },
    paragraph('p', 'Before.'),
    {
      type: 'bulletList',
      content: [
        {
          type: 'listItem',
          content: [
            paragraph('a', 'One'),
            {
              type: 'orderedList',
              attrs: { start: 1 },
              content: [{ type: 'listItem', content: [paragraph('a1', 'Below')] }],
            },
          ],
        },
        { type: 'listItem', content: [paragraph('b', 'Two')] },
      ],
    },
    { type: 'box', content: [paragraph('x', 'Aside')] },
    { type: 'heading', attrs: { id: 'h2', level: 2 }, content: [{ type: 'text', text: 'Further' }] },
  ],
};

describe('whole blocks', () => {
  test('[PO7] a paragraph is put after any block in the shared text as in the plain one', () => {
    fc.assert(
      fc.property(story, ({ json, from }) => {
        const doc = seeded(json);
        const before = project(doc).content;
        const after = pick(idsOf(before), from);
        const wanted = withBlock(before, after, paragraph('new', 'İcazə 😀'));
        expect(insertParagraph(doc, after, 'new', 'İcazə 😀')).toBe(wanted !== null);
        expect(textNow(doc)).toBe(canonical(wanted ?? before));
      }),
      runs,
    );
  });

  test('[PO7][PO8] a block is taken out as in the plain text, and put back where it stood', () => {
    fc.assert(
      fc.property(story, ({ json, from }) => {
        const doc = seeded(json);
        const before = project(doc).content;
        const id = pick(idsOf(before), from);
        const wanted = withoutBlock(before, id);
        const taken = takeOut(doc, id);
        expect(taken === null).toBe(wanted === null);
        if (!taken || !wanted) return;
        // Notes of which the mark went are not shown.
        if (referred(wanted) === referred(before))
          expect(comparable(project(doc).content)).toBe(comparable(wanted));
        expect(putBack(doc, JSON.parse(JSON.stringify(taken)) as typeof taken)).toBe(true);
        expect(textNow(doc)).toBe(canonical(before));
      }),
      runs,
    );
  });

  test('[PO7][PO8] a block is moved as in the plain text, with its looks, and back again', () => {
    fc.assert(
      fc.property(story, ({ json, from, to }) => {
        const doc = seeded(json);
        const before = project(doc).content;
        const id = pick(idsOf(before), from);
        const goal = pick(placesFor(before, id), to);
        const wanted = withMoved(before, id, goal);
        if (!wanted) return;
        const others = idsOf(before).filter((one) => one !== id);
        const items = others.map((one) => itemOf(doc, one));
        const taken = moveBlock(doc, id, goal);
        expect(comparable(project(doc).content)).toBe(comparable(wanted));
        // What stands around it is what stood there: nobody's place in it is lost.
        expect(others.map((one) => itemOf(doc, one))).toEqual(items);
        expect(taken && putBack(doc, taken)).toBe(true);
        expect(textNow(doc)).toBe(canonical(before));
      }),
      runs,
    );
  });

  test('[PO8] what was written in a moved block goes back with it', () => {
    const doc = seeded(listed);
    const taken = moveBlock(doc, 'b', 'p');
    replaceWords(doc, 'b', 0, 3, 'Twice');
    expect(taken && putBack(doc, taken)).toBe(true);
    expect(blockIn(project(doc).content, 'b')).toEqual(paragraph('b', 'Twice'));
    expect(idsOf(project(doc).content)).toEqual(idsOf(listed));
  });

  test('[PO8] an aside that went with its only paragraph comes back around it', () => {
    const doc = seeded(listed);
    const taken = moveBlock(doc, 'x', 'p');
    expect(project(doc).content.content.some(({ type }) => type === 'box')).toBe(false);
    expect(taken && putBack(doc, taken)).toBe(true);
    expect(textNow(doc)).toBe(canonical(listed));
  });

  test('[PO7] in a list a paragraph becomes a point, before the points below it', () => {
    const after = (id: string) => idsOf(withBlock(listed, id, paragraph('new', 'New')) ?? listed);
    expect(after('a')).toEqual(['h', 'p', 'a', 'new', 'a1', 'b', 'x', 'h2']);
    expect(after('b')).toEqual(['h', 'p', 'a', 'a1', 'b', 'new', 'x', 'h2']);
  });

  test.each([
    ['h', 'title'],
    ['a', 'holds_points'],
    ['nobody', 'gone'],
    ['h2', null],
  ] as const)('[PO7] %s can not be deleted: %s', (id, problem) => {
    expect(blockProblem(listed, id, 'deletion')).toBe(problem);
    expect(blockProblem(listed, id, 'move')).toBe(problem);
  });

  test.each([
    ['p', 'p', 'nowhere'],
    ['p', 'h', 'nowhere'],
    ['p', 'nobody', 'goal_gone'],
    ['h2', 'b', 'unfit'],
    ['h2', 'x', 'unfit'],
    ['h2', 'p', null],
    ['p', 'b', null],
  ] as const)('[PO7] %s behind %s: %s', (id, after, problem) => {
    expect(moveProblem(listed, id, after)).toBe(problem);
    const doc = seeded(listed);
    if (problem === 'unfit' || problem === 'goal_gone') expect(moveBlock(doc, id, after)).toBeNull();
    expect(withMoved(listed, id, after) === null).toBe(problem !== null);
  });

  test('[PO7] a note is put nowhere, deleted nowhere', () => {
    const noted: DocumentJson = {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          attrs: { id: 'p' },
          content: [
            { type: 'text', text: 'Words' },
            { type: 'footnoteRef', attrs: { note: 'n' } },
          ],
        },
        {
          type: 'footnotes',
          content: [{ type: 'footnote', attrs: { id: 'n' }, content: [{ type: 'text', text: 'Note' }] }],
        },
      ],
    };
    const doc = seeded(noted);
    expect(blockProblem(noted, 'n', 'paragraph')).toBe('note');
    expect(takeOut(doc, 'n')).toBeNull();
    expect(insertParagraph(doc, 'n', 'new', 'Words')).toBe(false);
    // The mark goes with its paragraph and takes the note out of sight; put back, both are there.
    const taken = takeOut(doc, 'p');
    expect(idsOf(project(doc).content)).toEqual([]);
    expect(taken && putBack(doc, taken)).toBe(true);
    expect(textNow(doc)).toBe(canonical(noted));
  });
});

test('[PO11] a block goes to another section with its notes, keeps its name, and comes back with what was written in it', () => {
  const paragraph = (id: string, text: string, note?: string): ParagraphNode => ({
    type: 'paragraph',
    attrs: { id },
    content: [
      { type: 'text', text },
      ...(note === undefined ? [] : [{ type: 'footnoteRef' as const, attrs: { note } }]),
    ],
  });
  const noted = (id: string, text: string) =>
    ({
      type: 'footnotes',
      content: [{ type: 'footnote', attrs: { id }, content: [{ type: 'text', text }] }],
    }) as const;
  const here: DocumentJson = {
    type: 'doc',
    content: [paragraph('a', 'One.'), paragraph('b', 'Two.', 'n1'), noted('n1', 'Source.')],
  };
  const there: DocumentJson = { type: 'doc', content: [paragraph('x', 'Three.')] };
  expect(placesIn(here, 'b', there)).toEqual(['x']);
  expect(transferProblem(here, 'b', there, 'y')).toBe('goal_gone');
  expect(transferProblem(here, 'b', { type: 'doc', content: [paragraph('b', '!')] }, 'b')).toBe('unfit');
  expect(transferProblem(here, 'n1', there, 'x')).toBe('note');

  const [from, to] = [seeded(here), seeded(there)];
  expect(withNotes(from, 'b')).toEqual(['b', 'n1']);
  const taken = transferBlock(from, to, 'b', 'x');
  expect(idsOf(project(from).content)).toEqual(['a']);
  expect(project(to).content.content).toEqual([
    there.content[0],
    paragraph('b', 'Two.', 'n1'),
    noted('n1', 'Source.'),
  ]);
  expect(transferBlock(from, to, 'b', 'x')).toBeNull();
  replaceWords(to, 'b', 0, 3, 'Twice');
  replaceWords(to, 'n1', 0, 6, 'The source');
  expect(taken && putBack(from, taken, to)).toBe(true);
  expect(idsOf(project(to).content)).toEqual(['x']);
  expect(project(from).content.content).toEqual([
    here.content[0],
    paragraph('b', 'Twice.', 'n1'),
    noted('n1', 'The source.'),
  ]);
  expect(taken && putBack(from, taken, to)).toBe(false);
});
