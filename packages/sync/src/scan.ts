import * as decoding from 'lib0/decoding';
import type { Item } from 'yjs';
import { ByteReader, Malformed } from './bytes.js';
import { normalise, type Range } from './ranges.js';

/** The id of a struct another one is built upon. */
export type Dependency = { client: number; clock: number };

/** A thing that others can stand in. `other` are the shared types that no text is made of: lists, maps and the like. */
export type Node =
  | { readonly kind: 'root'; readonly name: string }
  | { readonly kind: 'element'; readonly name: string }
  | { readonly kind: 'text' | 'other' };

/** What a struct brings. */
export type Content =
  /** Deleted already, or nothing at all. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'words' }
  | { readonly kind: 'format'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'node'; readonly node: Node }
  /** Plain values, as attributes have them; `first` decodes the first. */
  | { readonly kind: 'values'; readonly first: () => unknown }
  /** Bytes, or something embedded in a text. */
  | { readonly kind: 'strange' };

/** A committed type, the struct that will be one, or a root by its name; null where nothing stays. */
export type Inside = object | string | null;

/** A run of characters, a node, a mark …: Yjs' unit of insertion. */
export type Struct = {
  clock: number;
  end: number;
  /** A hole that carries nothing. */
  gap: boolean;
  /** Several values that are not deleted: they may stand in a row of things, never as an attribute. */
  several: boolean;
  content: Content;
  /** The key of its parent that it is set under, an attribute. Without one, it is its neighbour's. */
  key: string | null;
  /** The root it stands in; otherwise found out later, null where nothing stays (see `Places`). */
  home: Node | null;
  /** What stood on its left and right when it was made; with one of them, parent and key are the neighbour's. */
  left: Dependency | null;
  right: Dependency | null;
  parent: Dependency | null;
  /** Whose child it is; found out later (see `Places`). */
  inside: Inside;
  /** How many nodes it is inside of; found out later (see `Places`). */
  depth: number;
  /** The committed item right of where it goes; found out later as well. */
  next: Item | null;
  /** The same, or what it is the end of: others that have it too go to the same place. */
  beside: object | null;
};

export type StructRun = { client: number; start: number; end: number; structs: Struct[] };

/** What an update inserts and deletes, without its content. */
export type UpdateShape = {
  /** At most one run per client, clocks ascending without holes (a hole is a `gap` struct). */
  runs: StructRun[];
  /** Per client, sorted and merged. */
  deletes: Map<number, Range[]>;
  /** False if the deletions were written in a way that no Yjs writes them. */
  deletesInOrder: boolean;
  /** Byte offset at which the deletions start. */
  deletesAt: number;
};

/** Yjs' content kinds of format V1, by number. */
const content = {
  gc: 0,
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  skip: 10,
} as const;

const kindBits = 0b0001_1111;
const hasParentKey = 0b0010_0000;
const hasRightOrigin = 0b0100_0000;
const hasOrigin = 0b1000_0000;

const lastTypeRef = 6;
const xmlElementRef = 3;
const xmlHookRef = 5;
const xmlTextRef = 6;

/** Clocks and client ids that Yjs makes fit 32 bits; bigger ones only serve to exhaust something. */
const largestId = 0xffff_ffff;

/** JSON and attribute values nest a few levels; Yjs and JSON.stringify recurse and would overflow the stack. */
const deepest = 32;

/** What one update may hold: reading it takes time for each. */
export type Most = { readonly structs: number; readonly deletes: number };

const endless: Most = { structs: Infinity, deletes: Infinity };

/** Well formed, but more than anybody may send at once. */
export class TooHeavy extends Error {
  override readonly name = 'TooHeavy';
}

/**
 * Reads a Yjs V1 update without building anything from it, so that counts and depths are bounded by the bytes
 * that are there. Whatever passes can be decoded by Yjs without an exception. Throws `Malformed`, and
 * `TooHeavy` for more than `most`.
 */
export function scanUpdate(update: Uint8Array, most: Most = endless): UpdateShape {
  const reader = new ByteReader(update);
  const runs = readRuns(reader, most.structs);
  const deletesAt = reader.position;
  const { deletes, deletesInOrder } = readDeletes(reader, most.deletes);
  reader.end();
  return { runs, deletes, deletesInOrder, deletesAt };
}

