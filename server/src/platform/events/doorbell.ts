/**
 * Says that something is there to read, never what: whoever hears it reads the database from where it stands.
 * Losing a ring costs delay (readers also poll), never data. Several nodes carry their rings to each other.
 */
export type Ring =
  | { readonly kind: 'events'; readonly consultationId: string }
  | { readonly kind: 'document'; readonly name: string; readonly seq: number }
  | { readonly kind: 'revision'; readonly variantId: string };

export type Doorbell = {
  /** Something was committed by this process: heard here at once, and carried to the other nodes. */
  ring(ring: Ring): void;
  /** Something was committed elsewhere: heard here, carried no further. */
  hear(ring: Ring): void;
  /** Hears both. Returns the function that stops listening. */
  listen(listener: (ring: Ring) => void): () => void;
  /** Takes what this process rings to other nodes. Returns the function that stops it. */
  carry(carrier: (ring: Ring) => void): () => void;
};

export function createDoorbell(): Doorbell {
  const listeners = new Set<(ring: Ring) => void>();
  const carriers = new Set<(ring: Ring) => void>();
  const hear = (ring: Ring): void => {
    for (const listener of listeners) listener(ring);
  };
  return {
    ring: (ring) => {
      hear(ring);
      for (const carrier of carriers) carrier(ring);
    },
    hear,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    carry: (carrier) => {
      carriers.add(carrier);
      return () => carriers.delete(carrier);
    },
  };
}
