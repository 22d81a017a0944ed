/**
 * What an attacker who may write sends: noise, honest frames with bytes changed, well-formed forgeries, bombs, and what
 * takes long to apply.
 */
import * as Y from 'yjs';
import { number, sized, text } from '../bench/sync/dialects.ts';
import type { Chance } from './random.ts';
import { frames } from './wire.ts';

export type Hostility = { readonly kind: string; readonly frame: Uint8Array };

const CLIENTS = [101, 102, 103, 7, 4_000_000_001] as const;

/** The text that is there before the attack, by two people, with deletions and marks to build upon. */
export function honestDocument(): Y.Doc {
  const doc = new Y.Doc();
  for (const [index, clientId] of [101, 102].entries()) {
    doc.clientID = clientId;
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.setAttribute('id', `p-${index}`);
    const words = new Y.XmlText('Miqrasiya 🙂 Миграция');
    paragraph.insert(0, [words]);
    doc.getXmlFragment('content').insert(0, [paragraph]);
    words.format(2, 5, { bold: {} });
    words.delete(1, 3);
  }
  return doc;
}

export type Target = {
  readonly name: string;
  /** What the attacker knows: most forgeries continue it and so get further than noise would. */
  readonly doc: Y.Doc;
  readonly honest: readonly Uint8Array[];
};

export function hostility(chance: Chance, { name, doc, honest }: Target): Hostility {
  const lot = chance();
  if (lot < 0.12) return { kind: 'noise', frame: noise(chance, 60) };
  if (lot < 0.2) return { kind: 'noise in a frame', frame: frames.update(name, noise(chance, 80)) };
  if (lot < 0.5) return { kind: 'mutation', frame: mutation(chance, honest) };
  if (lot < 0.99) return { kind: 'forgery', frame: frames.update(name, forgery(chance, doc)) };
  if (lot < 0.9993) return { kind: 'bomb', frame: frames.update(name, bomb(chance)) };
  return { kind: 'heavy', frame: frames.update(name, heavy(chance, doc)) };
}

const below = (chance: Chance, limit: number): number => Math.floor(chance() * limit);
const one = <Value>(chance: Chance, values: readonly [Value, ...Value[]]): Value =>
  values[below(chance, values.length)] ?? values[0];
const bytes = (...values: readonly number[]): Buffer => Buffer.from(values);
const numbers = (...values: readonly number[]): Buffer => Buffer.concat(values.map(number));

function noise(chance: Chance, longest: number): Uint8Array {
  return Uint8Array.from({ length: below(chance, longest) }, () => below(chance, 256));
}

function mutation(chance: Chance, honest: readonly Uint8Array[]): Uint8Array {
  let frame = [...(honest[below(chance, honest.length)] ?? [])];
  for (let times = 1 + below(chance, 4); times > 0; times -= 1) {
    const at = below(chance, frame.length);
    const value = one(chance, [below(chance, 256), 0, 1, 127, 128, 255]);
    const kind = below(chance, 6);
    if (kind < 3) frame[at] = value;
    else if (kind === 3) frame.splice(at, 0, value);
    else if (kind === 4) frame = frame.slice(0, at);
    else frame.push(...frame.slice(at));
  }
  return Uint8Array.from(frame);
}

/** Ids of others, odd parents, deletions of anything; clocks mostly where the document ends. */
function forgery(chance: Chance, doc: Y.Doc): Uint8Array {
  const clockOf = (client: number): number => Y.getState(doc.store, client);
  const reference = (): Buffer => {
    const client = one(chance, CLIENTS);
    const back = chance() < 0.93 ? 1 + below(chance, 14) : -below(chance, 4);
    return numbers(client, Math.max(0, clockOf(client) - back));
  };
  const count = below(chance, 3);
  const clients = CLIENTS.toSorted(() => chance() - 0.5).slice(0, count);
  const runs = clients.map((client) => {
    const structs = Array.from({ length: 1 + below(chance, 3) }, () => struct(chance, reference));
    const skew = one(chance, [0, 0, 0, 0, 0, 0, -1, -3, 1]);
    return Buffer.concat([numbers(structs.length, client, Math.max(0, clockOf(client) + skew)), ...structs]);
  });
  const deletes = Array.from({ length: below(chance, 3) }, () => {
    const client = one(chance, CLIENTS);
    return numbers(client, 1, below(chance, clockOf(client) + 2), below(chance, 7));
  });
  return Buffer.concat([number(runs.length), ...runs, number(deletes.length), ...deletes]);
}

