import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { closeCodes } from './close-codes.js';
import type { Grammar } from './grammar.js';
import { openPlainRoom, SECTION, whole } from './room.fixture.js';

const isStatus = (frame: { kind: string }) => frame.kind === 'status';

/** Paragraphs with words; lists of items, which hold paragraphs. Nobody knows a `card`. */
const grammar: Grammar = {
  root: 'content',
  element: (name, parent) =>
    name === 'card' ||
    (name === 'p' && (parent === null || parent === 'item' || parent === 'card')) ||
    (name === 'list' && parent === null) ||
    (name === 'item' && parent === 'list'),
  text: (parent) => parent === 'p' || parent === 'card',
  attribute: (_element, name, value) => name !== 'level' || typeof value === 'number',
  mark: (name) => name !== 'blink',
};

const root = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment('content');
const at = (doc: Y.Doc, index = 0): Y.XmlElement => root(doc).get(index) as Y.XmlElement;
const words = (doc: Y.Doc): Y.XmlText => at(doc).get(0) as Y.XmlText;

/** A plain value where only nodes may be: the types forbid it, Yjs does not. */
const plain = (value: unknown): Y.XmlText => value as Y.XmlText;

function written(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const updates: Uint8Array[] = [];
  const hear = (update: Uint8Array) => updates.push(update);
  doc.on('update', hear);
  doc.transact(() => change(doc));
  doc.off('update', hear);
  return Y.mergeUpdates(updates);
}

function honest(doc: Y.Doc): void {
  const paragraph = new Y.XmlElement('p');
  paragraph.setAttribute('level', 1 as unknown as string);
  paragraph.insert(0, [new Y.XmlText('words')]);
  const list = new Y.XmlElement('list');
  list.insert(0, [new Y.XmlElement('item')]);
  root(doc).insert(0, [paragraph, list]);
}

async function room() {
  const { log, enter } = openPlainRoom({ grammar: () => grammar });
  const [leyla, anar] = [await enter('leyla'), await enter('anar')];
  leyla.update(SECTION, written(leyla.doc, honest));
  expect(await leyla.next(isStatus)).toMatchObject({ accepted: true });
  await anar.next((frame) => frame.kind === 'committed' && frame.seq === 1);
  return { log, leyla, anar };
}

describe('content that no editor of these documents makes', () => {
  test.each<[string, (doc: Y.Doc) => void]>([
    ['a plain value at the root, which toJSON can not read', (doc) => root(doc).insert(0, [plain({ a: 1 })])],
    ['a plain value in a node', (doc) => at(doc).insert(0, [plain('loose')])],
    ['bytes in a node', (doc) => at(doc).insert(0, [plain(Uint8Array.of(1))])],
    ['a root of another name', (doc) => doc.getXmlFragment('elsewhere').insert(0, [new Y.XmlElement('p')])],
    ['a map at a root of its own', (doc) => doc.getMap('map').set('a', 1)],
    ['a key at the root', (doc) => doc.getMap('content').set('a', 1)],
    ['text at the root', (doc) => root(doc).insert(0, [new Y.XmlText('loose')])],
    ['a list in a node', (doc) => at(doc).insert(0, [new Y.Array() as unknown as Y.XmlText])],
    ['a hook', (doc) => root(doc).insert(0, [new Y.XmlHook('p') as unknown as Y.XmlText])],
    ['a node where it may not be', (doc) => root(doc).insert(0, [new Y.XmlElement('item')])],
    ['a node in a committed node', (doc) => at(doc, 1).insert(0, [new Y.XmlElement('p')])],
    ['a node beside a committed neighbour', (doc) => at(doc, 1).insert(1, [new Y.XmlElement('p')])],
    [
      'a node in one of the same update',
      (doc) => {
        const list = new Y.XmlElement('list');
        root(doc).insert(0, [list]);
        list.insert(0, [new Y.XmlElement('p')]);
      },
    ],
    ['a node in a text', (doc) => words(doc).insertEmbed(1, new Y.XmlElement('p'))],
    ['something embedded in a text', (doc) => words(doc).insertEmbed(1, { image: 'x' })],
    ['an attribute of a text', (doc) => words(doc).setAttribute('level', 1)],
    ['a value that an attribute can not have', (doc) => at(doc).setAttribute('level', 'high')],
    [
      'a node as an attribute',
      (doc) => at(doc).setAttribute('other', new Y.XmlElement('p') as unknown as string),
    ],
    ['bytes as an attribute', (doc) => at(doc).setAttribute('other', Uint8Array.of(1) as unknown as string)],
    ['a mark that is none', (doc) => words(doc).format(0, 2, { blink: {} })],
  ])('[SY26] %s is refused and changes nothing', async (_what, change) => {
    const { log, leyla, anar } = await room();
    anar.update(SECTION, written(anar.doc, change));
    await anar.next(isStatus);
    expect(anar.statuses).toEqual([false]);
    expect(anar.heard.filter(({ kind }) => kind === 'refusal')).toMatchObject([{ code: 'content' }]);
    expect(anar.closed).toMatchObject({ code: closeCodes.content });
    expect(log.rows(SECTION)).toHaveLength(1);
    expect(leyla.count((frame) => frame.kind === 'update')).toBe(0);
  });

  test.each<[string, (doc: Y.Doc) => void]>([
    ['words, marks and nodes in their places', (doc) => (honest(doc), words(doc).format(1, 2, { bold: {} }))],
    [
      'a node nobody knows, with all it holds',
      (doc) => {
        const card = new Y.XmlElement('card');
        card.setAttribute('tone', 'calm');
        card.insert(0, [new Y.XmlElement('p'), new Y.XmlText('inside')]);
        at(doc, 1).insert(0, [card]);
      },
    ],
    ['the end of a node', (doc) => root(doc).delete(0, 1)],
    ['an attribute taken away', (doc) => at(doc).removeAttribute('level')],
    [
      'what was made and deleted at once',
      (doc) => {
        root(doc).insert(0, [new Y.XmlElement('p')]);
        root(doc).delete(0, 1);
      },
    ],
  ])('[SY26] %s: taken', async (_what, change) => {
    const { log, anar } = await room();
    anar.update(SECTION, written(anar.doc, change));
    expect(await anar.next(isStatus)).toMatchObject({ accepted: true });
    expect(log.rows(SECTION)).toHaveLength(2);
  });

  test('[SY26] what is put into a node that is gone is taken, it goes with it', async () => {
    const { log, leyla, anar } = await room();
    const late = written(anar.doc, (doc) => at(doc).insert(1, [new Y.XmlText('late')]));
    leyla.update(
      SECTION,
      written(leyla.doc, (doc) => root(doc).delete(0, 1)),
    );
    expect(await leyla.next(isStatus)).toMatchObject({ accepted: true });
    anar.update(SECTION, late);
    expect(await anar.next(isStatus)).toMatchObject({ accepted: true });
    expect(log.rows(SECTION)).toHaveLength(3);
  });

  test('[SY26] only what is new is judged: odd things that are stored already may be sent again, and stay', async () => {
    const { log, enter } = openPlainRoom({ grammar: () => grammar });
    const old = new Y.Doc();
    root(old).insert(0, [new Y.XmlElement('item')]);
    log.write(SECTION, whole(old));
    const leyla = await enter('leyla');
    leyla.update(SECTION, written(leyla.doc, honest));
    leyla.step2(SECTION, whole(leyla.doc));
    await leyla.next(isStatus);
    await leyla.next(isStatus);
    expect(leyla.statuses).toEqual([true, true]);
  });

  test('[SY26] what is new of a half-known struct is judged where it will stand: behind the known half', async () => {
    const { log, anar } = await room();
    const own = written(anar.doc, (doc) => root(doc).insert(2, [new Y.XmlElement('p')]));
    anar.update(SECTION, own);
    expect(await anar.next(isStatus)).toMatchObject({ accepted: true });
    // The same clock again, as two letters behind the last of "words": Yjs leaves one out and puts the other beside the node.
    const before = new Y.Doc();
    for (const { update } of log.rows(SECTION).slice(0, 1)) Y.applyUpdate(before, update);
    before.clientID = anar.doc.clientID;
    anar.update(
      SECTION,
      written(before, (doc) => words(doc).insert(5, 'xy')),
    );
    expect(await anar.next(isStatus)).toMatchObject({ accepted: false });
    expect(log.rows(SECTION)).toHaveLength(2);
  });

  test('[SY26] a refused frame takes nobody else’s of the same moment with it', async () => {
    const { log, leyla, anar } = await room();
    anar.update(
      SECTION,
      written(anar.doc, (doc) => doc.getMap('map').set('a', 1)),
    );
    leyla.update(
      SECTION,
      written(leyla.doc, (doc) => words(doc).insert(0, 'more ')),
    );
    await leyla.next(isStatus);
    expect([anar.statuses, leyla.statuses]).toEqual([[false], [true, true]]);
    expect(log.rows(SECTION).map(({ personId }) => personId)).toEqual(['leyla', 'leyla']);
  });
});

