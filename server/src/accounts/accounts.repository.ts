import { In, IsNull, MoreThan, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { part, type Row } from '../platform/database/rows.js';
import { byId } from '../platform/loaders.js';
import { ApiToken, Invitation, Person, SignInSession } from './accounts.entity.js';
import { hashOf, newSecret } from './secrets.js';

export const personById = byId(Person, { alike: true });

export const findPerson = (manager: EntityManager, email: string): Promise<Person | null> =>
  manager.findOneBy(Person, { email: email.trim().toLowerCase() });

/** Starts a sign-in and returns the secret for the cookie. */
export async function startSession(
  manager: EntityManager,
  personId: string,
  now: Date,
  lifetimeMs: number,
): Promise<{ session: SignInSession; secret: string }> {
  const secret = newSecret();
  const session = manager.create(SignInSession, {
    id: uuid(),
    secretHash: hashOf(secret),
    personId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + lifetimeMs),
    revokedAt: null,
  });
  await manager.insert(SignInSession, session);
  return { session, secret };
}

const sessionPart = part(SignInSession, 'session');
const personPart = part(Person, 'person');

/** A sign-in that holds, and whose it is. */
export async function findSession(
  manager: EntityManager,
  secret: string,
  now: Date,
): Promise<{ session: SignInSession; person: Person } | null> {
  const [row]: Row[] = await manager.query(
    `SELECT ${sessionPart.columns(manager)}, ${personPart.columns(manager)}
       FROM sign_in_session session JOIN person ON person.id = session.person_id
      WHERE session.secret_hash = $1 AND session.revoked_at IS NULL AND session.expires_at > $2`,
    [hashOf(secret), now],
  );
  return row ? { session: sessionPart.of(row), person: personPart.of(row) } : null;
}

/** Which of these sign-ins still hold. */
export async function liveSessions(
  manager: EntityManager,
  ids: readonly string[],
  now: Date,
): Promise<Set<string>> {
  const rows = await manager.find(SignInSession, {
    select: { id: true },
    where: { id: In([...ids]), revokedAt: IsNull(), expiresAt: MoreThan(now) },
  });
  return new Set(rows.map((row) => row.id));
}

export const extendSession = (manager: EntityManager, id: string, expiresAt: Date): Promise<unknown> =>
  manager.update(SignInSession, { id }, { expiresAt });

export const endSession = (manager: EntityManager, id: string, now: Date): Promise<unknown> =>
  manager.update(SignInSession, { id }, { revokedAt: now });

export const endAllSessions = (manager: EntityManager, personId: string, now: Date): Promise<unknown> =>
  manager.update(SignInSession, { personId, revokedAt: IsNull() }, { revokedAt: now });

const INVITATION_MS = 7 * 86_400_000;

type NewInvitation = Pick<
  Invitation,
  'consultationId' | 'organisationId' | 'email' | 'roles' | 'locale' | 'invitedBy'
>;

/** [AC3] Good for a week and for one use; only the hash of its secret is kept. */
export async function newInvitation(
  manager: EntityManager,
  { now, ...invitation }: NewInvitation & { readonly now: Date },
): Promise<{ secret: string; expiresAt: Date }> {
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + INVITATION_MS);
  await manager.insert(Invitation, {
    id: uuid(),
    secretHash: hashOf(secret),
    ...invitation,
    expiresAt,
    acceptedAt: null,
  });
  return { secret, expiresAt };
}

export const findInvitation = (
  manager: EntityManager,
  secret: string,
  now: Date,
): Promise<Invitation | null> =>
  manager.findOneBy(Invitation, {
    secretHash: hashOf(secret),
    acceptedAt: IsNull(),
    expiresAt: MoreThan(now),
  });

export const tokensOf = (manager: EntityManager, personId: string): Promise<ApiToken[]> =>
  manager.find(ApiToken, { where: { personId, revokedAt: IsNull() }, order: { createdAt: 'DESC' } });

/** Which of these tokens still hold. */
export async function liveTokens(
  manager: EntityManager,
  ids: readonly string[],
  now: Date,
): Promise<Set<string>> {
  const rows = await manager.find(ApiToken, {
    select: { id: true },
    where: { id: In([...ids]), revokedAt: IsNull(), expiresAt: MoreThan(now) },
  });
  return new Set(rows.map((row) => row.id));
}

export const findToken = (manager: EntityManager, secret: string, now: Date): Promise<ApiToken | null> =>
  manager.findOneBy(ApiToken, { secretHash: hashOf(secret), revokedAt: IsNull(), expiresAt: MoreThan(now) });
