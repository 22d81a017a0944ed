import type { Outgoing } from './outgoing.js';
import type { Replica } from './replica.js';

type Part = 'state' | 'stateBeforeTail' | 'tail' | 'nothingNew' | 'stateVector' | 'committed';

/**
 * The frames that open a document for a reader, kept ready: a crowd that comes at once is handed the same bytes,
 * and the document is encoded for none of them.
 */
export class Opening {
  readonly #frames: Outgoing;
  readonly #replica: Replica;
  readonly #kept = new Map<Part, { source: Uint8Array | number; frame: Uint8Array }>();

  constructor(frames: Outgoing, replica: Replica) {
    this.#frames = frames;
    this.#replica = replica;
  }

  /** What the hub has: the question for what a client has beyond it. */
  question(): Uint8Array {
    const vector = this.#replica.stateVector();
    return this.#once('stateVector', vector, () => this.#frames.step1(vector));
  }

  committed(): Uint8Array {
    const { seq } = this.#replica;
    return this.#once('committed', seq, () => this.#frames.committed(seq));
  }

  /** What a client with this state vector lacks. */
  *stateFor(stateVector: Uint8Array): Iterable<Uint8Array> {
    if (stateVector.length === 1 && stateVector[0] === 0) {
      const { snapshot, tail } = this.#replica.whole();
      if (!tail) {
        this.#kept.delete('stateBeforeTail');
        yield this.#framed('state', snapshot, () => this.#frames.step2(snapshot));
        return;
      }
      this.#kept.delete('state');
      // The client counts as synced with step 2, so what completes the state has to come last.
      yield this.#framed('stateBeforeTail', snapshot, () => this.#frames.update(snapshot));
      yield this.#once('tail', tail, () => this.#frames.step2(tail));
      return;
    }
    const missing = this.#replica.missing(stateVector);
    if (missing === this.#replica.nothingNew) {
      yield this.#once('nothingNew', missing, () => this.#frames.step2(missing));
    } else {
      yield this.#frames.step2(missing);
    }
  }

  /** A snapshot is large: from now on it lies in the frame that it ends, and nowhere else. */
  #framed(part: Part, snapshot: Uint8Array, build: () => Uint8Array): Uint8Array {
    const frame = this.#once(part, snapshot, build);
    const kept = this.#kept.get(part);
    if (kept && snapshot.buffer !== frame.buffer) {
      kept.source = frame.subarray(frame.length - snapshot.length);
      this.#replica.snapshotLiesIn(kept.source);
    }
    return frame;
  }

  #once(part: Part, source: Uint8Array | number, build: () => Uint8Array): Uint8Array {
    const kept = this.#kept.get(part);
    if (kept?.source === source) return kept.frame;
    const frame = build();
    this.#kept.set(part, { source, frame });
    return frame;
  }
}
