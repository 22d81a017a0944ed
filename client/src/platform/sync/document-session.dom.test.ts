import { FRAGMENT, project } from '@concord/document';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { editorOf, emptyCopy, memoryShelf, opened, openHub } from './hub.fixture';
import { largestFrame, type DocumentSession } from './document-session';
import { letGoOfNewer } from './let-go';
import { defaultLimits } from '@concord/sync';
import type { Editor } from '@tiptap/core';

const open: { session: DocumentSession; line: { close: () => void } }[] = [];
type TestHub = Awaited<ReturnType<typeof openHub>>;

function visit(hub: TestHub, ...given: Parameters<TestHub['visit']>) {
  const visitor = hub.visit(...given);
  open.push(visitor);
  return visitor;
}

afterEach(async () => {
  for (const { session, line } of open.splice(0)) {
    await session.end();
    line.close();
  }
});

const textOf = ({ doc }: DocumentSession) => project(doc).blocks.map(({ text }) => text);
const saveOf = ({ state }: DocumentSession) => state.get().save;

async function together() {
  const hub = await openHub();
  const remy = visit(hub, 'remy');
  const leyla = visit(hub, 'leyla');
  await Promise.all([opened(remy.session), opened(leyla.session)]);
  return { hub, remy, leyla, editors: [editorOf(remy.session), editorOf(leyla.session)] as const };
}

test('[ED5] two people who type at the same place end with the same text', async () => {
  const { remy, leyla, editors } = await together();
  const end = editors[0].state.doc.content.size - 1;
  editors[0].commands.insertContentAt(end, ' Remy was here.');
  editors[1].commands.insertContentAt(end, ' Leyla was here.');
  await expect.poll(() => saveOf(remy.session).unsavedSince ?? saveOf(leyla.session).unsavedSince).toBe(null);
  await expect.poll(() => textOf(remy.session)).toEqual(textOf(leyla.session));
  expect(textOf(remy.session)[1]).toContain('Remy was here.');
  expect(textOf(remy.session)[1]).toContain('Leyla was here.');
  expect(editors[0].getJSON()).toEqual(editors[1].getJSON());
});

test("[ED6] undo takes back one's own edits only, and redo brings back those", async () => {
  const { leyla, editors } = await together();
  const [mine, hers] = editors;
  mine.commands.insertContentAt(1, 'Mine ');
  await expect.poll(() => textOf(leyla.session)[0]).toBe('Mine Partnerships');
  hers.commands.insertContentAt(6, 'Hers ');
  await expect.poll(() => mine.getText()).toContain('Mine Hers Partnerships');
  mine.commands.undo();
  await expect.poll(() => textOf(leyla.session)[0]).toBe('Hers Partnerships');
  expect(mine.can().undo()).toBe(false);
  mine.commands.redo();
  await expect.poll(() => textOf(leyla.session)[0]).toBe('Mine Hers Partnerships');
});

test('[ED15] a cursor that moves again and again is seen where it is, under the name the server gave', async () => {
  const { remy, leyla } = await together();
  const id = remy.session.doc.clientID;
  const seen = () => leyla.session.presence.getStates().get(id);
  for (const clock of [1, 2, 3]) {
    const place = { item: { client: 5, clock } };
    remy.session.presence.setLocalStateField('cursor', { anchor: place, head: place });
    await expect.poll(() => seen()?.['cursor']).toEqual({ anchor: place, head: place });
    expect(leyla.session.presence.others()).toMatchObject([{ clientId: id, name: 'remy' }]);
  }
});

test('[ED1] text is unsaved until the log has it, and others see it no sooner', async () => {
  const { hub, remy, leyla, editors } = await together();
  hub.log.hold();
  editors[0].commands.insertContentAt(1, 'New ');
  await expect.poll(() => hub.log.held).toBe(1);
  expect(saveOf(remy.session).unsavedSince).not.toBe(null);
  expect(textOf(leyla.session)[0]).toBe('Partnerships');
  hub.log.release();
  await expect.poll(() => saveOf(remy.session).unsavedSince).toBe(null);
  await expect.poll(() => textOf(leyla.session)[0]).toBe('New Partnerships');
});

