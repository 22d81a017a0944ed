import { describe, expect, test } from 'vitest';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { closeCodes } from './close-codes.js';
import { createHub } from './hub.js';
import { openPlainRoom, openRoom, people, SECTION, textOf, type, whole } from './room.fixture.js';
import { holdAppends } from './testing/held-log.js';
import { createMemoryLog } from './testing/memory-log.js';
import { framed, presenceFrame, syncFrame, type Heard } from './wire-client.fixture.js';

const kind = (wanted: Heard['kind']) => (frame: Heard) => frame.kind === wanted;
const SECOND = 'section/velmora-5/en';
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('being let in', () => {
  test('[SY7] a document that is not there and one that is not theirs get the same answer', async () => {
    const { gatekeeper, dial } = openPlainRoom();
    const answers = [];
    for (const [name, token] of [
      ['room/none', 'leyla'],
      ['nowhere', 'leyla'],
      [SECTION, 'stranger'],
      [`${SECTION}\0session`, 'leyla'],
    ] as const) {
      const client = dial(token);
      client.authenticate(name, token);
      client.step1(name);
      client.update(name, type(new Y.Doc(), 'x'));
      const denied = await client.next(kind('denied'));
      answers.push({ ...denied, document: '', heard: client.heard.length, closed: client.closed });
    }
    const [first] = answers;
    expect(first).toEqual({
      kind: 'denied',
      document: '',
      reason: 'permission-denied',
      heard: 1,
      closed: null,
    });
    for (const answer of answers) expect(answer).toEqual(first);
    expect(gatekeeper.people).toEqual(people());
  });

  test('frames sent before the answer to the token are handled in order once it is there', async () => {
    const { log, dial } = openPlainRoom();
    const leyla = dial('leyla');
    leyla.update(SECTION, type(leyla.doc, 'even ')); // typed while the token was being fetched
    leyla.authenticate(SECTION, 'leyla');
    leyla.step1(SECTION);
    leyla.update(SECTION, type(leyla.doc, 'before'));
    await leyla.next(kind('status'));
    await leyla.next(kind('status'));
    expect(leyla.heard[0]).toMatchObject({ kind: 'authenticated', scope: 'read-write' });
    expect([leyla.statuses, textOf(log.rows(SECTION))]).toEqual([[true, true], 'even before']);
  });

  test('one socket carries many documents, each with its own right', async () => {
    const { gatekeeper, enter, dial } = openPlainRoom();
    const nina = await enter('nina');
    expect(nina.heard[0]).toMatchObject({ kind: 'authenticated', document: SECTION, scope: 'readonly' });
    gatekeeper.people.set('nina at work', {
      actor: { personId: 'nina', name: 'N', organisation: 'O' },
      write: true,
    });
    await nina.open(SECOND, 'nina at work');
    const other = await enter('leyla', SECOND);
    other.update(SECOND, type(other.doc, 'second'));
    await nina.next(kind('update'));
    expect(nina.heard.filter(kind('update'))).toMatchObject([{ document: SECOND }]);
    expect(dial('leyla').heard).toEqual([]);
  });

  test('a refusal can be followed by a better token, an open document by a worse one', async () => {
    const { gatekeeper, dial } = openPlainRoom();
    const client = dial('leyla');
    client.authenticate(SECTION, 'expired');
    await client.next(kind('denied'));
    await client.open(SECTION, 'leyla');
    client.update(SECTION, type(client.doc, 'x'));
    expect(await client.next(kind('status'))).toMatchObject({ accepted: true });
    gatekeeper.people.clear();
    client.authenticate(SECTION, 'leyla');
    await client.next(kind('denied'));
    client.update(SECTION, type(client.doc, 'y'));
    await turn();
    expect([client.statuses, client.closed]).toEqual([[true], null]);
  });

  test('while an open document is asked about again, its reader misses nothing', async () => {
    const { gatekeeper, enter } = openPlainRoom();
    const [nina, leyla] = [await enter('nina'), await enter('leyla')];
    const asking = Promise.withResolvers<void>();
    const { open } = gatekeeper;
    gatekeeper.open = async (name, token, connection) => {
      await asking.promise;
      return open.call(gatekeeper, name, token, connection);
    };
    nina.authenticate(SECTION, 'nina');
    leyla.update(SECTION, type(leyla.doc, 'meanwhile'));
    await nina.next(kind('update'));
    asking.resolve();
    await nina.next(kind('authenticated'));
    expect(nina.text).toBe('meanwhile');
  });

  test('leaving and coming back at once is two visits; what the first one wrote is kept', async () => {
    const { log, dial } = openPlainRoom();
    const client = dial('leyla');
    client.authenticate(SECTION, 'leyla');
    client.step1(SECTION);
    client.update(SECTION, type(client.doc, 'first visit'));
    client.leave(SECTION);
    client.authenticate(SECTION, 'leyla');
    client.step1(SECTION, Uint8Array.of(0));
    client.step2(SECTION, whole(new Y.Doc()));
    await client.next(kind('status'));
    await turn();
    // One answer only: the first visit's frame has nobody left to be answered.
    expect(client.statuses).toEqual([true]);
    expect(textOf(log.rows(SECTION))).toBe('first visit');
  });

  test('a gatekeeper that fails closes the socket, so that the client tries again', async () => {
    const { gatekeeper, dial, logger } = openPlainRoom();
    gatekeeper.open = () => {
      throw new Error('no database');
    };
    const client = dial('leyla');
    client.authenticate(SECTION, 'leyla');
    expect(await client.next(kind('closed'))).toMatchObject({ code: closeCodes.unavailable });
    expect(client.count(kind('denied'))).toBe(0);
    expect(logger.records).toHaveLength(1);
  });

  test.each(['at once', 'later'])(
    'a log that fails %s on loading closes the socket and is asked anew',
    async (when) => {
      const { log, dial, enter, hub } = openPlainRoom();
      const { load } = log;
      log.load =
        when === 'at once'
          ? () => {
              throw new Error('no database');
            }
          : async () => {
              throw new Error('no database');
            };
      const client = dial('leyla');
      client.authenticate(SECTION, 'leyla');
      expect(await client.next(kind('closed'))).toMatchObject({ code: closeCodes.unavailable });
      expect(hub.stats()).toEqual({
        connections: 0,
        documents: 0,
        structured: 0,
        sessions: 0,
        queuedUpdates: 0,
      });
      log.load = load;
      expect((await enter('leyla')).closed).toBeNull();
    },
  );
});

