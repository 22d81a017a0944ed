/** What a log rejects an append with when some may not write (any more): nothing of the batch is stored then. */
export class Denied extends Error {
  override readonly name = 'Denied';
  /** Which of the batch, by their place in it. At least one. */
  readonly rows: readonly number[];

  constructor(rows: readonly number[]) {
    super('Somebody may not write any more');
    this.rows = rows;
  }
}
