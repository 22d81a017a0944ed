/**
 * `npm run bench -- sync`: our hub beside its peers and beside the limit of what Node can do. Rounds are interleaved (all
 * contestants run, idle but for one, and take turns cell by cell), figures are medians, ratios are taken within a round.
 * `--short` ends within a minute. `--only "ours, durable;Hocuspocus"` and `--rounds 5` choose; `--thousand` adds the
 * cells with a thousand clients; `--profile "ours, durable"` writes processor profiles of that one into the cache.
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { blankState, longHistory } from './documents.ts';
import { fanOut, type FanOut, type FanOutCell } from './fan-out.ts';
import { idle, type Idle } from './idle.ts';
import { opening, type Opening } from './open.ts';
import {
  contestants,
  inCache,
  installPeers,
  pinned,
  pinSelf,
  startContestant,
  type Contestant,
  type ContestantName,
  type RunningContestant,
} from './processes.ts';
import { summarise, table, type Summary } from './report.ts';

const CELLS: readonly FanOutCell[] = [
  { clients: 50, perSecond: 100 },
  { clients: 50, perSecond: 400 },
  { clients: 200, perSecond: 100 },
  { clients: 200, perSecond: 250 },
  { clients: 500, perSecond: 40 },
  { clients: 500, perSecond: 100 },
  { clients: 500, perSecond: 200 },
];
const SHORT: readonly FanOutCell[] = [{ clients: 200, perSecond: 100 }];
const THOUSAND: readonly FanOutCell[] = [
  { clients: 1000, perSecond: 20 },
  { clients: 1000, perSecond: 100 },
  { clients: 1000, perSecond: 400 },
];
const WRITERS = 20;

export type Round = {
  readonly contestant: ContestantName;
  readonly round: number;
  /** Of the machine, over the last minute, when the measurement ended. */
  readonly load: number;
  readonly failed?: string;
  readonly opening?: Opening;
  readonly cell?: FanOutCell;
  readonly fanOut?: FanOut;
  readonly idle?: Idle;
};

type Figures = Pick<Round, 'opening' | 'cell' | 'fanOut' | 'idle'>;

export type SyncBench = {
  readonly machine: Record<string, unknown>;
  readonly settings: Record<string, unknown>;
  readonly summary: Summary;
  readonly rounds: readonly Round[];
};

export async function syncBench(argv: readonly string[], say: (line: string) => void): Promise<SyncBench> {
  const { values: asked } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      short: { type: 'boolean', default: false },
      thousand: { type: 'boolean', default: false },
      only: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      cells: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const cells = asked.short
    ? SHORT
    : [...CELLS, ...(asked.thousand ? THOUSAND : [])].filter(chosenCells(asked.cells));
  const rounds = Number(asked.rounds ?? (asked.short ? 1 : 3));
  const seconds = Number(asked.seconds ?? (asked.short ? 1.5 : 4));
  const chosen = contestants.filter(({ name }) => !asked.only || asked.only.split(';').includes(name));
  installPeers();
  const joiners = asked.short ? 50 : 200;
  const isPinned = pinSelf(1) && pinned(0).length > 0;
  const history = longHistory();
  const blank = blankState(WRITERS);
  const loadBefore = loadavg();
  const results: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const running = new Map<Contestant, RunningContestant>();
    const turn = async (
      contestant: Contestant,
      what: string,
      measure: () => Promise<Figures>,
    ): Promise<void> => {
      const head = { contestant: contestant.name, round };
      try {
        const figures = await measure();
        results.push({ ...head, load: loadavg()[0] ?? 0, ...figures });
        say(`${round} ${what} ${contestant.name}: ${brief(figures)}`);
      } catch (error) {
        const failed = error instanceof Error ? error.message : String(error);
        results.push({ ...head, load: loadavg()[0] ?? 0, failed: `${what}: ${failed}` });
        say(`${round} ${what} ${contestant.name}: FAILED ${failed}`);
      }
    };
    try {
      // Turned by one each round, so that nobody always runs after the same neighbour.
      const order = chosen
        .map((_, index) => chosen[(index + round - 1) % chosen.length])
        .filter((one) => !!one);
      for (const contestant of order) {
        if (asked.profile === undefined && !asked.short)
          await turn(contestant, 'idle', async () => ({
            idle: await idle(contestant, blank, history.state, 1000),
          }));
      }
      for (const contestant of order) {
        const profile = asked.profile === contestant.name ? inCache('profiles') : null;
        const server = await startContestant(contestant, profile);
        running.set(contestant, server);
        // While it is fresh: a cold open is one after a start. A profile is to show typing alone.
        if (asked.profile === undefined)
          await turn(contestant, 'open', async () => ({
            opening: await opening(contestant, server, 'bench/history', history.state, joiners),
          }));
      }
      for (const cell of cells) {
        for (const [contestant, server] of running) {
          const what = `${cell.clients}x${cell.perSecond}`;
          await turn(contestant, what, async () => ({
            cell,
            fanOut: await fanOut(contestant, server, `bench/${what}`, blank, cell, seconds),
          }));
        }
      }
    } finally {
      await Promise.all([...running.values()].map((server) => server.stop()));
    }
  }
  const summary = summarise(results, cells);
  say(table(summary));
  return {
    machine: {
      node: process.version,
      processor: cpus()[0]?.model ?? 'unknown',
      processors: cpus().length,
      memoryGb: Math.round(totalmem() / 1e9),
      pinned: isPinned ? 'servers on processor 0, load on processor 1' : 'not pinned',
      loadBefore: loadBefore.map(tenths),
      loadAfter: loadavg().map(tenths),
      note: 'Loopback. The contestants that are measured last share the machine with idle ones.',
    },
    settings: {
      rounds,
      seconds,
      writers: WRITERS,
      joiners,
      history: { edits: history.edits, characters: history.characters, bytes: history.state.length },
      durable: 'embedded PostgreSQL, fsync on, one row per update, COMMIT before acknowledgement',
      peers: 'no database, no sign-in',
    },
    summary,
    rounds: results,
  };
}

function chosenCells(words: string | undefined): (cell: FanOutCell) => boolean {
  const wanted = words?.split(',');
  return ({ clients, perSecond }) => wanted?.includes(`${clients}x${perSecond}`) ?? true;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

function brief({ opening: opened, fanOut: spread, idle: still }: Figures): string {
  if (still)
    return `${Math.round(still.bareMb)} MB bare, ${tenths(still.connectionKb)} kB a connection, ${tenths(still.documentMb)} MB the document, ${tenths(still.leftMb)} MB left behind`;
  if (opened)
    return `cold ${tenths(opened.cold)}, warm ${tenths(opened.warm)}, burst ${tenths(opened.burstP50)}/${tenths(opened.burstLast)} ms, ${tenths(opened.burstCpu)} ms each`;
  if (!spread) return '';
  return `${tenths(spread.cpuPerDelivery)} + ${tenths(spread.postgresPerDelivery)} µs, ${Math.round(spread.cpuPercent)} %, p50 ${spread.p50}, p95 ${spread.p95} ms, lost ${spread.lost}, load ${Math.round(spread.loadPercent)} %, others ${Math.round(spread.othersPercent)} %`;
}
