import { roles as allRoles } from '@concord/consultation';
import type { Locale } from '@concord/locale';
import { v7 as uuid } from 'uuid';
import { ensureMembership, participates } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { record, transaction } from '../platform/database/transaction.js';
import { isRefused, refuse, type Refused } from '../platform/errors/refusal.js';
import { INSTALLATION, onRecord } from '../platform/events/event.js';
import { isId } from '../platform/ids.js';
import { isText } from '../platform/text.js';
import { ApiToken, Invitation, Person } from './accounts.entity.js';
import { managesAccount, mayInvite } from './accounts.policy.js';
import * as accounts from './accounts.repository.js';
import { newInvitation } from './accounts.repository.js';
import type { InviteInput } from './accounts.types.js';
import { hashOf, hashPassword, newSecret, passwordMatches } from './secrets.js';
import { attempt } from './throttle.js';

export type Started = { readonly person: Person; readonly secret: string; readonly expiresAt: Date };

const DAY = 86_400_000;
const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** [AC1] An unknown account answers like a wrong password, and as slowly. */
export async function signIn(
  ctx: RequestContext,
  email: string,
  password: string,
  address: string,
): Promise<Started | Refused> {
  const person = await attempt(ctx, email, address, async () => {
    const known = isText(email) ? await accounts.findPerson(ctx.manager, email) : null;
    return (await passwordMatches(known?.passwordHash ?? null, password)) ? known : null;
  });
  return isRefused(person) ? person : start(ctx, person);
}

/** The demo's way in: no password, and only for a person of the fictional country. */
export async function enterDemo(ctx: RequestContext, personId: string): Promise<Started | null> {
  const person = isId(personId) ? await ctx.manager.findOneBy(Person, { id: personId, demo: true }) : null;
  return person && start(ctx, person);
}

export async function signOut(ctx: RequestContext): Promise<void> {
  if (ctx.actor.kind !== 'person') return;
  await accounts.endSession(ctx.manager, ctx.actor.sessionId, ctx.now());
}

/** [AC2] Ends every sign-in of the person, this one included; open sockets close within two seconds. */
export async function signOutEverywhere(ctx: RequestContext): Promise<void> {
  if (ctx.actor.kind !== 'person') return;
  const { personId, sessionId } = ctx.actor;
  await transaction(ctx, async (tx) => {
    await accounts.endAllSessions(tx.manager, personId, tx.now);
    record(tx, onRecord('signed_out_everywhere', INSTALLATION, sessionId, {}));
  });
}

export async function setLocale(ctx: RequestContext, locale: Locale): Promise<void> {
  if (ctx.personId) await ctx.manager.update(Person, { id: ctx.personId }, { locale });
}

