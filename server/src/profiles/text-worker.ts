/**
 * What takes too long for the process that talks to people, in a thread of its own. Imports only packages: it is loaded by
 * itself, from sources and from what was built.
 */
import { parentPort } from 'node:worker_threads';
import { withAuthors, type Authors } from '@concord/document/authors';
import { rehearse } from '@concord/sync/rehearsal';
import * as Y from 'yjs';

export type TextTask =
  | {
      readonly kind: 'rehearse';
      readonly state: readonly Uint8Array[];
      readonly updates: readonly Uint8Array[];
      /** Milliseconds of this thread's processor time. */
      readonly within: number;
    }
  | ({ readonly kind: 'fold' } & Folding);

export type Folding = {
  readonly updates: readonly Uint8Array[];
  /** What was deleted stays readable. */
  readonly keep?: boolean;
  /** Who wrote the last updates, as many as are named; and what is known of those before. */
  readonly authors?: { readonly known: Authors; readonly rows: readonly (string | null)[] };
};

export type Folded = { readonly state: Uint8Array; readonly authors: Authors };

export type TextAnswer =
  | { readonly kind: 'rehearsed'; readonly passes: boolean }
  | ({ readonly kind: 'folded' } & Folded)
  | { readonly kind: 'incomplete' };

/** One update that makes the same state. Throws when rows are missing: a snapshot must not hide that. */
export function fold({ updates, keep = false, authors }: Folding): Folded {
  const doc = new Y.Doc({ gc: !keep });
  // In one transaction: Yjs tidies the formatting of texts it already has, and a snapshot must not delete what the log
  // does not.
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new RowsMissing();
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  const rows = authors?.rows ?? [];
  const own = updates.slice(updates.length - rows.length);
  const authored = own.map((update, index) => ({ update, personId: rows[index] ?? null }));
  return { state, authors: withAuthors(authors?.known ?? {}, authored) };
}

export class RowsMissing extends Error {
  override readonly name = 'RowsMissing';
  constructor() {
    super('The log lacks rows that later rows build on');
  }
}

function perform(task: TextTask): TextAnswer {
  if (task.kind === 'rehearse')
    return { kind: 'rehearsed', passes: rehearse(task.state, task.updates, processorTime) <= task.within };
  try {
    return { kind: 'folded', ...fold(task) };
  } catch (error) {
    if (error instanceof RowsMissing) return { kind: 'incomplete' };
    throw error;
  }
}

function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

parentPort?.on('message', (task: TextTask) => parentPort?.postMessage(perform(task), []));
