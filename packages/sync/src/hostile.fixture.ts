import * as fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { messageTypes, syncTypes } from './frames.js';
import { historyOf } from './history.fixture.js';
import { framed, presenceFrame, syncFrame } from './wire-client.fixture.js';

const name = 'section/velmora-4/en';

const honestUpdates = historyOf([
  { by: 0, kind: 'paragraph', at: 0, text: 'Miqrasiya' },
  { by: 0, kind: 'type', at: 3, text: 'gap 🙂' },
  { by: 1, kind: 'paragraph', at: 0, text: 'xyz' },
  { by: 1, kind: 'meet', at: 0, text: 'a' },
  { by: 1, kind: 'mark', at: 2, text: 'bold' },
  { by: 1, kind: 'delete', at: 1, text: 'xyz' },
  { by: 2, kind: 'attribute', at: 0, text: 'a' },
]);

/** What is there before the attack, so that there is something to build upon. */
export const honestState = Y.mergeUpdates(honestUpdates);

const honestFrames: Uint8Array[] = [
  ...honestUpdates.map((update) => syncFrame(name, syncTypes.update, update)),
  syncFrame(name, syncTypes.step2, honestState),
  syncFrame(name, syncTypes.step1, Y.encodeStateVectorFromUpdate(honestState)),
  presenceFrame(name, [[101, '{"user":{"name":"x"},"cursor":{"anchor":{"tname":"content"},"head":{}}}']]),
  framed(name, messageTypes.auth, (encoder) => {
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, 'anar');
  }),
  framed(name, messageTypes.queryAwareness, () => {}),
  framed(name, messageTypes.stateless, (encoder) => encoding.writeVarString(encoder, '{}')),
  framed(name, messageTypes.close, () => {}),
  Uint8Array.of(messageTypes.ping),
];

type Change = { kind: 'set' | 'insert' | 'cut' | 'repeat'; at: number; value: number };

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('set', 'set', 'set', 'insert', 'cut', 'repeat'),
  at: fc.nat(),
  value: fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 127, 128, 255)),
});

/** Frames of honest clients with a few bytes changed. */
const mutated = fc
  .tuple(fc.constantFrom(...honestFrames), fc.array(change, { minLength: 1, maxLength: 4 }))
  .map(([frame, changes]) => changes.reduce(applyChange, frame));

function applyChange(bytes: Uint8Array, { kind, at, value }: Change): Uint8Array {
  const place = bytes.length === 0 ? 0 : at % bytes.length;
  if (kind === 'insert')
    return Uint8Array.from([...bytes.subarray(0, place), value, ...bytes.subarray(place)]);
  if (kind === 'cut') return bytes.slice(0, place);
  if (kind === 'repeat') return Uint8Array.from([...bytes, ...bytes.subarray(place)]);
  return bytes.map((byte, index) => (index === place ? value : byte));
}

/** An id by how far it lies back from a client's newest; a negative distance is one nobody has written. */
type Reference = { client: number; back: number };

type Struct = {
  kind: number;
  origin: Reference | null;
  rightOrigin: Reference | null;
  parent: Reference | string;
  key: string | null;
  size: number;
};

/** A well-formed update that no editor makes: ids of others, odd parents, deletions of anything. */
export type Forgery = {
  runs: { client: number; skew: number; structs: Struct[] }[];
  deletes: { from: Reference; length: number }[];
};

const client = fc.constantFrom(101, 102, 103, 7);
const reference = fc.record({
  client,
  back: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 1, max: 12 }) },
    { weight: 1, arbitrary: fc.integer({ min: -3, max: 0 }) },
  ),
});

const struct: fc.Arbitrary<Struct> = fc.record({
  kind: fc.constantFrom(0, 1, 3, 4, 4, 5, 6, 7, 7, 7, 8, 10),
  origin: fc.option(reference, { freq: 2 }),
  rightOrigin: fc.option(reference, { freq: 1 }),
  parent: fc.oneof(reference, fc.constantFrom('content', 'other')),
  key: fc.option(fc.constantFrom('id', 'bold'), { freq: 2 }),
  size: fc.integer({ min: 1, max: 4 }),
});

