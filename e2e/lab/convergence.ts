/**
 * Four people edit one text on two nodes over one log, by random schedules: frames wait, come twice or in another order,
 * commits take long, fail or fail after they happened, rings get lost, lines break and people come back on either node.
 * When the schedule is over everything under way arrives, and all must hold the same: state vector, content, nothing
 * pending, as much as the log says. The controls leave one update out, once on its way and once in the log, and must
 * be caught. A schedule is a list of steps that mean the same whenever they are played, so a failing one is a file.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { closeCodes, createHub, type Clock, type Hub, type UpdateLog } from '@concord/sync';
import { createMemoryLeases, createMemoryLog, holdAppends, type HeldLog } from '@concord/sync/testing';
import * as Y from 'yjs';
import { convergenceOverSockets } from './convergence-sockets.ts';
import { edit, shape } from './edits.ts';
import type { LabResult } from './lab.ts';
import { random } from './random.ts';
import { frames, MemorySocket, read } from './wire.ts';

/** What is built in to be found: an update one reader is never sent, or one that is acknowledged and not stored. */
export type Fault = 'unsent' | 'unstored' | null;

export type Schedule = { readonly seed: number; readonly fault: Fault; readonly steps: readonly Step[] };
type Step = { readonly kind: Kind; readonly who: number; readonly at: number };

const KINDS = {
  edit: 26,
  toHub: 22,
  toClient: 22,
  twice: 3,
  swapUp: 2,
  swapDown: 2,
  commit: 14,
  fail: 1,
  commitButFail: 1,
  ring: 4,
  loseRing: 2,
  cut: 3,
  dial: 8,
  time: 6,
} as const;
type Kind = keyof typeof KINDS;

const NAME = 'section/lab/en';
const CLIENTS = 4;
const NODES = 2;
const STEPS = 90;

export type ConvergenceResult = {
  readonly schedules: number;
  readonly firstSeed: number;
  readonly edits: number;
  readonly reconnects: number;
  readonly diverged: readonly string[];
};

export async function convergence(options: {
  firstSeed: number;
  schedules: number;
  fault?: Fault;
  /** Where failing schedules are kept; null: nowhere, they are expected. */
  keep: string | null;
}): Promise<ConvergenceResult> {
  const diverged: string[] = [];
  let edits = 0;
  let reconnects = 0;
  for (let seed = options.firstSeed; seed < options.firstSeed + options.schedules; seed += 1) {
    const schedule = plan(seed, options.fault ?? null);
    const world = new World(schedule);
    const problem = await world.play();
    edits += world.edits;
    reconnects += world.reconnects;
    if (problem === null) continue;
    diverged.push(`seed ${seed}: ${problem}`);
    if (options.keep === null) continue;
    mkdirSync(options.keep, { recursive: true });
    const file = path.join(options.keep, `convergence-${seed}.json`);
    writeFileSync(file, JSON.stringify({ problem, ...schedule }));
  }
  return { schedules: options.schedules, firstSeed: options.firstSeed, edits, reconnects, diverged };
}

/** `--replay=FILE` plays a kept schedule again; else so many seeds, and the controls. */
export async function convergenceLab(asked: readonly string[]): Promise<LabResult> {
  const kept = asked.find((word) => word.startsWith('--replay='))?.slice('--replay='.length);
  if (kept !== undefined) {
    const overSockets = /convergence-sockets-(\d+)\.json$/.exec(kept)?.[1];
    if (overSockets !== undefined)
      return convergenceOverSockets({
        schedules: 1,
        firstSeed: Number(overSockets),
        keep: path.dirname(kept),
      });
    const schedule = JSON.parse(readFileSync(kept, 'utf8')) as Schedule; // written by `convergence` below
    const problem = await new World(schedule).play();
    return { summary: { replayed: kept, problem }, problems: problem === null ? [] : [problem] };
  }
  const short = asked.includes('--short');
  const keep = path.resolve(import.meta.dirname, '../../.cache/lab');
  const honest = await convergence({ firstSeed: 1, schedules: short ? 800 : 6000, keep });
  const problems = honest.diverged.map((problem) => `${problem} (kept in .cache/lab, replay with --replay=)`);
  const caught: Record<string, string> = {};
  for (const fault of ['unsent', 'unstored'] as const) {
    const control = await convergence({ firstSeed: 1, schedules: 40, fault, keep: null });
    caught[fault] = `${control.diverged.length} of ${control.schedules}`;
    if (control.diverged.length === 0) problems.push(`an update that is ${fault} would not be seen`);
  }
  const sockets = await convergenceOverSockets({ schedules: short ? 6 : 100, keep });
  problems.push(...sockets.problems);
  return { summary: { ...honest, controlsCaught: caught, overSockets: sockets.summary }, problems };
}

