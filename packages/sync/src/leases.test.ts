import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { closeCodes } from './close-codes.js';
import { createMemoryLeases } from './memory-leases.js';
import type { Leases } from './ports.js';
import { openPlainRoom, openRoom, SECTION, textOf, type, whole } from './room.fixture.js';
import { createMemoryLog } from './testing/memory-log.js';
import type { WireClient } from './wire-client.fixture.js';

const isStatus = (frame: { kind: string }) => frame.kind === 'status';
const isUpdate = (frame: { kind: string }) => frame.kind === 'update';
const isClosed = (frame: { kind: string }) => frame.kind === 'closed';
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** One struct of garbage that claims these clocks of a client: a dozen bytes that make Yjs drop what comes there. */
function claim(clientId: number, clock: number, length: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, 1, clientId, clock, 0, length, 0]) encoding.writeVarUint(encoder, number);
  });
}

const here = (client: WireClient) => client.presence(SECTION, [{ clientId: client.doc.clientID, state: {} }]);

const presences = (client: WireClient) =>
  client.heard.flatMap((frame) => (frame.kind === 'presence' ? frame.states : []));

describe('who may write under a client id', () => {
  test.each(['presence', 'an update'])(
    '[SY18] a frame that claims a colleague’s clocks, known from %s, is refused; the colleague loses nothing',
    async (seenIn) => {
      const { log, enter } = openPlainRoom();
      const [leyla, anar, nina] = [await enter('leyla'), await enter('anar'), await enter('nina')];
      if (seenIn === 'presence') here(leyla);
      else leyla.update(SECTION, type(leyla.doc, 'First. '));
      await turn();
      const from = Y.getState(leyla.doc.store, leyla.doc.clientID);
      const attack = claim(leyla.doc.clientID, from, 1000);
      expect(attack.length).toBeLessThanOrEqual(16);
      anar.update(SECTION, attack);
      expect(await anar.next(isClosed)).toMatchObject({ code: closeCodes.taken });
      expect(anar.statuses).toEqual([false]);
      leyla.update(SECTION, type(leyla.doc, 'Mine.'));
      await leyla.next(isStatus);
      await turn();
      expect(leyla.statuses.every(Boolean)).toBe(true);
      expect(textOf(log.rows(SECTION))).toBe(leyla.text);
      expect(nina.text).toBe(leyla.text);
      expect(log.rows(SECTION).every(({ personId }) => personId === 'leyla')).toBe(true);
    },
  );

  test('[SY18] one foreign struct in a frame refuses the whole frame', async () => {
    const { log, enter } = openPlainRoom();
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    here(leyla);
    await turn();
    const mixed = Y.mergeUpdates([type(anar.doc, 'honest'), claim(leyla.doc.clientID, 0, 9)]);
    anar.update(SECTION, mixed);
    expect(await anar.next(isClosed)).toMatchObject({ code: closeCodes.taken });
    expect(log.rows(SECTION)).toEqual([]);
  });

  test('[SY18] others’ committed structs may be sent again by anyone, also before this node has read them', async () => {
    const { log, enter } = openPlainRoom();
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    leyla.update(SECTION, type(leyla.doc, 'Shared. '));
    await anar.next(isUpdate);
    anar.step2(SECTION, whole(anar.doc));
    expect(await anar.next(isStatus)).toMatchObject({ accepted: true });
    // Committed on another node, by Leyla and by the server; the ring is still on its way here.
    log.write(SECTION, type(leyla.doc, 'Elsewhere. '), 'leyla');
    const decision = new Y.Doc();
    Y.applyUpdate(decision, whole(leyla.doc));
    log.write(SECTION, type(decision, 'Decided. '));
    Y.applyUpdate(anar.doc, whole(decision));
    type(anar.doc, 'And mine.');
    anar.step2(SECTION, whole(anar.doc));
    expect(await anar.next(isStatus)).toMatchObject({ accepted: true });
    expect(textOf(log.rows(SECTION))).toBe('Shared. Elsewhere. Decided. And mine.');
    expect(Y.decodeUpdate(log.rows(SECTION)[3]?.update ?? new Uint8Array()).structs).toHaveLength(1);
    // The echo gave Anar nothing: Leyla goes on under her id.
    leyla.update(SECTION, type(leyla.doc, 'Mine still.'));
    expect(await leyla.next(isStatus)).toMatchObject({ accepted: true });
  });

  test('[SY18] a person may hold many ids, over tabs and spells without a network, and on every node', async () => {
    const leases = createMemoryLeases();
    const log = createMemoryLog();
    const [one, two] = [openRoom({ log, leases }), openRoom({ log, leases })];
    const offline = new Y.Doc();
    const tab = new Y.Doc();
    type(tab, 'From an earlier tab. ');
    Y.applyUpdate(offline, whole(tab));
    type(offline, 'From this one.');
    const leyla = await one.enter('leyla');
    leyla.step2(SECTION, whole(offline));
    expect(await leyla.next(isStatus)).toMatchObject({ accepted: true });
    const again = await two.enter('leyla');
    again.update(SECTION, type(offline, ' More.'));
    expect(await again.next(isStatus)).toMatchObject({ accepted: true });
    const anar = await two.enter('anar');
    anar.update(SECTION, claim(tab.clientID, Y.getState(tab.store, tab.clientID), 5));
    expect(await anar.next(isClosed)).toMatchObject({ code: closeCodes.taken });
    expect(textOf(log.rows(SECTION))).toBe('From an earlier tab. From this one. More.');
  });

  test('[SY18] the id is leased before anybody hears of it, and nobody is present under another’s', async () => {
    const asked = Promise.withResolvers<void>();
    const memory = createMemoryLeases();
    const leases: Leases = {
      ...memory,
      lease: async (...given) => {
        await asked.promise;
        return memory.lease(...given);
      },
    };
    const { enter, clock } = openPlainRoom({ leases });
    const [leyla, anar, nina] = [await enter('leyla'), await enter('anar'), await enter('nina')];
    here(leyla);
    anar.presence(SECTION, [{ clientId: leyla.doc.clientID, state: {} }]);
    await turn();
    expect(presences(nina)).toEqual([]);
    asked.resolve();
    await turn();
    clock.advance(1000);
    expect(presences(nina)).toMatchObject([
      { clientId: leyla.doc.clientID, state: { user: { name: 'Leyla Qasımova' } } },
    ]);
  });

  test('[SY18] whoever goes while it is being asked whose the id is, does not appear any more', async () => {
    const asked = Promise.withResolvers<{ personId: string }>();
    const { enter } = openPlainRoom({ leases: { ...createMemoryLeases(), lease: () => asked.promise } });
    const [leyla, nina] = [await enter('leyla'), await enter('nina')];
    here(leyla);
    leyla.hangUp();
    asked.resolve({ personId: 'leyla' });
    await turn();
    expect(presences(nina)).toEqual([]);
  });

  test('[SY18] who has no right to write claims nothing by trying', async () => {
    const { enter, log } = openPlainRoom();
    const [nina, leyla] = [await enter('nina'), await enter('leyla')];
    nina.update(SECTION, claim(leyla.doc.clientID, 0, 9));
    expect(await nina.next(isStatus)).toMatchObject({ accepted: false });
    leyla.update(SECTION, type(leyla.doc, 'mine'));
    expect(await leyla.next(isStatus)).toMatchObject({ accepted: true });
    expect(textOf(log.rows(SECTION))).toBe('mine');
  });

  test('[SY18] a program without a person holds no id, but may delete', async () => {
    const { enter, gatekeeper, log } = openPlainRoom();
    gatekeeper.people.set('robot', {
      actor: { personId: null, name: 'robot', organisation: 'Secretariat' },
      write: true,
    });
    const leyla = await enter('leyla');
    leyla.update(SECTION, type(leyla.doc, 'too much'));
    await leyla.next(isStatus);
    const robot = await enter('robot');
    robot.doc.getText('content').delete(3, 5);
    robot.step2(SECTION, whole(robot.doc));
    expect(await robot.next(isStatus)).toMatchObject({ accepted: true });
    expect(textOf(log.rows(SECTION))).toBe('too');
    here(robot);
    await turn();
    expect(presences(leyla)).toEqual([]);
    robot.update(SECTION, type(robot.doc, 'x'));
    expect(await robot.next(isClosed)).toMatchObject({ code: closeCodes.taken });
  });

  test('[SY18] when it can not be asked, nothing is stored or answered, and others go on', async () => {
    const memory = createMemoryLeases();
    const { enter, log } = openPlainRoom({
      leases: {
        ...memory,
        lease: async (name, clientId, personId) => {
          if (personId === 'leyla') throw new Error('the database is away');
          return memory.lease(name, clientId, personId);
        },
      },
    });
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    leyla.update(SECTION, type(leyla.doc, 'x'));
    expect(await leyla.next(isClosed)).toMatchObject({ code: closeCodes.unavailable });
    expect([leyla.statuses, log.rows(SECTION)]).toEqual([[], []]);
    anar.update(SECTION, type(anar.doc, 'on'));
    expect(await anar.next(isStatus)).toMatchObject({ accepted: true });
  });

  const tabsOf = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const tab = new Y.Doc();
      tab.clientID = 501 + index;
      type(tab, 'x');
      return whole(tab);
    });
  const refusalsOf = (client: WireClient) =>
    client.heard.flatMap((frame) => (frame.kind === 'refusal' ? [frame.code] : []));

  test('[SY28] a frame of more new ids than one may bring is refused, but each try brings it nearer', async () => {
    const { enter, log } = openPlainRoom({ limits: { newIdsPerFrame: 3 } });
    const leyla = await enter('leyla');
    const all = Y.mergeUpdates(tabsOf(4));
    leyla.step2(SECTION, all);
    expect(await leyla.next(isClosed)).toMatchObject({ code: closeCodes.tooMuch });
    expect([refusalsOf(leyla), log.rows(SECTION)]).toEqual([['ids'], []]);
    const again = await enter('leyla');
    again.step2(SECTION, all);
    expect(await again.next(isStatus)).toMatchObject({ accepted: true });
  });

  test('[SY28] a person is given ids at a rate, over documents and sockets; others are not held up', async () => {
    const other = 'section/velmora-5/en';
    const { enter, clock, log } = openPlainRoom({ limits: { newIdsSaved: 3, newIdsPerHour: 2 } });
    const [leyla, elsewhere, anar] = [await enter('leyla'), await enter('leyla', other), await enter('anar')];
    const [first, second, third, fourth] = tabsOf(4);
    leyla.step2(SECTION, Y.mergeUpdates([first ?? new Uint8Array(), second ?? new Uint8Array()]));
    elsewhere.step2(other, third ?? new Uint8Array());
    await Promise.all([leyla.next(isStatus), elsewhere.next(isStatus)]);
    leyla.step2(SECTION, fourth ?? new Uint8Array());
    anar.update(SECTION, type(anar.doc, 'mine'));
    expect(await leyla.next(isClosed)).toMatchObject({ code: closeCodes.tooMuch });
    expect([leyla.statuses, elsewhere.statuses, refusalsOf(leyla)]).toEqual([[true, false], [true], ['ids']]);
    expect(await anar.next(isStatus)).toMatchObject({ accepted: true });
    // Whose the id is was not decided: half an hour later it can be hers.
    clock.advance(30 * 60_000);
    const again = await enter('leyla');
    again.step2(SECTION, fourth ?? new Uint8Array());
    expect(await again.next(isStatus)).toMatchObject({ accepted: true });
    expect(log.rows(SECTION)).toHaveLength(3);
  });

  test('[SY28] presence under ever new ids stops being shown', async () => {
    const { enter, clock } = openPlainRoom({ limits: { newIdsSaved: 2, newIdsPerHour: 0 } });
    const nina = await enter('nina');
    for (const clientId of [701, 702, 703]) {
      const leyla = await enter('leyla');
      leyla.presence(SECTION, [{ clientId, state: {} }]);
      await turn();
    }
    clock.advance(1000);
    expect(presences(nina).map(({ clientId }) => clientId)).toEqual([701, 702]);
  });

  test('[SY28] a document takes a bounded number of clients', async () => {
    const { enter } = openPlainRoom({ limits: { clientsPerDocument: 2 } });
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    leyla.step2(SECTION, Y.mergeUpdates(tabsOf(2)));
    expect(await leyla.next(isStatus)).toMatchObject({ accepted: true });
    anar.update(SECTION, type(anar.doc, 'one more'));
    await anar.next(isStatus);
    expect([anar.statuses, refusalsOf(anar)]).toEqual([[false], ['full']]);
  });
});
