/**
 * One person writes while another, who may only read, tries to, and a third, who may write, does so as if they were
 * somebody else. Nothing of it may reach the log, nothing may be passed on, and the one who writes loses nothing. Plain
 * Yjs is taken in by sixteen such bytes: it then drops what the owner of the id writes next. The controls let the reader
 * write, and take everybody for one person.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { closeCodes, createHub, type Gatekeeper } from '@concord/sync';
import { createLocalDoorbell, createMemoryLog } from '@concord/sync/testing';
import * as Y from 'yjs';
import { number } from '../bench/sync/dialects.ts';
import { added, type LabResult } from './lab.ts';
import { random, type Chance } from './random.ts';
import { frames, MemorySocket, read, statesIn } from './wire.ts';

export type ForgedResult = {
  readonly seed: number;
  readonly attempts: number;
  readonly kinds: Readonly<Record<string, number>>;
  /** What the attacker was told: a no, a closed socket, nothing, or yes to what was there already. */
  readonly answers: Readonly<Record<string, number>>;
  readonly victimWrote: number;
  /** Attempts that changed the log. */
  readonly stored: number;
  readonly problems: readonly string[];
};

type Attacker = 'reader' | 'impostor';

const NAME = 'section/forged/en';
const ATTEMPTS = 5_000;
const MARK = 'FORGED';
const VICTIM = 4_001;
const ABSENT = 4_002;
const BLAME: readonly number[] = [
  closeCodes.malformed,
  closeCodes.resync,
  closeCodes.taken,
  closeCodes.tooMuch,
  closeCodes.unauthenticated,
];

const keep = path.resolve(import.meta.dirname, '../../.cache/lab');

/** `--seed=N` runs one seed again: the attempts are the same whenever they are made. */
export async function forgedLab(asked: readonly string[]): Promise<LabResult> {
  const given = asked.find((word) => word.startsWith('--seed='))?.slice('--seed='.length);
  const seeds = given === undefined ? (asked.includes('--short') ? [1] : [1, 2, 3, 4, 5]) : [Number(given)];
  const problems: string[] = [];
  const runs: Record<Attacker, ForgedResult[]> = { reader: [], impostor: [] };
  const controls: Record<string, readonly string[]> = {};
  for (const attacker of ['reader', 'impostor'] as const) {
    for (const seed of seeds) {
      const run = await attack(attacker, seed, ATTEMPTS, false);
      runs[attacker].push(run);
      problems.push(...run.problems.map((problem) => `${attacker}, --seed=${seed}: ${problem}`));
      if (run.problems.length > 0) {
        mkdirSync(keep, { recursive: true });
        writeFileSync(path.join(keep, `forged-${attacker}-${seed}.json`), JSON.stringify(run, null, 1));
      }
    }
    const control = await attack(attacker, 1, 200, true);
    controls[attacker] = control.problems.slice(0, 3);
    if (control.problems.length === 0) problems.push(`the control of the ${attacker} was not caught`);
  }
  const all = [...runs.reader, ...runs.impostor];
  const summary = {
    seeds,
    attempts: { reader: total(runs.reader), impostor: total(runs.impostor) },
    kinds: added(all.map(({ kinds }) => kinds)),
    answers: {
      reader: added(runs.reader.map(({ answers }) => answers)),
      impostor: added(runs.impostor.map(({ answers }) => answers)),
    },
    victimWrote: all.reduce((sum, { victimWrote }) => sum + victimWrote, 0),
    stored: all.reduce((sum, { stored }) => sum + stored, 0),
    controlsCaught: controls,
  };
  return { summary, problems };
}

const total = (runs: readonly ForgedResult[]): number =>
  runs.reduce((sum, { attempts }) => sum + attempts, 0);

