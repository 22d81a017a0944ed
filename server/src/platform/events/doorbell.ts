/**
 * Says that something is there to read, never what: whoever hears it reads the database from where it stands.
 * Losing a ring costs delay (readers also poll), never data. One process needs no more than this; several nodes
 * put a bus behind the same two functions.
 */
export type Ring =
  | { readonly kind: 'events'; readonly consultationId: string }
  | { readonly kind: 'document'; readonly name: string; readonly seq: number }
  | { readonly kind: 'revision'; readonly variantId: string };

export type Doorbell = {
  ring(ring: Ring): void;
  /** Returns the function that stops listening. */
  listen(listener: (ring: Ring) => void): () => void;
};

export function createDoorbell(): Doorbell {
  const listeners = new Set<(ring: Ring) => void>();
  return {
    ring: (ring) => {
      for (const listener of listeners) listener(ring);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
