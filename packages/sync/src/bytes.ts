/** Bytes that no honest client sends. The message names the fault and goes into the close reason. */
export class Malformed extends Error {
  override name = 'Malformed';
}

// Invalid UTF-8 must be refused here: lib0 decodes with `fatal` too and would throw after the commit.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads lib0's encoding, but never past the end and never a number that JavaScript can't hold exactly. */
export class ByteReader {
  readonly bytes: Uint8Array;
  position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.position;
  }

  byte(): number {
    const value = this.bytes[this.position];
    if (value === undefined) throw new Malformed('ends too early');
    this.position += 1;
    return value;
  }

  varUint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (value > Number.MAX_SAFE_INTEGER) throw new Malformed('number out of range');
      if (byte < 0x80) return value;
      factor *= 128;
    }
  }

  /** A count of things that each take at least one byte: more than the bytes left is a lie. */
  count(): number {
    const value = this.varUint();
    if (value > this.left) throw new Malformed('counts more than it carries');
    return value;
  }

  /** A view of the next bytes, not a copy. */
  take(length: number): Uint8Array {
    if (length > this.left) throw new Malformed('ends too early');
    const view = this.bytes.subarray(this.position, this.position + length);
    this.position += length;
    return view;
  }

  varBytes(): Uint8Array {
    return this.take(this.varUint());
  }

  varString(maximum = Infinity): string {
    const bytes = this.varBytes();
    if (bytes.length > maximum) throw new Malformed('text too long');
    try {
      return utf8.decode(bytes);
    } catch {
      throw new Malformed('not UTF-8');
    }
  }

  end(): void {
    if (this.left > 0) throw new Malformed('more bytes than expected');
  }
}
