import 'reflect-metadata';
import fc from 'fast-check';
import { parse } from 'graphql';
import { afterEach, describe, expect, test } from 'vitest';
import { record, transaction } from '../platform/database/transaction.js';
import { createDoorbell } from '../platform/events/doorbell.js';
import { currentCursor } from '../platform/events/feed.js';
import type { Outlet } from '../platform/graphql/frames.js';
import { drafted } from '../testing/comments.js';
import { audienceIn, velmora } from '../testing/world.js';
import { createFollowing, type Following } from './following.js';

const world = velmora();
const document = parse(
  'subscription($c: ID!, $from: String!) { events(consultationId: $c, after: $from) { cursor type } }',
);
type Told = { payload: { data: { events: { cursor: string; type: string } } } };

/** A server of its own over the one database: it hears what others commit only when their ring gets through. */
function node() {
  const services = { ...world.services, doorbell: createDoorbell() };
  const open = (): Following =>
    createFollowing({ schema: world.schema, services, log: world.log, now: () => new Date() });
  let following = open();
  return {
    services,
    get following() {
      return following;
    },
    ring: () => services.doorbell.ring({ kind: 'events', consultationId: world.consultationId }),
    restart() {
      following.close();
      following = open();
    },
  };
}
type Node = ReturnType<typeof node>;
const nodes: Node[] = [];
afterEach(() => {
  for (const { following } of nodes.splice(0)) following.close();
});

/** What the line between server and listener does to a frame. `drop` and `double` are what must never happen. */
type Line = (sent: number) => 'pass' | 'cut' | 'drop' | 'double';

async function listener(name: string) {
  const audience = await audienceIn(world, name);
  const heard: bigint[] = [];
  let cursor = await currentCursor(world.as(name), world.consultationId);
  let sent = 0;
  let connection = 0;
  return {
    heard,
    /** Comes to a node with the cursor of what it heard last; an older line of it is dead from then on. */
    async connect({ following }: Node, line: Line = () => 'pass'): Promise<void> {
      connection += 1;
      const own = connection;
      const outlet: Outlet = {
        send(body) {
          if (own !== connection) return false;
          sent += 1;
          const what = line(sent);
          if (what === 'cut') return false;
          if (what === 'drop') return true;
          const { cursor: at, type } = (JSON.parse(`{"payload":${body.toString()}`) as Told).payload.data
            .events;
          cursor = at;
          const position = world.services.cursors.open(world.consultationId, audience, at) ?? 0n;
          if (type === 'consultation_changed')
            heard.push(...(what === 'double' ? [position, position] : [position]));
          return true;
        },
        flush: () => undefined,
      };
      const variableValues = { c: world.consultationId, from: cursor };
      await following.follow(
        { schema: world.schema, document, contextValue: world.as(name), variableValues },
        outlet,
      );
    },
  };
}

const written = (): Promise<void> =>
  transaction(world.as('Oren Daly'), async (tx) =>
    record(tx, {
      type: 'consultation_changed',
      consultationId: world.consultationId,
      subjectId: world.consultationId,
      audience: { organisationId: null, visibility: 'participants', official: true, sectionId: null },
    }),
  );
const numbersSince = async (from: bigint): Promise<bigint[]> => {
  const rows: { position: string }[] = await world.dataSource.query(
    `SELECT position FROM domain_event WHERE consultation_id = $1 AND position > $2 AND type = 'consultation_changed' ORDER BY position`,
    [world.consultationId, String(from)],
  );
  return rows.map(({ position }) => BigInt(position));
};
const head = async (): Promise<bigint> => {
  const [row]: { head: string }[] = await world.dataSource.query(
    'SELECT head FROM event_chain WHERE consultation_id = $1',
    [world.consultationId],
  );
  return BigInt(row?.head ?? 0);
};
const settled = async (): Promise<void> => {
  for (const each of nodes) each.ring();
  for (const { following } of nodes) await following.idle();
};

const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('write' as const), many: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('draft' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('ring' as const), node: fc.nat({ max: 1 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('reconnect' as const),
      who: fc.nat({ max: 3 }),
      node: fc.nat({ max: 1 }),
      cutAfter: fc.option(fc.integer({ min: 0, max: 6 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), node: fc.nat({ max: 1 }) }) },
);
const people = ['Ana Thorne', 'Ilka Renn', 'Mira Solt', 'Orla Keth'];

describe('numbered events', () => {
  test('[T8] come to everybody once and in order, over cut lines, restarts, two nodes and lost rings', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40 }), async (acts) => {
        nodes.push(node(), node());
        const from = await head();
        const listeners = await Promise.all(people.map(listener));
        for (const each of listeners) await each.connect(nodes[0] as Node);
        for (const one of acts) {
          if (one.do === 'write') await Promise.all(Array.from({ length: one.many }, written));
          else if (one.do === 'draft') await drafted(world);
          else if (one.do === 'ring') nodes[one.node]?.ring();
          else if (one.do === 'restart') nodes[one.node]?.restart();
          else {
            let left = one.cutAfter;
            const line: Line = () => {
              if (left === null) return 'pass';
              left -= 1;
              return left < 0 ? 'cut' : 'pass';
            };
            await listeners[one.who]?.connect(nodes[one.node] as Node, line);
          }
        }
        for (const [index, each] of listeners.entries()) await each.connect(nodes[index % 2] as Node);
        await settled();
        const numbers = await numbersSince(from);
        for (const { heard } of listeners) expect(heard).toEqual(numbers);
        for (const { following } of nodes.splice(0)) following.close();
      }),
      { seed: 20_261_122, numRuns: 8 },
    );
  }, 180_000);

  test.each(['drop', 'double'] as const)(
    '[T8] the check itself sees a frame that is lost or comes twice: %s',
    async (fault) => {
      nodes.push(node());
      const from = await head();
      const one = await listener('Ana Thorne');
      await one.connect(nodes[0] as Node, (sent) => (sent === 3 ? fault : 'pass'));
      for (let n = 0; n < 5; n += 1) await written();
      await settled();
      expect(one.heard).toHaveLength(fault === 'drop' ? 4 : 6);
      expect(one.heard).not.toEqual(await numbersSince(from));
    },
  );
});
