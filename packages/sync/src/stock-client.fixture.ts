import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket, WebSocketServer } from 'ws';
import type * as Y from 'yjs';
import type { Hub } from './hub.js';
import { defaultLimits } from './limits.js';
import { gatherWrites } from './web-socket.js';

export type Listening = {
  /** The hub that takes new sockets; a test may put another one in its place. */
  hub: Hub;
  /** Connects the stock provider as this person; `name` is the first document. */
  join(person: string, name: string): StockClient;
  /** Breaks every connection without a closing handshake. */
  cut(): void;
  close(): Promise<void>;
};

/** Serves a hub on a real socket, and hands out the client that others have written. */
export async function listen(hub: Hub): Promise<Listening> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: defaultLimits.frameBytes });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // null only for a server that is not listening
  const clients = new Set<StockClient>();
  const listening: Listening = {
    hub,
    join(person, name) {
      const client = new StockClient(`ws://127.0.0.1:${port}/?${person}`, person, name);
      clients.add(client);
      return client;
    },
    cut() {
      for (const socket of server.clients) socket.terminate();
    },
    async close() {
      for (const client of clients) client.destroy();
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('connection', (socket, request) => {
    listening.hub.connect(gatherWrites(socket, request.socket), request.url?.split('?')[1] ?? '');
  });
  return listening;
}

export class StockClient {
  readonly socket: HocuspocusProviderWebsocket;
  readonly provider: HocuspocusProvider;
  readonly doc: Y.Doc;
  readonly committed: number[] = [];
  readonly #person: string;
  readonly #providers: HocuspocusProvider[] = [];

  constructor(url: string, person: string, name: string) {
    this.#person = person;
    this.socket = new HocuspocusProviderWebsocket({
      url,
      WebSocketPolyfill: WebSocket,
      delay: 1,
      minDelay: 1,
      maxDelay: 10,
      jitter: false,
    });
    this.provider = this.open(name);
    this.doc = this.provider.document;
    this.provider.on('stateless', ({ payload }: { payload: string }) => {
      const message: unknown = JSON.parse(payload);
      if (typeof message === 'object' && message && 'seq' in message)
        this.committed.push(Number(message.seq));
    });
  }

  /** One more document on the same socket. */
  open(name: string): HocuspocusProvider {
    const provider = new HocuspocusProvider({ name, token: this.#person, websocketProvider: this.socket });
    this.#providers.push(provider);
    provider.attach();
    return provider;
  }

  get text(): string {
    return this.doc.getText('content').toJSON();
  }

  write(words: string): void {
    this.doc.getText('content').insert(this.doc.getText('content').length, words);
  }

  /** Resolves when the document reads so. */
  reads(text: string): Promise<void> {
    return this.#until(
      (check) => this.doc.on('update', check),
      (check) => this.doc.off('update', check),
      () => this.text === text,
    );
  }

  /** Resolves when the provider has no change left that was not acknowledged. */
  saved(): Promise<void> {
    return this.happened(
      'unsyncedChanges',
      () => this.provider.unsyncedChanges === 0 && this.provider.isSynced,
    );
  }

  /** Resolves when the event comes and the condition holds, or holds already. */
  happened(event: string, condition: () => boolean): Promise<void> {
    return this.#until(
      (check) => this.provider.on(event, check),
      (check) => this.provider.off(event, check),
      condition,
    );
  }

  /** Resolves with what the next event of the provider carries. */
  next(event: string): Promise<unknown> {
    return new Promise((resolve) => {
      const take = (carried: unknown) => {
        this.provider.off(event, take);
        resolve(carried);
      };
      this.provider.on(event, take);
    });
  }

  destroy(): void {
    for (const provider of this.#providers) provider.destroy();
    this.socket.destroy();
  }

  #until(
    on: (check: () => void) => void,
    off: (check: () => void) => void,
    condition: () => boolean,
  ): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!condition()) return;
        off(check);
        resolve();
      };
      on(check);
      check();
    });
  }
}
