import type { Clock } from './ports.js';

/** Time that passes only when the test says so. */
export class ManualClock implements Clock {
  #now = 1_764_000_000_000;
  readonly #timers = new Map<number, { at: number; action: () => void }>();
  #next = 0;

  now(): number {
    return this.#now;
  }

  setTimeout(action: () => void, milliseconds: number): number {
    this.#next += 1;
    this.#timers.set(this.#next, { at: this.#now + milliseconds, action });
    return this.#next;
  }

  clearTimeout(handle: unknown): void {
    if (typeof handle === 'number') this.#timers.delete(handle);
  }

  get timers(): number {
    return this.#timers.size;
  }

  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).toSorted(([, a], [, b]) => a.at - b.at);
      const [first] = due;
      if (!first) break;
      this.#timers.delete(first[0]);
      this.#now = first[1].at;
      first[1].action();
    }
    this.#now = end;
  }
}
