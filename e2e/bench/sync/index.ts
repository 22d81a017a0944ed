/**
 * `npm run bench -- sync`: our hub beside its peers and beside the limit of what Node can do. Rounds are interleaved (all
 * contestants run, idle but for one, and take turns cell by cell), figures are medians, ratios are taken within a round.
 *
 * Parts: `idle`, `open`, `fan-out`, `presence`, `nodes`. `--parts fan-out,open` measures some of them and keeps the others'
 * figures of an earlier run in the file. For trying things out, without a file: `--quick` ends within a minute,
 * `--only "ours, durable;Hocuspocus"`, `--cells 500x100`, `--seconds 2`, and `--profile "ours, durable"`, which writes
 * processor profiles of that one into the cache. `--rounds 5` is for both.
 * `--readme` measures nothing and puts the kept figures into the README.
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { blankState, longHistory } from './documents.ts';
import { fanOut, type FanOut, type FanOutCell } from './fan-out.ts';
import { idle, type Idle } from './idle.ts';
import { nodes, type Nodes } from './nodes.ts';
import { opening, type Opening } from './open.ts';
import { presence, type PresenceFigures } from './presence.ts';
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
import { summarise, type Summary } from './report.ts';
import { table } from './table.ts';

const CELLS: readonly FanOutCell[] = [
  { clients: 50, perSecond: 100 },
  { clients: 200, perSecond: 100 },
  { clients: 500, perSecond: 100 },
  { clients: 1000, perSecond: 100 },
  { clients: 1000, perSecond: 400 },
];
const QUICK: readonly FanOutCell[] = [{ clients: 200, perSecond: 100 }];
const WRITERS = 20;

export const PARTS = ['idle', 'open', 'fan-out', 'presence', 'nodes'] as const;
export type Part = (typeof PARTS)[number];

export type Round = {
  readonly part: Part;
  readonly contestant: ContestantName;
  readonly round: number;
  /** Of the machine, over the last minute, when the measurement ended. */
  readonly load: number;
  readonly failed?: string;
} & Figures;

type Figures = {
  readonly opening?: Opening;
  readonly cell?: FanOutCell;
  readonly fanOut?: FanOut;
  readonly idle?: Idle;
  readonly presence?: PresenceFigures;
  readonly nodes?: Nodes;
};

export type SyncBench = {
  readonly parts: readonly Part[];
  /** False for a try: nothing to keep. */
  readonly whole: boolean;
  readonly machine: Record<string, unknown>;
  readonly settings: Record<string, unknown>;
  readonly summary: Summary;
  readonly rounds: readonly Round[];
};

