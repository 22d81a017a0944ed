import { randomUUID } from 'node:crypto';
import {
  compromiseDocumentName,
  compromiseText,
  readCompromise,
  type CompromisePlace,
} from '@concord/document/compromise';
import { world as fixtures } from '@concord/fixtures';
import { ConflictBoardDocument, EventsSinceDocument, SaveCompromiseDocument } from '@concord/schema';
import { beforeEach, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { readStanding } from '../organisations/index.js';
import { UPKEEP } from '../platform/database/scope.js';
import { createDoorbell } from '../platform/events/doorbell.js';
import { currentCursor } from '../platform/events/feed.js';
import { createUpdateLog, pollHeads, readState } from '../profiles/index.js';
import { CHAPTER, cleared } from '../testing/comments.js';
import { knock, opened, served } from '../testing/served.js';
import { signedIn } from '../testing/sessions.js';
import { typist } from '../testing/typing.js';
import { velmora } from '../testing/world.js';
import { createCompromiseGatekeeper, createCompromiseRight } from './index.js';
import { Compromise } from './proposals.entity.js';

const world = velmora();
const server = served(world);
const everybody = fixtures().people;
const gatekeeper = createCompromiseGatekeeper();

const placeAt = (blockId: string, language: CompromisePlace['language'] = 'en'): CompromisePlace => ({
  sectionId: world.sectionId(CHAPTER),
  blockId,
  language,
});
const nameAt = (...at: Parameters<typeof placeAt>): string => compromiseDocumentName(placeAt(...at));
const open = (name: string, as = 'Oren Daly') => gatekeeper.open(name, '', world.as(as));
const docOf = async (name: string): Promise<Y.Doc> => (await typist(world, name)).doc;
const saidIn = async (name: string): Promise<string> => readCompromise(await docOf(name));
const rowAt = (place: CompromisePlace) => world.dataSource.manager.findOneBy(Compromise, { ...place });
const documents = (name: string): Promise<unknown[]> =>
  world.dataSource.query('SELECT name FROM document WHERE name = $1', [name]);
/** Somebody with the board open. */
const writes = async (name: string, as: string) => {
  const { change } = await typist(world, name, world.personId(as));
  return (words: string) => change((doc) => compromiseText(doc).insert(compromiseText(doc).length, words));
};
const settled = async (name: string): Promise<void> => {
  world.laterProjections.schedule(name);
  await world.laterProjections.settle();
};
const save = async (place: CompromisePlace, text: string, version: number, as = 'Oren Daly') =>
  (await world.run(world.as(as), SaveCompromiseDocument, { input: { ...place, text, version } }))
    .saveCompromise;
async function heardAfter(cursor: string): Promise<string[] | undefined> {
  const { eventsSince } = await world.run(world.as('Lira Tavesh'), EventsSinceDocument, {
    consultationId: world.consultationId,
    after: cursor,
    first: 20,
  });
  return eventsSince?.events.map(({ type }) => type);
}

describe('who opens a compromise', () => {
  test('[CF8][T4] of all people of Velmora its moderators, within their scope, and nobody else', async () => {
    for (const { name, roles } of everybody) {
      const standing = await world.as(name).standing(world.consultationId);
      // The chapter is one of domain 1.
      const inScope = standing?.domains?.includes(1) ?? true;
      const may = roles.includes('moderator') && inScope;
      expect([name, (await open(nameAt('b-0065', 'ru'), name)) !== null]).toEqual([name, may]);
      expect(await gatekeeper.mayWrite(nameAt('b-0065', 'ru'), world.as(name))).toBe(may);
    }
    expect(await open(nameAt('b-0065', 'ru'))).toMatchObject({ actor: { name: 'Oren Daly' }, write: true });
  });

  test('[CF8] a paragraph or a language that is not there begins nothing', async () => {
    const nowhere = nameAt('nowhere');
    const elsewhere = compromiseDocumentName({ ...placeAt('b-0065'), sectionId: randomUUID() });
    for (const name of [nowhere, elsewhere, nameAt('b-0147')]) {
      expect(await open(name)).toBeNull();
      expect(await documents(name)).toEqual([]);
    }
    // Nor does somebody to whom it is not open.
    expect(await open(nameAt('b-0066'), 'Brin Tolvar')).toBeNull();
    expect(await documents(nameAt('b-0066'))).toEqual([]);
  });

  test('[CF8][T4] on the socket what is there and what is not are refused in the same bytes, cursors and all', async () => {
    await open(nameAt('b-0065'));
    const names = [
      nameAt('b-0065'),
      nameAt('nowhere'),
      compromiseDocumentName({ ...placeAt('b-0065'), sectionId: randomUUID() }),
    ];
    for (const person of ['Brin Tolvar', 'Mira Solt', 'Remy Falk', 'Ana Thorne', 'Kas Brenn']) {
      const answers = [];
      for (const name of names) answers.push(await answer(person, name));
      expect(new Set(answers).size, person).toBe(1);
      expect(answers[0]).toContain('permission-denied');
    }
    expect(await answer('Lira Tavesh', nameAt('b-0065'))).toContain('read-write');
  });

  test('[CF8][T7] a program’s token opens it within its scopes, and begins none that it may not write', async () => {
    const program = (scopes: string[]) =>
      world.asActor({
        kind: 'program',
        personId: world.personId('Oren Daly'),
        locale: 'en',
        tokenId: randomUUID(),
        scopes,
      });
    const name = nameAt('b-0067');
    expect(await gatekeeper.open(name, '', program(['read']))).toBeNull();
    expect(await gatekeeper.open(name, '', program(['write']))).toBeNull();
    expect(await gatekeeper.open(name, '', program(['read', 'write']))).toMatchObject({ write: true });
    expect(await gatekeeper.open(name, '', program(['read']))).toMatchObject({ write: false });
    expect(await gatekeeper.mayWrite(name, program(['read']))).toBe(false);
  });

  /** What the door answers to a token and a cursor. */
  async function answer(person: string, name: string): Promise<string> {
    const cursor = [...new TextEncoder().encode('{"cursor":null}')];
    return knock(await opened((await server.enter(person)).open('/sync')), name, [
      [1, cursor.length + 4, 1, 7, 1, cursor.length, ...cursor],
    ]);
  }
});

describe('the right to write, inside the commit', () => {
  const now = () => new Date();
  const log = () =>
    createUpdateLog(world.dataSource, now, { right: createCompromiseRight(readStanding, now) });
  const row = (name: string | null) => ({
    update: Uint8Array.of(0, 0),
    personId: name === null ? null : world.personId(name),
  });
  const name = () => nameAt('b-0065');
  beforeEach(async () => {
    await open(name());
    for (const one of ['Oren Daly', 'Lira Tavesh', 'Brin Tolvar', 'Kas Brenn']) await signedIn(world, one);
  });

  test('[CF8][T7] moderators who are signed in write; nobody else, and then nothing of the batch is stored', async () => {
    await expect(log().append(name(), [row('Oren Daly'), row('Lira Tavesh')])).resolves.toMatchObject({});
    const seq = async () => (await readState(world.dataSource.manager, name())).seq;
    const before = await seq();
    for (const stranger of ['Brin Tolvar', 'Kas Brenn', null])
      await expect(log().append(name(), [row('Oren Daly'), row(stranger)])).rejects.toThrow('may not write');
    expect(await seq()).toBe(before);
  });

  test.each([
    ['left', 'UPDATE membership SET revoked_at = now() WHERE person_id = $1'],
    ['signed out everywhere', 'UPDATE sign_in_session SET revoked_at = now() WHERE person_id = $1'],
    ['only observes now', `UPDATE membership SET roles = '{observer}' WHERE person_id = $1`],
  ])('[CF8][T7] who %s writes no more', async (_how, statement) => {
    await world.dataSource.query(statement, [world.personId('Lira Tavesh')]);
    await expect(log().append(name(), [row('Lira Tavesh')])).rejects.toThrow('may not write');
    await world.dataSource.query(
      `UPDATE membership SET revoked_at = NULL, roles = '{moderator}' WHERE person_id = $1`,
      [world.personId('Lira Tavesh')],
    );
  });
});

describe('what stands in a compromise', () => {
  test('[CF8] what was kept before is in the document, once, however many open it at the same moment', async () => {
    const place = placeAt('b-0068');
    const name = compromiseDocumentName(place);
    const kept = {
      ...place,
      text: 'Kept before.',
      version: 4,
      editedBy: world.personId('Oren Daly'),
      editedAt: new Date(0),
    };
    await world.dataSource.manager.insert(Compromise, kept);
    const cursor = await currentCursor(world.as('Lira Tavesh'), world.consultationId);
    const all = await Promise.all(
      ['Oren Daly', 'Lira Tavesh', 'Oren Daly', 'Lira Tavesh', 'Oren Daly'].map((as) => open(name, as)),
    );
    expect(all.every((access) => access?.write)).toBe(true);
    expect(await saidIn(name)).toBe('Kept before.');
    await settled(name);
    expect(await rowAt(place)).toMatchObject({ ...kept, documentName: name, projected: 1 });
    expect(await heardAfter(cursor)).toEqual([]);
  });

  test('[CF9] what is typed is the row’s a moment later, under whoever typed last; told once for all of it', async () => {
    const place = placeAt('b-0070');
    const name = compromiseDocumentName(place);
    await open(name);
    expect(await rowAt(place)).toBeNull();
    const [oren, lira] = [await writes(name, 'Oren Daly'), await writes(name, 'Lira Tavesh')];
    const cursor = await currentCursor(world.as('Lira Tavesh'), world.consultationId);
    await Promise.all([...'Both '].map(oren));
    await settled(name);
    expect(await rowAt(place)).toMatchObject({
      text: 'Both ',
      version: 1,
      editedBy: world.personId('Oren Daly'),
    });
    expect(await heardAfter(cursor)).toEqual(['compromise_changed']);
    await Promise.all([...'agree.'].map(lira));
    await settled(name);
    await settled(name);
    const row = await rowAt(place);
    expect(row).toMatchObject({ version: 2, editedBy: world.personId('Lira Tavesh') });
    expect(row?.text).toBe(await saidIn(name));
    expect([...(row?.text ?? '')].toSorted().join('')).toBe([...'Both agree.'].toSorted().join(''));
    expect(await heardAfter(cursor)).toEqual(['compromise_changed', 'compromise_changed']);
  });

  test('[CF5][CF9] a save goes where others type: typed words are part of the version it has to name', async () => {
    const place = placeAt('b-0071');
    const name = compromiseDocumentName(place);
    expect(await save(place, 'First.', 0)).toMatchObject({ version: 1 });
    expect(await saidIn(name)).toBe('First.');
    const lira = await writes(name, 'Lira Tavesh');
    await lira(' And more.');
    // Not yet in the row, and seen all the same.
    expect(await save(place, 'Second.', 1)).toMatchObject({ code: 'WRONG_STATE' });
    await settled(name);
    expect(await rowAt(place)).toMatchObject({ text: 'First. And more.', version: 2 });
    expect(await save(place, 'Second.', 2)).toMatchObject({ version: 3, text: 'Second.' });
    expect(await saidIn(name)).toBe('Second.');
    // Pressed twice, or sent again because nobody answered.
    expect(await save(place, 'Second.', 2)).toMatchObject({ version: 3, text: 'Second.' });
    await settled(name);
    expect(await rowAt(place)).toMatchObject({ version: 3, editedBy: world.personId('Oren Daly') });
  });

  test('[CF5][CF9] a save and a keystroke at the same moment: one text, in the document and in the row', async () => {
    const place = placeAt('b-0072');
    const name = compromiseDocumentName(place);
    await save(place, 'Before', 0);
    for (let round = 1; round <= 5; round += 1) {
      const version = (await rowAt(place))?.version ?? 0;
      const lira = await writes(name, 'Lira Tavesh');
      const [saved] = await Promise.all([save(place, `Round ${round}`, version), lira('!')]);
      await settled(name);
      const text = await saidIn(name);
      expect((await rowAt(place))?.text).toBe(text);
      expect(text).toContain('!');
      if (saved.__typename === 'Compromise') expect(text).toContain(`Round ${round}`);
    }
  });

  test('[CF9] what a process typed and did not live to project is found: at a start, and by the others', async () => {
    const place = placeAt('b-0074');
    const name = compromiseDocumentName(place);
    await open(name);
    await (
      await writes(name, 'Oren Daly')
    )('Left behind.');
    const behind: string[] = [];
    const poll = pollHeads({
      dataSource: world.services.database.as(UPKEEP),
      doorbell: createDoorbell(),
      log: world.log,
      onBehind: (left) => behind.push(left),
    });
    try {
      await poll.look();
      await poll.look();
      expect(behind).toContain(name);
    } finally {
      poll.stop();
    }
    await world.dataSource.query('UPDATE compromise SET projected = 0 WHERE document_name = $1', [name]);
    await world.laterProjections.catchUp();
    await world.laterProjections.settle();
    expect(await rowAt(place)).toMatchObject({ text: 'Left behind.', version: 1 });
    // As `npm run reproject` asks for it: nothing is new, so nothing is told.
    await world.dataSource.query('UPDATE compromise SET projected = 0 WHERE document_name = $1', [name]);
    const cursor = await currentCursor(world.as('Lira Tavesh'), world.consultationId);
    await world.laterProjections.catchUp();
    await world.laterProjections.settle();
    expect(await rowAt(place)).toMatchObject({ text: 'Left behind.', version: 1, projected: 1 });
    expect(await heardAfter(cursor)).toEqual([]);
  });

  test('[CF4][CF9] the board tells moderators what was typed, and nobody else', async () => {
    const words = 'Ordinary laws';
    const one = await cleared(world, { words, proposal: 'Usual laws' });
    await cleared(world, { words, proposal: 'Common laws' }, 'Ilka Renn', 'Dav Moric');
    const board = async (as: string) =>
      (await world.run(world.as(as), ConflictBoardDocument, { commentId: one.id })).conflict;
    const blockId = (await board('Oren Daly'))?.blockId ?? '';
    const name = nameAt(blockId);
    await open(name);
    await (
      await writes(name, 'Lira Tavesh')
    )('All laws.');
    await settled(name);
    expect((await board('Oren Daly'))?.compromises).toMatchObject([
      { language: 'en', editedBy: { name: 'Lira Tavesh' } },
    ]);
    for (const as of ['Brin Tolvar', 'Remy Falk', 'Ana Thorne'])
      expect((await board(as))?.compromises).toEqual([]);
  });
});
