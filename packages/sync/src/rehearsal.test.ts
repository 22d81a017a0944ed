import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Frontier } from './admission.js';
import { closeCodes } from './close-codes.js';
import { rehearse, type Rehearsal } from './rehearsal.js';
import { openPlainRoom, SECTION, type, whole } from './room.fixture.js';
import { scanUpdate } from './scan.js';
import type { WireClient } from './wire-client.fixture.js';

const isStatus = (frame: { kind: string }) => frame.kind === 'status';
const isClosed = (frame: { kind: string }) => frame.kind === 'closed';
const refusalsOf = (client: WireClient) =>
  client.heard.flatMap((frame) => (frame.kind === 'refusal' ? [frame.code] : []));

/** Letters that each go to the beginning of the text at the root: Yjs looks for the place of each anew. */
function atTheBeginning(count: number, client: number, clock = 0): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, count, client, clock]) encoding.writeVarUint(encoder, number);
    for (let left = count; left > 0; left -= 1) {
      encoding.writeUint8(encoder, 4);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, 'content');
      encoding.writeVarString(encoder, 'a');
    }
    encoding.writeVarUint(encoder, 0);
  });
}

/** A text of so many pieces, as it is after much typing here and there. */
function long(pieces: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = 5;
  Y.applyUpdate(doc, atTheBeginning(pieces, 4));
  return doc;
}

/** What somebody types, as one update. */
function typed(doc: Y.Doc, change: (text: Y.Text) => void): Uint8Array {
  const updates: Uint8Array[] = [];
  const hear = (update: Uint8Array) => updates.push(update);
  doc.on('update', hear);
  change(doc.getText('content'));
  doc.off('update', hear);
  return Y.mergeUpdates(updates);
}

function stepsOf(doc: Y.Doc, update: Uint8Array): number {
  const admission = new Frontier(doc).admit(update, scanUpdate(update));
  return admission.kind === 'new' ? admission.steps : -1;
}

const copy = (doc: Y.Doc): Y.Doc => {
  const other = new Y.Doc();
  Y.applyUpdate(other, whole(doc));
  return other;
};