export const forgeries: fc.Arbitrary<Forgery> = fc.record({
  runs: fc.uniqueArray(
    fc.record({
      client,
      skew: fc.constantFrom(0, 0, 0, 0, 0, -1, -3, 1),
      structs: fc.array(struct, { minLength: 1, maxLength: 3 }),
    }),
    { selector: (run) => run.client, maxLength: 3 },
  ),
  deletes: fc.array(fc.record({ from: reference, length: fc.nat(6) }), { maxLength: 3 }),
});

/** Writes the update against what the attacker knows, so that a good part of them fits. */
export function forge({ runs, deletes }: Forgery, clockOf: (client: number) => number): Uint8Array {
  const resolve = ({ client: whose, back }: Reference): [number, number] => [
    whose,
    Math.max(0, clockOf(whose) - back),
  ];
  return encoding.encode((encoder) => {
    const write = (...numbers: number[]) =>
      numbers.forEach((number) => encoding.writeVarUint(encoder, number));
    write(runs.length);
    for (const run of runs) {
      write(run.structs.length, run.client, Math.max(0, clockOf(run.client) + run.skew));
      for (const each of run.structs) writeStruct(encoder, each, resolve);
    }
    write(deletes.length);
    for (const { from, length } of deletes) {
      const [whose, clock] = resolve(from);
      write(whose, 1, clock, length);
    }
  });
}

function writeStruct(
  encoder: encoding.Encoder,
  { kind, origin, rightOrigin, parent, key, size }: Struct,
  resolve: (reference: Reference) => [number, number],
): void {
  const write = (...numbers: number[]) => numbers.forEach((number) => encoding.writeVarUint(encoder, number));
  if (kind === 0 || kind === 10) {
    write(kind, size);
    return;
  }
  const free = !origin && !rightOrigin;
  encoding.writeUint8(encoder, kind | (origin ? 128 : 0) | (rightOrigin ? 64 : 0) | (free && key ? 32 : 0));
  if (origin) write(...resolve(origin));
  if (rightOrigin) write(...resolve(rightOrigin));
  if (free) {
    write(typeof parent === 'string' ? 1 : 0);
    if (typeof parent === 'string') encoding.writeVarString(encoder, parent);
    else write(...resolve(parent));
    if (key) encoding.writeVarString(encoder, key);
  }
  writeContent(encoder, kind, size);
}

function writeContent(encoder: encoding.Encoder, kind: number, size: number): void {
  if (kind === 1) encoding.writeVarUint(encoder, size);
  else if (kind === 3) encoding.writeVarUint8Array(encoder, new Uint8Array(size));
  else if (kind === 4) encoding.writeVarString(encoder, 'abcd'.slice(0, size));
  else if (kind === 5) encoding.writeVarString(encoder, '{"image":1}');
  else if (kind === 6) {
    encoding.writeVarString(encoder, 'bold');
    encoding.writeVarString(encoder, size % 2 === 0 ? 'null' : '{}');
  } else if (kind === 7) {
    const ref = [0, 1, 2, 3, 6][size] ?? 4;
    encoding.writeVarUint(encoder, ref);
    if (ref === 3) encoding.writeVarString(encoder, 'paragraph');
  } else {
    encoding.writeVarUint(encoder, size);
    for (let index = 0; index < size; index += 1) encoding.writeAny(encoder, 'id');
  }
}

/** What an attacker who may write sends. */
export const hostileMessages: fc.Arbitrary<Uint8Array | Forgery> = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  mutated,
  forgeries,
  forgeries,
);

export function hostileFrame(message: Uint8Array | Forgery, clockOf: (client: number) => number): Uint8Array {
  if (message instanceof Uint8Array) return message;
  return syncFrame(name, syncTypes.update, forge(message, clockOf));
}