function readRuns(reader: ByteReader, most: number): StructRun[] {
  const runs: StructRun[] = [];
  let structsLeft = most;
  let previous = Number.POSITIVE_INFINITY;
  for (let left = reader.count(); left > 0; left -= 1) {
    const structs: Struct[] = [];
    const structCount = reader.count();
    structsLeft -= structCount;
    if (structsLeft < 0) throw new TooHeavy('too many structs');
    const client = readId(reader);
    const start = readId(reader);
    // Yjs writes its clients in falling order and relies on it: `mergeUpdates` silently drops structs otherwise, and a
    // second run of a client replaces the first.
    if (client === previous) throw new Malformed('client listed twice');
    if (client > previous) throw new Malformed('clients out of order');
    if (structCount === 0) throw new Malformed('empty run');
    previous = client;
    let clock = start;
    for (let index = 0; index < structCount; index += 1) {
      const struct = readStruct(reader, client, clock);
      structs.push(struct);
      clock = struct.end;
    }
    runs.push({ client, start, end: clock, structs });
  }
  return runs;
}

function readId(reader: ByteReader): number {
  const id = reader.varUint();
  if (id > largestId) throw new Malformed('id out of range');
  return id;
}

function readStruct(reader: ByteReader, client: number, clock: number): Struct {
  const info = reader.byte();
  const kind = info & kindBits;
  const empty = kind === content.gc || kind === content.skip;
  // Yjs' two readers disagree about these two with flags set, so flags are refused.
  if (empty && info !== kind) throw new Malformed('flags on an empty struct');
  const place = empty ? nowhere : readPlace(reader, info, { client, clock });
  const [length, brought] = empty ? [reader.varUint(), nothing] : readContent(reader, kind);
  if (length === 0) throw new Malformed('struct of no length');
  const end = clock + length;
  if (end > largestId) throw new Malformed('clock out of range');
  const several = length > 1 && kind !== content.deleted && !empty;
  const { key, home, left, right, parent } = place;
  const gap = kind === content.skip;
  return {
    clock,
    end,
    gap,
    several,
    content: brought,
    key,
    home,
    left,
    right,
    parent,
    inside: null,
    depth: 0,
    next: null,
    beside: null,
  };
}

type Place = Pick<Struct, 'key' | 'home' | 'left' | 'right' | 'parent'>;

const nowhere: Place = { key: null, home: null, left: null, right: null, parent: null };

function readPlace(reader: ByteReader, info: number, self: Dependency): Place {
  const left = info & hasOrigin ? readDependency(reader, self) : null;
  const right = info & hasRightOrigin ? readDependency(reader, self) : null;
  if (left || right) return { key: null, home: null, left, right, parent: null };
  const parentIsRoot = reader.varUint();
  if (parentIsRoot > 1) throw new Malformed('unknown parent');
  const home: Node | null = parentIsRoot === 1 ? { kind: 'root', name: reader.varString() } : null;
  const parent = home ? null : readDependency(reader, self);
  const key = info & hasParentKey ? reader.varString() : null;
  return { key, home, left: null, right: null, parent };
}

function readDependency(reader: ByteReader, self: Dependency): Dependency {
  const id = { client: readId(reader), clock: readId(reader) };
  // Yjs looks a client's own ids up without asking whether they exist yet.
  if (id.client === self.client && id.clock >= self.clock) throw new Malformed('struct builds on itself');
  return id;
}

const nothing: Content = { kind: 'nothing' };
const words: Content = { kind: 'words' };
const strange: Content = { kind: 'strange' };

