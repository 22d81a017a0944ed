import { describe, expect, test } from 'vitest';
import { readCursor } from './cursor.js';
import { asksForMoves, readMoves, writeMove, writeMoves } from './moves.js';
import type { Actor } from './ports.js';
import { colourOf, cursorColours } from './presence.js';
import { openPlainRoom, people, SECTION } from './room.fixture.js';
import type { Heard, WireClient } from './wire-client.fixture.js';

/** Lets everything happen that waits for nothing but its turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

const cursor = (clock: number) => ({
  anchor: { type: null, tname: 'content', item: null, assoc: 0 },
  head: { type: { client: 1, clock }, item: { client: 1, clock }, assoc: -1 },
});

/** The same without what Yjs assumes anyway. */
const told = (clock: number) => ({
  anchor: { tname: 'content' },
  head: { item: { client: 1, clock }, assoc: -1 },
});

const states = (client: WireClient) =>
  client.heard.flatMap((frame: Heard) => (frame.kind === 'presence' ? frame.states : []));

function actorOf(person: string): Actor {
  const access = people().get(person);
  if (!access) throw new Error(`nobody is called ${person}`);
  return access.actor;
}

const moves = (client: WireClient) =>
  client.heard.flatMap((frame) => (frame.kind === 'moves' ? [frame.moves] : []));

const last = (client: WireClient) => states(client).at(-1);

