import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { content, documentOf, paragraph } from '../testing/content.js';
import { BoundEditor, exchange } from '../testing/editor.js';
import { sectionGrammar as grammar } from './grammar.js';
import type { DocumentJson } from './model.js';
import { FRAGMENT } from './name.js';
import { documentSchema } from './schema.js';
import { rebuild, seedUpdate } from './seed.js';
import { deltaOf } from './tree.js';

/** What stands in the document and the grammar has no place for. */
function faults(doc: Y.Doc): string[] {
  const found = [...doc.share.keys()].filter((root) => root !== grammar.root);
  const inside = (parent: Y.XmlFragment, name: string | null): void => {
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlText) {
        if (!grammar.text(name)) found.push(`text in ${name}`);
        for (const { attributes = {} } of deltaOf(child))
          for (const [mark, value] of Object.entries(attributes))
            if (!grammar.mark(mark, value)) found.push(`mark ${mark}`);
      } else if (child instanceof Y.XmlElement) {
        const { nodeName } = child;
        if (!grammar.element(nodeName, name)) found.push(`${nodeName} in ${name}`);
        const attributes: Record<string, unknown> = child.getAttributes();
        for (const [key, value] of Object.entries(attributes))
          if (!grammar.attribute(nodeName, key, value)) found.push(`${nodeName}.${key}`);
        inside(child, nodeName);
      }
    }
  };
  inside(doc.getXmlFragment(FRAGMENT), null);
  return found;
}

const seeded = (json: DocumentJson) => rebuild([seedUpdate(json, 1)]);

describe('what may stand where', () => {
  test('[DO26] is all that people write with an editor, alone or at the same time', () => {
    const edit = fc.tuple(fc.nat(), fc.nat(), fc.string(), fc.boolean());
    fc.assert(
      fc.property(content, content, fc.array(edit, { maxLength: 8 }), (json, other, edits) => {
        const docs = [seeded(json), seeded(json)] as const;
        const editors = docs.map((doc) => new BoundEditor(doc));
        for (const [from, length, text, first] of edits) {
          editors[first ? 0 : 1]?.edit((tr) => {
            const start = from % (tr.doc.content.size + 1);
            const end = Math.min(tr.doc.content.size, start + (length % 12));
            try {
              return text === '' ? tr.delete(start, end) : tr.insertText(text, start, end);
            } catch {
              return tr; // not every range may hold text
            }
          });
        }
        editors[0]?.write(documentSchema.nodeFromJSON(other));
        exchange(...docs);
        expect(faults(docs[0])).toEqual([]);
      }),
      { numRuns: 150, seed: 26 },
    );
  });

  test('[DO26] every node, attribute and mark of the schema has its place', () => {
    for (const [name, type] of Object.entries(documentSchema.nodes)) {
      if (name === 'text' || name === 'doc') continue;
      const parents = [null, ...Object.keys(documentSchema.nodes)].filter((parent) =>
        grammar.element(name, parent),
      );
      expect(parents.length, name).toBeGreaterThan(0);
      // What the schema allows in it is what the grammar allows in it.
      for (const [inner, child] of Object.entries(documentSchema.nodes)) {
        if (inner === 'text' || inner === 'doc') continue;
        let match = type.contentMatch;
        const allowed = new Set<string>();
        for (let step = 0; step < 3; step += 1) {
          for (let edge = 0; edge < match.edgeCount; edge += 1) allowed.add(match.edge(edge).type.name);
          match = match.edgeCount > 0 ? match.edge(0).next : match;
        }
        expect(grammar.element(child.name, name), `${inner} in ${name}`).toBe(allowed.has(inner));
      }
      expect(grammar.text(name), name).toBe(type.inlineContent);
      for (const [attribute, { default: value }] of Object.entries(type.spec.attrs ?? {}))
        expect(grammar.attribute(name, attribute, value)).toBe(true);
    }
    for (const name of Object.keys(documentSchema.marks))
      expect(grammar.mark(name, name === 'link' ? { href: 'https://a.example/' } : {})).toBe(true);
  });

  test('[DO26] names of a newer minor version pass where nodes, attributes and marks may be', () => {
    expect([
      grammar.element('callout', null),
      grammar.element('paragraph', 'callout'),
      grammar.element('mention', 'paragraph'),
      grammar.text('callout'),
      grammar.attribute('callout', 'tone', 'calm'),
      grammar.attribute('paragraph', 'reviewed', { by: ['x'], count: 2 }),
      grammar.mark('highlight', { color: 'yellow' }),
      grammar.mark('comment--abcd/+1=', {}),
    ]).toEqual(Array.from({ length: 8 }, () => true));
  });

  test.each<[string, boolean]>([
    ['a heading of level 5', grammar.attribute('heading', 'level', 5)],
    ['a level in words', grammar.attribute('heading', 'level', '1')],
    ['an unknown finding', grammar.attribute('paragraph', 'finding', 'praise')],
    ['indicators that are no list', grammar.attribute('paragraph', 'indicators', '1.01')],
    ['an id that is an object', grammar.attribute('paragraph', 'id', {})],
    ['an endless id', grammar.attribute('paragraph', 'id', 'x'.repeat(2001))],
    ['a cell that spans nothing', grammar.attribute('tableCell', 'colspan', 0)],
    ['an alignment nobody has', grammar.attribute('tableCell', 'align', 'justify; color: red')],
    ['an attribute with an odd name', grammar.attribute('paragraph', 'on click', 'x')],
    ['bytes', grammar.attribute('callout', 'data', Uint8Array.of(1))],
    ['a link that runs something', grammar.mark('link', { href: 'javascript:alert(1)' })],
    ['a link without an address', grammar.mark('link', {})],
    ['a mark of words', grammar.mark('bold', 'yes')],
    ['a paragraph in a paragraph', grammar.element('paragraph', 'paragraph')],
    ['a list item at the top', grammar.element('listItem', null)],
    ['a note in a list', grammar.element('footnote', 'listItem')],
    ['a reference in a note', grammar.element('footnoteRef', 'footnote')],
    ['something in a line break', grammar.element('callout', 'hardBreak')],
    ['a node with an odd name', grammar.element('script src=x', null)],
    ['text at the top', grammar.text(null)],
    ['text in a table', grammar.text('table')],
  ])('[DO26] %s has no place', (_what, allowed) => {
    expect(allowed).toBe(false);
  });

  test('[DO26] the check of these tests sees what is wrong', () => {
    const doc = seeded(documentOf(paragraph('b-1', 'words')));
    doc.getMap('elsewhere');
    const stray = new Y.XmlElement('tableRow');
    stray.insert(0, [new Y.XmlText('loose')]);
    doc.getXmlFragment(FRAGMENT).insert(1, [stray]);
    expect(faults(doc)).toEqual(['elsewhere', 'tableRow in null', 'text in tableRow']);
  });
});
