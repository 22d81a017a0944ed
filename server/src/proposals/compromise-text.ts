/**
 * The words of a compromise are a document that moderators write together. Its row says what the document says, so that
 * lists, boards and programs read it by GraphQL; what the API saves goes into the document first (T1).
 */
import { limits } from '@concord/consultation';
import {
  compromiseDocumentName,
  parseCompromiseName,
  readCompromise,
  writeCompromise,
  type CompromisePlace,
} from '@concord/document/compromise';
import * as Y from 'yjs';
import type { RequestContext } from '../platform/context.js';
import { record, transaction, type Transaction } from '../platform/database/transaction.js';
import {
  beginDocument,
  changeDocument,
  hasBlock,
  hasDocument,
  lockDocument,
  readState,
  sectionById,
} from '../profiles/index.js';
import { Compromise } from './proposals.entity.js';
import { compromiseChanged } from './proposals.events.js';
import { lastWriter, placeIn } from './proposals.repository.js';

/** The same in a transaction of its own: somebody opens it before anything was written there. */
export const beginCompromise = (ctx: RequestContext, place: CompromisePlace): Promise<boolean> =>
  transaction(ctx, (tx) => openCompromise(ctx, tx, place));

/**
 * [CF8] Makes the document when it is not there; what was kept before it gets into it, once: of several who come first at the
 * same moment one begins it, and the others wait for that. False when there is no such paragraph.
 */
export async function openCompromise(
  ctx: RequestContext,
  tx: Transaction,
  place: CompromisePlace,
): Promise<boolean> {
  const name = compromiseDocumentName(place);
  if (await hasDocument(tx.manager, name)) return true;
  const known = await tx.manager.existsBy(Compromise, placeIn(place));
  if (!known && !(await hasBlock(tx.manager, place))) return false;
  if (!(await beginDocument(tx.manager, name))) return true;
  const kept = await tx.manager.findOneBy(Compromise, placeIn(place));
  if (!kept) return true;
  const { seq } = await changeDocument(ctx, tx, name, null, (doc) => writeCompromise(doc, kept.text));
  await tx.manager.update(Compromise, placeIn(place), { documentName: name, projected: seq });
  return true;
}

/** [CF9] Takes the document's lock until COMMIT and brings its row up to what it says. Call it before any row is locked. */
export async function settleCompromise(
  ctx: RequestContext,
  tx: Transaction,
  place: CompromisePlace,
): Promise<Compromise | null> {
  const name = compromiseDocumentName(place);
  const seq = await lockDocument(tx.manager, name);
  const kept = await tx.manager.findOneBy(Compromise, placeIn(place));
  const from = kept?.projected ?? 0;
  if (from === seq) return kept;
  const doc = new Y.Doc();
  for (const update of (await readState(tx.manager, name)).updates) Y.applyUpdate(doc, update);
  const text = bounded(readCompromise(doc));
  if (kept?.text === text) {
    await tx.manager.update(Compromise, placeIn(place), { documentName: name, projected: seq });
    return Object.assign(kept, { documentName: name, projected: seq });
  }
  const last = await lastWriter(tx.manager, name, from);
  const editedBy = last?.personId ?? kept?.editedBy;
  // Nobody has written here: there is nothing that anybody would miss.
  if (editedBy === undefined) return null;
  return write(ctx, tx, place, {
    text,
    version: (kept?.version ?? 0) + 1,
    editedBy,
    editedAt: last?.at ?? tx.now,
    projected: seq,
  });
}

/** [CF5] Puts words that a program sent into the document, on that person's behalf, and into the row. */
export async function writeIntoCompromise(
  ctx: RequestContext,
  tx: Transaction,
  place: CompromisePlace,
  { personId, ...saved }: { readonly personId: string; readonly text: string; readonly version: number },
): Promise<Compromise> {
  const name = compromiseDocumentName(place);
  const { seq } = await changeDocument(ctx, tx, name, personId, (doc) => writeCompromise(doc, saved.text));
  return write(ctx, tx, place, { ...saved, editedBy: personId, editedAt: tx.now, projected: seq });
}

/** The projection as its timer runs it: nobody's request, a transaction of its own. */
export async function projectCompromise(ctx: RequestContext, name: string): Promise<void> {
  const place = parseCompromiseName(name);
  if (place) await transaction(ctx, (tx) => settleCompromise(ctx, tx, place));
}

async function write(
  ctx: RequestContext,
  tx: Transaction,
  place: CompromisePlace,
  words: Pick<Compromise, 'text' | 'version' | 'editedBy' | 'editedAt' | 'projected'>,
): Promise<Compromise> {
  const documentName = compromiseDocumentName(place);
  const row = tx.manager.create(Compromise, { ...placeIn(place), ...words, documentName });
  await tx.manager.save(Compromise, row);
  const section = await ctx.load(sectionById, place.sectionId);
  if (section) record(tx, compromiseChanged(section));
  return row;
}

/** A row need not carry a pasted megabyte: enough of it that everybody is told that it is too long. */
const bounded = (text: string): string =>
  text.length > limits.proposal.max * 2 ? text.slice(0, limits.proposal.max * 2 + 1).toWellFormed() : text;