describe('bounds', () => {
  const flood = 40;

  test('[SY13] a socket that opens nothing in time is closed; one that did is not', async () => {
    const { clock, dial, enter } = openPlainRoom();
    const [idle, nina] = [dial('nobody'), await enter('nina')];
    const refused = dial('stranger');
    refused.authenticate(SECTION, 'stranger');
    await refused.next(kind('denied'));
    clock.advance(10_000);
    expect([idle.closed, refused.closed]).toMatchObject([{ code: 4401 }, { code: 4401 }]);
    expect(nina.closed).toBeNull();
  });

  test('[SY13] a silent socket is pinged and given up; one that answers is kept', async () => {
    const { clock, enter } = openPlainRoom();
    const [silent, alive] = [await enter('nina'), await enter('leyla')];
    for (let round = 0; round < 5; round += 1) {
      clock.advance(15_000);
      alive.say(Uint8Array.of(10)); // pong
    }
    expect(silent.count(kind('ping'))).toBe(3);
    expect([silent.closed, alive.closed]).toMatchObject([{ code: closeCodes.silent }, null]);
  });

  test('a ping from the client gets a pong', async () => {
    const nina = await openPlainRoom().enter('nina');
    nina.say(Uint8Array.of(9));
    expect(nina.heard.at(-1)).toEqual({ kind: 'pong' });
  });

  test('[SY13] more documents than a socket may hold are refused, the open ones stay', async () => {
    const { dial } = openPlainRoom({ limits: { documentsPerSocket: 3 } });
    const client = dial('leyla');
    for (let index = 0; index < 5; index += 1) client.authenticate(`section/${index}/en`, 'leyla');
    await turn();
    expect([client.count(kind('authenticated')), client.count(kind('denied'))]).toEqual([3, 2]);
    client.leave('section/0/en');
    client.authenticate('section/4/en', 'leyla');
    await turn();
    expect([client.count(kind('authenticated')), client.closed]).toEqual([4, null]);
  });

  test('[SY13] someone who tries name after name is closed', async () => {
    const { dial } = openPlainRoom({ limits: { refusalsPerSocket: 5 } });
    const client = dial('stranger');
    for (let index = 0; index < flood; index += 1) client.authenticate(`section/${index}/en`, 'stranger');
    expect(await client.next(kind('closed'))).toMatchObject({ code: closeCodes.tooMuch });
    expect(client.count(kind('denied'))).toBeLessThanOrEqual(5);
  });

  test('[SY13] tokens sent in a row lead to one question at a time', async () => {
    const { gatekeeper, dial } = openPlainRoom();
    let asking = 0;
    let most = 0;
    const { open } = gatekeeper;
    gatekeeper.open = async (name, token, connection) => {
      asking += 1;
      most = Math.max(most, asking);
      await turn();
      asking -= 1;
      return open.call(gatekeeper, name, token, connection);
    };
    const client = dial('leyla');
    for (let index = 0; index < flood; index += 1) client.authenticate(SECTION, 'leyla');
    await client.next(kind('authenticated'));
    await client.next(kind('authenticated'));
    expect([most, client.count(kind('authenticated'))]).toEqual([1, 2]);
  });

  test('[SY13] what is sent before being let in, or faster than it can be committed, is bounded', async () => {
    const { enter, dial } = openRoom({
      log: holdAppends(createMemoryLog()),
      limits: { heldBytes: 500, unacknowledgedBytes: 500 },
    });
    const [outside, inside] = [dial('leyla'), await enter('anar')];
    for (let index = 0; index < flood; index += 1) {
      if (!outside.closed) outside.update(SECTION, type(outside.doc, 'words '));
      if (!inside.closed) inside.update(SECTION, type(inside.doc, 'words '));
    }
    expect([outside.closed, inside.closed]).toMatchObject([
      { code: closeCodes.tooMuch },
      { code: closeCodes.tooMuch },
    ]);
  });

  test('[SY13] a reader that does not keep up is closed and holds nobody up', async () => {
    const { enter } = openPlainRoom({ limits: { queuedBytes: 1000 } });
    const [slow, leyla, anar] = [await enter('nina'), await enter('leyla'), await enter('anar')];
    slow.bufferedAmount = 1001;
    leyla.update(SECTION, type(leyla.doc, 'on we go'));
    await anar.next(kind('update'));
    expect([slow.closed, anar.text]).toMatchObject([{ code: closeCodes.slow }, 'on we go']);
  });

  test('[SY13] a frame over the limit closes the socket', async () => {
    const { enter } = openPlainRoom({ limits: { frameBytes: 1000 } });
    const leyla = await enter('leyla');
    leyla.update(SECTION, type(leyla.doc, 'x'.repeat(2000)));
    expect(leyla.closed).toMatchObject({ code: closeCodes.tooBig });
  });
});

