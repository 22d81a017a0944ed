import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { clocksOf } from './clocks.js';

const expected = (update: Uint8Array) => Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update));

/** One edit of each kind that Yjs has content for; the second number says where. */
const edits: ((doc: Y.Doc, at: number) => void)[] = [
  (doc, at) => doc.getText('text').insert(at % (doc.getText('text').length + 1), 'Ağrı 🏔 и снег'),
  (doc, at) =>
    doc.getText('text').insert(at % (doc.getText('text').length + 1), 'bold', { bold: at % 2 === 0 }),
  (doc, at) => doc.getText('text').insertEmbed(at % (doc.getText('text').length + 1), { image: 'ə' }),
  (doc, at) => {
    const text = doc.getText('text');
    if (text.length > 3) text.delete(at % (text.length - 2), 2);
  },
  (doc, at) =>
    doc.getMap('map').set(`key ${at % 5}`, [at, -at * 1e6, at / 7, 'ş', null, undefined, true, { a: [] }]),
  (doc, at) => doc.getMap('map').set(`key ${at % 5}`, Uint8Array.of(1, 2, at % 256)),
  (doc, at) => doc.getArray('array').insert(0, [at, { large: 10n ** 12n, deep: { deeper: false } }]),
  (doc, at) => {
    const element = new Y.XmlElement(at % 2 ? 'paragraph' : 'heading');
    element.setAttribute('id', `p-${at}`);
    element.insert(0, [new Y.XmlText('words')]);
    doc.getMap('map').set('hook', new Y.XmlHook('hook'));
    doc.getXmlFragment('content').insert(0, [element]);
  },
  (doc) => {
    const content = doc.getXmlFragment('content');
    if (content.length > 0) content.delete(0, 1);
  },
];

function history(
  made: readonly (readonly [who: number, what: number, at: number])[],
  gc: boolean,
): Uint8Array[] {
  const doc = new Y.Doc({ gc });
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const [who, what, at] of made) {
    doc.clientID = 1 + who;
    edits[what % edits.length]?.(doc, at);
  }
  return [Y.encodeStateAsUpdate(doc), ...updates];
}

describe('the clocks of an update', () => {
  const made = fc.array(fc.tuple(fc.nat(3), fc.nat(), fc.nat()), { minLength: 1, maxLength: 60 });

  test('[SY19] Yjs finds the same, in states, in single updates and in merged ones with holes', () => {
    fc.assert(
      fc.property(made, fc.boolean(), fc.integer({ min: 2, max: 5 }), (edited, gc, every) => {
        const [state, ...updates] = history(edited, gc);
        const holed = Y.mergeUpdates(updates.filter((_, index) => index % every !== 1));
        for (const update of [state, ...updates.slice(0, 10), holed, Y.mergeUpdates(updates)]) {
          if (update) expect(clocksOf(update)).toEqual(expected(update));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('what it does not know, and what ends too early, is refused', () => {
    const [state = new Uint8Array()] = history([[1, 0, 0]], true);
    expect(() => clocksOf(state.subarray(0, 12))).toThrow('ends too early');
    expect(() => clocksOf(Uint8Array.of(1, 1, 5, 0, 9, 1, 0))).toThrow('unknown content');
  });
});
