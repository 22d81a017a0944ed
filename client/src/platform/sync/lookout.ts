import { getsThrough } from './gets-through';
import type { SocketClass } from './watched-socket';

/** Milliseconds until it is tried whether WebSockets get through again: soon, in case only the server was away, then seldom. */
const firstLook = 3000;
const laterLook = 60_000;
const longestLook = 10 * laterLook;

type LookoutOptions = {
  /** Of the hub, which answers a ping. */
  readonly url: string;
  readonly Socket: SocketClass;
  readonly firstLook?: number | undefined;
  readonly onBlocked: () => void;
  /** They do: the lookout is over. */
  readonly onThrough: () => void;
};

/** While the way round is taken: do WebSockets get through by now? */
export class Lookout {
  readonly #options: LookoutOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the beginnings, so that an answer to an earlier one is known as such. */
  #turn = 0;

  constructor(options: LookoutOptions) {
    this.#options = options;
  }

  begin(): void {
    this.#turn += 1;
    this.#lookIn(this.#options.firstLook ?? firstLook);
  }

  stop(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  #lookIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(milliseconds), milliseconds);
  }

  async #look(waited: number): Promise<void> {
    const turn = this.#turn;
    const through = await getsThrough(this.#options.url, this.#options.Socket);
    if (turn !== this.#turn) return;
    if (through) return this.#options.onThrough();
    this.#options.onBlocked();
    this.#lookIn(Math.min(longestLook, Math.max(laterLook, 2 * waited)));
  }
}
