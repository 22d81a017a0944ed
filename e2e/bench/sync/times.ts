/** Latencies in tenths of a millisecond, however many there are. */
export class Times {
  readonly #counts = new Uint32Array(100_000);
  #total = 0;

  add(milliseconds: number): void {
    const place = Math.min(this.#counts.length - 1, Math.max(0, Math.round(milliseconds * 10)));
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    this.#total += 1;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#total = 0;
  }

  /** Milliseconds; 0 when nothing was measured. */
  quantile(share: number): number {
    let left = this.#total * share;
    if (left === 0) return 0;
    for (let place = 0; place < this.#counts.length; place += 1) {
      left -= this.#counts[place] ?? 0;
      if (left <= 0) return place / 10;
    }
    return this.#counts.length / 10;
  }
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
