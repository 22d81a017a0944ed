/** The right to write, asked once more inside the transaction that stores what was written (T7). */
import { parseDocumentName } from '@concord/document';
import type { EntityManager } from 'typeorm';
import type { ReadStanding } from '../organisations/index.js';
import type { Standing } from '../platform/context.js';
import { mayEditAs } from './profiles.policy.js';

/**
 * Asked under the document's lock, with the people whose updates are about to be committed. Whoever freezes a text
 * (T6) takes the same lock, so this is where an append learns of it.
 */
export type AppendRight = (
  manager: EntityManager,
  documentName: string,
  personIds: readonly (string | null)[],
) => Promise<boolean>;

/** What is asked of everybody who writes in a document of a section. */
type SectionRule = {
  /** Null when it is no document of this kind. */
  readonly sectionIn: (documentName: string) => string | null;
  readonly may: (standing: Standing | null, section: Part, frozen: boolean) => boolean;
};

type Part = { readonly consultation_id: string; readonly domain: number | null; readonly frozen: boolean };

export const createAppendRight = (readStanding: ReadStanding, now: () => Date): AppendRight =>
  createSectionRight(readStanding, now, {
    sectionIn: (name) => parseDocumentName(name)?.sectionId ?? null,
    may: mayEditAs,
  });

/**
 * [NO5] Everybody still has their part in the consultation and is still signed in somewhere. The rows this rests on
 * are held until COMMIT: a right that was taken away has either been seen here, or goes after these words.
 */
export function createSectionRight(
  readStanding: ReadStanding,
  now: () => Date,
  { sectionIn, may }: SectionRule,
): AppendRight {
  return async (manager, documentName, personIds) => {
    const sectionId = sectionIn(documentName);
    if (sectionId === null || personIds.includes(null)) return false;
    const people = [...new Set(personIds.filter((personId) => personId !== null))];
    // Held in one order: two appends of the same people can't wait for each other.
    const parts: Part[] = await manager.query(
      `SELECT section.consultation_id, section.domain, consultation.frozen_version IS NOT NULL AS frozen
         FROM section
         JOIN consultation ON consultation.id = section.consultation_id
         JOIN membership ON membership.consultation_id = section.consultation_id
        WHERE section.id = $1 AND membership.person_id = ANY($2)
        ORDER BY membership.person_id FOR SHARE OF membership`,
      [sectionId, people],
    );
    const [section] = parts;
    if (!section || parts.length < people.length) return false;
    for (const personId of people) {
      const standing = await readStanding(manager, personId, section.consultation_id, now());
      if (!may(standing, section, section.frozen)) return false;
      if (!(await isSignedIn(manager, personId, now()))) return false;
    }
    return true;
  };
}

/** In a browser, or as a program whose token may write. */
export async function isSignedIn(manager: EntityManager, personId: string, now: Date): Promise<boolean> {
  const sessions: unknown[] = await manager.query(
    `SELECT id FROM sign_in_session WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > $2
      LIMIT 1 FOR SHARE`,
    [personId, now],
  );
  if (sessions.length > 0) return true;
  const tokens: unknown[] = await manager.query(
    `SELECT id FROM api_token WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > $2
        AND 'write' = ANY(scopes) LIMIT 1 FOR SHARE`,
    [personId, now],
  );
  return tokens.length > 0;
}
