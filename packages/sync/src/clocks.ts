import { ByteReader, Malformed } from './bytes.js';

/**
 * What `Y.encodeStateVectorFromUpdate` finds, as a map: the first clock of each client that is not in the update. That
 * makes an object of every struct and a string of every text, tens of megabytes for a long document of which nothing
 * stays; this reads past them. Throws `Malformed` for what it does not know.
 */
export function clocksOf(update: Uint8Array): Map<number, number> {
  const reader = new ByteReader(update);
  const clocks = new Map<number, number>();
  for (let clients = reader.count(); clients > 0; clients -= 1) {
    let structs = reader.count();
    const client = reader.varUint();
    let clock = reader.varUint();
    let known = clock === 0 ? 0 : null;
    for (; structs > 0; structs -= 1) {
      const info = reader.byte();
      clock += info === skipped ? reader.varUint() : lengthOf(reader, info);
      if (info === skipped) known = null;
      if (known !== null) {
        known = clock;
        clocks.set(client, clock);
      }
    }
  }
  return clocks;
}

const skipped = 10;

/** Reads past one struct. */
function lengthOf(reader: ByteReader, info: number): number {
  const kind = info & 31;
  if (kind === 0) return reader.varUint();
  if (info & 128) skipId(reader);
  if (info & 64) skipId(reader);
  if ((info & 192) === 0) {
    if (reader.varUint() === 1) skipBytes(reader);
    else skipId(reader);
    if (info & 32) skipBytes(reader);
  }
  return lengthOfContent(reader, kind);
}

function lengthOfContent(reader: ByteReader, kind: number): number {
  switch (kind) {
    case 1: // deleted
      return reader.varUint();
    case 2: {
      const values = reader.varUint();
      for (let left = values; left > 0; left -= 1) skipBytes(reader);
      return values;
    }
    case 3: // binary
    case 5: // embedded
      skipBytes(reader);
      return 1;
    case 4:
      return charactersIn(reader);
    case 6: // format
      skipBytes(reader);
      skipBytes(reader);
      return 1;
    case 7: {
      const type = reader.varUint();
      if (type === 3 || type === 5) skipBytes(reader); // these have a name
      return 1;
    }
    case 8: {
      const values = reader.varUint();
      for (let left = values; left > 0; left -= 1) skipAny(reader);
      return values;
    }
    default:
      throw new Malformed('unknown content');
  }
}

/** In UTF-16 units, as Yjs counts: one for each character, and another one for those of four bytes. */
function charactersIn(reader: ByteReader): number {
  const length = reader.varUint();
  const { bytes, position } = reader;
  skip(reader, length);
  let characters = 0;
  for (let at = position; at < reader.position; at += 1) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) !== 0x80) characters += byte >= 0xf0 ? 2 : 1;
  }
  return characters;
}

function skipId(reader: ByteReader): void {
  reader.varUint();
  reader.varUint();
}

function skipBytes(reader: ByteReader): void {
  skip(reader, reader.varUint());
}

function skip(reader: ByteReader, length: number): void {
  if (length > reader.left) throw new Malformed('ends too early');
  reader.position += length;
}

/** lib0's self-describing values, by their first byte. */
function skipAny(reader: ByteReader): void {
  switch (reader.byte()) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return;
    case 125:
      while (reader.byte() >= 0x80);
      return;
    case 124:
      return skip(reader, 4);
    case 123:
    case 122:
      return skip(reader, 8);
    case 119: // string
    case 116: // bytes
      return skipBytes(reader);
    case 118:
      for (let left = reader.varUint(); left > 0; left -= 1) {
        skipBytes(reader);
        skipAny(reader);
      }
      return;
    case 117:
      for (let left = reader.varUint(); left > 0; left -= 1) skipAny(reader);
      return;
    default:
      throw new Malformed('unknown value');
  }
}
