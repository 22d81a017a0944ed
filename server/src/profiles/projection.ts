/** Writes what the text says now into rows: JSON, outline, title, revision; then everything that hangs on them. */
import { project, repair } from '@concord/document';
import type { DataSource, EntityManager } from 'typeorm';
import * as Y from 'yjs';
import type { Doorbell } from '../platform/events/doorbell.js';
import type { Log } from '../platform/log.js';
import { Variant } from './profiles.entity.js';
import { findVariant } from './profiles.repository.js';
import { readState } from './compaction.js';
import { touchedBlocks } from './touched.js';
import { appendUpdates, lockDocument } from './update-log.js';

/**
 * Called in the projection's transaction with the text as it now is: comments find their words again. `touched`: the
 * blocks whose words changed; null when any of them may be elsewhere.
 */
export type ProjectionListener = (
  manager: EntityManager,
  variant: Variant,
  doc: Y.Doc,
  touched: ReadonlySet<string> | null,
) => Promise<void>;

export type Projections = {
  listen(listener: ProjectionListener): void;
  /** Projects the document in this very transaction; the caller holds the document's lock. */
  write(manager: EntityManager, name: string, doc: Y.Doc, seq: number, at: Date): Promise<Variant | null>;
  /** Writes all of one document's rows anew from the log, repairing block ids on the way. */
  rebuild(name: string): Promise<void>;
  /** The same, a short while after the last keystroke. */
  schedule(name: string): void;
  /** [PR4] Brings every text up to its log that a process left behind between a commit and its projection. */
  catchUp(): Promise<void>;
  /** Resolves when nothing is waiting or running. */
  settle(): Promise<void>;
};

const PAUSE_MS = 250;

export function createProjections(options: {
  dataSource: DataSource;
  doorbell: Doorbell;
  log: Log;
  now: () => Date;
}): Projections {
  const { dataSource, doorbell, log, now } = options;
  const listeners: ProjectionListener[] = [];
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Map<string, Promise<void>>();

  async function write(
    manager: EntityManager,
    name: string,
    doc: Y.Doc,
    seq: number,
    at: Date,
    anew = false,
  ) {
    const variant = await findVariant(manager, name);
    if (!variant) return null;
    const { content, outline, title } = project(doc);
    const touched = anew ? null : touchedBlocks(variant.content, content);
    const written = { content, outline: [...outline], title, revision: seq, updatedAt: at };
    await manager.update(Variant, { id: variant.id }, written);
    Object.assign(variant, written);
    for (const listener of listeners) await listener(manager, variant, doc, touched);
    return variant;
  }

  async function bring(name: string, anew: boolean): Promise<void> {
    const rung = await dataSource.transaction(async (manager) => {
      const head = await lockDocument(manager, name);
      const doc = new Y.Doc();
      for (const update of (await readState(manager, name)).updates) Y.applyUpdate(doc, update);
      let seq = head;
      // [PR3] A split or a paste leaves two blocks with one id; every comment would then have two places.
      const update = repair(doc);
      if (update) {
        seq = await appendUpdates(manager, name, [{ update, personId: null }], now());
      }
      const variant = await write(manager, name, doc, seq, now(), anew);
      return { variant, seq, repaired: seq > head };
    });
    if (rung.repaired) doorbell.ring({ kind: 'document', name, seq: rung.seq });
    if (rung.variant) doorbell.ring({ kind: 'revision', variantId: rung.variant.id });
  }

  function run(name: string): void {
    timers.delete(name);
    const previous = running.get(name) ?? Promise.resolve();
    const next = previous
      .then(() => bring(name, false))
      .catch((error: unknown) => log.error({ err: error, document: name }, 'projection failed'))
      .finally(() => {
        if (running.get(name) === next) running.delete(name);
      });
    running.set(name, next);
  }

  return {
    listen: (listener) => void listeners.push(listener),
    write: (manager, name, doc, seq, at) => write(manager, name, doc, seq, at),
    rebuild: (name) => bring(name, true),
    schedule(name) {
      if (timers.has(name)) return;
      timers.set(
        name,
        setTimeout(() => run(name), PAUSE_MS),
      );
    },
    async catchUp() {
      const behind: { name: string }[] = await dataSource.query(
        `SELECT document.name FROM document JOIN variant ON variant.document_name = document.name
          WHERE variant.revision < document.seq`,
      );
      for (const { name } of behind) run(name);
    },
    async settle() {
      for (const [name, timer] of timers) {
        clearTimeout(timer);
        run(name);
      }
      await Promise.all(running.values());
    },
  };
}