async function attack(
  attacker: Attacker,
  seed: number,
  attempts: number,
  control: boolean,
): Promise<ForgedResult> {
  const chance = random(seed);
  const log = createMemoryLog();
  const hub = createHub({
    log,
    gatekeeper: gatekeeper(attacker, control),
    doorbell: createLocalDoorbell(),
    clock: { now: Date.now, setTimeout, clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout) },
    // How fast one may send is bounded elsewhere; here that would keep attempts from the gate.
    limits: { framesPerSecond: 1e9, bytesPerSecond: 1e12 },
  });
  const enter = async (person: string, from: Uint8Array = Uint8Array.of(0)): Promise<MemorySocket> => {
    const socket = new MemorySocket();
    hub.connect(socket, person);
    socket.say(frames.token(NAME));
    socket.say(frames.step1(NAME, from));
    await turn();
    return socket;
  };
  const victim = new Victim(await enter('victim'), VICTIM);
  await victim.type('Before. ');
  // Somebody who wrote once and is away now.
  const absent = new Victim(await enter('absent'), ABSENT, victim.doc);
  await absent.type('From one who is away. ');
  absent.socket.cut();
  victim.take();
  victim.socket.say(frames.presence(NAME, VICTIM, cursor(1)));
  const bystander = await enter('bystander');
  const problems = new Set<string>();
  const kinds: Record<string, number> = {};
  const answers: Record<string, number> = { no: 0, closed: 0, silence: 0, 'known already': 0 };
  const seen = new Y.Doc();
  let said: MemorySocket = await enter(attacker);
  let mine = 9_000;
  let stored = 0;
  for (let index = 0; index < attempts; index += 1) {
    if (index % 25 === 0) {
      await victim.type(`${index} `);
      if (index % 100 === 0) victim.socket.say(frames.presence(NAME, VICTIM, cursor(index)));
      await turn();
    }
    watch(bystander, seen, problems);
    said.inbox.length = 0;
    const before = log.rows(NAME).length;
    mine += 1;
    const { kind, frame } = (attacker === 'reader' ? asReader : asImpostor)(chance, victim.doc, mine);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    if (kind === 'before being let in') {
      said.cut();
      said = new MemorySocket();
      hub.connect(said, attacker);
    }
    said.say(frame);
    await turn();
    const heard = said.inbox.flatMap((each) => {
      const { kind: what, ...rest } = read(each, NAME);
      return what === 'status' && 'accepted' in rest ? [rest.accepted] : [];
    });
    if (log.rows(NAME).length !== before) stored += 1;
    if (log.rows(NAME).length !== before) problems.add(`an attempt was stored (${kind}, attempt ${index})`);
    if (heard.includes(true)) answers['known already'] = (answers['known already'] ?? 0) + 1;
    else if (heard.includes(false)) answers['no'] = (answers['no'] ?? 0) + 1;
    else if (said.closed) answers['closed'] = (answers['closed'] ?? 0) + 1;
    else answers['silence'] = (answers['silence'] ?? 0) + 1;
    if (said.closed && !BLAME.includes(said.closed.code))
      problems.add(`the hub stumbled: ${said.closed.code} ${said.closed.reason} (${kind})`);
    if (said.closed || kind === 'before being let in') {
      said.cut();
      said = await enter(attacker);
    }
  }
  await victim.type('After. ');
  watch(bystander, seen, problems);
  judge(victim, seen, log.rows(NAME), problems);
  await hub.drain();
  return {
    seed,
    attempts,
    kinds,
    answers,
    victimWrote: victim.written.length,
    stored,
    problems: [...problems].slice(0, 10),
  };
}

/** In the control the reader may write, or all are one person. */
function gatekeeper(attacker: Attacker, control: boolean): Gatekeeper {
  const writes = (person: unknown): boolean =>
    person === 'victim' || person === 'absent' || person === 'impostor' || (control && person === 'reader');
  return {
    open: async (_name, _token, person) => ({
      actor: {
        personId: control && attacker === 'impostor' ? 'everybody' : String(person),
        name: String(person),
        organisation: '',
      },
      write: writes(person),
    }),
    mayWrite: async (_name, person) => writes(person),
  };
}

/** Writes on with the document they have, whatever happens around them. */
class Victim {
  readonly doc = new Y.Doc();
  readonly socket: MemorySocket;
  readonly written: string[] = [];
  unanswered = 0;

