/**
 * What a client can say about a document that the server writes and acknowledges: `whole` is the answer to the
 * server's state (everything it lacks), `update` is one edit.
 */
export type Writing = 'whole' | 'update';

/** What is known about whether the local text is stored. Times are milliseconds. */
export type SaveFacts = {
  /** When the oldest edit was made that is not known to be stored; null when every edit is. */
  readonly unsavedSince: number | null;
  /** The connection is up and the server has stored whatever it lacked when it came up. */
  readonly settled: boolean;
  /** The server said no to something on this connection. */
  readonly refused: boolean;
  /** When the last edit was acknowledged; null before the first. */
  readonly savedAt: number | null;
};

type Sent = { readonly what: Writing; readonly upTo: number };

/**
 * Counts what the server has acknowledged of one document. The server answers each writing once, in order, after
 * COMMIT; an answer never outlives its connection. Local edits are numbered; `saved` is the highest number up to
 * which everything is known to be stored.
 *
 * - A `whole` holds all edits made before it was sent, so its acknowledgement covers them all, whatever was lost before.
 * - An `update` covers one edit, and only as long as nothing before it was refused: the server may have taken it, but the
 *   text without what came before is not what the person sees.
 * - Before the `whole` has gone out an update has no right to travel: it may build on edits of an offline spell that the
 *   server does not have, and the `whole` will hold it anyway.
 */
export class Acknowledgements {
  #edits = 0;
  #saved = 0;
  /** When each edit after `saved` was made. */
  #made: number[] = [];
  #awaiting: Sent[] = [];
  #introduced = false;
  #settled = false;
  #refused = false;
  #savedAt: number | null = null;

  get facts(): SaveFacts {
    return {
      unsavedSince: this.#made[0] ?? null,
      settled: this.#settled,
      refused: this.#refused,
      savedAt: this.#savedAt,
    };
  }

  /** Nothing of one's own is under way or waiting: what is here is what the server has. */
  get quiet(): boolean {
    return this.#settled && this.#awaiting.length === 0 && this.#made.length === 0;
  }

  /** The person changed the text, or text that may be unsaved was found on this device. */
  edited(now: number): void {
    this.#edits += 1;
    this.#made.push(now);
  }

  /** A fresh connection: whatever was under way on the last one is in doubt. */
  opened(): void {
    this.closed();
  }

  closed(): void {
    this.#awaiting = [];
    this.#introduced = false;
    this.#settled = false;
    this.#refused = false;
  }

  /** Something is about to leave; false when it must not. */
  sending(what: Writing): boolean {
    if (what === 'update' && !this.#introduced) return false;
    if (what === 'whole') this.#introduced = true;
    this.#awaiting.push({ what, upTo: this.#edits });
    return true;
  }

  /** The server's answer to the oldest writing without one. Answers to nothing are ignored. */
  answered(accepted: boolean, now: number): void {
    const sent = this.#awaiting.shift();
    if (!sent) return;
    if (!accepted) {
      this.#refused = true;
      return;
    }
    if (sent.what === 'whole') {
      this.#refused = false;
      this.#settled = true;
    }
    if (!this.#refused) this.#store(sent.upTo, now);
  }

  #store(upTo: number, now: number): void {
    if (upTo <= this.#saved) return;
    this.#made.splice(0, upTo - this.#saved);
    this.#saved = upTo;
    this.#savedAt = now;
  }
}
