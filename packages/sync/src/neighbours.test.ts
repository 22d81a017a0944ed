import { describe, expect, test } from 'vitest';
import type { PresenceExchange } from './ports.js';
import { ManualClock } from './manual-clock.fixture.js';
import { openPlainRoom, SECTION } from './room.fixture.js';
import type { WireClient } from './wire-client.fixture.js';
import { readNews, writePresent } from './neighbour-news.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

const cursor = (clock: number) => ({ anchor: { item: { client: 1, clock } }, head: {} });

/** A way between nodes that can be cut, and keeps what was told. */
class Way {
  readonly told: string[] = [];
  #cut = false;
  readonly #ends = new Map<string, { heard: (text: string) => void; back: () => void }>();

  exchange(node: string): PresenceExchange {
    return {
      node,
      tell: (text) => {
        if (this.#cut) return;
        this.told.push(text);
        // Who tells hears it too, as over a real channel.
        for (const { heard } of this.#ends.values()) heard(text);
      },
      onTold: (heard, back) => {
        this.#ends.set(node, { heard, back });
        return () => this.#ends.delete(node);
      },
    };
  }

  cut(): void {
    this.#cut = true;
  }

  repair(): void {
    this.#cut = false;
    for (const { back } of this.#ends.values()) back();
  }

  /** A machine that loses its power says nothing. */
  kill(node: string): void {
    this.#ends.delete(node);
  }
}

function nodes() {
  const way = new Way();
  const clock = new ManualClock();
  const [a, b] = ['a', 'b'].map((node) => openPlainRoom({ clock, presenceExchange: way.exchange(node) })) as [
    ReturnType<typeof openPlainRoom>,
    ReturnType<typeof openPlainRoom>,
  ];
  const pass = async (milliseconds: number): Promise<void> => {
    for (let passed = 0; passed < milliseconds; passed += 50) {
      clock.advance(50);
      await turn();
    }
  };
  return { way, clock, a, b, pass };
}

/** Where people stand, as this reader sees it: the newest state of every client id. */
function seen(reader: WireClient): Map<number, unknown> {
  const newest = new Map<number, { clock: number; state: unknown }>();
  for (const frame of reader.heard) {
    if (frame.kind !== 'presence') continue;
    for (const { clientId, clock, state } of frame.states) {
      if (clock > (newest.get(clientId)?.clock ?? -1)) newest.set(clientId, { clock, state });
    }
  }
  return new Map([...newest].flatMap(([id, { state }]) => (state === null ? [] : [[id, state]])));
}

describe('presence on several nodes', () => {
  test('[SY30] who is on another node is seen, with the words of their session, moves, and goes', async () => {
    const { a, b, pass } = nodes();
    const [leyla, nina] = [await a.enter('leyla'), await b.enter('nina')];
    leyla.presence(SECTION, [
      { clientId: 11, state: { user: { name: 'The President' }, cursor: cursor(1) } },
    ]);
    await pass(400);
    expect(seen(nina).get(11)).toMatchObject({ user: { name: 'Leyla Qasımova' }, cursor: cursor(1) });
    leyla.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(2) } }]);
    await pass(400);
    expect(seen(nina).get(11)).toMatchObject({ cursor: cursor(2) });
    leyla.hangUp();
    await pass(400);
    expect(seen(nina)).toEqual(new Map());
  });

