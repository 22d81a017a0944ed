import * as encoding from 'lib0/encoding';
import { authTypes, messageTypes, syncTypes } from './frames.js';
import type { RefusalCode } from './refusals.js';
import { framedMessage } from './web-socket.js';

/** One client's presence as the hub sends it; `json` is `null` (as text) for someone who left. */
export type PresenceEntry = { clientId: number; clock: number; json: string };

export const pingFrame = framedMessage(Uint8Array.of(messageTypes.ping));
export const pongFrame = framedMessage(Uint8Array.of(messageTypes.pong));

/**
 * Builds the frames of one document. A frame is built once and handed to every socket as the same bytes, so
 * nothing in it may depend on who reads it.
 */
export class Outgoing {
  readonly accepted: Uint8Array;
  readonly refused: Uint8Array;
  readonly #name: string;

  constructor(documentName: string) {
    this.#name = documentName;
    this.accepted = this.#frame(messageTypes.syncStatus, (encoder) => encoding.writeVarInt(encoder, 1));
    this.refused = this.#frame(messageTypes.syncStatus, (encoder) => encoding.writeVarInt(encoder, 0));
  }

  authenticated(write: boolean): Uint8Array {
    return this.#frame(messageTypes.auth, (encoder) => {
      encoding.writeVarUint(encoder, authTypes.authenticated);
      encoding.writeVarString(encoder, write ? 'read-write' : 'readonly');
    });
  }

  permissionDenied(reason: string): Uint8Array {
    return this.#frame(messageTypes.auth, (encoder) => {
      encoding.writeVarUint(encoder, authTypes.permissionDenied);
      encoding.writeVarString(encoder, reason);
    });
  }

  step1(stateVector: Uint8Array): Uint8Array {
    return this.#sync(syncTypes.step1, stateVector);
  }

  step2(update: Uint8Array): Uint8Array {
    return this.#sync(syncTypes.step2, update);
  }

  update(update: Uint8Array): Uint8Array {
    return this.#sync(syncTypes.update, update);
  }

  presence(entries: readonly PresenceEntry[]): Uint8Array {
    const states = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, entries.length);
      for (const { clientId, clock, json } of entries) {
        encoding.writeVarUint(encoder, clientId);
        encoding.writeVarUint(encoder, clock);
        encoding.writeVarString(encoder, json);
      }
    });
    return this.#frame(messageTypes.awareness, (encoder) => encoding.writeVarUint8Array(encoder, states));
  }

  /** `text`: see `moves.ts`. */
  moves(text: string): Uint8Array {
    return this.#frame(messageTypes.stateless, (encoder) => encoding.writeVarString(encoder, text));
  }

  /** Everything up to `seq` has been sent to the reader of this message. Stock clients ignore it. */
  committed(seq: number): Uint8Array {
    return this.#stateless({ type: 'committed', seq });
  }

  /** The reader's program is too old to write here. */
  reload(major: number): Uint8Array {
    return this.#stateless({ type: 'reload', major });
  }

  /** Why the next status says no. */
  refusal(code: RefusalCode): Uint8Array {
    return this.#stateless({ type: 'refused', code });
  }

  #stateless(message: Record<string, unknown>): Uint8Array {
    return this.#frame(messageTypes.stateless, (encoder) =>
      encoding.writeVarString(encoder, JSON.stringify(message)),
    );
  }

  #sync(type: number, payload: Uint8Array): Uint8Array {
    return this.#frame(messageTypes.sync, (encoder) => {
      encoding.writeVarUint(encoder, type);
      encoding.writeVarUint8Array(encoder, payload);
    });
  }

  #frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
    return framedMessage(
      encoding.encode((encoder) => {
        encoding.writeVarString(encoder, this.#name);
        encoding.writeVarUint(encoder, type);
        write(encoder);
      }),
    );
  }
}
