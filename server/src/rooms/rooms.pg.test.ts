import { randomUUID } from 'node:crypto';
import { world as fixtures } from '@concord/fixtures';
import { bodyRoot, readDraft, roomDocumentName, wordingRoot, writeDraft } from '@concord/document/room';
import {
  ClassifyCommentDocument,
  ClearCommentDocument,
  CommentByIdDocument,
  CommentsDocument,
  DiscardCommentDocument,
  DraftCommentDocument,
  EventsSinceDocument,
  ReviseCommentDocument,
  RoomDocument,
} from '@concord/schema';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { beginRoomOf } from '../comments/index.js';
import { readStanding } from '../organisations/index.js';
import { currentCursor } from '../platform/events/feed.js';
import { createUpdateLog, readState } from '../profiles/index.js';
import { commentIn, drafted, draftInput } from '../testing/comments.js';
import { knock, opened, served } from '../testing/served.js';
import { signedIn } from '../testing/sessions.js';
import { typist } from '../testing/typing.js';
import { velmora } from '../testing/world.js';
import { createRoomGatekeeper, createRoomRight } from './index.js';

const world = velmora();
const server = served(world);
const everybody = fixtures().people;
const gatekeeper = createRoomGatekeeper({ begin: beginRoomOf });
const roomOf = (code: string): string =>
  roomDocumentName({ consultationId: world.consultationId, organisationId: world.organisationId(code) });
const read = async (id: string, as = 'Sayla Vint') =>
  (await world.run(world.as(as), CommentByIdDocument, { id })).comment;
const docOf = async (name: string): Promise<Y.Doc> => (await typist(world, name)).doc;
/** A colleague types in the room, and the rows follow. */
async function typed(code: string, work: (doc: Y.Doc) => void, as = 'Sayla Vint'): Promise<void> {
  const name = roomOf(code);
  await (await typist(world, name, world.personId(as))).change(work);
  world.laterProjections.schedule(name);
  await world.laterProjections.settle();
}

describe('who enters a room', () => {
  test('[RM1][T4] of all people of Velmora each enters the room of their own organisation, if they comment for it', async () => {
    const codes = [...new Set(everybody.map(({ organisation }) => organisation))];
    for (const { name, organisation, roles } of everybody) {
      const comments = roles.some((role) =>
        ['contributor', 'clearing_officer', 'lead_agency'].includes(role),
      );
      for (const code of codes) {
        const mine = comments && code === organisation;
        const access = await gatekeeper.open(roomOf(code), '', world.as(name));
        expect([name, code, access !== null]).toEqual([name, code, mine]);
        expect(await gatekeeper.mayWrite(roomOf(code), world.as(name))).toBe(mine);
      }
    }
  });

  test('[RM1][T4] on the socket another room, one that is not there and no room at all are refused in the same bytes', async () => {
    await drafted(world);
    const names = [
      roomOf('MPH'),
      roomDocumentName({ consultationId: world.consultationId, organisationId: randomUUID() }),
      roomDocumentName({ consultationId: randomUUID(), organisationId: world.organisationId('MPH') }),
    ];
    for (const person of ['Ilka Renn', 'Oren Daly', 'Remy Falk', 'Mira Solt', 'Ode Marsh']) {
      const answers = [];
      for (const name of names) answers.push(await answer(person, name));
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toContain('permission-denied');
    }
    expect(await answer('Orla Keth', roomOf('MPH'))).toContain('read-write');
  });

  test('[RM1][T4] the room that one is told of is one’s own; there is no way to ask for another', async () => {
    const room = async (name: string | null) =>
      (await world.run(world.as(name), RoomDocument, { consultationId: world.consultationId })).room;
    expect(await room('Sayla Vint')).toMatchObject({
      documentName: roomOf('MPH'),
      organisation: { code: 'MPH' },
    });
    expect(await room('Ilka Renn')).toMatchObject({ documentName: roomOf('MLW') });
    for (const name of ['Oren Daly', 'Remy Falk', 'Ode Marsh', null]) expect(await room(name)).toBeNull();
  });

  test('[RM1][T7] a program’s token opens it within its scopes', async () => {
    const program = (scopes: string[]) =>
      world.asActor({
        kind: 'program',
        personId: world.personId('Sayla Vint'),
        locale: 'en',
        tokenId: randomUUID(),
        scopes,
      });
    expect(await gatekeeper.open(roomOf('MPH'), '', program(['read']))).toMatchObject({ write: false });
    expect(await gatekeeper.mayWrite(roomOf('MPH'), program(['read']))).toBe(false);
    expect(await gatekeeper.open(roomOf('MPH'), '', program(['write']))).toBeNull();
  });

  async function answer(person: string, name: string): Promise<string> {
    return knock(await opened((await server.enter(person)).open('/sync')), name);
  }
});

