import { project, rebuild, replaceWords, type DocumentJson } from '@concord/document';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Desk } from '../testing/desk.js';
import { paragraphs, Section, seeded } from '../testing/section.js';
import { describe as selectorsOf } from './describe.js';
import { pin } from './pin.js';
import { resolve, resolveAll } from './resolve.js';

const FIRST = 'The Act on Health Insurance (Law 9/2017, Article 14) covers every resident with a permit.';
const SECOND = 'Emergency care is free for everybody, whatever the status of the person may be.';

function scene(...texts: string[]) {
  const doc = seeded(paragraphs(...(texts.length > 0 ? texts : [FIRST, SECOND])));
  const section = new Section(doc, new Map());
  const quote = (blockId: string, words: string) => {
    const text = project(doc).blocks.find(({ id }) => id === blockId)?.text ?? '';
    return pin(doc, blockId, text.indexOf(words), text.indexOf(words) + words.length);
  };
  return { doc, section, quote };
}

describe('resolving a target', () => {
  test('[AN3] untouched words are exact', () => {
    const { doc, quote } = scene();
    const target = quote('b-1', '9/2017');
    expect(resolve(target, doc)).toEqual({
      status: 'exact',
      blockId: 'b-1',
      start: 33,
      end: 39,
      words: '9/2017',
    });
  });

  test('[AN3] words that were pushed along are moved, back at their place they are exact again', () => {
    const { doc, section, quote } = scene();
    const target = quote('b-1', '9/2017');
    section.insert(0, 0, 'New: ');
    expect(resolve(target, doc)).toMatchObject({
      status: 'moved',
      blockId: 'b-1',
      start: 38,
      words: '9/2017',
    });
    section.delete(0, 0, 5);
    expect(resolve(target, doc)).toMatchObject({ status: 'exact', start: 33 });
  });

  test('[AN3] typing directly beside the words changes nothing, typing inside them does', () => {
    const { doc, section, quote } = scene();
    const target = quote('b-1', '9/2017');
    section.insert(0, 39, 'a');
    section.insert(0, 33, '1');
    expect(resolve(target, doc)).toMatchObject({ status: 'moved', start: 34, words: '9/2017' });
    section.insert(0, 36, '?');
    expect(resolve(target, doc)).toMatchObject({
      status: 'text_changed',
      start: 34,
      end: 41,
      words: '9/?2017',
    });
  });

  test('[AN8] deleted words are orphaned, and so are those of a deleted block', () => {
    const { doc, section, quote } = scene();
    const targets = [quote('b-1', '9/2017'), quote('b-2', 'free'), quote('b-2', SECOND)];
    section.delete(0, 33, 39);
    section.deleteBlock(1);
    const orphaned = { status: 'orphaned', blockId: null, start: null, end: null, words: null };
    expect(resolveAll(targets, doc)).toEqual([orphaned, orphaned, orphaned]);
  });

  test('[AN9] words of which some are left are changed', () => {
    const { doc, section, quote } = scene();
    const target = quote('b-2', 'free for everybody');
    section.delete(1, 22, 26);
    expect(resolve(target, doc)).toMatchObject({
      status: 'text_changed',
      blockId: 'b-2',
      words: 'free everybody',
    });
  });

  test('[AN10] words that others replaced are changed, and the new ones are shown', () => {
    const { doc, quote } = scene();
    const target = quote('b-2', 'free for everybody');
    const desk = new Desk(doc);
    desk.type(1, 18, 36, 'x');
    expect(resolve(target, doc)).toMatchObject({ status: 'text_changed', words: 'x' });
    desk.type(1, 18, 19, 'without charge');
    expect(resolve(target, doc)).toMatchObject({
      status: 'text_changed',
      blockId: 'b-2',
      words: 'without charge',
    });
    desk.type(1, 18, 32, '');
    expect(resolve(target, doc).status).toBe('orphaned');
  });

  test('[AN10] so are words that a decision replaced', () => {
    const { doc, quote } = scene();
    const targets = [quote('b-1', '9/2017'), quote('b-2', 'free for everybody'), quote('b-2', 'whatever')];
    replaceWords(doc, 'b-1', 33, 39, '19/2017, as amended in 2022');
    replaceWords(doc, 'b-2', 18, 36, 'open to all');
    expect(resolveAll(targets, doc)).toMatchObject([
      { status: 'text_changed', words: '19/2017, as amended in 2022' },
      { status: 'text_changed', words: 'open to all' },
      { status: 'moved', words: 'whatever' },
    ]);
  });

  test('[AN10] a comment on a whole block stays with the block when all its words are others', () => {
    const { doc, section, quote } = scene();
    const target = quote('b-2', SECOND);
    section.insert(1, SECOND.length, 'Nobody pays.');
    section.delete(1, 0, SECOND.length);
    expect(resolve(target, doc)).toMatchObject({
      status: 'text_changed',
      blockId: 'b-2',
      start: 0,
      words: 'Nobody pays.',
    });
  });

  test('[AN10] a block without words is exact as long as it is empty', () => {
    const { doc, section } = scene('', FIRST);
    const target = pin(doc, 'b-1', 0, 0);
    expect(resolve(target, doc)).toEqual({ status: 'exact', blockId: 'b-1', start: 0, end: 0, words: '' });
    section.insert(0, 0, 'Some.');
    expect(resolve(target, doc)).toMatchObject({ status: 'text_changed', words: 'Some.' });
    section.deleteBlock(0);
    expect(resolve(target, doc).status).toBe('orphaned');
  });
});

