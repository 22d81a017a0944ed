import { project } from '@concord/document';
import { afterEach, expect, test } from 'vitest';
import { editorOf, emptyCopy, opened, openHub } from './hub.fixture';
import type { DocumentSession } from './document-session';

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
  expect(copy.released).toEqual({ forget: false });

  const again = visit(hub, 'remy', { copy: { ...emptyCopy(), unsaved: true } });
  await expect
    .poll(() => again.session.state.get().save)
    .toMatchObject({ unsavedSince: null, settled: true });
  expect(again.session.state.get().save.savedAt).not.toBe(null);
});
