import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { content, documentOf, paragraph, words } from '../testing/content.js';
import { BoundEditor } from '../testing/editor.js';
import { hostsOf, type DocumentJson, type InlineNode, type Mark, type TableFigureNode } from './model.js';
import { FRAGMENT } from './name.js';
import { offsetOf, yPositionAt } from './position.js';
import { project } from './project.js';
import { read } from './reading.js';
import { replaceWords } from './replace.js';
import { documentSchema } from './schema.js';
import { rebuild, seedUpdate } from './seed.js';

const seeded = (json: DocumentJson) => rebuild([seedUpdate(json, 1)]);
const text = (value: string, ...types: ('bold' | 'italic')[]): InlineNode => ({
  type: 'text',
  text: value,
  ...(types.length > 0 ? { marks: types.map((type): Mark => ({ type })) } : {}),
});
const ref: InlineNode = { type: 'footnoteRef', attrs: { note: 'fn-1' } };

/** A paragraph `b-1` of this content, and the note it may refer to. */
function paragraphOf(...inline: InlineNode[]): Y.Doc {
  return seeded(
    documentOf(
      { type: 'paragraph', attrs: { id: 'b-1' }, content: inline },
      {
        type: 'footnotes',
        content: [{ type: 'footnote', attrs: { id: 'fn-1' }, content: [text('see law')] }],
      },
    ),
  );
}

function inlineOf(doc: Y.Doc): readonly InlineNode[] | undefined {
  const first = project(doc).content.content[0];
  return first?.type === 'paragraph' ? first.content : undefined;
}

describe('where words may be replaced', () => {
  test('[DO15][DO17] is said of the content as of the document', () => {
    fc.assert(
      fc.property(content, (json) => {
        for (const { id, text, hosts } of read(seeded(json)).blocks) {
          const inContent = hostsOf(json, id) ?? [{ start: 0, end: text.length }];
          expect(inContent).toEqual(hosts.map(({ start, end }) => ({ start, end })));
        }
      }),
      { numRuns: 300, seed: 32 },
    );
  });
});