describe('the right to write, inside the commit', () => {
  const now = () => new Date();
  const log = () => createUpdateLog(world.dataSource, now, { right: createRoomRight(readStanding, now) });
  const row = (name: string | null) => ({
    update: Uint8Array.of(0, 0),
    personId: name === null ? null : world.personId(name),
  });
  beforeEach(async () => {
    await drafted(world);
    await world.dataSource.query('DELETE FROM sign_in_session');
    for (const one of ['Sayla Vint', 'Orla Keth', 'Ilka Renn', 'Oren Daly']) await signedIn(world, one);
  });

  test('[RM2][T7] members who are signed in write; nobody else, and then nothing of the batch is stored', async () => {
    const name = roomOf('MPH');
    await expect(log().append(name, [row('Sayla Vint'), row('Orla Keth')])).resolves.toMatchObject({});
    const seq = async () => (await readState(world.dataSource.manager, name)).seq;
    const before = await seq();
    for (const stranger of ['Ilka Renn', 'Oren Daly', 'Brin Tolvar', null])
      await expect(log().append(name, [row('Sayla Vint'), row(stranger)])).rejects.toThrow('may not write');
    expect(await seq()).toBe(before);
  });

  test.each([
    ['left the ministry', 'UPDATE membership SET revoked_at = now() WHERE person_id = $1'],
    ['signed out everywhere', 'UPDATE sign_in_session SET revoked_at = now() WHERE person_id = $1'],
    ['only observes now', `UPDATE membership SET roles = '{observer}' WHERE person_id = $1`],
  ])('[RM2][T7] who %s writes no more', async (_how, statement) => {
    await world.dataSource.query(statement, [world.personId('Orla Keth')]);
    await expect(log().append(roomOf('MPH'), [row('Orla Keth')])).rejects.toThrow('may not write');
    await world.dataSource.query(
      `UPDATE membership SET revoked_at = NULL, roles = '{contributor}' WHERE person_id = $1`,
      [world.personId('Orla Keth')],
    );
  });
});

