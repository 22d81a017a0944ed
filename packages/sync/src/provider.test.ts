import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { closeCodes } from './close-codes.js';
import type { HubOptions } from './hub.js';
import { openPlainRoom, openRoom, SECTION, systemClock, textOf, type, whole } from './room.fixture.js';
import { listen, type Listening, type StockClient } from './stock-client.fixture.js';
import { holdAppends } from './testing/held-log.js';
import { createMemoryLog } from './testing/memory-log.js';

const SECOND = 'section/velmora-5/en';
const open: Listening[] = [];

afterEach(async () => {
  for (const listening of open.splice(0)) await listening.close();
});

async function serve(options: Partial<HubOptions> = {}) {
  const room = openPlainRoom({ clock: systemClock, ...options });
  const listening = await listen(room.hub);
  open.push(listening);
  return { ...room, listening, join: (person: string) => listening.join(person, SECTION) };
}

async function serveHeld() {
  const memory = createMemoryLog();
  const log = holdAppends(memory);
  const room = openRoom({ log, clock: systemClock });
  const listening = await listen(room.hub);
  open.push(listening);
  return { ...room, memory, listening, join: (person: string) => listening.join(person, SECTION) };
}

describe('the stock @hocuspocus/provider over a real socket', () => {
  test('two people write at the same time and end with the same text, all of it in the log', async () => {
    const { log, join } = await serve();
    const [leyla, anar] = [join('leyla'), join('anar')];
    await Promise.all([leyla.saved(), anar.saved()]);
    for (let round = 0; round < 30; round += 1) {
      leyla.write('l');
      anar.write('a');
      if (round % 10 === 9) leyla.doc.getText('content').delete(0, 3);
    }
    await Promise.all([leyla.saved(), anar.saved()]);
    const last = log.rows(SECTION).length;
    const caughtUp = (client: StockClient) =>
      client.happened('stateless', () => client.committed.at(-1) === last);
    await Promise.all([caughtUp(leyla), caughtUp(anar)]);
    expect(leyla.text).toBe(anar.text);
    expect(textOf(log.rows(SECTION))).toBe(leyla.text);
    expect(Y.encodeStateVector(leyla.doc)).toEqual(Y.encodeStateVector(anar.doc));
    expect(new Set(log.rows(SECTION).map(({ personId }) => personId))).toEqual(new Set(['leyla', 'anar']));
  });

  test('[SY1][SY2] it counts a change as unsaved, and others do not see it, until the commit', async () => {
    const { log, join } = await serveHeld();
    const [leyla, anar] = [join('leyla'), join('anar')];
    await Promise.all([leyla.saved(), anar.saved()]);
    leyla.write('one ');
    const append = await log.nextAppend();
    leyla.write('two ');
    expect([leyla.provider.unsyncedChanges, anar.text]).toEqual([2, '']);
    await append.commit();
    await anar.reads('one ');
    const second = await log.nextAppend();
    await leyla.happened('unsyncedChanges', () => leyla.provider.unsyncedChanges === 1);
    await second.commit();
    await Promise.all([anar.reads('one two '), leyla.saved()]);
    expect(leyla.committed).toEqual([0, 1, 2]);
  });

  test('[SY5] a reader learns that it may only read, and what it writes stays with it', async () => {
    const { log, join } = await serve();
    const [nina, leyla] = [join('nina'), join('leyla')];
    await Promise.all([nina.saved(), leyla.saved()]);
    expect([nina.provider.authorizedScope, leyla.provider.authorizedScope]).toEqual([
      'readonly',
      'read-write',
    ]);
    nina.write('not mine');
    leyla.write('ours');
    await nina.happened('stateless', () => nina.committed.includes(1));
    expect([leyla.text, textOf(log.rows(SECTION)), nina.provider.unsyncedChanges]).toEqual([
      'ours',
      'ours',
      1,
    ]);
  });

  test('[SY7] it is refused in the same words where nothing is and where it may not go', async () => {
    const { listening } = await serve();
    const clients = [listening.join('leyla', 'room/none'), listening.join('stranger', SECTION)];
    const reasons = await Promise.all(clients.map((client) => client.next('authenticationFailed')));
    expect(reasons).toEqual([{ reason: 'permission-denied' }, { reason: 'permission-denied' }]);
    for (const client of clients) expect([client.provider.isAuthenticated, client.text]).toEqual([false, '']);
  });

  test('[SY3] after a broken connection it sends everything again, and nothing is stored twice', async () => {
    const { memory, log, listening, join } = await serveHeld();
    const leyla = join('leyla');
    await leyla.saved();
    leyla.write('before ');
    leyla.doc.getText('content').delete(0, 1);
    const append = await log.nextAppend();
    const gone = leyla.next('disconnect');
    listening.cut();
    await gone;
    leyla.write('offline ');
    await append.commit(); // nobody hears of it
    for (let commits = 0; commits < 2; commits += 1) await (await log.nextAppend()).commit();
    await leyla.saved();
    expect(textOf(memory.rows(SECTION))).toBe('efore offline ');
    const [structs, deletes] = [new Set<string>(), new Set<string>()];
    for (const { update } of memory.rows(SECTION)) {
      const decoded = Y.decodeUpdate(update);
      for (const { id } of decoded.structs) {
        expect(structs.has(`${id.client}:${id.clock}`)).toBe(false);
        structs.add(`${id.client}:${id.clock}`);
      }
      for (const [client, ranges] of decoded.ds.clients) {
        for (const { clock } of ranges) {
          expect(deletes.has(`${client}:${clock}`)).toBe(false);
          deletes.add(`${client}:${clock}`);
        }
      }
    }
    expect([structs.size, deletes.size]).toEqual([2, 1]);
  });

  test('[SY6] when a commit fails it reconnects by itself and saves then', async () => {
    const { memory, log, join } = await serveHeld();
    const [leyla, nina] = [join('leyla'), join('nina')];
    await Promise.all([leyla.saved(), nina.saved()]);
    leyla.write('in the end');
    const gone = leyla.next('close');
    (await log.nextAppend()).fail();
    expect(await gone).toMatchObject({ event: { code: closeCodes.unavailable, reason: 'not stored' } });
    expect(leyla.provider.unsyncedChanges).toBe(1);
    await (await log.nextAppend()).commit();
    await Promise.all([leyla.saved(), nina.reads('in the end')]);
    expect(memory.rows(SECTION)).toHaveLength(1);
  });

  test('[SY8] a decision written to the log by the server appears on the screen', async () => {
    const { log, doorbell, join } = await serve();
    const nina = join('nina');
    await nina.saved();
    doorbell.ring(SECTION, log.write(SECTION, type(new Y.Doc(), 'decided')));
    await nina.reads('decided');
    expect(nina.committed.at(-1)).toBe(1);
  });

  test('[SY12] it sees others under the name the server knows, not the one they claim', async () => {
    const { join } = await serve();
    const [leyla, nina] = [join('leyla'), join('nina')];
    await Promise.all([leyla.saved(), nina.saved()]);
    leyla.provider.setAwarenessField('user', { name: 'Somebody else' });
    const others = () =>
      [...(nina.provider.awareness?.getStates() ?? [])].filter(([id]) => id === leyla.doc.clientID);
    const named = () => others().some(([, state]) => 'user' in state);
    await nina.happened('awarenessUpdate', named);
    expect(others()).toMatchObject([
      [leyla.doc.clientID, { user: { name: 'Leyla Qasımova', organisation: 'Secretariat' } }],
    ]);
    // It keeps its own view of itself.
    expect(leyla.provider.awareness?.getLocalState()).toMatchObject({ user: { name: 'Somebody else' } });
    leyla.destroy();
    await nina.happened('awarenessUpdate', () => others().length === 0);
    expect(others()).toEqual([]);
  });

  test('two documents on one socket keep apart; leaving one lets the hub forget it', async () => {
    const { log, hub, listening, join } = await serve();
    const leyla = join('leyla');
    const second = leyla.open(SECOND);
    const anar = listening.join('anar', SECOND);
    await Promise.all([leyla.saved(), anar.saved()]);
    second.document.getText('content').insert(0, 'only here');
    await anar.reads('only here');
    expect([leyla.text, log.rows(SECTION).length, log.rows(SECOND).length]).toEqual(['', 0, 1]);
    expect(hub.stats()).toMatchObject({ connections: 2, documents: 2, sessions: 3 });
    second.destroy();
    anar.provider.awareness?.setLocalState(null);
    leyla.write('still open');
    await leyla.saved();
    expect(hub.stats()).toMatchObject({ sessions: 2 });
  });

  test('[SY15] a restart loses nothing: a new hub over the same log goes on', async () => {
    const { log, gatekeeper, doorbell, hub, listening, join } = await serve();
    const [leyla, anar] = [join('leyla'), join('anar')];
    await Promise.all([leyla.saved(), anar.saved()]);
    for (let index = 0; index < 20; index += 1) leyla.write(`${index} `);
    const gone = Promise.all([leyla.next('close'), anar.next('close')]);
    listening.hub = openRoom({ log, gatekeeper, doorbell, clock: systemClock }).hub;
    await hub.drain();
    expect(await gone).toMatchObject([{ event: { code: 1012 } }, { event: { code: 1012 } }]);
    anar.write('and more');
    await Promise.all([leyla.saved(), anar.saved()]);
    const text = textOf(log.rows(SECTION));
    await Promise.all([leyla.reads(text), anar.reads(text)]);
    for (let index = 0; index < 20; index += 1) expect(text).toContain(`${index} `);
    expect(text).toContain('and more');
  });

  test('whatever breaks in between, everyone ends with what the log says', async () => {
    const { log, listening, join } = await serve();
    const writers = [join('leyla'), join('anar'), join('leyla')];
    await Promise.all(writers.map((writer) => writer.saved()));
    let random = 20_261_121;
    const below = (limit: number) => {
      random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
      return (random >>> 8) % limit;
    };
    for (let step = 0; step < 300; step += 1) {
      const writer = writers[below(writers.length)];
      const text = writer?.doc.getText('content');
      if (!writer || !text) continue;
      if (step % 60 === 59) listening.cut();
      else if (step % 25 === 24) {
        // The acknowledgement of the next change means that everything before it has been through.
        await writer.saved();
      } else if (below(4) === 0 && text.length > 5) text.delete(below(text.length - 3), 2);
      else text.insert(below(text.length + 1), 'əbc');
    }
    // The provider's own count can reach zero too early after an offline spell, so the log is asked: once
    // everybody has seen their own words in it, it is final; then everybody reads it to the end.
    const logged = () => {
      const doc = new Y.Doc();
      for (const { update } of log.rows(SECTION)) Y.applyUpdate(doc, update);
      return doc;
    };
    const agrees = (writer: StockClient) => whole(writer.doc).join() === whole(logged()).join();
    for (let round = 0; round < 2; round += 1) {
      await Promise.all(writers.map((writer) => writer.happened('stateless', () => agrees(writer))));
    }
    expect(writers.map(agrees)).toEqual([true, true, true]);
    const committed = logged();
    expect(committed.store.pendingStructs).toBeNull();
  });
});