  test('[SY30] a newcomer is told of everybody, whichever node was first', async () => {
    const { a, b, pass } = nodes();
    const leyla = await a.enter('leyla');
    leyla.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(1) } }]);
    await pass(1_000);
    const nina = await b.enter('nina');
    await pass(400);
    expect([...seen(nina).keys()]).toEqual([11]);
    const anar = await b.enter('anar');
    expect([...seen(anar).keys()]).toEqual([11]);
  });

  test('[SY30] a node that nobody else knows of tells nobody’s place', async () => {
    const { way, a, pass } = nodes();
    way.kill('b');
    const leyla = await a.enter('leyla');
    leyla.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(1) } }]);
    await pass(2_000);
    expect(way.told.map((text) => readNews(text)?.is)).toEqual(['asking']);
  });

  test('[SY30] however much people move, four texts a second leave, of 7000 bytes, and everybody’s turn comes', async () => {
    const { way, a, b, pass } = nodes();
    const nina = await b.enter('nina');
    const crowd = await Promise.all(Array.from({ length: 60 }, () => a.enter('leyla')));
    await pass(1_000);
    way.told.length = 0;
    for (let move = 0; move < 40; move += 1) {
      for (const [index, each] of crowd.entries())
        each.presence(SECTION, [{ clientId: 100 + index, state: { cursor: cursor(move) } }]);
      await pass(50);
    }
    const texts = way.told.filter((text) => readNews(text)?.is === 'present');
    expect(texts.length).toBeGreaterThan(4);
    expect(texts.length).toBeLessThanOrEqual(9);
    for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(7_000);
    await pass(3_000);
    expect(seen(nina).size).toBe(60);
    for (const state of seen(nina).values()) expect(state).toMatchObject({ cursor: cursor(39) });
  });

  test('[SY30] a node that dies takes its people along after a while; one that lives keeps them', async () => {
    const { way, a, b, pass } = nodes();
    const [leyla, nina] = [await a.enter('leyla'), await b.enter('nina')];
    leyla.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(1) } }]);
    await pass(22_000);
    expect([...seen(nina).keys()]).toEqual([11]);
    way.cut();
    await pass(21_000);
    expect(seen(nina)).toEqual(new Map());
  });

  test('[SY30] a stop takes its people along at once', async () => {
    const { a, b, pass } = nodes();
    const [leyla, nina] = [await a.enter('leyla'), await b.enter('nina')];
    leyla.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(1) } }]);
    await pass(400);
    await a.hub.drain();
    await pass(100);
    expect(seen(nina)).toEqual(new Map());
  });

  test('[SY30] what was lost while the way was cut is made good when it is back', async () => {
    const { way, a, b, pass } = nodes();
    const [leyla, anar, nina] = [await a.enter('leyla'), await a.enter('anar'), await b.enter('nina')];
    leyla.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(1) } }]);
    await pass(400);
    way.cut();
    leyla.hangUp();
    anar.presence(SECTION, [{ clientId: 22, state: { cursor: cursor(2) } }]);
    await pass(1_000);
    expect([...seen(nina).keys()]).toEqual([11]);
    way.repair();
    await pass(600);
    expect([...seen(nina).keys()]).toEqual([22]);
  });

  test('[SY30] who comes back over the other node is where they were heard last', async () => {
    const { a, b, pass } = nodes();
    const [old, nina, anar] = [await a.enter('leyla'), await b.enter('nina'), await a.enter('anar')];
    old.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(1) } }]);
    await pass(400);
    const again = await b.enter('leyla'); // node a has not found out that the old line is dead
    again.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(2) } }]);
    await pass(400);
    for (const reader of [nina, anar]) expect(seen(reader).get(11)).toMatchObject({ cursor: cursor(2) });
    old.hangUp();
    await pass(400);
    for (const reader of [nina, anar]) expect(seen(reader).get(11)).toMatchObject({ cursor: cursor(2) });
    again.hangUp();
    await pass(400);
    for (const reader of [nina, anar]) expect(seen(reader)).toEqual(new Map());
  });

  test.each([
    'noise',
    '[]',
    '{"node":"x"}',
    '{"node":"x","is":"present","document":"d"}',
    '{"node":1,"is":"here"}',
  ])('[SY30] %s is not heard', (text) => {
    expect(readNews(text)).toBeNull();
  });

  test('[SY30] of a state only what a hub writes is read, and one too large is left out', () => {
    const state = { user: { name: 'A', organisation: 'B', color: 1, admin: true }, cursor: 7, more: 1 };
    const read = readNews(
      JSON.stringify({ node: 'x', is: 'present', document: 'd', entries: [[1, 2, state], 5] }),
    );
    const json = '{"user":{"name":"A","organisation":"B","color":1},"cursor":null}';
    expect(read).toMatchObject({ entries: [{ clientId: 1, clock: 2, json }] });
    const entries = new Map([[1, { clientId: 1, clock: 2, json: JSON.stringify('x'.repeat(8_000)) }]]);
    expect(readNews(writePresent('x', 'd', entries))).toMatchObject({ entries: [] });
    expect(entries.size).toBe(0);
  });
});