describe('malformed frames', () => {
  const sync = (type: number, payload: number[]) => syncFrame(SECTION, type, Uint8Array.from(payload));

  test.each<[string, Uint8Array, boolean]>([
    ['text', Uint8Array.of(9), false],
    ['nothing', new Uint8Array(), true],
    ['a name that ends too early', Uint8Array.of(200, 1, 65), true],
    ['a type nobody knows', framed(SECTION, 4, () => {}), true],
    ['a sync message nobody knows', sync(3, [0, 0]), true],
    ['an update that says more than it holds', sync(2, [1, 5, 1]), true],
    ['an update with something behind it', Uint8Array.from([...sync(2, [0, 0]), 1]), true],
    ['a state vector that lies', sync(0, [9, 1, 1]), true],
    ['a token from the wrong side', framed(SECTION, 2, (encoder) => encoding.writeVarUint(encoder, 2)), true],
    ['presence that is not JSON', presenceFrame(SECTION, [[7, '{']]), true],
    ['presence that is too deep', presenceFrame(SECTION, [[7, '['.repeat(500)]]), true],
    ['presence that is too large', presenceFrame(SECTION, [[7, JSON.stringify('x'.repeat(3000))]]), true],
  ])('[SY10] %s: the socket is closed with the fault, others go on', async (_, frame, isBinary) => {
    const { enter, log, logger } = openPlainRoom();
    const [attacker, leyla] = [await enter('anar'), await enter('leyla')];
    attacker.say(frame, isBinary);
    expect(attacker.closed).toMatchObject({ code: closeCodes.malformed });
    attacker.say(sync(2, [0, 0])); // what comes after it is not read
    leyla.update(SECTION, type(leyla.doc, 'on we go'));
    await leyla.next(kind('status'));
    expect([attacker.statuses, textOf(log.rows(SECTION)), logger.records]).toEqual([[], 'on we go', []]);
  });

  test('[SY10] a malformed frame that was held back closes the socket once it is read', async () => {
    const { dial } = openPlainRoom();
    const client = dial('leyla');
    client.update(SECTION, Uint8Array.of(1, 5, 1));
    client.authenticate(SECTION, 'leyla');
    expect(await client.next(kind('closed'))).toMatchObject({ code: closeCodes.malformed });
  });
});

