/**
 * Hostile frames against a hub, in a process of their own: it must not end, no frame may hold the event loop for long,
 * none that was refused may have changed the log, the log stays sound, and somebody who works in another document
 * meanwhile loses nothing and waits no longer. The control runs without the pre-scan and must be caught. Odd seeds meet the
 * hub as the server has it, with a grammar; to the others it is open to whatever Yjs can live with, so that more gets in.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sectionGrammar } from '@concord/document';
import { closeCodes, createHub, type Rehearsal } from '@concord/sync';
import { createLocalDoorbell, createMemoryLog } from '@concord/sync/testing';
import * as Y from 'yjs';
import { honestDocument, hostility } from './hostile.ts';
import { added, type LabResult } from './lab.ts';
import { random } from './random.ts';
import { frames, MemorySocket, read } from './wire.ts';

type FuzzResult = {
  readonly seed: number;
  readonly frames: number;
  readonly kinds: Record<string, number>;
  /** How often each close code was the answer. */
  readonly closes: Record<string, number>;
  readonly accepted: number;
  readonly refused: number;
  /** Tried out in a thread first, and how many of them passed. */
  readonly rehearsed: number;
  readonly passed: number;
  /** The longest one frame held the event loop, in milliseconds of the thread's processor time. */
  readonly worstStallMs: number;
  /** What the person in the other document waited for an answer, milliseconds. */
  readonly innocentP99Ms: number;
  readonly innocentAloneP99Ms: number;
  readonly seconds: number;
  readonly problems: readonly string[];
};

const ATTACKED = 'section/attacked/en';
const INNOCENT = 'section/innocent/en';
const LONGEST_STALL_MS = 100;
/** Three million in the long run, a process for each seed. */
const FRAMES = 60_000;
const SEEDS = 50;

/** Codes that blame the sender; any other would mean that the hub stumbled. */
const BLAME: readonly number[] = [
  closeCodes.malformed,
  closeCodes.content,
  closeCodes.resync,
  closeCodes.tooMuch,
  closeCodes.tooBig,
  closeCodes.taken,
];

const keep = path.resolve(import.meta.dirname, '../../.cache/lab');

/**
 * `--seed=N` runs one seed again: the frames are the same whenever they are made. `--lanes=2` runs two seeds at a time,
 * for a machine with the cores for it.
 */