  constructor(socket: MemorySocket, clientId: number, known?: Y.Doc) {
    this.socket = socket;
    if (known) Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(known));
    this.doc.clientID = clientId;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'hub') socket.say(frames.update(NAME, update));
    });
  }

  async type(words: string): Promise<void> {
    this.take();
    const content = this.doc.getXmlFragment('content');
    const paragraph = new Y.XmlElement('paragraph');
    this.doc.transact(() => {
      paragraph.insert(0, [new Y.XmlText(words)]);
      content.insert(content.length, [paragraph]);
    });
    this.written.push(words);
    for (let left = 1_000; left > 0; left -= 1) {
      if (this.take()) return;
      await turn();
    }
    this.unanswered += 1;
  }

  /** Takes in what came; true when there was a yes among it. */
  take(): boolean {
    let yes = false;
    for (const frame of this.socket.inbox.splice(0)) {
      const heard = read(frame, NAME);
      if (heard.kind === 'update' || heard.kind === 'step2') Y.applyUpdate(this.doc, heard.bytes, 'hub');
      if (heard.kind === 'status' && heard.accepted) yes = true;
    }
    return yes;
  }
}

function watch(bystander: MemorySocket, seen: Y.Doc, problems: Set<string>): void {
  for (const frame of bystander.inbox.splice(0)) {
    const heard = read(frame, NAME);
    if (heard.kind === 'update' || heard.kind === 'step2') {
      if (Buffer.from(heard.bytes).includes(MARK)) problems.add('an attempt was passed on');
      Y.applyUpdate(seen, heard.bytes);
    }
    if (heard.kind !== 'presence') continue;
    for (const { clientId, state } of statesIn(heard.bytes)) {
      if ([VICTIM, ABSENT].includes(clientId) && !state.includes('"victim"'))
        problems.add(`somebody else was shown under the victim’s id: ${state}`);
    }
  }
}

function judge(
  victim: Victim,
  seen: Y.Doc,
  rows: readonly { readonly update: Uint8Array }[],
  problems: Set<string>,
): void {
  const logged = new Y.Doc();
  for (const { update } of rows) Y.applyUpdate(logged, update);
  const [text, theirs, shown] = [logged, victim.doc, seen].map((doc) =>
    JSON.stringify(doc.getXmlFragment('content').toJSON()),
  );
  if (text?.includes(MARK)) problems.add('an attempt stands in the log');
  if (victim.written.some((words) => text?.split(`>${words}<`).length !== 2))
    problems.add('the victim lost something');
  if (victim.socket.closed) problems.add(`the victim was closed: ${victim.socket.closed.reason}`);
  if (victim.unanswered > 0) problems.add(`the victim was not answered ${victim.unanswered} times`);
  if (text !== theirs) problems.add('the victim holds something else than the log');
  if (text !== shown) problems.add('somebody who reads along holds something else than the log');
  if (logged.store.pendingStructs !== null || logged.store.pendingDs !== null)
    problems.add('the log holds something pending');
}

type Attempt = { readonly kind: string; readonly frame: Uint8Array };

/** What somebody who was let in to read tries. */
function asReader(chance: Chance, doc: Y.Doc, mine: number): Attempt {
  const lot = Math.floor(chance() * 7);
  switch (lot) {
    case 0:
      return { kind: 'types', frame: frames.update(NAME, edited(doc, mine, insertion(chance))) };
    case 1:
      return { kind: 'deletes', frame: frames.update(NAME, edited(doc, mine, deletion(chance))) };
    case 2:
      return { kind: 'marks', frame: frames.update(NAME, edited(doc, mine, marking(chance))) };
    case 3:
      return {
        kind: 'types as the victim',
        frame: frames.update(NAME, edited(doc, VICTIM, insertion(chance))),
      };
    case 4:
      return { kind: 'step 2', frame: frames.step2(NAME, edited(doc, mine, insertion(chance))) };
    case 5:
      return {
        kind: 'the whole state and more',
        frame: frames.step2(NAME, edited(doc, mine, insertion(chance), true)),
      };
    default:
      return {
        kind: 'before being let in',
        frame: frames.update(NAME, edited(doc, mine, insertion(chance))),
      };
  }
}