describe('an editor that deletes and inserts', () => {
  test('[AN7] splits a block before the words: they are moved', () => {
    const { doc, section, quote } = scene();
    const target = quote('b-1', '9/2017');
    section.split(0, 29);
    section.repair();
    const [, second] = project(doc).blocks;
    expect(resolve(target, doc)).toMatchObject({
      status: 'moved',
      blockId: second?.id,
      start: 4,
      words: '9/2017',
    });
  });

  test('[AN7] joins a block to the one before: its words are moved', () => {
    const { doc, section, quote } = scene();
    const target = quote('b-2', 'free');
    section.join(0);
    expect(resolve(target, doc)).toMatchObject({ status: 'moved', blockId: 'b-1', start: FIRST.length + 18 });
  });

  test('[AN7] joins a block that was quoted whole', () => {
    const { doc, section, quote } = scene();
    const target = quote('b-2', SECOND);
    section.join(0);
    expect(resolve(target, doc)).toMatchObject({ status: 'moved', blockId: 'b-1', start: FIRST.length });
  });

  test('[AN7] moves a block: its words stay exact in it', () => {
    const { doc, section, quote } = scene();
    const target = quote('b-1', '9/2017');
    section.move(0, 1);
    expect(project(doc).blocks.map(({ id }) => id)).toEqual(['b-2', 'b-1']);
    expect(resolve(target, doc)).toMatchObject({ status: 'exact', blockId: 'b-1', start: 33 });
  });

  test('[AN7] sets a footnote into the words or before them: they stay exact', () => {
    const { doc, quote } = scene();
    const target = quote('b-1', '9/2017');
    const desk = new Desk(doc);
    desk.refer(0, 36);
    desk.refer(0, 3);
    expect(resolve(target, doc)).toMatchObject({
      status: 'exact',
      blockId: 'b-1',
      start: 33,
      words: '9/2017',
    });
  });

  test('[AN7] swaps two blocks that begin alike: the words go with their block', () => {
    const { doc, quote } = scene(
      'The Ministry of Labour issues permits.',
      'The Ministry of Health runs clinics.',
    );
    const target = quote('b-1', 'Ministry');
    new Desk(doc).move(0, 1);
    expect(resolve(target, doc)).toMatchObject({ status: 'exact', blockId: 'b-1', start: 4 });
  });

  test('[AN6] takes a letter beside the words for one of theirs: they are still found', () => {
    const { doc, quote } = scene('one two three');
    const target = quote('b-1', 'three');
    new Desk(doc).type(0, 4, 8, '');
    expect(project(doc).blocks[0]?.text).toBe('one three');
    expect(resolve(target, doc)).toMatchObject({ status: 'moved', start: 4, words: 'three' });
  });

  test('[AN8] takes a letter of the words for one beside them: they are gone all the same', () => {
    const { doc, quote } = scene('one two three');
    const target = quote('b-1', 'two');
    new Desk(doc).type(0, 4, 8, '');
    expect(resolve(target, doc).status).toBe('orphaned');
  });
});

