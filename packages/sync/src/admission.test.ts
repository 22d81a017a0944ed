import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Frontier, type Admission } from './admission.js';
import { edits, historyOf } from './history.fixture.js';
import { normalise, subtract, type Range } from './ranges.js';
import { scanUpdate } from './scan.js';

const seed = 20_261_121;

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact((transaction) => {
    for (const update of updates) Y.applyUpdate(doc, update);
    transaction.local = true; // no tidying of formats: only what the updates say
  });
  return doc;
}

const pending = (doc: Y.Doc) => doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
const state = (doc: Y.Doc) => [...Y.encodeStateAsUpdate(doc)];

describe('what an update adds to the committed state', () => {
  test('[SY3] Yjs agrees: gap is pending, known changes nothing, the rest has the whole effect', () => {
    const kinds = { gap: 0, known: 0, new: 0, trimmed: 0 };
    const honest = (kind: Admission['kind']) => {
      if (kind === 'impossible') throw new Error('an honest update was called impossible');
      return kind;
    };
    fc.assert(
      fc.property(
        edits,
        fc.array(fc.nat()),
        fc.array(fc.nat(), { minLength: 1 }),
        (script, committed, sent) => {
          const history = historyOf(script);
          fc.pre(history.length > 0);
          // Some of the history is committed, some of it arrives merged in one frame; both may overlap.
          const pick = (chosen: readonly number[]) => {
            const indexes = new Set(chosen.map((number) => number % history.length));
            return history.filter((_, index) => indexes.has(index));
          };
          const base = docOf(pick(committed));
          fc.pre(!pending(base));
          const update = Y.mergeUpdates(pick(sent));
          const admission = new Frontier(base).admit(update, scanUpdate(update));
          kinds[honest(admission.kind)] += 1;

          const whole = docOf([Y.encodeStateAsUpdate(base), update]);
          expect(pending(whole)).toBe(admission.kind === 'gap');
          if (admission.kind === 'known') expect(state(whole)).toEqual(state(base));
          if (admission.kind === 'new') {
            expect(state(whole)).not.toEqual(state(base));
            if (admission.rest !== update) kinds.trimmed += 1;
            const trimmed = docOf([Y.encodeStateAsUpdate(base), admission.rest]);
            expect(state(trimmed)).toEqual(state(whole));
            const again = new Frontier(trimmed);
            expect(again.admit(update, scanUpdate(update)).kind).toBe('known');
          }
        },
      ),
      { seed, numRuns: 1000 },
    );
    // The property says something only if each of these was met often.
    for (const count of Object.values(kinds)) expect(count).toBeGreaterThan(50);
  });

  test('[SY3] what was staged counts like what was committed', () => {
    fc.assert(
      fc.property(edits, (script) => {
        const history = historyOf(script);
        const staged = new Frontier(new Y.Doc());
        const rests: Uint8Array[] = [];
        for (const update of [...history, ...history]) {
          const shape = scanUpdate(update);
          const admission = staged.admit(update, shape);
          if (admission.kind !== 'new') continue;
          staged.stage(admission, shape);
          rests.push(admission.rest);
        }
        expect(rests.length).toBeLessThanOrEqual(history.length);
        expect(state(docOf(rests))).toEqual(state(docOf(history)));
      }),
      { seed, numRuns: 200 },
    );
  });

  test('[SY11] two runs that wait for each other are a gap, not an endless loop', () => {
    // Client 1 builds on client 2, which builds on client 1.
    const knot = Uint8Array.from([2, 1, 2, 0, 0x84, 1, 0, 1, 97, 1, 1, 0, 0x84, 2, 0, 1, 97, 0]);
    expect(new Frontier(new Y.Doc()).admit(knot, scanUpdate(knot)).kind).toBe('gap');
  });

  test('[SY10] an attribute of several values is refused, also when its neighbours make it one', () => {
    const doc = new Y.Doc();
    doc.clientID = 9;
    doc.getXmlFragment('content').insert(0, [new Y.XmlElement('paragraph')]);
    const paragraph = { client: 9, clock: 0 };
    const key = [2, 105, 100]; // "id"
    const inOne = [1, 1, 5, 0, 0x24, 0, paragraph.client, paragraph.clock, ...key, 2, 97, 98, 0];
    const beside = [
      1,
      2,
      5,
      0,
      0x24,
      0,
      paragraph.client,
      paragraph.clock,
      ...key,
      1,
      97,
      0x84,
      5,
      0,
      2,
      98,
      99,
      0,
    ];
    const single = [1, 1, 5, 0, 0x24, 0, paragraph.client, paragraph.clock, ...key, 1, 97, 0];
    const frontier = new Frontier(doc);
    const kindOf = (bytes: number[]) =>
      frontier.admit(Uint8Array.from(bytes), scanUpdate(Uint8Array.from(bytes))).kind;
    expect([kindOf(inOne), kindOf(beside), kindOf(single)]).toEqual(['impossible', 'impossible', 'new']);
  });

  test('[SY10] nodes nested beyond all use are refused, in one frame or one by one', () => {
    const nest = (levels: number, grow: (update: Uint8Array) => boolean) => {
      const doc = new Y.Doc();
      let growing = true;
      doc.on('update', (update: Uint8Array) => {
        growing &&= grow(update);
      });
      let inner: Y.XmlFragment = doc.getXmlFragment('content');
      for (let level = 0; level < levels; level += 1) {
        if (!growing) break;
        const next = new Y.XmlElement('listItem');
        inner.insert(0, [next]);
        inner = next;
      }
      return doc;
    };
    const list = Y.encodeStateAsUpdate(nest(30, () => true));
    const tower = Y.encodeStateAsUpdate(nest(3000, () => true));
    const empty = new Frontier(new Y.Doc());
    expect([list, tower].map((update) => empty.admit(update, scanUpdate(update)).kind)).toEqual([
      'new',
      'impossible',
    ]);

    const committed = new Y.Doc();
    let taken = 0;
    nest(3000, (update) => {
      const admission = new Frontier(committed).admit(update, scanUpdate(update));
      if (admission.kind !== 'new') return false;
      Y.applyUpdate(committed, admission.rest);
      taken += 1;
      return true;
    });
    expect(taken).toBe(64);
  });

  test('[SY10] a neighbour that stands elsewhere is refused: what is put there would be lost for newcomers', () => {
    const doc = new Y.Doc();
    doc.clientID = 9;
    const root = doc.getXmlFragment('content');
    root.insert(0, [new Y.XmlElement('stays'), new Y.XmlElement('goes')]);
    const [stays, goes] = [root.get(0), root.get(1)] as [Y.XmlElement, Y.XmlElement];
    stays.insert(0, [new Y.XmlText('abc')]); // the text is 9:2, "a" is 9:3
    goes.insert(0, [new Y.XmlText('xyz')]); // the text is 9:6, "x" is 9:7
    const between = (left: number[], right: number[]) =>
      Uint8Array.from([1, 1, 5, 0, 0xc4, ...left, ...right, 1, 63, 0]); // "?"
    const fromA = [9, 3];
    const forged = between(fromA, [9, 7]);

    // What Yjs makes of it: there for those who saw it come, gone for those who come later.
    const [seen, later] = [docOf([Y.encodeStateAsUpdate(doc), forged]), new Y.Doc()];
    seen.getXmlFragment('content').delete(1, 1);
    Y.applyUpdate(later, Y.encodeStateAsUpdate(seen));
    expect([seen, later].map((each) => each.getXmlFragment('content').toJSON())).toEqual([
      '<stays>a?bc</stays>',
      '<stays>abc</stays>',
    ]);

    const kindOf = (bytes: Uint8Array) => new Frontier(doc).admit(bytes, scanUpdate(bytes)).kind;
    expect(kindOf(between(fromA, [9, 4]))).toBe('new');
    expect(kindOf(forged)).toBe('impossible');
    // Neighbours of which one comes in the same update: "b" in front of "x", then the thing between "a" and it.
    const behindX = [0x44, 9, 7, 1, 98];
    const both = Uint8Array.from([2, 1, 6, 0, ...behindX, 1, 5, 0, 0xc4, ...fromA, 6, 0, 1, 63, 0]);
    expect(kindOf(both)).toBe('impossible');
    goes.delete(0, 1); // "x" is garbage now
    expect(kindOf(forged)).toBe('impossible');
    // The other way round it can not stay, and does for nobody.
    expect(kindOf(between([9, 7], fromA))).toBe('new');
  });

  test('[SY10] a key is not shared with a child that stands beside it, or with another key', () => {
    const doc = new Y.Doc();
    doc.clientID = 9;
    const paragraph = new Y.XmlElement('paragraph');
    doc.getXmlFragment('content').insert(0, [paragraph]);
    paragraph.setAttribute('id', 'p'); // 9:1
    paragraph.setAttribute('level', 'q'); // 9:2
    paragraph.insert(0, [new Y.XmlElement('inner')]); // 9:3
    const kindOf = (left: number, right: number) => {
      const bytes = Uint8Array.from([1, 1, 5, 0, 0xc8, 9, left, 9, right, 1, 119, 1, 120, 0]);
      return new Frontier(doc).admit(bytes, scanUpdate(bytes)).kind;
    };
    expect([kindOf(1, 2), kindOf(1, 3), kindOf(3, 1)]).toEqual(['impossible', 'impossible', 'impossible']);
  });

  test('[SY10] what is new of a half-known struct stands behind the known half, whatever it says itself', () => {
    const doc = new Y.Doc();
    doc.clientID = 9;
    const paragraph = new Y.XmlElement('paragraph');
    doc.getXmlFragment('content').insert(0, [paragraph, new Y.XmlText('abc')]); // the text is 9:1, "a" is 9:2
    paragraph.setAttribute('id', 'p'); // 9:5
    // From 9:5 on three values behind "a": Yjs leaves the first out and puts two behind the attribute.
    const forged = Uint8Array.from([1, 1, 9, 5, 0x88, 9, 2, 3, 119, 1, 97, 119, 1, 98, 119, 1, 99, 0]);
    expect(Y.mergeUpdates([Y.diffUpdate(forged, Y.encodeStateVector(doc))])).toEqual(
      Uint8Array.from([1, 1, 9, 6, 0x88, 9, 5, 2, 119, 1, 98, 119, 1, 99, 0]),
    );
    expect(new Frontier(doc).admit(forged, scanUpdate(forged)).kind).toBe('impossible');
  });

  test('[SY10] what came as garbage stands anywhere: somebody else deleted what is around it', () => {
    const committed = new Y.Doc();
    committed.clientID = 9;
    const root = committed.getXmlFragment('content');
    root.insert(0, [new Y.XmlElement('paragraph')]);
    (root.get(0) as Y.XmlElement).insert(0, [new Y.XmlText('ab')]);
    const copy = () => docOf([Y.encodeStateAsUpdate(committed)]);
    const words = (doc: Y.Doc) => (doc.getXmlFragment('content').get(0) as Y.XmlElement).get(0) as Y.XmlText;
    // Two windows of one person that know of each other before the log does.
    const [one, two] = [copy(), copy()];
    one.clientID = 1;
    words(one).insert(2, 'c');
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    two.clientID = 2;
    words(two).insert(2, '?');
    one.getXmlFragment('content').delete(0, 1);
    const frontier = new Frontier(committed);
    const vector = Y.encodeStateVector(committed);
    const kinds = [Y.encodeStateAsUpdate(one, vector), Y.encodeStateAsUpdate(two, vector)].map((update) => {
      const shape = scanUpdate(update);
      const admission = frontier.admit(update, shape);
      if (admission.kind === 'new') frontier.stage(admission, shape);
      return admission.kind;
    });
    expect(kinds).toEqual(['new', 'new']);
  });

  test('[SY11] deleting what nobody has written is a gap', () => {
    const early = Uint8Array.from([0, 1, 9, 1, 0, 4]);
    expect(new Frontier(new Y.Doc()).admit(early, scanUpdate(early)).kind).toBe('gap');
  });

  test('[SY3] a deletion that is written in pieces and twice is put in order', () => {
    const doc = new Y.Doc();
    doc.clientID = 9;
    doc.getText('content').insert(0, 'abcdefgh');
    const untidy = Uint8Array.from([0, 2, 9, 2, 4, 2, 0, 3, 9, 1, 1, 4]);
    const admission = new Frontier(doc).admit(untidy, scanUpdate(untidy));
    expect(admission).toMatchObject({ kind: 'new', rest: Uint8Array.from([0, 1, 9, 1, 0, 6]) });
  });
});

describe('ranges', () => {
  const ranges = fc
    .array(fc.tuple(fc.nat(40), fc.nat(6)))
    .map((pairs) => pairs.map(([start, length]): Range => ({ start, end: start + length })));
  const members = (list: readonly Range[]) =>
    new Set(
      list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)),
    );

  test('normalising keeps the members and leaves no neighbours', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const tidy = normalise(list);
        expect(members(tidy)).toEqual(members(list));
        for (const [index, range] of tidy.entries()) {
          expect(range.end).toBeGreaterThan(range.start);
          expect(range.start).toBeGreaterThan(tidy[index - 1]?.end ?? -1);
        }
      }),
      { seed },
    );
  });

  test('subtracting leaves exactly the members not taken', () => {
    fc.assert(
      fc.property(ranges, ranges, (list, taken) => {
        const rest = subtract(normalise(list), normalise(taken));
        const gone = members(taken);
        expect(members(rest)).toEqual(new Set([...members(list)].filter((clock) => !gone.has(clock))));
      }),
      { seed, numRuns: 500 },
    );
  });
});