describe('a document of several roots', () => {
  /** A body of paragraphs, a line of words, a row of remarks, one fact. */
  const several: Grammar = {
    ...grammar,
    root: '',
    atRoot: (name, key, what, detail) =>
      what === 'nothing' ||
      (name === 'body' && key === null && what === 'element' && detail === 'p') ||
      (name === 'line' && key === null && what === 'words') ||
      (name === 'remarks' && key === null && what === 'value') ||
      (name === 'facts' && key === 'asks' && what === 'value' && typeof detail === 'boolean'),
  };
  const begun = (doc: Y.Doc): void => {
    const paragraph = new Y.XmlElement('p');
    paragraph.insert(0, [new Y.XmlText('words')]);
    doc.getXmlFragment('body').insert(0, [paragraph]);
    doc.getText('line').insert(0, 'one two');
    doc.getArray('remarks').push([{ text: 'Yes.' }]);
    doc.getMap('facts').set('asks', true);
  };

  test.each<[string, boolean, (doc: Y.Doc) => void]>([
    ['words inside a line', true, (doc) => doc.getText('line').insert(3, ' and')],
    ['a deletion', true, (doc) => doc.getText('line').delete(0, 3)],
    ['another remark', true, (doc) => doc.getArray('remarks').push([{ text: 'No.' }])],
    ['the fact anew', true, (doc) => doc.getMap('facts').set('asks', false)],
    ['something embedded in a line', false, (doc) => doc.getText('line').insertEmbed(2, { image: 'x' })],
    ['another fact', false, (doc) => doc.getMap('facts').set('tells', true)],
    ['a fact of another kind', false, (doc) => doc.getMap('facts').set('asks', 'yes')],
    ['a value in the body', false, (doc) => doc.getXmlFragment('body').insert(1, [plain({ a: 1 })])],
    ['a root of another name', false, (doc) => doc.getText('elsewhere').insert(0, 'x')],
  ])('[SY26] %s: %s', async (_what, passes, change) => {
    const { enter } = openPlainRoom({ grammar: () => several });
    const leyla = await enter('leyla');
    leyla.update(SECTION, written(leyla.doc, begun));
    expect(await leyla.next(isStatus)).toMatchObject({ accepted: true });
    leyla.update(SECTION, written(leyla.doc, change));
    expect(await leyla.next(isStatus)).toMatchObject({ accepted: passes });
  });
});