export async function fuzzLab(asked: readonly string[]): Promise<LabResult> {
  const given = asked.find((word) => word.startsWith('--seed='))?.slice('--seed='.length);
  const all = Array.from({ length: asked.includes('--short') ? 1 : SEEDS }, (_, index) => index + 1);
  const seeds = given === undefined ? all : [Number(given)];
  const runs: FuzzResult[] = [];
  const problems: string[] = [];
  const lanes = Number(asked.find((word) => word.startsWith('--lanes='))?.slice('--lanes='.length) ?? 1);
  const left = seeds.values();
  const lane = async (): Promise<void> => {
    for (const seed of left) await runSeed(seed);
  };
  const runSeed = async (seed: number): Promise<void> => {
    const run = await apart(seed, FRAMES, false);
    if (typeof run !== 'string') runs.push(run);
    const found = typeof run === 'string' ? [run] : run.problems;
    problems.push(...found.map((problem) => `seed ${seed}: ${problem}`));
    if (found.length > 0) {
      mkdirSync(keep, { recursive: true });
      writeFileSync(
        path.join(keep, `fuzz-${seed}.json`),
        JSON.stringify({ seed, frames: FRAMES, found, run }),
      );
    }
    if (seeds.length > 1 && typeof run !== 'string')
      process.stdout.write(
        `seed ${seed} of ${seeds.length}: ${runs.reduce((sum, { frames: count }) => sum + count, 0)} frames, ` +
          `${run.worstStallMs} ms the worst stall, ${problems.length} problems, ${run.seconds} s\n`,
      );
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const control = await apart(1, 2_000, true);
  const caught = typeof control === 'string' ? [control.slice(0, 200)] : control.problems.slice(0, 3);
  if (caught.length === 0)
    problems.push('the control was not caught: these checks would not see a missing scan');
  const sum = (count: (run: FuzzResult) => number): number =>
    runs.reduce((total, run) => total + count(run), 0);
  const summary = {
    frames: sum((run) => run.frames),
    seeds: seeds.length,
    exits: seeds.length - runs.length,
    accepted: sum((run) => run.accepted),
    refused: sum((run) => run.refused),
    rehearsed: sum((run) => run.rehearsed),
    passed: sum((run) => run.passed),
    refusedThatChangedAnything: problems.filter((problem) => problem.includes('refused frame changed'))
      .length,
    worstStallMs: Math.max(...runs.map((run) => run.worstStallMs)),
    innocentWorstP99Ms: Math.max(...runs.map((run) => run.innocentP99Ms)),
    innocentAloneWorstP99Ms: Math.max(...runs.map((run) => run.innocentAloneP99Ms)),
    kinds: added(runs.map((run) => run.kinds)),
    closes: added(runs.map((run) => run.closes)),
    controlCaught: caught,
  };
  return { summary, problems };
}

/** In a process of its own, so that its end is seen. A sentence instead of a result says how it ended. */
async function apart(seed: number, count: number, control: boolean): Promise<FuzzResult | string> {
  const hook = control ? ['--import', new URL('unscanned.mjs', import.meta.url).pathname] : [];
  const child = spawn(process.execPath, [...hook, import.meta.filename, String(seed), String(count)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  const patience = setTimeout(() => child.kill('SIGKILL'), 20_000 + count * 4);
  const code = await new Promise<string>((resolve) => {
    child.once('exit', (status, signal) => resolve(String(signal ?? status)));
  });
  clearTimeout(patience);
  if (code !== '0') return `the process ended with ${code}: ${complained.slice(0, 500)}`;
  return JSON.parse(said.trimEnd().split('\n').at(-1) ?? '') as FuzzResult; // what `fuzz` printed
}

async function fuzz(seed: number, count: number): Promise<FuzzResult> {
  const began = performance.now();
  const chance = random(seed);
  const log = createMemoryLog();
  const stumbles: string[] = [];
  const note = (fields: Record<string, unknown>, message: string): void => {
    stumbles.push(`${message}: ${String(fields['error'])}`);
  };
  const rehearsals = new Rehearsals(await textWorkers());
  const hub = createHub({
    log,
    grammar: () => (seed % 2 === 1 ? sectionGrammar : null),
    rehearsal: rehearsals,
    gatekeeper: {
      open: async (_name, _token, connection) => ({
        actor: { personId: String(connection), name: String(connection), organisation: '' },
        write: true,
      }),
      mayWrite: async () => true,
    },
    doorbell: createLocalDoorbell(),
    clock: { now: Date.now, setTimeout, clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout) },
    logger: { warn: note, error: note },
    // How fast one may send is bounded elsewhere; here that would keep most frames from the gate.
    limits: { framesPerSecond: 1e9, bytesPerSecond: 1e12 },
  });
  const known = honestDocument();
  const before = Y.encodeStateAsUpdate(known);
  log.write(ATTACKED, before);
  const honest = [
    frames.update(ATTACKED, before),
    frames.step2(ATTACKED, before),
    frames.step1(ATTACKED, Y.encodeStateVector(known)),
    frames.presence(ATTACKED, 7, '{"cursor":{"anchor":{"tname":"content"},"head":{}}}'),
    frames.token(ATTACKED),
    frames.pong,
  ];
  const enter = async (name: string, person: string): Promise<MemorySocket> => {
    const socket = new MemorySocket();
    hub.connect(socket, person);
    socket.say(frames.token(name));
    socket.say(frames.step1(name, Uint8Array.of(0)));
    await turn();
    return socket;
  };

  // Somebody who only reads along, which also keeps the document in the hub's memory while attackers come and go.
  const bystander = await enter(ATTACKED, 'bystander');
  const seen = new Y.Doc();
  const look = (): void => {
    for (const frame of bystander.inbox.splice(0)) {
      const heard = read(frame, ATTACKED);
      if (heard.kind !== 'step2' && heard.kind !== 'update') continue;
      seen.transact((transaction) => {
        Y.applyUpdate(seen, heard.bytes);
        transaction.local = true;
      });
    }
  };
  const innocent = new Innocent(await enter(INNOCENT, 'innocent'));
  for (let index = 0; index < 200; index += 1) await innocent.type();
  const alone = innocent.p99();
  innocent.waits.length = 0;

  const problems = new Set<string>();
  const kinds: Record<string, number> = {};
  const closes: Record<string, number> = {};
  const counts = { accepted: 0, refused: 0, worst: 0 };
  let attacker = await enter(ATTACKED, 'attacker');
  let rows = log.rows(ATTACKED).length;
  for (let index = 0; index < count; index += 1) {
    const { kind, frame } = hostility(chance, { name: ATTACKED, doc: known, honest });
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    attacker.inbox.length = 0;
    look();
    let before = process.threadCpuUsage();
    const held = (): void => {
      const { user, system } = process.threadCpuUsage(before);
      counts.worst = Math.max(counts.worst, (user + system) / 1000);
      before = process.threadCpuUsage();
    };
    attacker.say(frame);
    await turn();
    held();
    // While something is tried out the loop is free.
    while (await rehearsals.ended()) {
      await turn();
      held();
    }
    const answers = attacker.inbox.flatMap((each) => {
      const heard = read(each, ATTACKED);
      return heard.kind === 'status' ? [heard.accepted] : [];
    });
    counts.accepted += answers.filter(Boolean).length;
    const refused = answers.includes(false) || attacker.closed !== null;
    if (refused) counts.refused += 1;
    const now = log.rows(ATTACKED).length;
    if (refused && now !== rows) problems.add(`a refused frame changed the log (${kind}, frame ${index})`);
    for (const { update } of log.rows(ATTACKED).slice(rows)) {
      try {
        Y.applyUpdate(known, update);
      } catch (error) {
        problems.add(`Yjs can't take what was stored: ${String(error)}`);
      }
    }
    rows = now;
    if (attacker.closed) {
      const { code, reason } = attacker.closed;
      closes[code] = (closes[code] ?? 0) + 1;
      if (!BLAME.includes(code)) problems.add(`the hub stumbled: ${code} ${reason} (${kind})`);
      attacker.cut();
      attacker = await enter(ATTACKED, 'attacker');
    }
    if (index % 100 === 0) await innocent.type();
  }

  if (counts.worst > LONGEST_STALL_MS) problems.add(`a frame held the event loop for ${counts.worst} ms`);
  const logged = rebuilt(log.rows(ATTACKED), problems);
  if (logged.store.pendingStructs !== null || logged.store.pendingDs !== null)
    problems.add('the log holds something pending');
  for (let left = 100; left > 0 && content(seen) !== content(logged); left -= 1) {
    await pause(20);
    look();
  }
  if (content(seen) !== content(logged))
    problems.add('somebody who reads along holds something else than the log');
  const newcomer = await enter(ATTACKED, 'newcomer');
  // The state may come in several frames: what lies ready, and what was written since.
  const given = newcomer.inbox.flatMap((frame) => {
    const heard = read(frame, ATTACKED);
    return heard.kind === 'step2' || heard.kind === 'update' ? [{ update: heard.bytes }] : [];
  });
  if (content(rebuilt(given)) !== content(logged))
    problems.add('a newcomer is given something else than the log holds');
  if (content(rebuilt(log.rows(INNOCENT))) !== content(innocent.doc) || innocent.unanswered > 0)
    problems.add('somebody in another document lost something');
  for (const stumble of new Set(stumbles)) problems.add(stumble);
  // Both must have been tried, or nothing was: what is refused and what gets through.
  if (counts.accepted < count / 500 || counts.refused < count / 10)
    problems.add('too few frames got anywhere');
  if (count === FRAMES && rehearsals.asked === rehearsals.passed) problems.add('nothing was too heavy');
  await hub.drain();
  await rehearsals.close();
  return {
    seed,
    frames: count,
    kinds,
    closes,
    accepted: counts.accepted,
    refused: counts.refused,
    rehearsed: rehearsals.asked,
    passed: rehearsals.passed,
    worstStallMs: Math.round(counts.worst * 10) / 10,
    innocentP99Ms: innocent.p99(),
    innocentAloneP99Ms: alone,
    seconds: Math.round((performance.now() - began) / 1000),
    problems: [...problems].slice(0, 20),
  };
}

type TextWorkers = Rehearsal & { close(): Promise<void> };

/** The threads of the server itself. One that had to be ended has answered as well. */
async function textWorkers(): Promise<TextWorkers> {
  const built = new URL('../../server/dist/profiles/text-workers.js', import.meta.url).href;
  const { createTextWorkers } = (await import(built)) as { createTextWorkers(log: object): TextWorkers };
  return createTextWorkers({ warn() {} });
}

/** Lets one wait for what is being tried out. */
class Rehearsals implements Rehearsal {
  asked = 0;
  passed = 0;
  #last: Promise<boolean> | null = null;
  readonly #workers: TextWorkers;

  constructor(workers: TextWorkers) {
    this.#workers = workers;
  }

  async passes(state: readonly Uint8Array[], updates: readonly Uint8Array[]): Promise<boolean> {
    this.asked += 1;
    this.#last = this.#workers.passes(state, updates);
    const passes = await this.#last;
    if (passes) this.passed += 1;
    return passes;
  }

  /** False if there was none since one asked last. */
  async ended(): Promise<boolean> {
    const last = this.#last;
    this.#last = null;
    await last;
    return last !== null;
  }

  close(): Promise<void> {
    return this.#workers.close();
  }
}

/** Works in another document of the same hub. */
class Innocent {
  readonly doc = new Y.Doc();
  readonly waits: number[] = [];
  unanswered = 0;
  readonly #socket: MemorySocket;
  readonly #words = new Y.XmlText();

  constructor(socket: MemorySocket) {
    this.#socket = socket;
    this.doc.on('update', (update: Uint8Array) => socket.say(frames.update(INNOCENT, update)));
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [this.#words]);
    this.doc.getXmlFragment('content').insert(0, [paragraph]);
  }

  async type(): Promise<void> {
    this.#socket.inbox.length = 0;
    const began = performance.now();
    this.#words.insert(this.#words.length, `${this.#words.length} `);
    for (let left = 1_000; left > 0 && !this.#answered(); left -= 1) await turn();
    if (!this.#answered()) this.unanswered += 1;
    this.waits.push(performance.now() - began);
  }

  p99(): number {
    const sorted = this.waits.toSorted((a, b) => a - b);
    return Math.round((sorted[Math.floor(sorted.length * 0.99)] ?? 0) * 100) / 100;
  }

  #answered(): boolean {
    return this.#socket.inbox.some((frame) => {
      const heard = read(frame, INNOCENT);
      return heard.kind === 'status' && heard.accepted;
    });
  }
}

function rebuilt(rows: readonly { readonly update: Uint8Array }[], problems?: Set<string>): Y.Doc {
  const doc = new Y.Doc();
  try {
    // Row by row, as it came about. In one transaction forged rows may come out otherwise: what is deleted on the way
    // is then still there for later rows to build upon.
    for (const { update } of rows) {
      doc.transact((transaction) => {
        Y.applyUpdate(doc, update);
        transaction.local = true;
      });
    }
  } catch (error) {
    problems?.add(`the log can't be read any more: ${String(error)}`);
  }
  return doc;
}

/**
 * What is there, unit by unit: an attacker may get in what no editor can show, and the same state has many encodings.
 */
function content(doc: Y.Doc): string {
  const lines: string[] = [];
  for (const [client, structs] of [...doc.store.clients].toSorted(([a], [b]) => a - b)) {
    for (const each of structs) {
      if (!(each instanceof Y.Item) || each.deleted) continue;
      for (const [index, value] of each.content.getContent().entries())
        lines.push(`${client} ${each.id.clock + index} ${JSON.stringify(unit(value))}`);
    }
    lines.push(`${client} to ${Y.getState(doc.store, client)}`);
  }
  return lines.join('\n');
}

const unit = (value: unknown): unknown => (value instanceof Y.AbstractType ? value.constructor.name : value);

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

if (import.meta.main) {
  const [seed = '1', count = '60000'] = process.argv.slice(2);
  process.stdout.write(JSON.stringify(await fuzz(Number(seed), Number(count))));
}
