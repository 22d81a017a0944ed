import type { LeaseAllowance } from './leases.js';
import type { Limits } from './limits.js';
import type { Clock } from './ports.js';

const hour = 3_600_000;

/**
 * How many client ids a person may be given: a lease is a row for ever, in a table that all share. Each page that is opened
 * takes one, so a person may save up for long spells without a network.
 */
export class HourlyAllowance implements LeaseAllowance {
  readonly #clock: Clock;
  readonly #limits: Limits;
  /** Whoever is missing has saved up all they may. */
  readonly #left = new Map<string, { count: number; at: number }>();

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Counts one. False if it is one too many; then nothing is counted. */
  take(personId: string): boolean {
    const now = this.#clock.now();
    const count = this.#countOf(personId, now);
    if (count < 1) return false;
    this.#left.set(personId, { count: count - 1, at: now });
    return true;
  }

  /** Forgets those who have saved up all they may. */
  sweep(): void {
    const now = this.#clock.now();
    for (const personId of this.#left.keys()) {
      if (this.#countOf(personId, now) >= this.#limits.newIdsSaved) this.#left.delete(personId);
    }
  }

  #countOf(personId: string, now: number): number {
    const { newIdsPerHour, newIdsSaved } = this.#limits;
    const known = this.#left.get(personId);
    if (!known) return newIdsSaved;
    return Math.min(newIdsSaved, known.count + (Math.max(0, now - known.at) / hour) * newIdsPerHour);
  }
}