describe('the drafts in a room', () => {
  test('[RM3] drafts from before the room are in it, once, however many enter at the same moment', async () => {
    await world.dataSource.query(`UPDATE comment SET status = 'draft' WHERE organisation_id = $1`, [
      world.organisationId('CDP'),
    ]);
    const name = roomOf('CDP');
    for (const table of [
      'document_update WHERE document_name',
      'room WHERE document_name',
      'document WHERE name',
    ])
      await world.dataSource.query(`DELETE FROM ${table} = $1`, [name]);
    const enter = () => gatekeeper.open(name, '', world.as('Nera Quill'));
    await Promise.all([enter(), enter(), enter()]);
    const drafts: { id: string; body: string; proposal: string | null }[] = await world.dataSource.query(
      'SELECT id, body, proposal FROM comment WHERE organisation_id = $1',
      [world.organisationId('CDP')],
    );
    expect(drafts.length).toBeGreaterThan(0);
    const doc = await docOf(name);
    for (const { id, body, proposal } of drafts)
      expect(readDraft(doc, id)).toMatchObject({ text: body, proposal });
  });

  test('[RM3] what the API drafts and revises stands in the room', async () => {
    const { id, version } = await drafted(world, { body: 'One.', proposal: 'words' });
    expect(readDraft(await docOf(roomOf('MPH')), id)).toMatchObject({ text: 'One.', proposal: 'words' });
    const revised = await world.run(world.as('Orla Keth'), ReviseCommentDocument, {
      input: {
        commentId: id,
        version,
        type: 'general',
        severity: 'minor',
        visibility: 'participants',
        body: 'Two.',
        proposal: null,
      },
    });
    expect(commentIn(revised.reviseComment)).toMatchObject({ body: 'Two.', proposal: null, version: 2 });
    expect(readDraft(await docOf(roomOf('MPH')), id)).toMatchObject({ text: 'Two.', proposal: null });
  });

  test('[RM4] what colleagues type is in the row a moment later, looks included, and found by search', async () => {
    const { id, version } = await drafted(world, { body: 'Start.', proposal: 'old words' });
    await typed('MPH', (doc) => {
      const words = new Y.XmlText();
      words.insert(0, 'zerkalo', { bold: {} });
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [words]);
      doc.getXmlFragment(bodyRoot(id)).push([paragraph]);
      doc.getText(wordingRoot(id)).insert(0, 'not ');
    });
    expect(await read(id)).toMatchObject({
      body: 'Start.\nzerkalo',
      proposal: 'not old words',
      version: version + 1,
    });
    const [{ rich }]: [{ rich: unknown }] = await world.dataSource.query(
      'SELECT rich FROM comment WHERE id = $1',
      [id],
    );
    expect(JSON.stringify(rich)).toContain('"bold"');
    const found = await world.run(world.as('Brin Tolvar'), CommentsDocument, {
      consultationId: world.consultationId,
      filter: { search: 'zerkalo' },
      first: 10,
    });
    expect(found.comments?.edges.map(({ node }) => node.id)).toEqual([id]);
  });

  test('[RM4][T4] typing is heard inside the ministry, and by nobody else', async () => {
    const { id } = await drafted(world);
    const people = ['Brin Tolvar', 'Ilka Renn', 'Oren Daly', 'Remy Falk', 'Lira Tavesh'];
    const cursors = await Promise.all(
      people.map((name) => currentCursor(world.as(name), world.consultationId)),
    );
    await typed('MPH', (doc) => writeDraft(doc, id, { text: 'Changed in the room.', proposal: null }));
    const heard = await Promise.all(
      people.map(async (name, index) => {
        const { eventsSince } = await world.run(world.as(name), EventsSinceDocument, {
          consultationId: world.consultationId,
          after: cursors[index] ?? '',
          first: 50,
        });
        return eventsSince?.events.filter(({ commentId }) => commentId === id).map(({ type }) => type);
      }),
    );
    expect(heard).toEqual([['comment_revised'], [], [], [], []]);
  });

  test('[RM4][CO4] clearing seals what stands in the room, and refuses when it is not what the officer read', async () => {
    const { id, version } = await drafted(world, { body: 'As read.' });
    const name = roomOf('MPH');
    await (
      await typist(world, name, world.personId('Sayla Vint'))
    ).change((doc) => writeDraft(doc, id, { text: 'Typed a second ago.', proposal: 'and this' }));
    const clear = async (version: number) =>
      (await world.run(world.as('Brin Tolvar'), ClearCommentDocument, { commentId: id, version }))
        .clearComment;
    expect(await clear(version)).toMatchObject({ __typename: 'Refused', code: 'WRONG_STATE' });
    expect(await clear(version + 1)).toMatchObject({
      status: 'cleared',
      body: 'Typed a second ago.',
      proposal: 'and this',
    });
    await typed('MPH', (doc) => writeDraft(doc, id, { text: 'Too late.', proposal: null }));
    expect(await read(id)).toMatchObject({ status: 'cleared', body: 'Typed a second ago.' });
  });

  test.each([
    ['empty', '  ', 'INVALID_INPUT'],
    ['a megabyte long', 'x'.repeat(1_000_000), 'INVALID_INPUT'],
  ])('[RM4][CM5] a draft that is %s is kept as it is and cannot be cleared', async (_how, text, code) => {
    const { id } = await drafted(world);
    await typed('MPH', (doc) => writeDraft(doc, id, { text, proposal: null }));
    expect(readDraft(await docOf(roomOf('MPH')), id)?.text).toBe(text);
    const row = await read(id, 'Brin Tolvar');
    expect(row?.body.length).toBeLessThan(50_000);
    const { clearComment } = await world.run(world.as('Brin Tolvar'), ClearCommentDocument, {
      commentId: id,
      version: row?.version ?? 0,
    });
    expect(clearComment).toMatchObject({ __typename: 'Refused', code, field: 'body' });
  });

  test('[RM4][CO2] a revision by the API does not overwrite what was typed in the room since', async () => {
    const { id, version } = await drafted(world);
    await (
      await typist(world, roomOf('MPH'), world.personId('Sayla Vint'))
    ).change((doc) => writeDraft(doc, id, { text: 'Live.', proposal: null }));
    const { reviseComment } = await world.run(world.as('Orla Keth'), ReviseCommentDocument, {
      input: {
        commentId: id,
        version,
        type: 'general',
        severity: 'minor',
        visibility: 'participants',
        body: 'Mine.',
        proposal: null,
      },
    });
    expect(reviseComment).toMatchObject({ __typename: 'Refused', code: 'WRONG_STATE' });
    expect(readDraft(await docOf(roomOf('MPH')), id)?.text).toBe('Live.');
  });

  test('[CO8] facts of a draft change beside its words, by members only', async () => {
    const { id } = await drafted(world, { body: 'Before.' });
    await (
      await typist(world, roomOf('MPH'), world.personId('Sayla Vint'))
    ).change((doc) => writeDraft(doc, id, { text: 'Typed meanwhile.', proposal: null }));
    const input = { commentId: id, type: 'technical', severity: 'minor', visibility: 'secretariat' } as const;
    const classify = async (name: string) =>
      (await world.run(world.as(name), ClassifyCommentDocument, { input })).classifyComment;
    expect(await classify('Ilka Renn')).toMatchObject({ __typename: 'Refused', code: 'NOT_FOUND' });
    expect(await classify('Orla Keth')).toMatchObject({ type: 'technical', body: 'Typed meanwhile.' });
    expect(await read(id)).toMatchObject({ visibility: 'secretariat', body: 'Typed meanwhile.' });
  });

  test('[CO1] sent again with its key a draft is the same one, also when colleagues have changed it since', async () => {
    const input = await draftInput(world);
    const send = async () =>
      (await world.run(world.as('Sayla Vint'), DraftCommentDocument, { input })).draftComment;
    const { id } = commentIn(await send());
    await typed('MPH', (doc) => writeDraft(doc, id, { text: 'Other words by now.', proposal: 'x' }));
    expect(commentIn(await send())).toMatchObject({ id, body: 'Other words by now.' });
  });

  test('[RM3] a draft that is thrown away leaves the room, and the others stay', async () => {
    const [gone, stays] = [await drafted(world), await drafted(world, { body: 'Stays.' })];
    await world.run(world.as('Sayla Vint'), DiscardCommentDocument, { commentId: gone.id });
    const doc = await docOf(roomOf('MPH'));
    expect(readDraft(doc, gone.id)).toBeNull();
    expect(readDraft(doc, stays.id)?.text).toBe('Stays.');
  });

  test('[RM4] a room that a process left behind its log is projected at the next start', async () => {
    const { id } = await drafted(world);
    await (
      await typist(world, roomOf('MPH'), world.personId('Sayla Vint'))
    ).change((doc) => writeDraft(doc, id, { text: 'Committed before the crash.', proposal: null }));
    await world.laterProjections.catchUp();
    await world.laterProjections.settle();
    expect(await read(id)).toMatchObject({ body: 'Committed before the crash.' });
  });
});
