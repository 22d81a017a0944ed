/** How the server itself changes a text: in the caller's transaction, under the document's lock (T5). */
import { DOCUMENT_VERSION } from '@concord/document';
import type { EntityManager } from 'typeorm';
import * as Y from 'yjs';
import type { RequestContext } from '../platform/context.js';
import type { Transaction } from '../platform/database/transaction.js';
import { readState } from './compaction.js';
import { rebuiltAt } from './history.js';
import { DocumentHead, type Variant } from './profiles.entity.js';
import type { Projections } from './projection.js';
import { appendUpdates, lockDocument, readUpdates } from './update-log.js';

/** A text as it was a moment ago, read before the transaction, so that the lock is held for the tail only. */
export type PreparedDocument = { readonly doc: Y.Doc; readonly seq: number };

/** Builds the committed text, for one `editDocument`: that one works on this very document. */
export async function prepareDocument(manager: EntityManager, name: string): Promise<PreparedDocument> {
  const { updates, seq } = await readState(manager, name);
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return { doc, seq };
}

export type Edited<T> = { readonly result: T; readonly seq: number; readonly variant: Variant | null };

/**
 * Locks the document, applies `change` to its committed state as a fresh Yjs client, appends the difference on the
 * actor's behalf and writes the projection, all in `tx`. Nothing is appended when nothing changed. Open editors
 * hear of it after COMMIT, like another node's edit.
 */
export async function editDocument<T>(
  ctx: RequestContext,
  tx: Transaction,
  projections: Projections,
  name: string,
  change: (doc: Y.Doc) => T,
  prepared?: PreparedDocument,
): Promise<Edited<T>> {
  const { doc, result, seq, changed } = await changeDocument(ctx, tx, name, ctx.personId, change, prepared);
  const variant = await projections.write(tx.manager, name, doc, seq, tx.now);
  tx.afterCommit(() => {
    if (changed && variant) ctx.services.doorbell.ring({ kind: 'revision', variantId: variant.id });
  });
  return { result, seq, variant };
}

/**
 * The same without a projection, for documents that are no text of the profile. `personId` is who wrote it; null is the
 * server itself.
 */
export async function changeDocument<T>(
  ctx: RequestContext,
  tx: Transaction,
  name: string,
  personId: string | null,
  change: (doc: Y.Doc) => T,
  prepared?: PreparedDocument,
): Promise<{ doc: Y.Doc; result: T; seq: number; changed: boolean }> {
  const open = await openDocument(tx, name, prepared);
  const result = change(open.doc);
  return { doc: open.doc, result, ...(await append(ctx, tx, open, personId)) };
}

/** A document under its lock, to be changed as a fresh Yjs client and closed in the same transaction. */
export type OpenDocument = {
  readonly name: string;
  readonly doc: Y.Doc;
  readonly head: number;
  /** State vector before the change. */
  readonly before: Uint8Array;
  readonly isChanged: () => boolean;
};

/** Locks the document; what came since it was prepared is read first. */
export async function openDocument(
  tx: Transaction,
  name: string,
  prepared?: PreparedDocument,
): Promise<OpenDocument> {
  const head = await lockDocument(tx.manager, name);
  const doc = prepared?.doc ?? new Y.Doc();
  const { updates } = prepared
    ? await readUpdates(tx.manager, name, prepared.seq)
    : await readState(tx.manager, name);
  for (const update of updates) Y.applyUpdate(doc, update);
  // A client id that somebody has written under is theirs (SY18); Yjs draws one of four billion.
  while (doc.store.clients.has(doc.clientID)) doc.clientID = new Y.Doc().clientID;
  let changed = false;
  doc.on('update', () => {
    changed = true;
  });
  return { name, doc, head, before: Y.encodeStateVector(doc), isChanged: () => changed };
}

/**
 * Appends what was changed in several open texts, on the actor's behalf, and then writes their projections: whoever
 * looks for words finds those that went from one text to another in the one they went to. `between` runs in between.
 */
export async function closeDocuments(
  ctx: RequestContext,
  tx: Transaction,
  projections: Projections,
  open: readonly OpenDocument[],
  between: () => Promise<void>,
): Promise<ReadonlyMap<string, { readonly seq: number; readonly variant: Variant | null }>> {
  const appended: { open: OpenDocument; seq: number; changed: boolean }[] = [];
  for (const one of open) appended.push({ open: one, ...(await append(ctx, tx, one, ctx.personId)) });
  await between();
  const closed = new Map<string, { seq: number; variant: Variant | null }>();
  for (const { open: one, seq, changed } of appended) {
    const variant = await projections.write(tx.manager, one.name, one.doc, seq, tx.now);
    tx.afterCommit(() => {
      if (changed && variant) ctx.services.doorbell.ring({ kind: 'revision', variantId: variant.id });
    });
    closed.set(one.name, { seq, variant });
  }
  return closed;
}

async function append(
  ctx: RequestContext,
  tx: Transaction,
  { name, doc, head, before, isChanged }: OpenDocument,
  personId: string | null,
): Promise<{ seq: number; changed: boolean }> {
  if (!isChanged()) return { seq: head, changed: false };
  const update = Y.encodeStateAsUpdate(doc, before);
  const seq = await appendUpdates(tx.manager, name, [{ update, personId }], tx.now);
  tx.afterCommit(() => ctx.services.doorbell.ring({ kind: 'document', name, seq }));
  return { seq, changed: true };
}

/** Begins an empty log. False when somebody did before; when they are just doing it, waits for their COMMIT. */
export async function beginDocument(manager: EntityManager, name: string): Promise<boolean> {
  const begun: unknown[] = await manager.query(
    'INSERT INTO document (name, seq) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING RETURNING name',
    [name],
  );
  return begun.length > 0;
}

/** Whether there is such a document, for whoever asks. */
export const hasDocument = (manager: EntityManager, name: string): Promise<boolean> =>
  manager.existsBy(DocumentHead, { name });

/** Begins a document's log with its first content. Only the server seeds, and only once. */
export async function seedDocument(
  manager: EntityManager,
  name: string,
  update: Uint8Array,
  personId: string | null,
  at: Date,
): Promise<number> {
  await manager.insert(DocumentHead, { name, seq: 0, version: DOCUMENT_VERSION });
  return appendUpdates(manager, name, [{ update, personId }], at);
}

/**
 * The text as it was at a revision, with everything that was ever deleted still addressable: positions taken in
 * it resolve in every later state (T2). Null when the document has no such revision.
 */
export async function documentAt(
  manager: EntityManager,
  name: string,
  revision: number,
): Promise<Y.Doc | null> {
  return rebuiltAt(manager, name, revision);
}