test('[ED2] what was typed offline is saved after the reconnect, and only then reads as saved', async () => {
  const { hub, remy, leyla, editors } = await together();
  remy.wire.down = true;
  remy.wire.cut();
  editors[0].commands.insertContentAt(1, 'Off');
  editors[0].commands.insertContentAt(4, 'line ');
  expect(saveOf(remy.session)).toMatchObject({ settled: false });
  hub.log.hold();
  remy.wire.down = false;
  await expect.poll(() => hub.log.held).toBe(1);
  expect(saveOf(remy.session).unsavedSince).not.toBe(null);
  hub.log.release();
  await expect.poll(() => saveOf(remy.session)).toMatchObject({ unsavedSince: null, settled: true });
  await expect.poll(() => textOf(leyla.session)[0]).toBe('Offline Partnerships');
});

test('[ED2] typing all through a reconnect loses nothing and breaks nothing off', async () => {
  const { remy, leyla, editors } = await together();
  let closed = 0;
  remy.line.watch('none', { opened() {}, sending: () => true, answered() {}, closed: () => (closed += 1) });
  remy.wire.cut();
  for (let word = 0; word < 60; word += 1) {
    editors[0].commands.insertContentAt(1, `${word} `);
    await new Promise((resolve) => setTimeout(resolve));
  }
  await expect.poll(() => saveOf(remy.session)).toMatchObject({ unsavedSince: null, settled: true });
  await expect.poll(() => textOf(leyla.session)).toEqual(textOf(remy.session));
  expect(textOf(leyla.session)[0]).toContain('59 58 57');
  expect(closed).toBe(1);
});

test('[ED2] frames that leave and never arrive are not saved', async () => {
  const { remy, leyla, editors } = await together();
  remy.wire.dead = true;
  editors[0].commands.insertContentAt(1, 'Lost? ');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(saveOf(remy.session)).toMatchObject({ settled: true });
  expect(saveOf(remy.session).unsavedSince).not.toBe(null);
  remy.wire.dead = false;
  remy.wire.cut();
  await expect.poll(() => saveOf(remy.session)).toMatchObject({ unsavedSince: null, settled: true });
  expect(textOf(leyla.session)[0]).toBe('Lost? Partnerships');
});

test('[ED3] a right that is taken away while typing: the text stays, unsaved, and is told as refused', async () => {
  const { hub, remy, leyla, editors } = await together();
  hub.rights.set('remy', { read: true, write: false });
  editors[0].commands.insertContentAt(1, 'Too late ');
  await expect.poll(() => saveOf(remy.session)).toMatchObject({ refused: true });
  expect(textOf(remy.session)[0]).toBe('Too late Partnerships');
  expect(textOf(leyla.session)[0]).toBe('Partnerships');
  remy.wire.cut(4403);
  await expect.poll(() => remy.session.state.get().access).toBe('read');
  await expect.poll(() => saveOf(remy.session)).toMatchObject({ refused: true });
  expect(saveOf(remy.session).unsavedSince).not.toBe(null);
  hub.rights.set('remy', { read: true, write: true });
  remy.wire.cut();
  await expect.poll(() => saveOf(remy.session)).toMatchObject({ unsavedSince: null, refused: false });
  await expect.poll(() => textOf(leyla.session)[0]).toBe('Too late Partnerships');
});

test('[ED7] an ended session stops the knocking, keeps the text, and goes on after signing in', async () => {
  const hub = await openHub();
  let signIn: 'same' | 'ended' = 'same';
  const remy = visit(hub, 'remy', { askSignIn: async () => signIn });
  await opened(remy.session);
  const editor = editorOf(remy.session);
  signIn = 'ended';
  remy.wire.down = true; // without a session the server opens no socket
  remy.wire.cut(4403);
  await expect.poll(() => remy.session.state.get().signedOut).toBe(true);
  editor.commands.insertContentAt(1, 'Kept ');
  const { attempts } = remy.wire;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(remy.wire.attempts - attempts).toBeLessThanOrEqual(1); // one may have been under way
  signIn = 'same';
  remy.wire.down = false;
  remy.session.again();
  await expect.poll(() => saveOf(remy.session)).toMatchObject({ unsavedSince: null, settled: true });
  expect(remy.session.state.get().signedOut).toBe(false);
  expect(textOf(remy.session)[0]).toBe('Kept Partnerships');
});

test('[ED7] nobody is shown an empty editor before the server has said what is in it', async () => {
  const hub = await openHub();
  hub.rights.set('nina', { read: false, write: false });
  const nina = visit(hub, 'nina');
  await expect.poll(() => nina.session.state.get().phase).toBe('refused');
  expect(nina.session.state.get().access).toBe('none');
  hub.rights.set('nina', { read: true, write: true });
  nina.session.again();
  await opened(nina.session);
});

