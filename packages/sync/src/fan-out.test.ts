import { describe, expect, test } from 'vitest';
import { FanOut } from './fan-out.js';
import { defaultLimits } from './limits.js';
import { ManualClock } from './manual-clock.fixture.js';
import { Outgoing } from './outgoing.js';
import { openPlainRoom, openRoom, SECTION, textOf, type } from './room.fixture.js';
import { createMemoryLog } from './testing/memory-log.js';
import type { WireClient } from './wire-client.fixture.js';

const isStatus = (frame: { kind: string }) => frame.kind === 'status';
const isUpdate = (frame: { kind: string }) => frame.kind === 'update';
const isCommitted = (frame: { kind: string }) => frame.kind === 'committed';
const audience = 40;

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function openHall() {
  const log = createMemoryLog();
  let appended = 0;
  const room = openRoom({
    log: {
      ...log,
      async append(name, batch) {
        appended += 1;
        return log.append(name, batch);
      },
    },
  });
  const leyla = await room.enter('leyla');
  const anar = await room.enter('anar');
  const listeners: WireClient[] = [];
  while (listeners.length < audience) listeners.push(await room.enter('nina'));
  const [listener] = listeners;
  if (!listener) throw new Error('nobody listens');

  /** Everything that waits for nothing but its turn has happened when it resolves. */
  async function send(writer: WireClient, words: string): Promise<void> {
    writer.update(SECTION, type(writer.doc, words));
    await turn();
  }

  async function write(writer: WireClient, words: string): Promise<void> {
    await send(writer, words);
    expect(await writer.next(isStatus)).toMatchObject({ accepted: true });
  }

  return { ...room, log, leyla, anar, listeners, listener, send, write, appends: () => appended };
}

describe('telling a large audience', () => {
  test('[SY20] the first words after a pause leave at once, what follows closely in one commit and one frame', async () => {
    const { leyla, anar, listeners, listener, send, write, clock, log, appends } = await openHall();
    await write(leyla, 'one ');
    expect(listener.text).toBe('one ');
    for (const words of ['two ', 'three ']) await send(leyla, words);
    await send(anar, 'and Anar ');
    // Nobody but the authors could notice an earlier commit.
    expect([leyla.statuses, anar.statuses, listener.count(isUpdate)]).toEqual([[true], [], 1]);
    clock.advance(8);
    await turn();
    // Merging merges no answers.
    expect([leyla.statuses, anar.statuses]).toEqual([[true, true, true], [true]]);
    for (const each of [...listeners, leyla, anar]) expect(each.text).toBe(textOf(log.rows(SECTION)));
    expect([listener.count(isUpdate), appends()]).toEqual([2, 2]);
    clock.advance(8);
    await write(leyla, 'after a pause');
    expect(listener.text).toContain('after a pause');
    expect(leyla.count(isUpdate)).toBe(1); // its own words came back once, among Anar's
  });

  test('[SY9] a large audience hears a number seldom, and only after the rows up to it', async () => {
    const { leyla, listener, send, clock } = await openHall();
    for (let pair = 1; pair <= 50; pair += 1) {
      for (const words of ['one ', 'two ']) await send(leyla, words);
      clock.advance(8);
      await turn();
      expect(listener.text).toBe(leyla.text); // the number waits, the words don't wait for it
    }
    clock.advance(250);
    const numbers = listener.heard.filter(isCommitted);
    expect(numbers.length).toBeLessThanOrEqual(5);
    expect(numbers.at(-1)).toMatchObject({ seq: 100 });
    const last = listener.heard.findLastIndex(isCommitted);
    expect(listener.heard.findLastIndex(isUpdate)).toBeLessThan(last);
  });

  test('[SY20] who comes in between misses nothing, and a stop holds nothing back', async () => {
    const { leyla, listener, enter, send, hub, clock } = await openHall();
    for (const words of ['one ', 'two ']) await send(leyla, words);
    const late = await enter('nina');
    expect(late.text).toBe('one ');
    await send(leyla, 'three ');
    await hub.drain();
    expect([leyla.statuses, clock.timers]).toEqual([[true, true, true], 0]);
    expect([listener.text, late.text]).toEqual(['one two three ', 'one two three ']);
  });

  test('[SY20] to a few readers everything goes at once', async () => {
    const { enter } = openPlainRoom();
    const [leyla, nina] = [await enter('leyla'), await enter('nina')];
    for (const words of ['one ', 'two ', 'three ']) {
      leyla.update(SECTION, type(leyla.doc, words));
      await leyla.next(isStatus);
      expect(nina.text).toBe(leyla.text);
    }
    expect(nina.count(isUpdate)).toBe(3);
  });

  test.each([
    [40, 0, 8],
    [40, 1, 8],
    [40, 5, 20],
    [40, 40, 60],
    [500, 0, 50],
    [500, 14, 56],
    [5000, 0, 60],
  ])('[SY20] a round for %i that takes %i ms is followed by a pause of %i ms', (audience, cost, pause) => {
    const clock = new ManualClock();
    let frames = 0;
    let costs = cost;
    const readers = Array.from({ length: audience }, () => ({
      send() {
        frames += 1;
        clock.advance(costs);
        costs = 0;
      },
    }));
    const fanOut = new FanOut({
      clock,
      limits: defaultLimits,
      frames: new Outgoing(SECTION),
      readers: () => readers,
    });
    const row = Uint8Array.of(0, 0);
    fanOut.published([row], new Set());
    expect(frames).toBe(audience);
    fanOut.published([row], new Set());
    clock.advance(pause - 1);
    expect(frames).toBe(audience);
    clock.advance(1);
    expect(frames).toBe(2 * audience);
    clock.advance(1000);
    expect([frames, clock.timers]).toEqual([2 * audience, 0]);
  });

  test('[SY14] nothing is sent, and no timer left, when the audience has gone', async () => {
    const { leyla, anar, listeners, send, clock, hub, log } = await openHall();
    for (const words of ['one ', 'two ']) await send(leyla, words);
    for (const each of [...listeners, leyla, anar]) each.hangUp();
    clock.advance(8); // what was received is committed all the same
    await turn();
    expect(textOf(log.rows(SECTION))).toBe('one two ');
    expect([clock.timers, hub.stats().documents]).toEqual([0, 0]);
  });
});