function plan(seed: number, fault: Fault): Schedule {
  const chance = random(seed);
  const kinds = Object.entries(KINDS).flatMap(([kind, weight]) => Array.from({ length: weight }, () => kind));
  const steps = Array.from({ length: STEPS }, (): Step => {
    const kind = kinds[Math.floor(chance() * kinds.length)] as Kind; // the keys of KINDS, which Object.entries forgets
    return { kind, who: Math.floor(chance() * CLIENTS), at: Math.floor(chance() * 1_000_000) };
  });
  return { seed, fault, steps };
}

class World {
  edits = 0;
  reconnects = 0;
  readonly #schedule: Schedule;
  readonly #log = createMemoryLog();
  readonly #leases = createMemoryLeases();
  readonly #clock = new StillClock();
  readonly #nodes: Node[] = [];
  readonly #people: Somebody[] = [];
  #faultLeft: boolean;
  #restless = false;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#faultLeft = schedule.fault !== null;
    for (let index = 0; index < NODES; index += 1) this.#nodes.push(this.#node());
    for (let index = 0; index < CLIENTS; index += 1) this.#people.push(new Somebody(index, schedule.seed));
  }

  async play(): Promise<string | null> {
    for (const [index, person] of this.#people.entries()) this.#dial(person, index);
    await this.#calm();
    for (const step of this.#schedule.steps) {
      this.#take(step);
      await turn();
    }
    await this.#calm();
    const problem = this.#problem();
    for (const { hub } of this.#nodes) void hub.drain();
    return problem;
  }

  #node(): Node {
    const rings: number[] = [];
    let listener: (name: string, seq: number) => void = () => {};
    const held = holdAppends(this.#faulty(this.#log));
    const hub = createHub({
      log: held,
      leases: this.#leases,
      gatekeeper: {
        open: async (_name, _token, personId) => ({
          actor: { personId: String(personId), name: String(personId), organisation: '' },
          write: true,
        }),
        mayWrite: async () => true,
      },
      doorbell: {
        ring: (_name, seq) => {
          for (const node of this.#nodes) node.rings.push(seq);
        },
        onRing: (given) => {
          listener = given;
          return () => {};
        },
      },
      clock: this.#clock,
    });
    return { hub, held, rings, hear: (seq) => listener(NAME, seq) };
  }

  /** In the control, one batch in the middle is answered as if it were stored. */
  #faulty(log: UpdateLog): UpdateLog {
    if (this.#schedule.fault !== 'unstored') return log;
    return {
      load: (name) => log.load(name),
      since: (name, seq) => log.since(name, seq),
      append: async (name, batch) => {
        const { seq } = await log.load(name);
        if (!this.#faultLeft || seq < 8) return log.append(name, batch);
        this.#faultLeft = false;
        return { seq: seq + batch.length };
      },
    };
  }

  #take({ kind, who, at }: Step): void {
    const person = this.#people[who];
    const node = this.#nodes[at % NODES];
    if (!person || !node) return;
    switch (kind) {
      case 'edit':
        this.edits += 1;
        return person.edit(at);
      case 'toHub':
        return person.deliver(1 + (at % 3));
      case 'toClient':
        return this.#toClient(person, 1 + (at % 4));
      case 'twice':
        return person.repeat();
      case 'swapUp':
        return swapUpdates(person.outbox);
      case 'swapDown':
        return swapUpdates(person.socket?.inbox ?? []);
      case 'commit':
      case 'fail':
      case 'commitButFail':
        return settle(node, kind);
      case 'ring': {
        const seq = node.rings.splice(at % Math.max(1, node.rings.length), 1)[0];
        return seq === undefined ? undefined : node.hear(seq);
      }
      case 'loseRing':
        node.rings.shift();
        return;
      case 'cut':
        return person.hangUp();
      case 'dial':
        if (!person.socket || person.socket.closed) this.#dial(person, at);
        return;
      case 'time':
        return this.#clock.advance(1 + (at % 120));
    }
  }

  #toClient(person: Somebody, count: number): void {
    const { inbox } = person.socket ?? { inbox: [] };
    for (let left = count; left > 0 && inbox.length > 0; left -= 1) {
      const frame = inbox.shift();
      if (!frame) return;
      if (this.#schedule.fault === 'unsent' && this.#faultLeft && this.edits > 8 && isUpdate(frame)) {
        this.#faultLeft = false;
        continue;
      }
      person.hear(frame);
    }
  }

  #dial(person: Somebody, at: number): void {
    const node = this.#nodes[at % NODES];
    if (!node) return;
    if (person.socket) {
      person.hangUp();
      this.reconnects += 1;
    }
    const socket = new MemorySocket();
    node.hub.connect(socket, person.name);
    person.connected(socket);
  }

  /** Everything arrives: lines hold, commits succeed, each node looks into the log. */
  async #calm(): Promise<void> {
    for (let round = 0; round < 400; round += 1) {
      let busy = false;
      for (const [index, person] of this.#people.entries()) {
        if (person.socket?.closed !== null) {
          this.#dial(person, index);
          busy = true;
        }
        busy ||= person.outbox.length > 0 || (person.socket?.inbox.length ?? 0) > 0;
        person.deliver(Number.POSITIVE_INFINITY);
        this.#toClient(person, Number.POSITIVE_INFINITY);
      }
      for (const node of this.#nodes) {
        busy ||= node.held.waiting > 0;
        settle(node, 'commit');
        for (const seq of node.rings.splice(0)) node.hear(seq);
        node.hear(this.#log.rows(NAME).length);
      }
      this.#clock.advance(20);
      await turn();
      if (!busy && round > 5) return;
    }
    this.#restless = true;
  }

  #problem(): string | null {
    if (this.#restless) return 'it never becomes calm';
    const logged = new Y.Doc();
    logged.transact((transaction) => {
      for (const { update } of this.#log.rows(NAME)) Y.applyUpdate(logged, update);
      // Otherwise Yjs tidies marks up at the end, and what is compared is no longer what the log says.
      transaction.local = true;
    });
    const expected = shape(logged);
    for (const person of this.#people) {
      if (person.fault !== null) return `${person.name} was blamed: ${person.fault}`;
      const { pendingStructs, pendingDs } = person.doc.store;
      if (pendingStructs !== null || pendingDs !== null) return `${person.name} holds something pending`;
      if (shape(person.doc) !== expected) return `${person.name} holds something else than the log`;
    }
    const pending = logged.store.pendingStructs !== null || logged.store.pendingDs !== null;
    return pending ? 'the log lacks rows that later rows build on' : null;
  }
}

type Node = { readonly hub: Hub; readonly held: HeldLog; readonly rings: number[]; hear(seq: number): void };

function settle(node: Node, how: 'commit' | 'fail' | 'commitButFail'): void {
  if (node.held.waiting === 0) return;
  void node.held.nextAppend().then((append) => append[how]());
}

/** A person with a document of their own, which speaks the protocol as the stock client does. */
class Somebody {
  readonly name: string;
  readonly doc = new Y.Doc();
  readonly outbox: Uint8Array[] = [];
  socket: MemorySocket | null = null;
  /** An honest client was told that it is not. */
  fault: string | null = null;
  #synced = false;

  constructor(index: number, seed: number) {
    this.name = `person ${index}`;
    this.doc.clientID = 1 + index + (seed % 1000) * CLIENTS;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      // Before the answer to step 1 it would be a hole; the step 2 that is still to come carries it.
      if (origin !== 'hub' && this.#synced) this.outbox.push(frames.update(NAME, update));
    });
  }

  connected(socket: MemorySocket): void {
    this.socket = socket;
    this.#synced = false;
    this.outbox.push(frames.token(NAME), frames.step1(NAME, Y.encodeStateVector(this.doc)));
  }

  hangUp(): void {
    const { socket } = this;
    if (!socket) return;
    this.#blame(socket);
    socket.cut();
    this.outbox.length = 0;
    this.#synced = false;
  }

  deliver(count: number): void {
    for (let left = count; left > 0 && this.outbox.length > 0; left -= 1) {
      const frame = this.outbox.shift();
      if (frame) this.socket?.say(frame);
    }
  }

  repeat(): void {
    const last = this.outbox.at(-1);
    if (last && isUpdate(last)) this.outbox.push(last);
  }

  hear(frame: Uint8Array): void {
    const heard = read(frame, NAME);
    if (heard.kind === 'ping') this.outbox.push(frames.pong);
    else if (heard.kind === 'step2' || heard.kind === 'update') Y.applyUpdate(this.doc, heard.bytes, 'hub');
    else if (heard.kind === 'step1') {
      this.#synced = true;
      this.outbox.push(frames.step2(NAME, Y.encodeStateAsUpdate(this.doc, heard.bytes)));
    }
  }

  edit(at: number): void {
    edit(this.doc, at);
  }

  #blame({ closed }: MemorySocket): void {
    const expected: readonly number[] = [1006, closeCodes.resync, closeCodes.unavailable, closeCodes.restart];
    if (closed && !expected.includes(closed.code)) this.fault ??= `${closed.code} ${closed.reason}`;
  }
}

const isUpdate = (frame: Uint8Array): boolean => read(frame, NAME).kind === 'update';

/** Exchanges the last two updates that stand side by side. */
function swapUpdates(queue: Uint8Array[]): void {
  const [before, last] = queue.slice(-2);
  if (before && last && isUpdate(before) && isUpdate(last)) queue.splice(-2, 2, last, before);
}

/** Time passes only when told. */
class StillClock implements Clock {
  #now = 1_700_000_000_000;
  #next = 0;
  readonly #timers = new Map<number, { readonly at: number; readonly action: () => void }>();

  now(): number {
    return this.#now;
  }

  setTimeout(action: () => void, milliseconds: number): unknown {
    this.#next += 1;
    this.#timers.set(this.#next, { at: this.#now + milliseconds, action });
    return this.#next;
  }

  clearTimeout(handle: unknown): void {
    if (typeof handle === 'number') this.#timers.delete(handle);
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const [handle, { at, action }] of this.#timers) {
      if (at > this.#now) continue;
      this.#timers.delete(handle);
      action();
    }
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
