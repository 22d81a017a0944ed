/**
 * What a second node is worth. Two nodes and the load of two thousand clients do not fit on two cores, so it is not driven
 * to the end: the same people type with one node and with two, both nodes on the same core. If the busier of two takes a
 * half of what the one took, then two, given a core each, carry twice as much. PostgreSQL and the bus count apart.
 */
import { startRedis } from '../../lab/redis.ts';
import { fanOut } from './fan-out.ts';
import { startContestant, type Contestant } from './processes.ts';

export type Nodes = {
  /** Percent of one core: of the one, and of the busier of two. */
  readonly onePercent: number;
  readonly busierPercent: number;
  /** How many times as much two nodes carry. */
  readonly carries: number;
  readonly onePostgresPercent: number;
  readonly twoPostgresPercent: number;
  /** Milliseconds. */
  readonly oneP95: number;
  readonly twoP95: number;
  readonly lost: number;
  readonly bus: string;
};

const CELL = { clients: 2000, perSecond: 100 };

export async function nodes(contestant: Contestant, blank: Uint8Array, seconds: number): Promise<Nodes> {
  const redis = await startRedis();
  const bus = redis ? [redis.url] : ['poll'];
  const first = await startContestant({ ...contestant, program: [...contestant.program, ...bus] });
  const beside = [...contestant.program, ...bus, JSON.stringify(first.details)];
  const second = await startContestant({ ...contestant, program: beside });
  try {
    const one = await fanOut(contestant, [first], 'bench/one-node', blank, CELL, seconds);
    const two = await fanOut(contestant, [first, second], 'bench/two-nodes', blank, CELL, seconds);
    return {
      onePercent: one.cpuPercent,
      busierPercent: two.busiestPercent,
      carries: one.cpuPercent / two.busiestPercent,
      onePostgresPercent: one.postgresPercent,
      twoPostgresPercent: two.postgresPercent,
      oneP95: one.p95,
      twoP95: two.p95,
      lost: one.lost + two.lost,
      bus: redis ? 'Redis' : 'no bus on this machine: every 2 s',
    };
  } finally {
    await second.stop();
    await first.stop();
    await redis?.kill();
  }
}
