import { editorExtensions } from '@concord/document/extensions';
import {
  createHub,
  type Access,
  type Gatekeeper,
  type Hub,
  type HubOptions,
  type UpdateLog,
} from '@concord/sync';
import { createLocalDoorbell, createMemoryLog } from '@concord/sync/testing';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { FRAGMENT, seedUpdate } from '@concord/document';
import type { DocumentJson } from '@concord/document/model';
import { expect } from 'vitest';
import type { AsideShelf, AsideText } from './aside';
import type { LocalCopy } from './local-copy';
import { DocumentSession, type SignIn } from './document-session';
import { SyncLine } from './sync-line';
import type { SocketClass } from './watched-socket';

export const sectionName = 'section/velmora-4/en';

const content: DocumentJson = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { id: 'b-0001', level: 1 }, content: [{ type: 'text', text: 'Partnerships' }] },
    { type: 'paragraph', attrs: { id: 'b-0002' }, content: [{ type: 'text', text: 'The Ministry leads.' }] },
  ],
};

type Rights = { write: boolean; read: boolean };

/** A hub with a section in it, and lines to it that can be cut. */
export async function openHub(
  options: Partial<Pick<HubOptions, 'documentMajor' | 'limits' | 'logger'>> = {},
) {
  const log = pausable(createMemoryLog());
  const rights = new Map<string, Rights>();
  const gatekeeper: Gatekeeper = {
    async open(_name, _token, connection): Promise<Access | null> {
      const name = String(connection);
      const right = rights.get(name) ?? { read: true, write: true };
      return right.read ? { actor: { personId: name, name, organisation: 'AST' }, write: right.write } : null;
    },
    mayWrite: async (_name, connection) => rights.get(String(connection))?.write ?? true,
  };
  const hub: Hub = createHub({
    ...options,
    log,
    gatekeeper,
    doorbell: createLocalDoorbell(),
    clock: { now: Date.now, setTimeout, clearTimeout: (handle) => clearTimeout(Number(handle)) },
  });
  await log.append(sectionName, [{ update: seedUpdate(content, 1), personId: null }]);

  /** A person's browser: `wire` is what stands between it and the hub. */
  function visit(
    person: string,
    {
      copy = emptyCopy(),
      shelf = memoryShelf(),
      askSignIn = async () => 'same',
    }: { copy?: LocalCopy; shelf?: AsideShelf; askSignIn?: () => Promise<SignIn> } = {},
  ) {
    const wire = new Wire(hub, person);
    const line = new SyncLine('ws://hub/sync', { Socket: wire.socketClass, Stream: wire.socketClass });
    Object.assign(line.provider.configuration, { delay: 1, minDelay: 1, maxDelay: 5 });
    const session = new DocumentSession({
      documentName: sectionName,
      line,
      openCopy: async () => copy,
      shelf,
      askSignIn,
      beatEvery: 20,
    });
    return { wire, line, session };
  }

  return { hub, log, rights, visit };
}

/** A log that can be made to wait before it commits. */
function pausable(log: UpdateLog) {
  let waiting: (() => void)[] | null = null;
  return {
    ...log,
    hold: () => {
      waiting ??= [];
    },
    get held(): number {
      return waiting?.length ?? 0;
    },
    release: () => {
      for (const go of waiting?.splice(0) ?? []) go();
      waiting = null;
    },
    async append(...given: Parameters<UpdateLog['append']>) {
      if (waiting) await new Promise<void>((resolve) => waiting?.push(resolve));
      return log.append(...given);
    },
  };
}

export const emptyCopy = (): LocalCopy & { marks: boolean[]; released: unknown } => ({
  kept: 'device',
  unsaved: false,
  origin: Symbol('copy'),
  marks: [],
  released: null,
  onLost() {},
  mark(unsaved) {
    this.marks.push(unsaved);
  },
  async release(options) {
    this.released = options;
  },
});

export function memoryShelf(): AsideShelf & { readonly texts: AsideText[] } {
  const texts: AsideText[] = [];
  const without = (id: string) => texts.filter((text) => text.id !== id);
  return {
    texts,
    keep: async (text) => void texts.splice(0, Infinity, ...without(text.id), text),
    read: async () => [...texts],
    forget: async (id) => void texts.splice(0, Infinity, ...without(id)),
  };
}

/** The editor of a session as the page makes it, without the page. */
export function editorOf(session: DocumentSession): Editor {
  let next = 0;
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [
      ...editorExtensions({ newId: () => `n-${session.doc.clientID}-${(next += 1)}` }),
      Collaboration.configure({ document: session.doc, field: FRAGMENT }),
    ],
  });
  session.doc.once('destroy', () => editor.destroy());
  return editor;
}

export async function opened(session: DocumentSession): Promise<void> {
  await expect.poll(() => session.state.get()).toMatchObject({ phase: 'open', save: { settled: true } });
}

/** Sockets in memory. Frames take a turn of the event loop each way, and are lost when the wire is cut. */
class Wire {
  readonly socketClass: SocketClass;
  /** How many sockets were tried. */
  attempts = 0;
  #ends: End[] = [];
  /** No socket opens, as without a network. */
  down = false;
  /** Frames of the client leave and never arrive, as with a dead network that nobody has noticed. */
  dead = false;
  /** Frames that left here. */
  sent = 0;
  /** Frames of the hub are lost on their way here. */
  deaf = false;

  constructor(hub: Hub, person: string) {
    // oxlint-disable-next-line typescript/no-this-alias -- the class below has a `this` of its own
    const wire = this;
    // An EventTarget has more general listeners than the type asks for.
    this.socketClass = class extends End {
      constructor() {
        super(wire);
        wire.attempts += 1;
        wire.#ends.push(this);
        setTimeout(() => {
          if (wire.down) this.finish(1006);
          else {
            hub.connect(this.far, person);
            this.open();
          }
        });
      }
    } as unknown as SocketClass;
  }

  cut(code = 1006): void {
    for (const end of this.#ends.splice(0)) end.finish(code);
  }
}

class End extends EventTarget {
  readyState = 0;
  binaryType = 'arraybuffer';
  readonly #wire: Wire;
  readonly #heard: ((data: Uint8Array, isBinary: boolean) => void)[] = [];
  readonly #gone: (() => void)[] = [];

  constructor(wire: Wire) {
    super();
    this.#wire = wire;
  }

  /** What the hub holds of it. */
  readonly far = {
    bufferedAmount: 0,
    send: (frame: Uint8Array) => {
      const data = frame.slice().buffer;
      setTimeout(() => {
        if (this.readyState === 1 && !this.#wire.deaf)
          this.dispatchEvent(new MessageEvent('message', { data }));
      });
    },
    close: (code: number) => void setTimeout(() => this.finish(code)),
    on: (event: string, listener: (...given: never[]) => void) => {
      if (event === 'message') this.#heard.push(listener as (data: Uint8Array, isBinary: boolean) => void);
      if (event === 'close') this.#gone.push(listener);
    },
  };

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  send(data: Uint8Array): void {
    const frame = data.slice();
    this.#wire.sent += 1;
    setTimeout(() => {
      if (this.readyState === 1 && !this.#wire.dead)
        for (const listener of this.#heard) listener(frame, true);
    });
  }

  close(): void {
    setTimeout(() => this.finish(1000));
  }

  finish(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    for (const listener of this.#gone) listener();
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '' }));
  }
}
