/** What a frame of the sync socket is about, as far as saving is concerned. */
export type FrameHead =
  | { readonly kind: 'whole' | 'update'; readonly document: string }
  | { readonly kind: 'answer'; readonly document: string; readonly accepted: boolean }
  | { readonly kind: 'other'; readonly document: string | null };

/** Numbers of Hocuspocus 4's wire protocol. */
const messages = { sync: 0, syncStatus: 8 } as const;
const syncs = { step2: 1, update: 2 } as const;

const decoder = new TextDecoder();

/** Reads the first few bytes; frames without a document (pings) and anything unknown are `other`. */
export function headOf(frame: unknown): FrameHead {
  const bytes = bytesOf(frame);
  // A ping or a pong is its type alone.
  if (bytes === null || bytes.length < 3) return { kind: 'other', document: null };
  const reader = new Reader(bytes);
  const document = decoder.decode(reader.bytes(reader.number()));
  const message = reader.number();
  if (message === messages.syncStatus) return { kind: 'answer', document, accepted: reader.number() === 1 };
  if (message === messages.sync) {
    const sync = reader.number();
    if (sync === syncs.step2) return { kind: 'whole', document };
    if (sync === syncs.update) return { kind: 'update', document };
  }
  return { kind: 'other', document };
}

function bytesOf(frame: unknown): Uint8Array | null {
  if (frame instanceof Uint8Array) return frame;
  return frame instanceof ArrayBuffer ? new Uint8Array(frame) : null;
}

class Reader {
  #at = 0;

  constructor(readonly source: Uint8Array) {}

  /** Seven bits a byte, the low ones first; 0 at the end of the frame. */
  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.source[this.#at] ?? 0;
      this.#at += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  bytes(length: number): Uint8Array {
    const from = this.#at;
    this.#at += length;
    return this.source.subarray(from, this.#at);
  }
}
