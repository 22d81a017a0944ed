/** Who asks: every role and every relation to Public Health, whose comments the matrix is about. */
import { createHash, randomUUID } from 'node:crypto';
import type { Actor, RequestContext } from '../../platform/context.js';
import type { Client, Served } from '../served.js';
import type { World } from '../world.js';

type Person = { readonly code: string; readonly name: string; readonly is: string };

/** In the order of the columns: from nobody to those whose comment it is. */
export const actors = [
  { code: 'an', name: '', is: 'nobody: not signed in' },
  { code: 'su', name: 'Brin Tolvar', is: 'suspended: the officer of Public Health whose sign-in was ended' },
  { code: 'st', name: 'Nim Corvo', is: 'stranger: signed in, with no part in the consultation' },
  { code: 're', name: 'Orla Keth', is: 'revoked: contributor of Public Health until the membership ended' },
  { code: 'ob', name: 'Ode Marsh', is: 'observer' },
  { code: 'pu', name: 'Sil Norray', is: 'publisher' },
  { code: 'ad', name: 'Wyn Adair', is: 'administrator' },
  { code: 'au', name: 'Lev Arno', is: 'auditor, of the organisation of the observer' },
  { code: 'no', name: 'Kas Brenn', is: 'officer of an association, the chapter is out of scope' },
  { code: 'ni', name: 'Tove Lisk', is: 'officer of an association, the chapter is in scope' },
  { code: 'oc', name: 'Ilka Renn', is: 'contributor of another ministry' },
  { code: 'oo', name: 'Dav Moric', is: 'clearing officer of another ministry' },
  { code: 'dr', name: 'Remy Falk', is: 'drafter' },
  { code: 'mo', name: 'Oren Daly', is: 'moderator' },
  { code: 'le', name: 'Mira Solt', is: 'lead agency' },
  { code: 'wc', name: 'Sayla Vint', is: 'contributor of Public Health' },
  { code: 'wo', name: 'Brin Tolvar', is: 'clearing officer of Public Health' },
  { code: 'pr', name: 'Brin Tolvar', is: 'a program of that officer whose token may only read' },
] as const satisfies readonly Person[];

export type Code = (typeof actors)[number]['code'];

/** Makes the stranger and the auditor, ends the part of the revoked, gives the administrator that role alone. */
export async function prepareActors({ dataSource, personId, consultationId }: World): Promise<void> {
  const auditor = randomUUID();
  for (const [id, name] of [
    [randomUUID(), nameOf('st')],
    [auditor, nameOf('au')],
  ])
    await dataSource.query(
      `INSERT INTO person (id, email, name, locale, demo, created_at)
       VALUES ($1::uuid, $1::text || '@example.org', $2, 'en', true, now())`,
      [id, name],
    );
  await dataSource.query(
    `INSERT INTO membership (consultation_id, person_id, organisation_id, roles, changed_at)
     SELECT consultation_id, $1, organisation_id, '{auditor}', now() FROM membership
      WHERE person_id = $2 AND consultation_id = $3`,
    [auditor, personId(nameOf('ob')), consultationId],
  );
  await dataSource.query('UPDATE membership SET revoked_at = now() WHERE person_id = $1', [
    personId(nameOf('re')),
  ]);
  await dataSource.query(
    `UPDATE membership SET roles = '{administrator}' WHERE person_id = $1 AND consultation_id = $2`,
    [personId(nameOf('ad')), consultationId],
  );
}

export const nameOf = (code: Code): string => actors.find((one) => one.code === code)?.name ?? '';

export async function idOf({ dataSource }: World, code: Code): Promise<string> {
  const rows: { id: string }[] = await dataSource.query('SELECT id FROM person WHERE name = $1', [
    nameOf(code),
  ]);
  return rows[0]?.id ?? '';
}

/** The actor where there is no door: somebody who is suspended can't even ask. */
export async function requestOf(world: World, code: Code): Promise<RequestContext> {
  const personId = await idOf(world, code);
  if (code === 'an' || code === 'su') return world.asActor({ kind: 'anonymous' });
  if (code === 'pr')
    return world.asActor({
      kind: 'program',
      personId,
      locale: 'en',
      tokenId: randomUUID(),
      scopes: ['read'],
    });
  const actor: Actor = {
    kind: 'person',
    personId,
    locale: 'en',
    sessionId: randomUUID(),
    expiresAt: new Date(Date.now() + 3_600_000),
  };
  return world.asActor(actor);
}

/** A browser or program of the actor, at the doors of a real server. */
export async function clientOf(world: World, server: Served, code: Code): Promise<Client> {
  if (code === 'an') return server.browser();
  if (code === 'pr') return server.program(await readToken(world));
  const client = server.browser();
  const entered = await client.post('/demo/enter', { personId: await idOf(world, code) });
  if (entered.status !== 204) throw new Error(`${code} can't enter: ${entered.status}`);
  if (code === 'su') {
    const secret = client.headers['cookie']?.split('=')[1] ?? '';
    await world.dataSource.query('UPDATE sign_in_session SET revoked_at = now() WHERE secret_hash = $1', [
      hash(secret),
    ]);
  }
  return client;
}

async function readToken(world: World): Promise<string> {
  const secret = randomUUID();
  await world.dataSource.query(
    `INSERT INTO api_token (id, secret_hash, person_id, name, scopes, created_at, expires_at)
     VALUES ($1, $2, $3, 'matrix', '{read}', now(), now() + interval '1 day')`,
    [randomUUID(), hash(secret), await idOf(world, 'pr')],
  );
  return secret;
}

const hash = (secret: string): Buffer => createHash('sha256').update(secret).digest();