export async function syncBench(argv: readonly string[], say: (line: string) => void): Promise<SyncBench> {
  const { values: asked } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean', default: false },
      parts: { type: 'string' },
      only: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      cells: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const { quick, profile } = asked;
  const parts = chosenParts(asked.parts ?? (quick || profile !== undefined ? 'fan-out' : PARTS.join()));
  const cells = chosenCells(asked.cells) ?? (quick ? QUICK : CELLS);
  const rounds = Number(asked.rounds ?? (quick ? 1 : 3));
  const seconds = Number(asked.seconds ?? (quick ? 1.5 : 4));
  const only = asked.only?.split(';');
  const chosen = contestants.filter(({ name }) => only?.includes(name) ?? true);
  if (chosen.length === 0) throw new Error(`Contestants: ${contestants.map(({ name }) => name).join('; ')}`);
  installPeers();
  const isPinned = pinSelf(1) && pinned(0).length > 0;
  const history = longHistory();
  const blank = blankState(WRITERS);
  const joiners = quick ? 50 : 200;
  const people = quick ? 100 : 500;
  const loadBefore = loadavg();
  const results: Round[] = [];

  async function turn(
    part: Part,
    { name: contestant }: Contestant,
    round: number,
    measure: () => Promise<Figures>,
    what: string = part,
  ): Promise<void> {
    const head = { part, contestant, round };
    try {
      const figures = await measure();
      results.push({ ...head, load: loadavg()[0] ?? 0, ...figures });
      say(`${round} ${what} ${contestant}: ${brief(figures)}`);
    } catch (error) {
      const failed = error instanceof Error ? error.message : String(error);
      results.push({ ...head, load: loadavg()[0] ?? 0, failed: `${what}: ${failed}` });
      say(`${round} ${what} ${contestant}: FAILED ${failed}`);
    }
  }

  for (let round = 1; round <= rounds; round += 1) {
    // Turned by one each round, so that nobody always runs after the same neighbour.
    const order = chosen
      .map((_, index) => chosen[(index + round - 1) % chosen.length])
      .filter((one) => !!one);
    if (parts.includes('idle')) {
      for (const contestant of order)
        await turn('idle', contestant, round, async () => ({
          idle: await idle(contestant, blank, history.state, 1000),
        }));
    }
    if (parts.includes('nodes')) {
      for (const contestant of order.filter(({ name }) => name === 'ours, durable'))
        await turn('nodes', contestant, round, async () => ({
          nodes: await nodes(contestant, blank, seconds),
        }));
    }
    const running = new Map<Contestant, RunningContestant>();
    try {
      for (const contestant of order) {
        const folder = profile === contestant.name ? inCache('profiles') : null;
        const server = await startContestant(contestant, folder);
        running.set(contestant, server);
        // While it is fresh: a cold open is one after a start.
        if (parts.includes('open'))
          await turn('open', contestant, round, async () => ({
            opening: await opening(contestant, server, 'bench/history', history.state, joiners),
          }));
      }
      for (const cell of parts.includes('fan-out') ? cells : []) {
        const what = `${cell.clients}x${cell.perSecond}`;
        for (const [contestant, server] of running) {
          const measure = async () => ({
            cell,
            fanOut: await fanOut(contestant, [server], `bench/${what}`, blank, cell, seconds),
          });
          await turn('fan-out', contestant, round, measure, what);
        }
      }
      for (const [contestant, server] of parts.includes('presence') ? running : []) {
        await turn('presence', contestant, round, async () => ({
          presence: await presence(contestant, server, 'bench/presence', blank, people, seconds),
        }));
      }
    } finally {
      await Promise.all([...running.values()].map((server) => server.stop()));
    }
  }
  const summary = summarise(results);
  say(table(summary));
  return {
    parts,
    whole: !quick && only === undefined && asked.cells === undefined && profile === undefined && rounds >= 3,
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
      people,
      history: { edits: history.edits, characters: history.characters, bytes: history.state.length },
      durable: 'embedded PostgreSQL, fsync on, one row per update, COMMIT before acknowledgement',
      peers: 'no database, no sign-in',
    },
    summary,
    rounds: results,
  };
}

function chosenParts(words: string): Part[] {
  const wanted = words.split(',');
  const unknown = wanted.filter((word) => !PARTS.some((part) => part === word));
  if (unknown.length > 0) throw new Error(`No part ${unknown.join()}. Parts: ${PARTS.join()}`);
  return PARTS.filter((part) => wanted.includes(part));
}

/** `500x100,1000x20`: clients and keystrokes a second, whatever they are. */
function chosenCells(words: string | undefined): FanOutCell[] | undefined {
  return words?.split(',').map((word) => {
    const [clients = 0, perSecond = 0] = word.split('x').map(Number);
    if (!(clients > 0 && perSecond > 0)) throw new Error(`A cell looks like 500x100, not ${word}`);
    return { clients, perSecond };
  });
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

function brief({
  opening: opened,
  fanOut: spread,
  idle: still,
  presence: moved,
  nodes: two,
}: Figures): string {
  if (still)
    return `${Math.round(still.bareMb)} MB bare, ${tenths(still.connectionKb)} kB a connection, ${tenths(still.documentMb)} MB the document, ${tenths(still.leftMb)} MB left behind`;
  if (opened)
    return `cold ${tenths(opened.cold)}, warm ${tenths(opened.warm)}, burst ${tenths(opened.burstP50)}/${tenths(opened.burstLast)} ms, ${tenths(opened.burstCpu)} ms each`;
  if (moved)
    return `${tenths(moved.cpuPercent)} %, ${tenths(moved.megabytesPerSecond)} MB/s, p50 ${moved.p50}, p95 ${moved.p95} ms, seen ${tenths(moved.seenPercent)} %, load ${Math.round(moved.loadPercent)} %, others ${Math.round(moved.othersPercent)} %`;
  if (two)
    return `one ${tenths(two.onePercent)} %, the busier of two ${tenths(two.busierPercent)} %: ${two.carries.toFixed(2)} times as much, p95 ${two.oneP95}/${two.twoP95} ms, ${two.bus}`;
  if (!spread) return '';
  return `${tenths(spread.cpuPerDelivery)} + ${tenths(spread.postgresPerDelivery)} µs, ${Math.round(spread.cpuPercent)} %, p50 ${spread.p50}, p95 ${spread.p95} ms, lost ${spread.lost}, load ${Math.round(spread.loadPercent)} %, others ${Math.round(spread.othersPercent)} %`;
}