describe('the same words elsewhere', () => {
  const twins = [
    'The Interministerial Council on Migration meets under the deputy prime minister once a quarter.',
    'The Interministerial Council on Migration meets under the deputy prime minister and keeps minutes.',
  ];

  test('[AN5] are not the quoted ones, even in the same context, if they were there before', () => {
    const { doc, section, quote } = scene(...twins);
    const target = quote('b-1', 'The Interministerial Council on Migration');
    section.deleteBlock(0);
    expect(resolve(target, doc).status).toBe('orphaned');
  });

  test('[AN5] are the quoted ones if they were inserted since, in the same context', () => {
    const { doc, section, quote } = scene(...twins);
    const target = quote('b-1', 'The Interministerial Council on Migration');
    section.copy(0, 1);
    section.repair();
    section.deleteBlock(0);
    const copy = project(doc).blocks.at(-1);
    expect(resolve(target, doc)).toMatchObject({ status: 'moved', blockId: copy?.id, start: 0 });
  });

  test('[AN5] are nobody knows which if they were inserted twice', () => {
    const { doc, section, quote } = scene(FIRST, SECOND, 'End.');
    const target = quote('b-1', '9/2017');
    section.copy(0, 1);
    section.copy(0, 2);
    section.deleteBlock(0);
    section.repair();
    // One of the copies has the id of the block, and is taken for it.
    expect(resolve(target, doc)).toMatchObject({ status: 'exact', blockId: 'b-1' });
    expect(resolve({ ...target, blockId: 'b-gone' }, doc).status).toBe('orphaned');
  });

  test('[AN5] are not the quoted ones in another context', () => {
    const { doc, section, quote } = scene(FIRST, SECOND);
    const target = quote('b-1', '9/2017');
    section.delete(0, 33, 39);
    section.insert(1, 0, 'See Law 9/2017 too. ');
    expect(resolve(target, doc).status).toBe('orphaned');
  });
});

