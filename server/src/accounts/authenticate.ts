import type { IncomingMessage } from 'node:http';
import type { DataSource } from 'typeorm';
import type { Actor } from '../platform/context.js';
import { bearerOf } from '../platform/http/bearer.js';
import { ApiToken, Person } from './accounts.entity.js';
import { extendSession, findSession, findToken } from './accounts.repository.js';

export const anonymous: Actor = { kind: 'anonymous' };

/** `__Host-` binds the cookie to this very host over TLS; plain http://localhost can't carry that prefix. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-concord' : 'concord');

/**
 * Who is behind a request of either door: a bearer token wins over the cookie, and a bad token is nobody, never
 * the cookie's person. Activity extends a sign-in, written at most once a minute.
 */
export async function authenticate(
  dataSource: DataSource,
  headers: IncomingMessage['headers'],
  options: { secure: boolean; sessionMs: number; now: Date },
): Promise<Actor> {
  const { manager } = dataSource;
  const { now } = options;
  const bearer = bearerOf(headers);
  if (bearer !== null) {
    const token = await findToken(manager, bearer, now);
    const person = token && (await manager.findOneBy(Person, { id: token.personId }));
    if (!token || !person) return anonymous;
    await manager.update(ApiToken, { id: token.id }, { lastUsedAt: now });
    return {
      kind: 'program',
      personId: person.id,
      locale: person.locale,
      tokenId: token.id,
      scopes: token.scopes,
    };
  }
  const secret = readCookie(headers.cookie, cookieName(options.secure));
  const found = secret ? await findSession(manager, secret, now) : null;
  if (!found) return anonymous;
  const { session, person } = found;
  const expiresAt = new Date(now.getTime() + options.sessionMs);
  if (expiresAt.getTime() - session.expiresAt.getTime() > 60_000)
    await extendSession(manager, session.id, expiresAt);
  return { kind: 'person', personId: person.id, locale: person.locale, sessionId: session.id, expiresAt };
}

function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}
