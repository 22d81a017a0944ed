import type { Limits } from './limits.js';
import type { Clock } from './ports.js';

type Bucket = { frames: number; bytes: number; at: number };

/**
 * How fast each person may send, over all their sockets. A person may save up some seconds' worth, because coming
 * back to many documents takes many frames at once.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #limits: Limits;
  /** By person; by socket, as long as nobody knows who it is. Whoever is missing has saved up all they may. */
  readonly #buckets = new Map<unknown, Bucket>();

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  get known(): number {
    return this.#buckets.size;
  }

  /** Counts a frame. False if it is one too many; then nothing is counted. */
  take(who: unknown, bytes: number): boolean {
    const bucket = this.#refilled(who);
    if (bucket.frames < 1 || bucket.bytes < bytes) return false;
    bucket.frames -= 1;
    bucket.bytes -= bytes;
    return true;
  }

  /** A socket that has gone, or whose person is known by now, counts for nothing any more. */
  forget(who: unknown): void {
    this.#buckets.delete(who);
  }

  /** Forgets those who have been quiet for long enough. */
  sweep(): void {
    const { burstSeconds } = this.#limits;
    for (const [who, { at }] of this.#buckets) {
      if (this.#clock.now() - at >= burstSeconds * 1000) this.#buckets.delete(who);
    }
  }

  #refilled(who: unknown): Bucket {
    const { framesPerSecond, bytesPerSecond, burstSeconds } = this.#limits;
    const now = this.#clock.now();
    const most = { frames: framesPerSecond * burstSeconds, bytes: bytesPerSecond * burstSeconds };
    const bucket = this.#buckets.get(who) ?? { ...most, at: now };
    const seconds = Math.max(0, now - bucket.at) / 1000;
    bucket.frames = Math.min(most.frames, bucket.frames + seconds * framesPerSecond);
    bucket.bytes = Math.min(most.bytes, bucket.bytes + seconds * bytesPerSecond);
    bucket.at = now;
    this.#buckets.set(who, bucket);
    return bucket;
  }
}