/** What somebody who may write tries under the ids of others. */
function asImpostor(chance: Chance, doc: Y.Doc, mine: number): Attempt {
  const whose = chance() < 0.8 ? VICTIM : ABSENT;
  const end = Y.getState(doc.store, whose);
  const length = 1 + Math.floor(chance() * 1_000);
  const lot = Math.floor(chance() * 10);
  switch (lot) {
    case 0:
      return { kind: 'types on', frame: frames.update(NAME, edited(doc, whose, insertion(chance))) };
    case 1:
      return { kind: 'sixteen bytes', frame: frames.update(NAME, run(whose, end, [0, length])) };
    case 2:
      return { kind: 'sixteen bytes that skip', frame: frames.update(NAME, run(whose, end, [10, length])) };
    case 3:
      return {
        kind: 'ahead of it',
        frame: frames.update(NAME, run(whose, end + 1 + Math.floor(chance() * 9), [0, length])),
      };
    case 4: {
      const back = Math.min(end, 1 + Math.floor(chance() * 5));
      return {
        kind: 'beyond what is there',
        frame: frames.update(NAME, run(whose, end - back, [0, back + length])),
      };
    }
    case 5: {
      const both = Y.mergeUpdates([
        edited(doc, mine, insertion(chance)),
        edited(doc, whose, insertion(chance)),
      ]);
      return { kind: 'beside one’s own', frame: frames.update(NAME, both) };
    }
    case 6:
      return { kind: 'step 2', frame: frames.step2(NAME, edited(doc, whose, insertion(chance), true)) };
    case 7:
      return { kind: 'presence', frame: frames.presence(NAME, whose, cursor(length)) };
    case 8:
      return {
        kind: 'deletes what is not there yet',
        frame: frames.update(NAME, deleted(whose, end, length)),
      };
    default:
      return {
        kind: 'before being let in',
        frame: frames.update(NAME, edited(doc, whose, insertion(chance))),
      };
  }
}

/** An update as an editor makes it, under any id. `whole`: with all that was there. */
function edited(
  doc: Y.Doc,
  clientId: number,
  edit: (content: Y.XmlFragment) => void,
  whole = false,
): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = clientId;
  const before = Y.encodeStateVector(copy);
  const updates: Uint8Array[] = [];
  copy.on('update', (update: Uint8Array) => updates.push(update));
  edit(copy.getXmlFragment('content'));
  const update = whole ? Y.encodeStateAsUpdate(copy) : (updates[0] ?? Y.encodeStateAsUpdate(copy, before));
  copy.destroy();
  return update;
}

const insertion =
  (chance: Chance) =>
  (content: Y.XmlFragment): void => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(MARK)]);
    content.insert(Math.floor(chance() * (content.length + 1)), [paragraph]);
  };

const deletion =
  (chance: Chance) =>
  (content: Y.XmlFragment): void =>
    content.delete(Math.floor(chance() * content.length), 1);

const marking =
  (chance: Chance) =>
  (content: Y.XmlFragment): void => {
    const paragraph = content.get(Math.floor(chance() * content.length));
    const words = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (words instanceof Y.XmlText) words.format(0, words.length, { bold: {} });
  };

/** One run with one struct, and no deletions. */
const run = (client: number, clock: number, [info, length]: readonly [number, number]): Uint8Array =>
  joined(1, 1, client, clock, info, length, 0);

const deleted = (client: number, clock: number, length: number): Uint8Array =>
  joined(0, 1, client, 1, clock, length);

const joined = (...values: readonly number[]): Uint8Array =>
  new Uint8Array(Buffer.concat(values.map(number)));

const cursor = (clock: number): string =>
  JSON.stringify({ cursor: { anchor: { item: { client: VICTIM, clock } }, head: {} } });

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