describe('replacing words', () => {
  test('[DO13] changes the range and nothing else, in every kind of block', () => {
    fc.assert(
      fc.property(
        content,
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.oneof(words, fc.constantFrom('', 'a\nb', '\n')),
        (json, nth, at, length, replacement) => {
          const doc = seeded(json);
          const before = project(doc);
          const hosts = read(doc).blocks.flatMap((block) => block.hosts.map((host) => ({ block, host })));
          const chosen = hosts[nth % hosts.length];
          if (!chosen) return;
          const { block, host } = chosen;
          const start = whole(block.text, host.start + (at % (host.end - host.start + 1)));
          const end = whole(block.text, Math.min(host.end, start + (length % 12)), start);

          const updates: Uint8Array[] = [];
          doc.on('update', (update) => updates.push(update));
          const result = replaceWords(doc, block.id, start, end, replacement);
          expect(result).toEqual({ before: block.text.slice(start, end), after: replacement });
          expect(updates.length).toBeLessThanOrEqual(1);

          const after = project(doc);
          const expected = block.text.slice(0, start) + replacement + block.text.slice(end);
          expect(after.blocks).toEqual(
            before.blocks.map((other) => (other.id === block.id ? { ...other, text: expected } : other)),
          );
          expect(JSON.stringify(after.content).match(/"footnoteRef"/g)).toEqual(
            JSON.stringify(before.content).match(/"footnoteRef"/g),
          );
          const root = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment(FRAGMENT), documentSchema);
          root.check();
          expect(project(seeded(after.content)).content).toEqual(after.content);
        },
      ),
      { numRuns: 400, seed: 31 },
    );
  });

  test('[DO14] takes the marks of the first replaced letter and leaves the marks around it', () => {
    const doc = paragraphOf(text('plain '), text('bold', 'bold'), text(' slanted', 'italic'));
    expect(replaceWords(doc, 'b-1', 8, 14, 'NEW')).toEqual({ before: 'ld sla', after: 'NEW' });
    expect(inlineOf(doc)).toEqual([text('plain '), text('boNEW', 'bold'), text('nted', 'italic')]);
  });

  test('[DO14] leaves the letters that stay, with their marks and whoever points at them', () => {
    const doc = paragraphOf(text('Law '), text('9/2017', 'bold'), text(', 14'));
    const year = [yPositionAt(doc, 'b-1', 6, 0), yPositionAt(doc, 'b-1', 10, -1)];
    replaceWords(doc, 'b-1', 4, 10, '19/2017');
    expect(inlineOf(doc)).toEqual([text('Law '), text('19/2017', 'bold'), text(', 14')]);
    expect(year.map((position) => position && offsetOf(doc, position)?.offset)).toEqual([7, 11]);
  });

  test('[DO14] keeps footnote references behind the new words', () => {
    const doc = paragraphOf(text('one two'), ref, text(' three four'));
    replaceWords(doc, 'b-1', 4, 13, 'TWO AND THREE');
    expect(inlineOf(doc)).toEqual([text('one TWO AND THREE'), ref, text(' four')]);
  });

  test('[DO14] lets those who point at the old words find the new ones', () => {
    const doc = paragraphOf(text('one two three'));
    const two = [yPositionAt(doc, 'b-1', 4, 0), yPositionAt(doc, 'b-1', 7, -1)];
    replaceWords(doc, 'b-1', 4, 7, 'a couple of');
    expect(two.map((position) => position && offsetOf(doc, position)?.offset)).toEqual([4, 15]);
  });

  test('[DO14] does not make words part of a link that ends before them', () => {
    const link: InlineNode = {
      type: 'text',
      text: 'act',
      marks: [{ type: 'link', attrs: { href: '#b-2' } }],
    };
    const doc = paragraphOf(link);
    replaceWords(doc, 'b-1', 3, 3, ' of 2017');
    expect(inlineOf(doc)).toEqual([link, text(' of 2017')]);
  });

  test('[DO14] makes a line feed a hard break', () => {
    const doc = paragraphOf(text('one two', 'bold'), ref, text(' three'));
    expect(replaceWords(doc, 'b-1', 4, 7, 'a\r\nb\tc')).toEqual({ before: 'two', after: 'a\nb c' });
    expect(inlineOf(doc)).toEqual([
      text('one a', 'bold'),
      { type: 'hardBreak' },
      text('b c', 'bold'),
      ref,
      text(' three'),
    ]);
  });

  test('[DO15] reaches footnotes, captions and one cell of a table', () => {
    const cell = (value: string) =>
      ({ type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [paragraph(null, value)] }) as const;
    const figure: TableFigureNode = {
      type: 'tableFigure',
      attrs: { id: 'b-2' },
      content: [
        { type: 'tableCaption', content: [text('Permits')] },
        { type: 'table', content: [{ type: 'tableRow', content: [cell('2024'), cell('')] }] },
      ],
    };
    const doc = seeded(documentOf(figure));
    replaceWords(doc, 'b-2', 0, 7, 'Visas');
    replaceWords(doc, 'b-2', 6, 10, '2025');
    replaceWords(doc, 'b-2', 11, 11, 'new');
    expect(project(doc).blocks[0]?.text).toBe('Visas\n2025\tnew');

    const noted = paragraphOf(text('one'), ref);
    replaceWords(noted, 'fn-1', 4, 7, 'Act');
    expect(project(noted).blocks[1]?.text).toBe('see Act');
  });

  test.each([
    ['crosses two cells', 'b-2', 1, 4],
    ['crosses caption and cell', 'b-2', 0, 2],
    ['is outside the text', 'b-1', 2, 9],
    ['is upside down', 'b-1', 3, 2],
    ['is between two letters', 'b-1', 2.5, 3],
    ['cuts a character', 'b-1', 0, 1],
    ['is in no block', 'b-7', 0, 0],
    ['is no number', 'b-1', Number.NaN, 1],
  ])('[DO15] is refused when the range %s, and nothing is written', (_, id, start, end) => {
    const cell = (value: string) =>
      ({ type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [paragraph(null, value)] }) as const;
    const doc = seeded(
      documentOf(paragraph('b-1', '😀ab'), {
        type: 'tableFigure',
        attrs: { id: 'b-2' },
        content: [
          { type: 'tableCaption' },
          { type: 'table', content: [{ type: 'tableRow', content: [cell('xy'), cell('z')] }] },
        ],
      }),
    );
    const before = Y.encodeStateAsUpdate(doc);
    expect(() => replaceWords(doc, id, start, end, 'new')).toThrow(RangeError);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  test('[DO13] is one undoable step that a bound editor reads', () => {
    const doc = paragraphOf(text('one two three'));
    const editor = new BoundEditor(doc);
    replaceWords(doc, 'b-1', 4, 7, '2');
    editor.reload();
    expect(editor.content.firstChild?.textContent).toBe('one 2 three');
  });
});

/** The next offset, not before `least`, that does not cut a character in two. */
function whole(value: string, offset: number, least = 0): number {
  const cuts =
    /[\ud800-\udbff]/.test(value.charAt(offset - 1)) && /[\udc00-\udfff]/.test(value.charAt(offset));
  return Math.max(least, cuts ? offset - 1 : offset);
}
