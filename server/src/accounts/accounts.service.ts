import { createHash } from 'node:crypto';
import { roles as allRoles } from '@concord/consultation';
import type { Locale } from '@concord/locale';
import { v7 as uuid } from 'uuid';
import { ensureMembership, participates } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import { isId } from '../platform/ids.js';
import { ApiToken, Invitation, Person } from './accounts.entity.js';
import { managesAccount, mayInvite, throttle } from './accounts.policy.js';
import * as accounts from './accounts.repository.js';
import { newInvitation } from './accounts.repository.js';
import type { InviteInput } from './accounts.types.js';
import { hashOf, hashPassword, newSecret, passwordMatches } from './secrets.js';

export type Started = { readonly person: Person; readonly secret: string; readonly expiresAt: Date };

const DAY = 86_400_000;
const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** [AC1] Throttled per account and per address; an unknown account answers like a wrong password, and as slowly. */
export async function signIn(
  ctx: RequestContext,
  email: string,
  password: string,
  address: string,
): Promise<Started | Refused> {
  const { manager } = ctx;
  const account = subject('account', email.trim().toLowerCase());
  const from = subject('address', address);
  const since = new Date(ctx.now().getTime() - throttle.windowMs);
  const [perAccount, perAddress] = await Promise.all([
    accounts.countFailures(manager, account, since),
    accounts.countFailures(manager, from, since),
  ]);
  if (perAccount >= throttle.perAccount || perAddress >= throttle.perAddress) {
    return refuse(ctx, 'TOO_MANY_ATTEMPTS');
  }
  const person = await accounts.findPerson(manager, email);
  if (!(await passwordMatches(person?.passwordHash ?? null, password)) || !person) {
    await Promise.all([
      accounts.noteFailure(manager, account, ctx.now()),
      accounts.noteFailure(manager, from, ctx.now()),
    ]);
    return refuse(ctx, 'WRONG_CREDENTIALS');
  }
  await accounts.clearFailures(manager, account);
  return start(ctx, person);
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
  await accounts.endAllSessions(ctx.manager, ctx.actor.personId, ctx.now());
}

export async function setLocale(ctx: RequestContext, locale: Locale): Promise<void> {
  if (ctx.personId) await ctx.manager.update(Person, { id: ctx.personId }, { locale });
}

/** [AC3] A link for one address, one organisation and its roles, good for a week and for one use. */
export async function invite(
  ctx: RequestContext,
  input: InviteInput,
): Promise<{ secret: string; expiresAt: Date } | Refused> {
  if (!(await mayInvite(ctx, input.consultationId))) return refuse(ctx, 'NOT_FOUND');
  const email = input.email.trim().toLowerCase();
  if (!emailPattern.test(email)) return refuse(ctx, 'EMAIL_INVALID', 'email');
  const roles = allRoles.filter((role) => input.roles.includes(role) && role !== 'administrator');
  if (roles.length === 0) return refuse(ctx, 'INVALID_INPUT', 'roles');
  return transaction(ctx, async (tx) => {
    if (!(await participates(tx.manager, input.consultationId, input.organisationId))) {
      return refuse(ctx, 'NOT_FOUND', 'organisationId');
    }
    const { consultationId, organisationId, locale } = input;
    const invitedBy = ctx.personId;
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
): Promise<Started | Refused> {
  const givenName = name.trim();
  if (givenName.length < 1 || givenName.length > 200) return refuse(ctx, 'NAME_LENGTH', 'name');
  if (password.length < 12) return refuse(ctx, 'PASSWORD_LENGTH', 'password');
  const passwordHash = await hashPassword(password);
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
    if (invited && !(await passwordMatches(invited.passwordHash, password))) {
      return refuse(ctx, 'WRONG_CREDENTIALS', 'password');
    }
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
  if (label.length < 1 || label.length > 200) return refuse(ctx, 'NAME_LENGTH', 'name');
  const granted = ['read', 'write'].filter((scope) => scopes.includes(scope));
  if (granted.length === 0 || granted.length !== scopes.length) return refuse(ctx, 'INVALID_INPUT', 'scopes');
  if (expiresInDays < 1 || expiresInDays > 366) return refuse(ctx, 'INVALID_INPUT', 'expiresInDays');
  const { manager } = ctx;
  const secret = `concord_${newSecret()}`;
  const token = manager.create(ApiToken, {
    id: uuid(),
    secretHash: hashOf(secret),
    personId: ctx.personId,
    name: label,
    scopes: granted,
    createdAt: ctx.now(),
    expiresAt: new Date(ctx.now().getTime() + expiresInDays * DAY),
    lastUsedAt: null,
    revokedAt: null,
  });
  await manager.insert(ApiToken, token);
  return { token, secret };
}

export async function revokeApiToken(ctx: RequestContext, id: string): Promise<true | Refused> {
  if (!managesAccount(ctx) || !ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  if (!isId(id)) return refuse(ctx, 'NOT_FOUND');
  const result = await ctx.manager.update(ApiToken, { id, personId: ctx.personId }, { revokedAt: ctx.now() });
  return result.affected ? true : refuse(ctx, 'NOT_FOUND');
}

async function start(ctx: RequestContext, person: Person): Promise<Started> {
  const { session, secret } = await accounts.startSession(
    ctx.manager,
    person.id,
    ctx.now(),
    ctx.services.config.sessionMs,
  );
  return { person, secret, expiresAt: session.expiresAt };
}

// Addresses and e-mails of strangers are not kept in the clear.
const subject = (kind: string, value: string): string =>
  createHash('sha256').update(`${kind}:${value}`).digest('base64url');