/** Returns the content's length in Yjs' count: characters in UTF-16 units, elements, or 1. */
function readContent(reader: ByteReader, kind: number): [length: number, content: Content] {
  switch (kind) {
    case content.deleted:
      return [reader.varUint(), nothing];
    case content.json: {
      const count = reader.count();
      const [first] = Array.from({ length: count }, () => readJson(reader, true));
      return [count, { kind: 'values', first: () => first }];
    }
    case content.binary:
      reader.varBytes();
      return [1, strange];
    case content.string:
      return [reader.varString().length, words];
    case content.embed:
      readJson(reader, false);
      return [1, strange];
    case content.format: {
      const name = reader.varString();
      return [1, { kind: 'format', name, value: readJson(reader, false) }];
    }
    case content.type:
      return [1, readType(reader)];
    case content.any: {
      const count = reader.count();
      const start = reader.position;
      for (let left = count; left > 0; left -= 1) readAny(reader, 0);
      const { bytes } = reader;
      const first = (): unknown => decoding.readAny(decoding.createDecoder(bytes.subarray(start)));
      return [count, { kind: 'values', first }];
    }
    default:
      // Among them sub-documents (9): they would make the hub hold further documents nobody decided on.
      throw new Malformed('unknown content');
  }
}

const text: Content = { kind: 'node', node: { kind: 'text' } };
const other: Content = { kind: 'node', node: { kind: 'other' } };

function readType(reader: ByteReader): Content {
  const ref = reader.varUint();
  if (ref > lastTypeRef) throw new Malformed('unknown type');
  if (ref === xmlElementRef) return { kind: 'node', node: { kind: 'element', name: reader.varString() } };
  if (ref === xmlHookRef) reader.varString();
  return ref === xmlTextRef ? text : other;
}

function readJson(reader: ByteReader, undefinedAllowed: boolean): unknown {
  const json = reader.varString();
  if (undefinedAllowed && json === 'undefined') return undefined;
  if (jsonDepth(json) > deepest) throw new Malformed('JSON too deep');
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new Malformed('not JSON');
  }
}

/** How deep a JSON text nests, without parsing it. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let most = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (quoted) {
      if (character === '\\') index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') {
      quoted = true;
    } else if (character === '[' || character === '{') {
      depth += 1;
      most = Math.max(most, depth);
    } else if (character === ']' || character === '}') {
      depth -= 1;
    }
  }
  return most;
}

/** lib0's self-describing values, by their first byte. */
function readAny(reader: ByteReader, depth: number): void {
  if (depth > deepest) throw new Malformed('value too deep');
  switch (reader.byte()) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return;
    case 125:
      readVarInt(reader);
      return;
    case 124:
      reader.take(4);
      return;
    case 123:
      reader.take(8);
      return;
    case 119:
      reader.varString();
      return;
    case 118:
      for (let left = reader.count(); left > 0; left -= 1) {
        reader.varString();
        readAny(reader, depth + 1);
      }
      return;
    case 117:
      for (let left = reader.count(); left > 0; left -= 1) readAny(reader, depth + 1);
      return;
    case 116:
      reader.varBytes();
      return;
    default:
      // Among them bigints (122): JSON.stringify throws on them wherever the document is projected.
      throw new Malformed('unknown value');
  }
}

function readVarInt(reader: ByteReader): void {
  let byte = reader.byte();
  let value = byte & 0b0011_1111;
  let factor = 64;
  while (byte >= 0x80) {
    byte = reader.byte();
    value += (byte & 0x7f) * factor;
    factor *= 128;
    if (value > Number.MAX_SAFE_INTEGER) throw new Malformed('number out of range');
  }
}

function readDeletes(reader: ByteReader, most: number): Pick<UpdateShape, 'deletes' | 'deletesInOrder'> {
  const deletes = new Map<number, Range[]>();
  let deletesInOrder = true;
  let rangesLeft = most;
  for (let left = reader.count(); left > 0; left -= 1) {
    const client = readId(reader);
    const ranges: Range[] = [];
    const count = reader.count();
    rangesLeft -= count;
    if (rangesLeft < 0) throw new TooHeavy('too many deletions');
    for (let ranged = count; ranged > 0; ranged -= 1) {
      const start = readId(reader);
      const end = start + reader.varUint();
      if (end > largestId) throw new Malformed('clock out of range');
      ranges.push({ start, end });
    }
    const known = deletes.get(client);
    const merged = normalise(known ? [...known, ...ranges] : ranges);
    if (known || ranges.length === 0 || merged.length !== ranges.length) deletesInOrder = false;
    if (merged.some((range, index) => range.start !== ranges[index]?.start)) deletesInOrder = false;
    if (merged.length > 0) deletes.set(client, merged);
  }
  return { deletes, deletesInOrder };
}