function struct(chance: Chance, reference: () => Buffer): Buffer {
  const kind = one(chance, [4, 4, 4, 7, 7, 7, 0, 1, 2, 3, 5, 6, 8, 9, 10]);
  const size = 1 + below(chance, 4);
  if (kind === 0 || kind === 10) return numbers(kind, size);
  const left = chance() < 0.5;
  const right = chance() < 0.2;
  const key = !left && !right && chance() < 0.4;
  const place: Buffer[] = [];
  if (left) place.push(reference());
  if (right) place.push(reference());
  if (!left && !right) {
    place.push(
      chance() < 0.5 ? Buffer.concat([number(1), text('content')]) : Buffer.concat([number(0), reference()]),
    );
    if (key) place.push(text(one(chance, ['id', 'bold', '__proto__'])));
  }
  const info = kind | (left ? 128 : 0) | (right ? 64 : 0) | (key ? 32 : 0);
  return Buffer.concat([bytes(info), ...place, content(chance, kind, size)]);
}

function content(chance: Chance, kind: number, size: number): Buffer {
  switch (kind) {
    case 1:
      return number(size);
    case 2:
      return Buffer.concat([number(size), ...Array.from({ length: size }, () => text('"x"'))]);
    case 3:
      return sized(Buffer.alloc(size));
    case 4:
      return text('abcd'.slice(0, size));
    case 5:
      return text(one(chance, ['{"image":1}', 'null', '{', '"\\ud800"']));
    case 6:
      return Buffer.concat([text('bold'), text(one(chance, ['null', '{}', '{"__proto__":1}']))]);
    case 7: {
      const type = one(chance, [0, 1, 2, 3, 3, 3, 4, 5, 6, 7]);
      return Buffer.concat([number(type), type === 3 || type === 5 ? text('paragraph') : Buffer.alloc(0)]);
    }
    default:
      return Buffer.concat([number(size), ...Array.from({ length: size }, () => bytes(119, 1, 120))]);
  }
}

/**
 * Nodes that each go to the beginning of one, where as many of another client are: for each of them Yjs looks at all those.
 * Deleted at once, so that the document does not fill up with them.
 */
function heavy(chance: Chance, doc: Y.Doc): Uint8Array {
  const [low, high] = [103, 4_000_000_001];
  const [from, above] = [Y.getState(doc.store, low), Y.getState(doc.store, high)];
  const count = 100 + below(chance, 1500);
  const card = Buffer.concat([number(3), text('card')]);
  const outer = Buffer.concat([bytes(7), number(1), text('content'), card]);
  const inner = Buffer.concat([bytes(7), numbers(0, low, from), card]);
  const last = Buffer.concat([bytes(7 | 128), numbers(low, from + count), card]);
  const many = Array.from({ length: count }, () => inner);
  return Buffer.concat([
    numbers(2, count + 1, high, above),
    last,
    ...many,
    numbers(count + 1, low, from),
    outer,
    ...many,
    numbers(2, high, 1, above, count + 1, low, 1, from, count + 1),
  ]);
}

/** Little bytes that promise much: counts without content, depth without end, clocks at the edge. */
function bomb(chance: Chance): Uint8Array {
  const root = Buffer.concat([number(1), text('content')]);
  const single = (info: number, inside: Buffer): Buffer =>
    Buffer.concat([numbers(1, 1, 7, 0), bytes(info), root, inside, number(0)]);
  const most = 2 ** 31 - 1;
  return one(chance, [
    () => numbers(most, 1, 7, 0),
    () => numbers(1, most, 7, 0),
    () => numbers(0, most, 7, most),
    () => numbers(0, 1, 101, 1, 0, most),
    () => numbers(0, 1, 101, 60_000, ...Array.from({ length: 120_000 }, () => 1)),
    () => Buffer.concat([numbers(1, 1, 7, 0, 10, most, 0)]),
    () => Buffer.concat([numbers(1, 1, 7, most, 0, most, 0)]),
    () => single(8, Buffer.concat([number(1), Buffer.alloc(50_000, Buffer.from([117, 1]))])),
    () => single(8, Buffer.concat([number(1), Buffer.alloc(50_000, 118)])),
    () => single(8, number(most)),
    () => single(5, text('['.repeat(100_000))),
    () => single(5, text(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)),
    () => single(1, number(most)),
    () => Buffer.concat([numbers(1, 40_000, 7, 0), Buffer.alloc(80_000, Buffer.from([0, 1])), number(0)]),
  ])();
}