describe('where the words may stand', () => {
  const cell = (text: string) =>
    ({
      type: 'tableCell',
      attrs: { colspan: 1, rowspan: 1 },
      content: [{ type: 'paragraph', attrs: { id: null }, content: [{ type: 'text', text }] }],
    }) as const;
  const rich: DocumentJson = {
    type: 'doc',
    content: [
      {
        type: 'heading',
        attrs: { id: 'b-1', level: 1 },
        content: [{ type: 'text', text: 'Permits and visas' }],
      },
      {
        type: 'tableFigure',
        attrs: { id: 'b-2' },
        content: [
          {
            type: 'tableCaption',
            content: [
              { type: 'text', text: 'Table 1. Permits' },
              { type: 'footnoteRef', attrs: { note: 'fn-1' } },
            ],
          },
          {
            type: 'table',
            content: [
              { type: 'tableRow', content: [cell('Year'), cell('Issued')] },
              { type: 'tableRow', content: [cell('2024'), cell('1,240')] },
            ],
          },
        ],
      },
      {
        type: 'footnotes',
        content: [
          {
            type: 'footnote',
            attrs: { id: 'fn-1' },
            content: [{ type: 'text', text: 'Source: the Agency.' }],
          },
        ],
      },
    ],
  };

  test('[AN12] headings, captions, cells, rows and notes are found like paragraphs', () => {
    const doc = seeded(rich);
    const { blocks } = project(doc);
    const quotes = [
      ['b-1', 'visas'],
      ['b-2', 'Permits'],
      ['b-2', '1,240'],
      ['b-2', '2024\t1,240'],
      ['b-2', '\n2024'],
      ['b-2', 'Issued\n'],
      ['b-2', blocks[1]?.text ?? ''],
      ['fn-1', 'Agency'],
    ] as const;
    const targets = quotes.map(([id, words]) => {
      const start = blocks.find((block) => block.id === id)?.text.indexOf(words) ?? -1;
      return pin(doc, id, start, start + words.length);
    });
    expect(resolveAll(targets, doc).map(({ status, blockId, words }) => [status, blockId, words])).toEqual(
      quotes.map(([id, words]) => ['exact', id, words]),
    );
    replaceWords(doc, 'b-2', 0, 7, 'Tableau 1');
    replaceWords(doc, 'fn-1', 0, 6, 'Origin');
    replaceWords(doc, 'b-1', 0, 7, 'Licences');
    expect(resolveAll(targets, doc).map(({ status, words }) => [status, words])).toEqual([
      ['moved', 'visas'],
      ['moved', 'Permits'],
      ['moved', '1,240'],
      ['moved', '2024\t1,240'],
      ['moved', '\n2024'],
      ['moved', 'Issued\n'],
      ['text_changed', expect.stringContaining('1. Permits\nYear')],
      ['exact', 'Agency'],
    ]);
  });

  test('[AN12] each language has its own text', () => {
    const { doc, quote } = scene(
      'Həkim və dərman: işçinin hüququ.',
      'Право работника на 😀 лечение и и\u0306од.',
    );
    const targets = [quote('b-1', 'işçinin'), quote('b-2', '😀'), quote('b-2', 'и\u0306од')];
    expect(resolveAll(targets, doc).map(({ status, words }) => [status, words])).toEqual([
      ['exact', 'işçinin'],
      ['exact', '😀'],
      ['exact', 'и\u0306од'],
    ]);
  });
});

describe('pinning', () => {
  test.each([true, false])(
    '[AN13] words seen in an older revision are found in the document as it is (gc %s)',
    (gc) => {
      const doc = new Y.Doc({ gc });
      const log: Uint8Array[] = [];
      doc.on('update', (update: Uint8Array) => log.push(update));
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(seeded(paragraphs(FIRST, SECOND))));
      const section = new Section(doc, new Map());
      section.insert(0, 0, 'Draft. ');
      const seen = log.length;
      section.delete(0, 0, 7);
      section.delete(1, 0, 15);
      section.insert(0, 0, 'Article 1. ');

      const old = rebuild(log.slice(0, seen));
      const law = pin(old, 'b-1', 40, 46);
      const care = pin(old, 'b-2', 0, 14);
      expect([law.quote.exact, care.quote.exact]).toEqual(['9/2017', 'Emergency care']);
      expect(resolve(law, doc)).toMatchObject({
        status: 'moved',
        blockId: 'b-1',
        start: 44,
        words: '9/2017',
      });
      expect(resolve(care, doc).status).toBe('orphaned');
    },
  );

  test('[AN13] is refused where there are no words', () => {
    const { doc } = scene();
    expect(() => pin(doc, 'b-9', 0, 1)).toThrow(RangeError);
    expect(() => pin(doc, 'b-1', 3, 3)).toThrow(RangeError);
    expect(() => pin(doc, 'b-1', 0, 999)).toThrow(RangeError);
  });

  test('[AN13] a target whose positions are damaged is found by its words, and never throws', () => {
    const { doc } = scene();
    const target = { blockId: 'b-1', ...selectorsOf(FIRST, 33, 39) };
    for (const broken of ['', '!', 'AAAA', '////', 'AgAB', btoa('\u0000\u0001'), btoa('\u0001')]) {
      const relative = { start: broken, end: broken };
      expect(resolve({ ...target, relative }, doc)).toMatchObject({ status: 'exact', start: 33 });
      expect(resolve({ ...target, relative: { ...relative, seen: broken } }, doc)).toBeDefined();
    }
  });
});
