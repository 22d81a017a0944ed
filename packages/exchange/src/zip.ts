import { crc32 } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import type { DocxLimits } from './limits.js';
import { Refused } from './refusal.js';

const STRONG_ENCRYPTION = /strong encryption/u;

/**
 * The archive after its table of contents was judged: number of entries, declared sizes, names. Entries are
 * unpacked one at a time and only when asked for; an archive inside the archive is never opened.
 */
export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** @throws Refused `damaged`, `zip_bomb`, `encrypted` */
  static async open(bytes: Uint8Array, limits: DocxLimits): Promise<Archive> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = await orDamaged(() => fromBufferPromise(buffer, { lazyEntries: true }));
    if (zip.entryCount > limits.entries) throw new Refused('zip_bomb', `${zip.entryCount} entries`);
    const entries = await orDamaged(() => judgedEntries(zip, limits));
    return new Archive(zip, entries);
  }

  /** Part names without the leading slash, as stored. */
  names(): string[] {
    return [...this.#entries.values()].map((entry) => entry.fileName);
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** Unpacks one entry in pieces. A wrong checksum or length shows only at the end of the pieces. */
  async *chunks(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry) throw new Refused('damaged', `no part ${name}`);
    const stream = await orDamaged(() => this.#zip.openReadStreamPromise(entry));
    let checksum = 0;
    let size = 0;
    try {
      for await (const chunk of stream) {
        if (!(chunk instanceof Uint8Array)) throw new Refused('damaged', `${name} gave no bytes`);
        checksum = crc32(chunk, checksum);
        size += chunk.length;
        if (size > entry.uncompressedSize) throw new Refused('zip_bomb', `${name} is larger than declared`);
        yield chunk;
      }
    } catch (error) {
      throw asRefused(error);
    }
    if (size !== entry.uncompressedSize || checksum !== entry.crc32) {
      throw new Refused('damaged', `checksum of ${name}`);
    }
  }
}

async function judgedEntries(zip: ZipFile, limits: DocxLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    // Names are compared without case, as Office does: two that differ only so would let two readers of the
    // same file see different texts.
    const name = entry.fileName.toLowerCase();
    if (entries.has(name)) throw new Refused('damaged', `two entries ${entry.fileName}`);
    if (entry.isEncrypted()) throw new Refused('encrypted', entry.fileName);
    total += entry.uncompressedSize;
    if (total > limits.uncompressedBytes) throw new Refused('zip_bomb', `${total} bytes unpacked`);
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
    if (entry.uncompressedSize > limits.ratioFromBytes && ratio > limits.ratio) {
      throw new Refused('zip_bomb', `${entry.fileName} unpacks ${Math.round(ratio)} times`);
    }
    entries.set(name, entry);
  }
  return entries;
}

async function orDamaged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asRefused(error);
  }
}

/** The zip library reports bad bytes, bad names (absolute, `..`) and cut files as plain errors. */
function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Refused(STRONG_ENCRYPTION.test(message) ? 'encrypted' : 'damaged', message);
}
