import { describe, expect, test } from 'vitest';
import { FanOut } from './fan-out.js';
import { defaultLimits } from './limits.js';
import { ManualClock } from './manual-clock.fixture.js';
import { Outgoing } from './outgoing.js';
import { openPlainRoom, SECTION, textOf, type } from './room.fixture.js';
import type { WireClient } from './wire-client.fixture.js';

const isStatus = (frame: { kind: string }) => frame.kind === 'status';
const isUpdate = (frame: { kind: string }) => frame.kind === 'update';
const isCommitted = (frame: { kind: string }) => frame.kind === 'committed';
const audience = 40;

async function openHall() {
  const room = openPlainRoom();
  const leyla = await room.enter('leyla');
  const anar = await room.enter('anar');
  const listeners: WireClient[] = [];
  while (listeners.length < audience) listeners.push(await room.enter('nina'));
  const [listener] = listeners;
  if (!listener) throw new Error('nobody listens');

  async function write(writer: WireClient, words: string): Promise<void> {
    writer.update(SECTION, type(writer.doc, words));
    expect(await writer.next(isStatus)).toMatchObject({ accepted: true });
  }

  return { ...room, leyla, anar, listeners, listener, write };
}

describe('telling a large audience', () => {
  test('[SY20] the first words after a pause leave at once, what follows closely as one frame', async () => {
    const { leyla, anar, listeners, listener, write, clock, log } = await openHall();
    await write(leyla, 'one ');
    expect(listener.text).toBe('one ');
    for (const words of ['two ', 'three ']) await write(leyla, words);
    await write(anar, 'and Anar ');
    // Answers don't wait, and merging merges no answers.
    expect([leyla.statuses, anar.statuses]).toEqual([[true, true, true], [true]]);
    expect(listener.count(isUpdate)).toBe(1);
    clock.advance(8);
    for (const each of [...listeners, leyla, anar]) expect(each.text).toBe(textOf(log.rows(SECTION)));
    expect(listener.count(isUpdate)).toBe(2);
    clock.advance(8);
    await write(leyla, 'after a pause');
    expect(listener.text).toContain('after a pause');
    expect(leyla.count(isUpdate)).toBe(1); // its own words came back once, among Anar's
  });

  test('[SY9] a large audience hears a number seldom, and only after the rows up to it', async () => {
    const { leyla, listener, write, clock } = await openHall();
    for (let pair = 1; pair <= 50; pair += 1) {
      for (const words of ['one ', 'two ']) await write(leyla, words);
      clock.advance(8);
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
    const { leyla, listener, enter, write, hub } = await openHall();
    for (const words of ['one ', 'two ']) await write(leyla, words);
    const late = await enter('nina');
    expect(late.text).toBe('one two ');
    await write(leyla, 'three ');
    await hub.drain();
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
    [0, 8],
    [1, 8],
    [5, 20],
    [40, 60],
  ])('[SY20] a round that takes %i ms is followed by a pause of %i ms', (cost, pause) => {
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
    const { leyla, anar, listeners, write, clock, hub } = await openHall();
    for (const words of ['one ', 'two ']) await write(leyla, words);
    for (const each of [...listeners, leyla, anar]) each.hangUp();
    await new Promise((resolve) => setImmediate(resolve));
    expect([clock.timers, hub.stats().documents]).toEqual([0, 0]);
  });
});