describe('presence', () => {
  test('[SY12] the server says who it is; of the client’s state only the cursor is passed on', async () => {
    const { enter, clock } = openPlainRoom();
    const [leyla, nina] = [await enter('leyla'), await enter('nina')];
    const forged = {
      user: { name: 'The President', color: '#f00' },
      cursor: cursor(3),
      other: 'x'.repeat(100),
    };
    leyla.presence(SECTION, [{ clientId: 11, state: forged }]);
    await turn();
    expect(states(nina)).toEqual([
      {
        clientId: 11,
        clock: clock.now(),
        state: {
          user: { name: 'Leyla Qasımova', organisation: 'Secretariat', color: colourOf(actorOf('leyla')) },
          cursor: told(3),
        },
      },
    ]);
    expect(states(leyla)).toEqual([]); // its own would look like news to it
  });

  test('[SY12] nobody speaks for a second client or for another person’s', async () => {
    const { enter, clock } = openPlainRoom();
    const [leyla, anar, nina] = [await enter('leyla'), await enter('anar'), await enter('nina')];
    leyla.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(1) } }]);
    anar.presence(SECTION, [{ clientId: 22, state: { cursor: cursor(1) } }]);
    await turn();
    clock.advance(100);
    const before = states(nina).length;
    anar.presence(SECTION, [
      { clientId: 11, state: { cursor: cursor(2) } },
      { clientId: 11, state: null },
      { clientId: 33, state: { cursor: cursor(2) } },
    ]);
    await turn();
    clock.advance(1000);
    expect(states(nina)).toHaveLength(before);
    // A newcomer can't take a name that is in use either.
    const thief = await enter('anar');
    thief.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(9) } }]);
    await turn();
    clock.advance(1000);
    expect(states(nina)).toHaveLength(before);
  });

  test('[SY12] a newcomer is told who is there; who leaves or breaks off is taken away', async () => {
    const { enter, clock } = openPlainRoom();
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    leyla.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(1) } }]);
    anar.presence(SECTION, [{ clientId: 22, state: {} }]);
    await turn();
    const nina = await enter('nina');
    expect(new Set(states(nina).map(({ clientId }) => clientId))).toEqual(new Set([11, 22]));
    leyla.presence(SECTION, [{ clientId: 11, state: null }]);
    clock.advance(100);
    expect(last(nina)).toMatchObject({ clientId: 11, state: null });
    anar.hangUp();
    clock.advance(100);
    expect(last(nina)).toMatchObject({ clientId: 22, state: null });
  });

  test('[SY12] after a broken connection the same person takes over, with a clock readers accept', async () => {
    const { enter, clock } = openPlainRoom();
    const [nina, leyla] = [await enter('nina'), await enter('leyla')];
    leyla.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(1) } }]);
    await turn();
    clock.advance(100);
    const again = await enter('leyla'); // the old socket is not known to be dead yet
    again.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(2) } }]);
    clock.advance(100);
    expect(last(nina)).toMatchObject({ clientId: 11, state: { cursor: told(2) } });
    leyla.hangUp();
    clock.advance(100);
    expect(last(nina)).toMatchObject({ clientId: 11, state: { cursor: told(2) } });
    again.hangUp();
    const back = await enter('leyla');
    back.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(3) } }]);
    clock.advance(100);
    const clocks = states(nina).map((entry) => entry.clock);
    expect(last(nina)).toMatchObject({ state: { cursor: told(3) } });
    expect(clocks).toEqual([...new Set(clocks)].toSorted((a, b) => a - b));
  });

  test('[SY12] many moves become one frame per reader and tenth of a second', async () => {
    const { enter, clock } = openPlainRoom();
    const [leyla, anar, nina] = [await enter('leyla'), await enter('anar'), await enter('nina')];
    leyla.presence(SECTION, [{ clientId: 11, state: {} }]);
    anar.presence(SECTION, [{ clientId: 22, state: {} }]);
    await turn();
    clock.advance(1000);
    const before = nina.heard.length;
    for (let move = 0; move < 50; move += 1) {
      leyla.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(move) } }]);
      anar.presence(SECTION, [{ clientId: 22, state: { cursor: cursor(move) } }]);
    }
    clock.advance(100);
    const frames = nina.heard.slice(before).filter((frame) => frame.kind === 'presence');
    expect(frames.map((frame) => frame.states.length)).toEqual([1, 2]); // the first leaves at once
    expect(last(nina)?.state).toMatchObject({ cursor: told(49) });
    // Each of the two is sent the other one only.
    expect(new Set(states(leyla).map(({ clientId }) => clientId))).toEqual(new Set([22]));
  });

  test('[SY40] whoever asks for moves is told who is there once, and then only where', async () => {
    const { enter, clock } = openPlainRoom();
    const [leyla, anar, nina] = [await enter('leyla'), await enter('anar'), await enter('nina')];
    nina.stateless(SECTION, asksForMoves);
    leyla.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(1) } }]);
    anar.presence(SECTION, [{ clientId: 22, state: {} }]);
    leyla.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(2) } }]);
    await turn();
    clock.advance(100);
    const introduced = states(nina);
    expect(new Set(introduced.map(({ clientId }) => clientId))).toEqual(new Set([11, 22]));
    expect(introduced.findLast(({ clientId }) => clientId === 11)?.state).toMatchObject({
      user: { name: 'Leyla Qasımova' },
      cursor: told(2),
    });
    for (const at of [3, 4]) leyla.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(at) } }]);
    anar.presence(SECTION, [
      { clientId: 22, state: { cursor: { anchor: cursor(9).head, head: cursor(9).head } } },
    ]);
    clock.advance(100);
    clock.advance(100);
    expect(states(nina)).toHaveLength(introduced.length);
    expect(moves(nina).flatMap(({ cursors }) => cursors)).toEqual([
      { clientId: 11, cursor: told(4) },
      { clientId: 22, cursor: { anchor: told(9).head, head: told(9).head } },
    ]);
    expect(moves(nina)[0]?.clock).toBeGreaterThan(Math.max(...introduced.map((entry) => entry.clock)));
    // Who did not ask is told all of it, and who leaves is gone for everybody.
    expect(last(anar)).toMatchObject({
      clientId: 11,
      state: { user: { name: 'Leyla Qasımova' }, cursor: told(4) },
    });
    expect(moves(anar)).toEqual([]);
    leyla.hangUp();
    clock.advance(100);
    expect(last(nina)).toMatchObject({ clientId: 11, state: null });
  });

  test('[SY40] the larger the audience, the longer between two rounds', async () => {
    const { enter, clock } = openPlainRoom();
    const crowd = await Promise.all(Array.from({ length: 999 }, () => enter('nina')));
    const [listener] = crowd;
    const leyla = await enter('leyla');
    const heard = () => listener?.heard.filter(({ kind }) => kind === 'presence').length;
    leyla.presence(SECTION, [{ clientId: 11, state: {} }]);
    await turn();
    expect(heard()).toBe(1);
    leyla.presence(SECTION, [{ clientId: 11, state: { cursor: cursor(1) } }]);
    clock.advance(199);
    expect(heard()).toBe(1);
    clock.advance(1);
    expect(heard()).toBe(2);
  });

  test.each([
    [null],
    [{ anchor: { item: { client: 1, clock: 2 } }, head: { item: { client: 1, clock: 2 } } }],
    [{ anchor: { item: { client: 1, clock: 2 }, assoc: -1 }, head: { tname: 'content' } }],
    [
      {
        anchor: { type: { client: 3, clock: 0 }, assoc: -1 },
        head: { item: { client: 4_294_967_295, clock: 0 } },
      },
    ],
  ])('[SY40] a move is read as it was written', (at) => {
    const text = writeMoves(7, [writeMove(11, readCursor(at)), writeMove(12, null)]);
    expect(readMoves(text)).toEqual({
      clock: 7,
      cursors: [
        { clientId: 11, cursor: at },
        { clientId: 12, cursor: null },
      ],
    });
    expect(readMoves('{"type":"committed","seq":1}')).toBeNull();
  });

  test('[SY12] asking who is there is answered', async () => {
    const { enter } = openPlainRoom();
    const [leyla, nina] = [await enter('leyla'), await enter('nina')];
    leyla.presence(SECTION, [{ clientId: 11, state: {} }]);
    await turn();
    const before = states(nina).length;
    nina.say(Uint8Array.from([SECTION.length, ...new TextEncoder().encode(SECTION), 3]));
    expect(states(nina)).toHaveLength(before + 1);
  });

  test.each([
    ['text', 'here'],
    ['a list', []],
    ['half a cursor', { anchor: { assoc: 0 } }],
    ['a cursor at a strange place', { anchor: { item: { client: -1, clock: 0 } }, head: {} }],
    ['a cursor with a long name', { anchor: { tname: 'x'.repeat(101) }, head: {} }],
  ])('[SY12] %s is no cursor', (_, value) => {
    expect(readCursor(value)).toBeNull();
  });

  test('[SY12] a colour is an index into the palette and stays with the person', () => {
    const colours = [...people().values()].map(({ actor }) => colourOf(actor));
    for (const colour of colours) {
      expect(Number.isInteger(colour) && colour >= 0 && colour < cursorColours).toBe(true);
    }
    expect([...people().values()].map(({ actor }) => colourOf({ ...actor, name: 'Married' }))).toEqual(
      colours,
    );
    expect(colourOf({ personId: null, name: 'robot', organisation: 'a' })).toBeLessThan(cursorColours);
  });
});