/** [AC3] A link for one address, one organisation and its roles, good for a week and for one use. */
export async function invite(
  ctx: RequestContext,
  input: InviteInput,
): Promise<{ secret: string; expiresAt: Date } | Refused> {
  if (!ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  if (!(await mayInvite(ctx, input.consultationId))) return refuse(ctx, 'NOT_FOUND');
  const email = input.email.trim().toLowerCase();
  if (!emailPattern.test(email) || email.length > 320 || !isText(email))
    return refuse(ctx, 'EMAIL_INVALID', 'email');
  const roles = allRoles.filter((role) => input.roles.includes(role) && role !== 'administrator');
  if (roles.length === 0) return refuse(ctx, 'INVALID_INPUT', 'roles');
  return transaction(ctx, async (tx) => {
    if (!(await participates(tx.manager, input.consultationId, input.organisationId))) {
      return refuse(ctx, 'NOT_FOUND', 'organisationId');
    }
    const { consultationId, organisationId, locale } = input;
    const invitedBy = ctx.personId;
    record(
      tx,
      onRecord('invitation_made', consultationId, organisationId, {
        organisationId,
        data: { roles: roles.join(' ') },
      }),
    );
    return newInvitation(tx.manager, {
      consultationId,
      organisationId,
      email,
      roles,
      locale,
      invitedBy,
      now: tx.now,
    });
  });
}

/**
 * [AC3] Makes the account, or joins one that exists: then the password must be that account's own, or else whoever
 * holds the link could take the account over.
 */
export async function acceptInvitation(
  ctx: RequestContext,
  secret: string,
  name: string,
  password: string,
  address: string,
): Promise<Started | Refused> {
  const givenName = name.trim();
  if (givenName.length < 1 || givenName.length > 200 || !isText(givenName))
    return refuse(ctx, 'NAME_LENGTH', 'name');
  if (password.length < 12) return refuse(ctx, 'PASSWORD_LENGTH', 'password');
  const offered = await accounts.findInvitation(ctx.manager, secret, ctx.now());
  if (!offered) return refuse(ctx, 'INVITATION_INVALID');
  const known = await accounts.findPerson(ctx.manager, offered.email);
  if (known) {
    // Whoever holds the link gets no more guesses at this password than at the sign-in.
    const matches = await attempt(ctx, known.email, address, async () =>
      (await passwordMatches(known.passwordHash, password)) ? true : null,
    );
    if (isRefused(matches)) return Object.assign(matches, { field: 'password' });
  }
  const passwordHash = known ? null : await hashPassword(password);
  const person = await transaction(ctx, async (tx) => {
    const invitation = await tx.manager
      .createQueryBuilder(Invitation, 'invitation')
      .setLock('pessimistic_write')
      .where('secret_hash = :hash AND accepted_at IS NULL AND expires_at > :now', {
        hash: hashOf(secret),
        now: tx.now,
      })
      .getOne();
    if (!invitation) return refuse(ctx, 'INVITATION_INVALID');
    let invited = await accounts.findPerson(tx.manager, invitation.email);
    // Made by somebody else in this very moment: whose it is has not been proven.
    if (invited && invited.id !== known?.id) return refuse(ctx, 'WRONG_CREDENTIALS', 'password');
    if (!invited) {
      invited = tx.manager.create(Person, {
        id: uuid(),
        email: invitation.email,
        name: givenName,
        locale: invitation.locale,
        passwordHash,
        function: null,
        demo: false,
        createdAt: tx.now,
      });
      await tx.manager.insert(Person, invited);
    }
    await ensureMembership(tx.manager, {
      consultationId: invitation.consultationId,
      personId: invited.id,
      organisationId: invitation.organisationId,
      roles: allRoles.filter((role) => invitation.roles.includes(role)),
      changedAt: tx.now,
    });
    await tx.manager.update(Invitation, { id: invitation.id }, { acceptedAt: tx.now });
    record(
      tx,
      onRecord('member_joined', invitation.consultationId, invitation.organisationId, {
        organisationId: invitation.organisationId,
        data: { roles: invitation.roles.join(' ') },
        people: { member: invited.id },
      }),
    );
    return invited;
  });
  return person instanceof Person ? start(ctx, person) : person;
}

/** [AC4] A token acts as the person within its scopes; its secret is shown once. */
export async function createApiToken(
  ctx: RequestContext,
  name: string,
  scopes: readonly string[],
  expiresInDays: number,
): Promise<{ token: ApiToken; secret: string } | Refused> {
  if (!managesAccount(ctx) || !ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  const label = name.trim();
  if (label.length < 1 || label.length > 200 || !isText(label)) return refuse(ctx, 'NAME_LENGTH', 'name');
  const granted = ['read', 'write'].filter((scope) => scopes.includes(scope));
  if (granted.length === 0 || granted.length !== scopes.length) return refuse(ctx, 'INVALID_INPUT', 'scopes');
  if (expiresInDays < 1 || expiresInDays > 366) return refuse(ctx, 'INVALID_INPUT', 'expiresInDays');
  const { personId } = ctx;
  const secret = `concord_${newSecret()}`;
  return transaction(ctx, async (tx) => {
    const token = tx.manager.create(ApiToken, {
      id: uuid(),
      secretHash: hashOf(secret),
      personId,
      name: label,
      scopes: granted,
      createdAt: tx.now,
      expiresAt: new Date(tx.now.getTime() + expiresInDays * DAY),
      lastUsedAt: null,
      revokedAt: null,
    });
    await tx.manager.insert(ApiToken, token);
    record(tx, onRecord('token_made', INSTALLATION, token.id, { data: { scopes: granted.join(' ') } }));
    return { token, secret };
  });
}

export async function revokeApiToken(ctx: RequestContext, id: string): Promise<true | Refused> {
  if (!managesAccount(ctx) || !ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  if (!isId(id)) return refuse(ctx, 'NOT_FOUND');
  const { personId } = ctx;
  return transaction(ctx, async (tx) => {
    const { affected } = await tx.manager.update(ApiToken, { id, personId }, { revokedAt: tx.now });
    if (!affected) return refuse(ctx, 'NOT_FOUND');
    record(tx, onRecord('token_revoked', INSTALLATION, id, {}));
    return true as const;
  });
}

async function start(ctx: RequestContext, person: Person): Promise<Started> {
  const { session, secret } = await accounts.startSession(
    ctx.manager,
    person.id,
    ctx.now(),
    ctx.services.config.sessionMs,
  );
  const { expiresAt } = session;
  ctx.become({
    kind: 'person',
    personId: person.id,
    locale: person.locale,
    sessionId: session.id,
    expiresAt,
  });
  return { person, secret, expiresAt };
}
