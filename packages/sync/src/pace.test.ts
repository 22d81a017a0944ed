import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { closeCodes } from './close-codes.js';
import { Connection } from './connection.js';
import { defaultLimits } from './limits.js';
import { ManualClock } from './manual-clock.fixture.js';
import { Pace } from './pace.js';
import { openPlainRoom, SECTION, textOf, type, whole } from './room.fixture.js';
import type { WireClient } from './wire-client.fixture.js';

const isStatus = (frame: { kind: string }) => frame.kind === 'status';

describe('how fast a person may send', () => {
  const limits = { framesPerSecond: 10, bytesPerSecond: 10_000, burstSeconds: 2 };
  const ping = Uint8Array.of(9);

  function pings(client: WireClient): number {
    let sent = 0;
    for (; !client.closed && sent < 1000; sent += 1) client.say(ping);
    return sent;
  }

  test('[SY21] who floods is closed, others go on', async () => {
    const { enter } = openPlainRoom({ limits });
    const [anar, leyla] = [await enter('anar'), await enter('leyla')];
    expect(pings(anar)).toBeLessThanOrEqual(21);
    expect(anar.closed).toMatchObject({ code: closeCodes.tooMuch, reason: 'too fast' });
    leyla.update(SECTION, type(leyla.doc, 'on we go'));
    expect(await leyla.next(isStatus)).toMatchObject({ accepted: true });
  });

  test('[SY21] another socket of the same person helps nothing, a pause does', async () => {
    const { enter, clock } = openPlainRoom({ limits });
    const [one, two] = [await enter('anar'), await enter('anar')];
    pings(one);
    two.say(ping);
    expect(two.closed).toMatchObject({ code: closeCodes.tooMuch });
    clock.advance(1000);
    const three = await enter('anar');
    expect([pings(three) > 5, three.closed?.code]).toEqual([true, closeCodes.tooMuch]);
  });

  test('[SY21] large frames count by their bytes', async () => {
    const { enter } = openPlainRoom({ limits });
    const anar = await enter('anar');
    for (let index = 0; index < 3 && !anar.closed; index += 1) {
      anar.update(SECTION, type(anar.doc, 'x'.repeat(9000)));
    }
    expect(anar.closed).toMatchObject({ code: closeCodes.tooMuch, reason: 'too fast' });
  });

  test('[SY21] before anybody knows who it is, a socket counts for itself', () => {
    const { dial } = openPlainRoom({ limits });
    const [one, two] = [dial('anar'), dial('anar')];
    expect(pings(one)).toBe(21);
    expect(pings(two)).toBe(21);
  });

  test('[SY14][SY21] a socket that has gone is forgotten at once, and so is one whose person is known', async () => {
    const clock = new ManualClock();
    const pace = new Pace(clock, defaultLimits);
    const told = new Map<string, (...given: never[]) => void>();
    const socket = {
      bufferedAmount: 0,
      send: () => {},
      close: () => {},
      on: (event: string, listener: (...given: never[]) => void) => void told.set(event, listener),
    };
    const open = () =>
      new Connection({
        socket,
        context: 'anar',
        pace,
        clock,
        limits: defaultLimits,
        logger: { warn() {}, error() {} },
        documentMajor: 1,
        gatekeeper: {
          open: async () => ({ actor: { personId: 'anar', name: 'Anar', organisation: 'AST' }, write: true }),
          mayWrite: async () => true,
        },
        documentOf: () => {
          throw new Error('No document is opened here');
        },
        onClosed: () => {},
      });
    const say = () => told.get('message')?.(ping as never, true as never);
    open();
    say();
    expect(pace.known).toBe(1);
    told.get('close')?.();
    expect(pace.known).toBe(0);
    const known = open();
    say();
    await known.ask(SECTION, 'token');
    expect(pace.known).toBe(0);
  });

  test('[SY21] those who have been quiet are forgotten; nobody gains by it', () => {
    const clock = new ManualClock();
    const pace = new Pace(clock, { ...defaultLimits, ...limits });
    for (let frame = 0; frame < 20; frame += 1) expect(pace.take('anar', 1000)).toBe(true);
    clock.advance(1900);
    pace.sweep();
    expect([pace.known, pace.take('anar', 20_000)]).toEqual([1, false]);
    clock.advance(2000);
    pace.sweep();
    expect(pace.known).toBe(0);
    expect(pace.take('anar', 20_000)).toBe(true);
  });
});

describe('how large a document may become', () => {
  const limits = { stateBytes: 2000 };

  test('[SY22] what does not fit is refused and the socket stays; deleting makes room again', async () => {
    const { enter, log, clock } = openPlainRoom({ limits });
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    leyla.update(SECTION, type(leyla.doc, 'x'.repeat(1500)));
    await leyla.next(isStatus);
    anar.update(SECTION, type(anar.doc, 'y'.repeat(1500)));
    expect(await anar.next(isStatus)).toMatchObject({ accepted: false });
    expect([anar.closed, textOf(log.rows(SECTION)).length]).toEqual([null, 1500]);
    const deletion = Promise.withResolvers<Uint8Array>();
    leyla.doc.once('update', deletion.resolve);
    leyla.doc.getText('content').delete(0, 1400);
    leyla.update(SECTION, await deletion.promise);
    expect(await leyla.next(isStatus)).toMatchObject({ accepted: true });
    clock.advance(5000);
    anar.step2(SECTION, whole(anar.doc));
    expect(await anar.next(isStatus)).toMatchObject({ accepted: true });
    expect(textOf(log.rows(SECTION))).toHaveLength(1600);
  });

  test('[SY22] a long history is no reason to refuse, a batch counts as a whole', async () => {
    const { enter, log } = openPlainRoom({ limits });
    const author = new Y.Doc();
    for (let row = 0; row < 100; row += 1) log.write(SECTION, type(author, 'x')); // far over 2000 bytes as rows
    const leyla = await enter('leyla');
    for (const letter of 'abc') leyla.update(SECTION, type(leyla.doc, letter.repeat(700)));
    for (let answers = 0; answers < 3; answers += 1) await leyla.next(isStatus);
    expect(leyla.statuses).toEqual([true, true, false]);
    expect(textOf(log.rows(SECTION))).toHaveLength(1500);
  });
});
