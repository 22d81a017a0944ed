/** `socket`: a WebSocket. `stream`: the way round where none gets through. */
export type Path = 'socket' | 'stream';

type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const remembered = 'concord:sync-path';

/** WebSockets that end before anything was heard, until the way round is tried. A server that restarts costs one or two. */
const socketTries = 2;

/** Which way the next connection takes. What worked is taken again; what failed gives way to the other. */
export class PathChoice {
  #path: Path;
  #failures = 0;
  readonly #memory: Memory | null;

  /** `memory` lasts as long as the tab. */
  constructor(memory: Memory | null) {
    this.#memory = memory;
    this.#path = memory?.getItem(remembered) === 'stream' ? 'stream' : 'socket';
  }

  get path(): Path {
    return this.#path;
  }

  /** A connection by the present way has brought something. */
  worked(): void {
    this.#failures = 0;
    if (this.#path === 'stream') this.#memory?.setItem(remembered, 'stream');
    else this.#memory?.removeItem(remembered);
  }

  /** One has ended before it brought anything. */
  failed(): void {
    this.#failures += 1;
    if (this.#failures < (this.#path === 'socket' ? socketTries : 1)) return;
    this.#failures = 0;
    this.#path = this.#path === 'socket' ? 'stream' : 'socket';
  }

  /** WebSockets get through again. */
  backToSocket(): void {
    this.#failures = 0;
    this.#path = 'socket';
    this.#memory?.removeItem(remembered);
  }
}