test('[ED8] the copy on this device is forgotten only when everything is saved', async () => {
  const hub = await openHub();
  const copy = emptyCopy();
  const remy = visit(hub, 'remy', { copy });
  await opened(remy.session);
  const editor = editorOf(remy.session);
  editor.commands.insertContentAt(1, 'Saved ');
  await expect.poll(() => copy.marks).toEqual([true, false]);
  remy.wire.down = true;
  remy.wire.cut();
  editor.commands.insertContentAt(1, 'Unsaved ');
  await remy.session.end();
  expect(copy.released).toEqual({ forget: 'no' });

  const again = visit(hub, 'remy', { copy: { ...emptyCopy(), unsaved: true } });
  await expect
    .poll(() => again.session.state.get().save)
    .toMatchObject({ unsavedSince: null, settled: true });
  expect(again.session.state.get().save.savedAt).not.toBe(null);
});

const asideOf = ({ state }: DocumentSession) =>
  state.get().aside.map(({ blocks }) => blocks?.map(({ text }) => text));

test('[ED16] a client id that is somebody else’s: the text is put aside before the document is begun anew', async () => {
  const { hub, remy, leyla, editors } = await together();
  editors[1].commands.insertContentAt(1, 'Hers ');
  await expect.poll(() => saveOf(leyla.session).unsavedSince).toBe(null);
  const shelf = memoryShelf();
  const copy = emptyCopy();
  const again = visit(hub, 'remy', { shelf, copy });
  await opened(again.session);
  again.session.doc.clientID = leyla.session.doc.clientID;
  editorOf(again.session).commands.insertContentAt(1, 'Mine ');
  await expect.poll(() => again.session.state.get().spoiled).toBe(true);
  expect(shelf.texts).toMatchObject([{ reason: 'taken', blocks: null }]);
  await again.session.end();
  expect(copy.released).toEqual({ forget: 'now' });

  const fresh = visit(hub, 'remy', { shelf });
  await opened(fresh.session);
  await expect.poll(() => asideOf(fresh.session)).toEqual([['Mine Hers Partnerships']]);
  expect(textOf(fresh.session)[0]).toBe('Hers Partnerships');
  expect(textOf(remy.session)[0]).toBe('Hers Partnerships');
  editorOf(fresh.session).commands.insertContentAt(1, 'Mine ');
  await expect.poll(() => textOf(leyla.session)[0]).toBe('Mine Hers Partnerships');
  await fresh.session.forgetAside(shelf.texts[0]?.id ?? '');
  expect(shelf.texts).toEqual([]);
});

test('[ED16] what is typed while text is put aside is put aside as well, and nothing of it is sent', async () => {
  const { hub, leyla, editors } = await together();
  editors[1].commands.insertContentAt(1, 'Hers ');
  await expect.poll(() => saveOf(leyla.session).unsavedSince).toBe(null);
  const shelf = memoryShelf();
  const remy = visit(hub, 'remy', { shelf });
  await opened(remy.session);
  const editor = editorOf(remy.session);
  remy.session.doc.clientID = leyla.session.doc.clientID;
  editor.commands.insertContentAt(1, 'One ');
  await expect.poll(() => shelf.texts.length).toBe(1);
  editor.commands.insertContentAt(1, 'Two ');
  await remy.session.end();
  const fresh = visit(hub, 'remy', { shelf });
  await opened(fresh.session);
  await expect.poll(() => asideOf(fresh.session)).toEqual([['Two One Hers Partnerships']]);
  expect(textOf(leyla.session)[0]).toBe('Hers Partnerships');
});

test('[ED16] a frame that is too large never leaves: the text is put aside, and the socket stays open', async () => {
  expect(largestFrame).toBe(defaultLimits.frameBytes);
  const hub = await openHub();
  const shelf = memoryShelf();
  const remy = visit(hub, 'remy', { shelf });
  await opened(remy.session);
  const { attempts } = remy.wire;
  const editor = editorOf(remy.session);
  editor.commands.insertContentAt(1, 'x'.repeat(largestFrame));
  await expect.poll(() => remy.session.state.get().spoiled).toBe(true);
  expect(shelf.texts).toMatchObject([{ reason: 'tooBig' }]);
  const { sent } = remy.wire;
  editor.commands.insertContentAt(1, 'y'); // builds on what did not leave
  expect(remy.wire.sent).toBe(sent);
  expect(remy.wire.attempts).toBe(attempts);
});