const rehearsed: Uint8Array[][] = [];
function rehearsal(answer: boolean | Error): Rehearsal {
  rehearsed.length = 0;
  return {
    passes: async (_state, updates) => {
      rehearsed.push([...updates]);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

describe('what may take long', () => {
  test('[SY27] is told from how many neighbours a new thing has to be placed between', () => {
    const doc = long(3000);
    const typing = copy(doc);
    const many = typed(typing, (text) => {
      for (let at = 100; at < 2900; at += 100) text.insert(at, 'typed');
      text.insert(0, 'first');
      text.insert(0, 'before it');
      text.insert(text.length, 'last');
      text.insert(text.length, 'behind it');
      for (let at = 500; at < 520; at += 1) text.insert(at, 'x');
      text.format(10, 40, { bold: {} });
    });
    expect(stepsOf(doc, many)).toBe(0);
    expect(stepsOf(doc, atTheBeginning(1, 9))).toBe(3000);
    expect(stepsOf(doc, atTheBeginning(20, 9))).toBeGreaterThanOrEqual(40_000);
    // Two who type at the same place look at each other's words, not at the text.
    const [leyla, anar] = [copy(doc), copy(doc)];
    const first = typed(leyla, (text) => text.insert(1500, 'leyla'));
    const second = typed(anar, (text) => text.insert(1500, 'anar'));
    Y.applyUpdate(doc, first);
    expect(stepsOf(doc, second)).toBeLessThan(10);
  });

  test('[SY27] a crowd that types in its own places is no crowd; at one place it is', () => {
    const doc = long(200);
    const frontier = new Frontier(doc);
    const take = (update: Uint8Array): number => {
      const shape = scanUpdate(update);
      const admission = frontier.admit(update, shape);
      if (admission.kind !== 'new') throw new Error(admission.kind);
      frontier.stage(admission, shape);
      return admission.steps;
    };
    const apart = Array.from({ length: 50 }, (_, index) =>
      take(typed(copy(doc), (text) => text.insert(3 * index, 'apart'))),
    );
    expect(apart).toEqual(apart.map(() => 0));
    const together = Array.from({ length: 50 }, () =>
      take(typed(copy(doc), (text) => text.insert(190, 'here'))),
    );
    expect(together).toEqual(together.map((_, index) => index));
    // A frame of several clients at one place, too.
    const mixed = Y.mergeUpdates(
      Array.from({ length: 20 }, () => typed(copy(doc), (text) => text.insert(195, 'mixed'))),
    );
    expect(stepsOf(doc, mixed)).toBe((20 * 19) / 2);
  });

  test('[SY27] an attribute that was set very often is as dear as a long text', () => {
    const doc = new Y.Doc();
    const element = new Y.XmlElement('p');
    doc.getXmlFragment('content').insert(0, [element]);
    for (let index = 0; index < 500; index += 1) {
      doc.clientID = 21 + (index % 2); // two people, or Yjs would fold the old values
      element.setAttribute('level', String(index));
    }
    const late = new Y.Doc();
    Y.applyUpdate(late, whole(doc));
    const seen = Y.encodeStateVector(late);
    (late.getXmlFragment('content').get(0) as Y.XmlElement).setAttribute('level', 'x');
    const next = Y.encodeStateAsUpdate(late, seen);
    expect(stepsOf(doc, next)).toBe(0);
    const first = element._item?.id;
    const forged = encoding.encode((encoder) => {
      for (const number of [1, 1, 9, 0]) encoding.writeVarUint(encoder, number);
      encoding.writeUint8(encoder, 0b0010_1000);
      for (const number of [0, first?.client ?? 0, first?.clock ?? 0]) encoding.writeVarUint(encoder, number);
      encoding.writeVarString(encoder, 'level');
      encoding.writeVarUint(encoder, 1);
      encoding.writeAny(encoder, 'x');
      encoding.writeVarUint(encoder, 0);
    });
    expect(stepsOf(doc, forged)).toBeGreaterThan(400);
  });

  test('[SY27] a rehearsal feels what Yjs would feel', () => {
    const doc = long(20_000);
    const honest = typed(copy(doc), (text) => {
      for (let at = 19_000; at > 0; at -= 100) text.insert(at, 'typed');
    });
    const state = [whole(doc)];
    const clock = () => performance.now();
    rehearse(state, [honest], clock);
    const fast = Math.min(rehearse(state, [honest], clock), rehearse(state, [honest], clock));
    const slow = rehearse(state, [atTheBeginning(190, 9)], clock);
    expect(slow / fast).toBeGreaterThan(10);
  });
});

describe('an update that may take long', () => {
  const limits = { heavy: { structs: 50, steps: 1000, bytes: 5000 } };

  test.each<[string, (doc: Y.Doc) => Uint8Array]>([
    ['many pieces', () => atTheBeginning(51, 9)],
    ['a long way', () => atTheBeginning(4, 9)],
    ['many bytes', (doc) => typed(doc, (text) => text.insert(0, 'x'.repeat(6000)))],
  ])('[SY27] because of %s is stored when it passes', async (_why, update) => {
    const { log, enter } = openPlainRoom({ limits, rehearsal: rehearsal(true) });
    log.write(SECTION, whole(long(400)));
    const leyla = await enter('leyla');
    leyla.update(SECTION, update(leyla.doc));
    expect(await leyla.next(isStatus)).toMatchObject({ accepted: true });
    expect(rehearsed).toHaveLength(1);
    expect(log.rows(SECTION)).toHaveLength(2);
  });

  test.each([
    ['does not pass', false],
    ['can not be told about', new Error('no worker')],
  ])('[SY27] and %s is refused; others of the same moment are stored', async (_how, answer) => {
    const { log, enter } = openPlainRoom({ limits, rehearsal: rehearsal(answer) });
    log.write(SECTION, whole(long(400)));
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    leyla.update(SECTION, type(leyla.doc, 'first'));
    anar.update(SECTION, atTheBeginning(4, 9));
    leyla.update(SECTION, type(leyla.doc, ' second'));
    expect(await anar.next(isClosed)).toMatchObject({ code: closeCodes.content });
    await leyla.next(isStatus);
    await leyla.next(isStatus);
    expect([anar.statuses, refusalsOf(anar), leyla.statuses]).toEqual([[false], ['heavy'], [true, true]]);
    expect(log.rows(SECTION)).toHaveLength(3);
  });

  test('[SY27] many small ones of one person count together, and are tried once', async () => {
    const { log, enter } = openPlainRoom({ limits, rehearsal: rehearsal(false) });
    log.write(SECTION, whole(long(400)));
    const anar = await enter('anar');
    for (let clock = 0; clock < 10; clock += 1) anar.update(SECTION, atTheBeginning(1, 9, clock));
    expect(await anar.next(isClosed)).toMatchObject({ code: closeCodes.content });
    expect(rehearsed).toHaveLength(1);
    // The first had gone before the others came.
    expect(log.rows(SECTION)).toHaveLength(2);
  });

  test('[SY27] typing in a long text is not held up', async () => {
    const { log, enter } = openPlainRoom({ limits, rehearsal: rehearsal(false) });
    log.write(SECTION, whole(long(2000)));
    const leyla = await enter('leyla');
    leyla.update(
      SECTION,
      typed(leyla.doc, (text) => text.insert(700, 'words')),
    );
    leyla.update(
      SECTION,
      typed(leyla.doc, (text) => text.delete(0, 1500)),
    );
    await leyla.next(isStatus);
    await leyla.next(isStatus);
    expect([leyla.statuses, rehearsed]).toEqual([[true, true], []]);
  });

  test.each<[string, Uint8Array]>([
    ['structs', atTheBeginning(11, 9)],
    [
      'deletions',
      encoding.encode((encoder) => {
        for (const number of [0, 1, 4, 11]) encoding.writeVarUint(encoder, number);
        for (let index = 0; index < 11; index += 1)
          for (const number of [index * 2, 1]) encoding.writeVarUint(encoder, number);
      }),
    ],
  ])('[SY27] that holds more %s than anybody may send is not even read', async (_what, update) => {
    const { log, enter } = openPlainRoom({ limits: { update: { structs: 10, deletes: 10 } } });
    log.write(SECTION, whole(long(40)));
    const anar = await enter('anar');
    anar.update(SECTION, update);
    expect(await anar.next(isClosed)).toMatchObject({ code: closeCodes.content });
    expect([refusalsOf(anar), anar.statuses, log.rows(SECTION).length]).toEqual([['heavy'], [], 1]);
  });

  test('[SY27] a commit takes a bounded number of pieces, so that no two make one that is too long', async () => {
    const { log, enter } = openPlainRoom({ limits: { batchStructs: 10 } });
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    leyla.update(SECTION, type(leyla.doc, 'first'));
    leyla.update(SECTION, atTheBeginning(8, 11));
    anar.update(SECTION, atTheBeginning(8, 12));
    await anar.next(isStatus);
    expect([...leyla.statuses, ...anar.statuses]).toEqual([true, true, true]);
    expect(log.rows(SECTION)).toHaveLength(3);
  });
});
