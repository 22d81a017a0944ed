import type { Doorbell } from '../ports.js';

/** A doorbell within one process: who rings hears it too, as with a real bus. */
export function createLocalDoorbell(): Doorbell {
  const listeners = new Set<(name: string, seq: number) => void>();
  return {
    ring(name, seq) {
      for (const listener of listeners) listener(name, seq);
    },
    onRing(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
