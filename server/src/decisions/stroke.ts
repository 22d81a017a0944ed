/** What every decision consists of, an undo as well: the row under its key, the texts with their provenance. */
import { createHash } from 'node:crypto';
import { hashOf } from '@concord/record';
import { v7 as uuid } from 'uuid';
import { canonical, parseDocumentName } from '@concord/document';
import type { Deferral } from '@concord/consultation/deferrals';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../platform/context.js';
import { insertAll, insertOnce } from '../platform/database/insert-once.js';
import { record, type Transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import type { NewEvent } from '../platform/events/event.js';
import {
  closeDocuments,
  openDocument,
  prepareDocument,
  type OpenDocument,
  type PreparedDocument,
  type Projections,
} from '../profiles/index.js';
import { Decision, Provenance, type Outcome } from './decisions.entity.js';
import { follow, wentAlong } from './follow.js';
import type { EditProblem, Stroke, Texts } from './wording.js';

/** What was sent, as one fingerprint: nobody gets another decision under an old key. */
export const digestOf = (sent: object): string =>
  createHash('sha256').update(canonical(sent)).digest('base64url');

/** The decision made under this key before; null when there is none. Call it under the locks of what it concerns. */
export async function sentBefore(
  ctx: RequestContext,
  tx: Transaction,
  key: string,
  digest: string,
): Promise<Decision | Refused | null> {
  const sent = await tx.manager.findOneBy(Decision, { decidedBy: ctx.personId ?? '', clientKey: key });
  if (!sent) return null;
  return sent.digest === digest ? sent : refuse(ctx, 'KEY_REUSED');
}

/** By document: SHA-256 over its text as the decision left it. */
export type TextHashes = ReadonlyMap<string, string>;

type NewDecision = Pick<Decision, 'consultationId' | 'clientKey' | 'digest' | 'reason' | 'undoesId'>;

/** Writes the row; refused when the same key is just being used for another decision. */
export async function insertDecision(
  ctx: RequestContext,
  tx: Transaction,
  given: NewDecision,
): Promise<Decision | Refused> {
  const standing = await ctx.standing(given.consultationId);
  const decision = tx.manager.create(Decision, {
    ...given,
    id: uuid(),
    organisationId: standing?.organisationId ?? '',
    decidedBy: ctx.personId ?? '',
    decidedAt: tx.now,
  });
  return (await insertOnce(tx.manager, Decision, decision)) ? decision : refuse(ctx, 'KEY_REUSED');
}

/** The texts as they are now, built before any lock is taken. */
export async function prepare(
  manager: EntityManager,
  names: readonly string[],
): Promise<ReadonlyMap<string, PreparedDocument>> {
  const prepared = new Map<string, PreparedDocument>();
  for (const name of names) prepared.set(name, await prepareDocument(manager, name));
  return prepared;
}

/** The texts under their locks, in the order of their names, with what came since they were prepared. */
export async function openTexts(
  tx: Transaction,
  prepared: ReadonlyMap<string, PreparedDocument>,
): Promise<readonly OpenDocument[]> {
  const open: OpenDocument[] = [];
  for (const [name, document] of [...prepared].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    open.push(await openDocument(tx, name, document));
  return open;
}

export const textsOf = (open: readonly OpenDocument[]): Texts =>
  new Map(open.map(({ name, doc }) => [name, doc]));

/**
 * [DC4] Writes what a decision asks of the texts, as one update of each, and where the new words stand. The documents
 * are open under their locks. Stops at what can't be written.
 */
export async function writeTexts(
  ctx: RequestContext,
  tx: Transaction,
  projections: Projections,
  decision: Decision,
  open: readonly OpenDocument[],
  write: (texts: Texts) => Stroke | EditProblem,
): Promise<EditProblem | { readonly hashes: TextHashes; readonly stroke: Stroke }> {
  const stroke = write(textsOf(open));
  if (typeof stroke === 'string') return stroke;
  const closed = await closeDocuments(ctx, tx, projections, open, async () => {
    for (const comment of await follow(tx.manager, stroke.moved)) record(tx, wentAlong(comment, decision));
  });
  const hashes = new Map<string, string>();
  for (const [name, { variant }] of closed) if (variant) hashes.set(name, hashOf(variant.content));
  const rows = stroke.written.map(({ text, standsIn, ...one }, index) => ({
    ...one,
    decisionId: decision.id,
    ordinal: index + 1,
    documentName: text,
    standsIn: standsIn === text ? null : standsIn,
    seq: closed.get(text)?.seq ?? 0,
  }));
  if (rows.length > 0) await insertAll(tx.manager, Provenance, rows);
  return { hashes, stroke };
}

/** A text was changed by a decision: heard by everybody who may read it. The record keeps the hash of each language. */
export const textDecided = (decision: Decision, sectionId: string, texts: TextHashes): NewEvent => ({
  type: 'text_decided',
  consultationId: decision.consultationId,
  subjectId: decision.id,
  audience: { organisationId: null, visibility: 'participants', official: true, sectionId },
  data: textsIn(sectionId, texts),
});

/** [AU6] By language: what a decision left of a section. */
export const textsIn = (sectionId: string, texts: TextHashes): Record<string, string> =>
  Object.fromEntries(
    [...texts].flatMap(([documentName, hash]) => {
      const name = parseDocumentName(documentName);
      return name?.sectionId === sectionId ? [[name.language, hash]] : [];
    }),
  );

/** What became of a comment and why, as one fingerprint: the record keeps it, the words stay with the outcome. */
export const outcomeHash = (
  outcome: Pick<Outcome, 'disposition' | 'reason' | 'reasonCode' | 'intoId'> | undefined,
  deferral: Deferral | null = null,
): string | null =>
  outcome
    ? hashOf({
        disposition: outcome.disposition,
        reason: outcome.reason,
        code: outcome.reasonCode,
        into: outcome.intoId,
        // Only where there is one: what was recorded before keeps its fingerprint.
        ...(deferral && { deferral: { ...deferral, until: deferral.until.toISOString() } }),
      })
    : null;

export const sectionOf = (documentName: string): string => parseDocumentName(documentName)?.sectionId ?? '';