describe('ending', () => {
  test('[SY14] a document is forgotten when its last reader leaves, and only then', async () => {
    const { hub, enter, log } = openPlainRoom();
    const [leyla, nina] = [await enter('leyla'), await enter('nina')];
    leyla.update(SECTION, type(leyla.doc, 'kept'));
    await nina.next(kind('update'));
    await turn();
    leyla.leave(SECTION);
    expect(hub.stats()).toEqual({
      connections: 2,
      documents: 1,
      structured: 1,
      sessions: 1,
      queuedUpdates: 0,
    });
    nina.hangUp();
    expect(hub.stats()).toEqual({
      connections: 1,
      documents: 0,
      structured: 0,
      sessions: 0,
      queuedUpdates: 0,
    });
    expect((await enter('nina')).text).toBe('kept');
    expect(log.rows(SECTION)).toHaveLength(1);
  });

  test('[SY14] no timer is left when nobody is there', async () => {
    const { clock, enter } = openPlainRoom();
    const [leyla, nina] = [await enter('leyla'), await enter('nina')];
    for (const state of [{}, { cursor: null }]) leyla.presence(SECTION, [{ clientId: 7, state }]);
    expect(clock.timers).toBeGreaterThan(0);
    leyla.hangUp();
    nina.leave(SECTION);
    nina.hangUp();
    expect(clock.timers).toBe(0);
  });

  test('[SY15] draining answers what was read, reads no more, and closes with 1012', async () => {
    const memory = createMemoryLog();
    const log = holdAppends(memory);
    const { hub, enter, dial } = openRoom({ log });
    const [leyla, nina] = [await enter('leyla'), await enter('nina')];
    for (const words of ['one ', 'two ']) leyla.update(SECTION, type(leyla.doc, words));
    const append = await log.nextAppend();
    const drained = hub.drain();
    leyla.update(SECTION, type(leyla.doc, 'too late'));
    expect([leyla.closed, nina.closed]).toEqual([null, null]);
    await append.commit();
    await (await log.nextAppend()).commit();
    await drained;
    expect([leyla.statuses, nina.text]).toEqual([[true, true], 'one two ']);
    expect([leyla.closed, nina.closed]).toMatchObject([{ code: 1012 }, { code: 1012 }]);
    expect(textOf(memory.rows(SECTION))).toBe('one two ');
    expect(dial('leyla').closed).toMatchObject({ code: 1012 });
    expect(hub.stats()).toEqual({
      connections: 0,
      documents: 0,
      structured: 0,
      sessions: 0,
      queuedUpdates: 0,
    });
  });

  test('[SY5] sockets are closed by who they belong to or what they have open', async () => {
    const { hub, enter } = openPlainRoom();
    const [leyla, nina, elsewhere] = [await enter('leyla'), await enter('nina'), await enter('anar', SECOND)];
    expect(hub.closeConnections((who) => who === 'leyla', closeCodes.revoked, 'signed out')).toBe(1);
    expect(leyla.closed).toEqual({ code: 4403, reason: 'signed out' });
    expect(hub.closeConnections((_, names) => names.includes(SECOND), closeCodes.revoked, 'frozen')).toBe(1);
    expect([nina.closed, elsewhere.closed?.reason]).toEqual([null, 'frozen']);
  });

  test('commits are announced to the doorbell and to the server, whose failure harms nobody', async () => {
    const announced: [string, number][] = [];
    const { doorbell, enter, logger } = openPlainRoom({
      onCommitted: (name, seq) => {
        announced.push([name, seq]);
        throw new Error('projection is broken');
      },
    });
    const rung: number[] = [];
    doorbell.onRing((_, seq) => rung.push(seq));
    const leyla = await enter('leyla');
    for (const words of ['a', 'b']) {
      leyla.update(SECTION, type(leyla.doc, words));
      await leyla.next(kind('status'));
    }
    expect([announced, rung, leyla.statuses]).toEqual([
      [
        [SECTION, 1],
        [SECTION, 2],
      ],
      [1, 2],
      [true, true],
    ]);
    expect(logger.records).toHaveLength(2);
  });

  test('a hub without a logger is silent', async () => {
    const { gatekeeper, doorbell, clock } = openPlainRoom();
    const log = createMemoryLog();
    log.load = async () => {
      throw new Error('no database');
    };
    const hub = createHub({ log, gatekeeper, doorbell, clock });
    await expect(hub.drain()).resolves.toBeUndefined();
  });
});
