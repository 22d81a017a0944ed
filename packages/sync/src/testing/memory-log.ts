import type { LoggedUpdate, UpdateLog } from '../ports.js';

export type MemoryLog = UpdateLog & {
  /** Everything ever appended to a document, in order; `rows(name)[n - 1]` has `seq` n. */
  rows(documentName: string): readonly LoggedUpdate[];
  /** Appends without a hub, as a transaction of the server or another node does. Returns the new `seq`. */
  write(documentName: string, update: Uint8Array, personId?: string | null): number;
};

/** The log for tests and for trying things out: durable as long as the process lives. */
export function createMemoryLog(): MemoryLog {
  const documents = new Map<string, LoggedUpdate[]>();
  const rowsOf = (name: string) => documents.get(name) ?? [];

  function write(name: string, update: Uint8Array, personId: string | null = null): number {
    const rows = rowsOf(name);
    documents.set(name, rows);
    return rows.push({ update: Uint8Array.from(update), personId });
  }

  return {
    rows: rowsOf,
    write,
    async load(name) {
      return { updates: rowsOf(name).map(({ update }) => update), seq: rowsOf(name).length };
    },
    async append(name, batch) {
      for (const { update, personId } of batch) write(name, update, personId);
      return { seq: rowsOf(name).length };
    },
    async since(name, seq) {
      const updates = rowsOf(name)
        .slice(seq)
        .map(({ update }) => update);
      return { updates, seq: seq + updates.length };
    },
  };
}