test('[ED3] without the right to write the server says so, and editing stops', async () => {
  const { hub, remy, editors } = await together();
  hub.rights.set('remy', { read: true, write: false });
  editors[0].commands.insertContentAt(1, 'Too late ');
  await expect.poll(() => remy.session.state.get().access).toBe('read');
  expect(saveOf(remy.session)).toMatchObject({ refused: true });
});

test('[ED3] a document without room says so; deleting and trying again sends the rest', async () => {
  const hub = await openHub({ limits: { stateBytes: 4000 } });
  const remy = visit(hub, 'remy');
  await opened(remy.session);
  const root = remy.session.doc.getXmlFragment('content');
  // Past the editor, whose undo holds on to what is deleted.
  root.insert(0, [new Y.XmlText('x'.repeat(5000))]);
  await expect.poll(() => remy.session.state.get().full).toBe(true);
  expect(saveOf(remy.session)).toMatchObject({ refused: true });
  root.delete(0, 1);
  remy.session.again();
  await expect.poll(() => saveOf(remy.session)).toMatchObject({ unsavedSince: null, refused: false });
  expect(remy.session.state.get().full).toBe(false);
});

test('[ED17] a page that is older than the server may read, keeps what was typed, and is told to reload', async () => {
  const hub = await openHub({ documentMajor: 1_000 });
  const remy = visit(hub, 'remy');
  await expect
    .poll(() => remy.session.state.get())
    .toMatchObject({ phase: 'open', outdated: true, access: 'read' });
  editorOf(remy.session).commands.insertContentAt(1, 'Typed ');
  await expect.poll(() => saveOf(remy.session).refused).toBe(true);
  expect(textOf(remy.session)[0]).toBe('Typed Partnerships');
});

test('[ED20] parts of a newer program take the editor off the text, and stay', async () => {
  const hub = await openHub();
  const [remy, leyla] = [visit(hub, 'remy'), visit(hub, 'leyla')];
  await Promise.all([opened(remy.session), opened(leyla.session)]);
  const editor = editorOf(remy.session);
  letGoOfNewer(remy.session, editor);
  const timeline = new Y.XmlElement('timeline');
  timeline.insert(0, [new Y.XmlText('2027')]);
  leyla.session.doc.getXmlFragment(FRAGMENT).insert(1, [timeline]);
  await expect.poll(() => remy.session.state.get()).toMatchObject({ newer: true, outdated: true });
  expect(editor.isDestroyed).toBe(true);
  await expect.poll(() => saveOf(remy.session)).toMatchObject({ unsavedSince: null, settled: true });
  for (const { session } of [remy, leyla])
    expect(session.doc.getXmlFragment(FRAGMENT).toJSON()).toContain('<timeline>2027</timeline>');
});

test.each([
  ['an insertion', (editor: Editor) => editor.commands.insertContentAt(1, 'Lost ')],
  ['a deletion', (editor: Editor) => editor.commands.deleteRange({ from: 1, to: 5 })],
] as const)('[ED18] %s that never arrived is found by comparing, and repaired', async (_name, change) => {
  const warnings: string[] = [];
  const hub = await openHub({ logger: { warn: (_fields, message) => warnings.push(message), error() {} } });
  const remy = visit(hub, 'remy');
  const leyla = visit(hub, 'leyla');
  await Promise.all([opened(remy.session), opened(leyla.session)]);
  const editor = editorOf(leyla.session);
  remy.wire.deaf = true;
  change(editor);
  await expect.poll(() => saveOf(leyla.session).unsavedSince).toBe(null);
  // The frame is on its way for a turn of the event loop after the answer.
  await new Promise((resolve) => setTimeout(resolve, 5));
  remy.wire.deaf = false;
  expect(textOf(remy.session)).not.toEqual(textOf(leyla.session));
  editor.commands.insertContentAt(editor.state.doc.content.size - 1, ' End.');
  await expect.poll(() => textOf(remy.session)).toEqual(textOf(leyla.session));
  expect(warnings.join()).toMatch(/held something else/);
});

test('[ED18] who holds what the server holds compares once and then keeps quiet', async () => {
  const { remy, leyla, editors } = await together();
  editors[0].commands.insertContentAt(1, 'New ');
  await expect.poll(() => textOf(leyla.session)[0]).toBe('New Partnerships');
  await new Promise((resolve) => setTimeout(resolve, 60));
  const { sent } = remy.wire;
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(remy.wire.sent).toBe(sent);
});
