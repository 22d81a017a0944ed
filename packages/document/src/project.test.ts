import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { prosemirrorToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { content, documentOf, paragraph } from '../testing/content.js';
import { BoundEditor, exchange } from '../testing/editor.js';
import type { DocumentJson } from './model.js';
import { FRAGMENT } from './name.js';
import { project } from './project.js';
import { documentSchema } from './schema.js';
import { rebuild, seedUpdate } from './seed.js';

const seeded = (json: DocumentJson, client = 1) => rebuild([seedUpdate(json, client)]);

describe('a seeded document', () => {
  test('[DO1] projects to the content it was seeded with, whatever nodes and marks', () => {
    fc.assert(
      fc.property(content, (json) => {
        expect(project(seeded(json)).content).toEqual(json);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test('[DO1] is what the editor of y-tiptap reads, and is valid there', () => {
    fc.assert(
      fc.property(content, (json) => {
        const root = yXmlFragmentToProseMirrorRootNode(seeded(json).getXmlFragment(FRAGMENT), documentSchema);
        root.check();
        expect(root.eq(documentSchema.nodeFromJSON(json))).toBe(true);
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  test('[DO2] has the same bytes for the same content and client id', () => {
    fc.assert(
      fc.property(content, fc.nat(), (json, client) => {
        expect(seedUpdate(json, client)).toEqual(seedUpdate(json, client));
      }),
      { numRuns: 30, seed: 3 },
    );
  });

  test('[DO2] is refused when the content is not of the schema', () => {
    const bad = { type: 'doc', content: [{ type: 'tableFigure', attrs: { id: 'b-1' }, content: [] }] };
    expect(() => seedUpdate(bad as unknown as DocumentJson, 1)).toThrow(RangeError);
  });
});

describe('the projection', () => {
  test('[DO3] has the same bytes whatever the order in which the updates came', () => {
    fc.assert(
      fc.property(
        content,
        fc.array(fc.tuple(fc.boolean(), fc.nat(), fc.string({ minLength: 1 })), { maxLength: 8 }),
        (json, edits) => {
          const one = seeded(json);
          const other = seeded(json);
          one.clientID = 11;
          other.clientID = 22;
          for (const [first, at, text] of edits) type(first ? one : other, at, text);
          const updates = [one, other].map((doc) => Y.encodeStateAsUpdate(doc));
          const bytes = (doc: Y.Doc) => JSON.stringify(project(doc));
          expect(bytes(rebuild(updates))).toBe(bytes(rebuild(updates.reverse())));
        },
      ),
      { numRuns: 60, seed: 4 },
    );
  });

  test('[DO3] writes nothing into the document', () => {
    const doc = seeded(
      documentOf(paragraph(null, 'no id'), paragraph('b-1', 'one'), paragraph('b-1', 'two')),
    );
    const before = Y.encodeStateAsUpdate(doc);
    project(doc);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  test('[DO4] reads what an editor bound by y-tiptap wrote', () => {
    fc.assert(
      fc.property(
        content,
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.string()), { minLength: 1, maxLength: 10 }),
        (json, edits) => {
          const doc = seeded(json);
          const editor = new BoundEditor(doc);
          for (const [from, length, text] of edits) {
            editor.edit((tr) => {
              const size = tr.doc.content.size;
              const start = from % (size + 1);
              const end = Math.min(size, start + (length % 12));
              const range = [wholeCharacter(tr.doc, start), wholeCharacter(tr.doc, end)] as const;
              try {
                return text === '' ? tr.delete(...range) : tr.insertText(text, ...range);
              } catch {
                return tr; // not every range may hold text
              }
            });
          }
          const seen = documentSchema.nodeFromJSON(project(doc).content);
          expect(wordsAndMarks(seen)).toEqual(wordsAndMarks(editor.content));
        },
      ),
      { numRuns: 150, seed: 5 },
    );
  });

  test('[DO5] never throws and leaves out what the schema does not know', () => {
    fc.assert(
      fc.property(junk, (trees) => {
        const doc = new Y.Doc();
        doc.getXmlFragment(FRAGMENT).insert(0, trees.map(grow));
        const { content: json, blocks } = project(doc);
        if (json.content.length > 0) documentSchema.nodeFromJSON(json).check();
        expect(new Set(blocks.map((block) => block.id)).size).toBe(blocks.length);
      }),
      { numRuns: 400, seed: 6 },
    );
  });

  test('[DO5] is not broken by nesting deeper than any editor makes', () => {
    const doc = new Y.Doc();
    let inner = new Y.XmlElement('paragraph');
    for (let depth = 0; depth < 600; depth += 1) {
      const outer = new Y.XmlElement(depth % 2 === 0 ? 'listItem' : 'bulletList');
      outer.insert(0, [inner]);
      inner = outer;
    }
    doc.getXmlFragment(FRAGMENT).insert(0, [inner]);
    expect(project(doc).content).toEqual({ type: 'doc', content: [] });
  });

  test('[DO6] has notes once, last, in the order of their first reference, and none without a reference', () => {
    const ref = (note: string) => ({ type: 'footnoteRef', attrs: { note } }) as const;
    const note = (id: string) =>
      ({ type: 'footnote', attrs: { id }, content: [{ type: 'text', text: `note ${id}` }] }) as const;
    const doc = seeded(
      documentOf(
        { type: 'footnotes', content: [note('fn-1'), note('fn-2')] },
        {
          type: 'paragraph',
          attrs: { id: 'b-1' },
          content: [ref('fn-3'), ref('fn-2'), ref('fn-3'), ref('gone')],
        },
        { type: 'footnotes', content: [note('fn-3')] },
      ),
    );
    expect(project(doc).content).toEqual(
      documentOf(
        { type: 'paragraph', attrs: { id: 'b-1' }, content: [ref('fn-3'), ref('fn-2'), ref('fn-3')] },
        { type: 'footnotes', content: [note('fn-3'), note('fn-2')] },
      ),
    );
  });

  test('[DO7] carries no link a reader must not follow', () => {
    const doc = new Y.Doc();
    const text = new Y.XmlText();
    text.applyDelta([
      { insert: 'click', attributes: { link: { href: 'javascript:alert(1)' }, blink: {} } },
      { insert: { image: 'x' } },
      { insert: 'me', attributes: { link: { href: 'https://a.example/' } } },
    ]);
    const element = new Y.XmlElement('paragraph');
    element.setAttribute('id', 'b-1');
    element.insert(0, [text]);
    doc.getXmlFragment(FRAGMENT).insert(0, [element]);
    expect(project(doc).content.content[0]).toEqual({
      type: 'paragraph',
      attrs: { id: 'b-1' },
      content: [
        { type: 'text', text: 'click' },
        { type: 'text', text: 'me', marks: [{ type: 'link', attrs: { href: 'https://a.example/' } }] },
      ],
    });
  });

  test('[DO4] survives two people who edit the same document at the same time', () => {
    const json = documentOf(paragraph('b-1', 'one two three'), paragraph('b-2', 'four'));
    const one = seeded(json);
    const other = seeded(json);
    const drafter = new BoundEditor(one);
    const colleague = new BoundEditor(other);
    drafter.edit((tr) => tr.split(5));
    colleague.edit((tr) => tr.insertText('zero ', 1));
    exchange(one, other);
    expect(project(one)).toEqual(project(other));
    expect(project(one).blocks.map((block) => block.text)).toEqual(['zero one ', 'two three', 'four']);
  });
});

/** No editor puts its caret between the two halves of a character. */
function wholeCharacter(doc: ProseMirrorNode, position: number): number {
  const { nodeBefore } = doc.resolve(position);
  return /[\ud800-\udbff]$/.test(nodeBefore?.text ?? '') ? position - 1 : position;
}

function type(doc: Y.Doc, at: number, text: string): void {
  const elements = doc.getXmlFragment(FRAGMENT).toArray();
  const element = elements[at % elements.length];
  const first: unknown = element instanceof Y.XmlElement ? element.get(0) : null;
  if (first instanceof Y.XmlText) first.insert(at % (first.length + 1), text, {});
}

type Json = {
  type: string;
  text?: string;
  marks?: unknown;
  attrs?: { id?: string | null; note?: string };
  content?: Json[];
};

/** Without what the projection adds (ids) and leaves out (notes and references that have lost each other). */
function wordsAndMarks(root: ProseMirrorNode): Json {
  const json = root.toJSON() as Json;
  const notes = new Set<string | null | undefined>();
  const references = new Set<string | null | undefined>();
  const visit = (node: Json) => {
    if (node.type === 'footnote') notes.add(node.attrs?.id);
    if (node.type === 'footnoteRef') references.add(node.attrs?.note);
    node.content?.forEach(visit);
  };
  visit(json);
  const clean = (node: Json): Json[] => {
    if (node.type === 'footnotes') return [];
    if (node.type === 'footnoteRef' && !notes.has(node.attrs?.note)) return [];
    const { content: inner, attrs, ...named } = node;
    const rest = attrs ? { ...named, attrs: { ...attrs, id: null } } : named;
    const kept = joined(inner?.flatMap(clean) ?? []);
    return [kept.length > 0 ? { ...rest, content: kept } : rest];
  };
  return clean(json)[0] ?? json;
}

function joined(nodes: Json[]): Json[] {
  return nodes.reduce<Json[]>((done, node) => {
    const last = done.at(-1);
    const same = last?.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(node.marks);
    if (!same || node.type !== 'text') return [...done, node];
    return [...done.slice(0, -1), { ...last, text: `${last.text ?? ''}${node.text ?? ''}` }];
  }, []);
}

type Junk = {
  name: string;
  attributes: Record<string, unknown>;
  children: (Junk | string | { embed: unknown })[];
};

const names =
  'heading paragraph bulletList orderedList listItem tableFigure tableCaption table tableRow tableCell tableHeader box ' +
  'footnotes footnote footnoteRef hardBreak script';

const { tree: junkTree } = fc.letrec<{ tree: Junk }>((tie) => ({
  tree: fc.record({
    name: fc.constantFrom(...names.split(' '), ''),
    attributes: fc.dictionary(
      fc.constantFrom(
        'id',
        'level',
        'note',
        'colspan',
        'rowspan',
        'align',
        'start',
        'finding',
        'indicators',
        '__proto__',
      ),
      fc.oneof(fc.string(), fc.integer(), fc.constantFrom('b-1', 'b-2', null, true), fc.array(fc.string())),
    ),
    children: fc.array(
      fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.constant({ embed: { x: 1 } }),
        tie('tree'),
        tie('tree'),
      ),
      { maxLength: 4 },
    ),
  }),
}));

const junk = fc.array(junkTree, { maxLength: 5 });

function grow({ name, attributes, children }: Junk): Y.XmlElement {
  const element = new Y.XmlElement<Record<string, never>>(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value as never);
  element.insert(
    0,
    children.map((child) => {
      if (typeof child !== 'string' && 'name' in child) return grow(child);
      const text = new Y.XmlText();
      text.applyDelta([{ insert: typeof child === 'string' ? child : (child.embed as object) }]);
      return text;
    }),
  );
  return element;
}

test('[DO1] the encoding is that of y-tiptap', () => {
  fc.assert(
    fc.property(content, (json) => {
      const ours = seeded(json).getXmlFragment(FRAGMENT).toJSON();
      const doc = new Y.Doc();
      prosemirrorToYXmlFragment(documentSchema.nodeFromJSON(json), doc.getXmlFragment(FRAGMENT));
      expect(ours).toBe(doc.getXmlFragment(FRAGMENT).toJSON());
    }),
    { numRuns: 20, seed: 8 },
  );
});
