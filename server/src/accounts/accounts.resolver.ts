import type { Locale } from '@concord/locale';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { myMemberships } from '../consultations/index.js';
import { organisationById } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { isRefused, type Refused } from '../platform/errors/refusal.js';
import { LocaleEnum } from '../platform/graphql/enums.js';
import { Done, done, DoneResult } from '../platform/graphql/types.js';
import type { Person } from './accounts.entity.js';
import { findInvitation, personById, tokensOf } from './accounts.repository.js';
import * as service from './accounts.service.js';
import {
  ApiTokenCreated,
  ApiTokenResult,
  ApiTokenType,
  InvitationCreated,
  InvitationDetails,
  InvitationResult,
  InviteInput,
  MembershipType,
  PersonType,
  SignedIn,
  SignInResult,
  Viewer,
} from './accounts.types.js';
import { formerMember } from './former.js';
import { clearSessionCookie, overHttp, publicOrigin, setSessionCookie } from './cookie.js';

@Resolver(() => PersonType)
export class PeopleResolver {
  @FieldResolver(() => String, { description: 'Of somebody who was erased: whose former member they are.' })
  async name(@Root() person: Person, @Ctx() ctx: RequestContext): Promise<string> {
    if (!person.erasedAt) return person.name;
    const { formerOrganisationId: id } = person;
    const organisation = id ? await ctx.load(organisationById, id) : null;
    return formerMember(organisation?.abbreviation ?? null, ctx.locale);
  }
}

@Resolver(() => Viewer)
export class AccountsResolver {
  @Query(() => Viewer, { nullable: true, description: 'The person who is asking; null when signed out.' })
  async viewer(@Ctx() ctx: RequestContext): Promise<Viewer | null> {
    const person = ctx.personId ? await ctx.load(personById, ctx.personId) : null;
    return person && viewerOf(person, ctx.actor.kind === 'person' ? ctx.actor.expiresAt : null);
  }

  @FieldResolver(() => [MembershipType])
  memberships(@Ctx() ctx: RequestContext): Promise<MembershipType[]> {
    return myMemberships(ctx);
  }

  @Query(() => [ApiTokenType], { description: 'Tokens of the viewer that have not been revoked.' })
  async apiTokens(@Ctx() ctx: RequestContext): Promise<ApiTokenType[]> {
    return ctx.actor.kind === 'person' ? tokensOf(ctx.manager, ctx.actor.personId) : [];
  }

  @Query(() => InvitationDetails, { nullable: true, description: 'Null when used, expired or never made.' })
  async invitation(@Arg('token', () => String) token: string, @Ctx() ctx: RequestContext) {
    const invitation = await findInvitation(ctx.manager, token, ctx.now());
    const organisation = invitation && (await ctx.load(organisationById, invitation.organisationId));
    if (!invitation || !organisation) return null;
    const { email, roles, expiresAt } = invitation;
    return Object.assign(new InvitationDetails(), { email, roles, expiresAt, organisation });
  }

  @Mutation(() => SignInResult)
  async signIn(
    @Arg('email', () => String) email: string,
    @Arg('password', () => String) password: string,
    @Ctx() ctx: RequestContext,
  ): Promise<SignedIn | Refused> {
    overHttp(ctx);
    return signedIn(ctx, await service.signIn(ctx, email, password, addressOf(ctx)));
  }

  @Mutation(() => SignInResult)
  async acceptInvitation(
    @Arg('token', () => String) token: string,
    @Arg('name', () => String) name: string,
    @Arg('password', () => String) password: string,
    @Ctx() ctx: RequestContext,
  ): Promise<SignedIn | Refused> {
    overHttp(ctx);
    return signedIn(ctx, await service.acceptInvitation(ctx, token, name, password, addressOf(ctx)));
  }

  @Mutation(() => Done)
  async signOut(@Ctx() ctx: RequestContext): Promise<Done> {
    overHttp(ctx);
    await service.signOut(ctx);
    clearSessionCookie(ctx);
    return done();
  }

  @Mutation(() => Done, { description: 'Ends every sign-in of the viewer, on every device.' })
  async signOutEverywhere(@Ctx() ctx: RequestContext): Promise<Done> {
    overHttp(ctx);
    await service.signOutEverywhere(ctx);
    clearSessionCookie(ctx);
    return done();
  }

  @Mutation(() => Done)
  async setLocale(
    @Arg('locale', () => LocaleEnum) locale: Locale,
    @Ctx() ctx: RequestContext,
  ): Promise<Done> {
    await service.setLocale(ctx, locale);
    return done();
  }

  @Mutation(() => InvitationResult)
  async invite(@Arg('input', () => InviteInput) input: InviteInput, @Ctx() ctx: RequestContext) {
    const origin = publicOrigin(ctx);
    const invited = await service.invite(ctx, input);
    if (isRefused(invited)) return invited;
    const url = `${origin}/invitations/${invited.secret}`;
    return Object.assign(new InvitationCreated(), { url, expiresAt: invited.expiresAt });
  }

  @Mutation(() => ApiTokenResult)
  async createApiToken(
    @Arg('name', () => String) name: string,
    @Arg('scopes', () => [String]) scopes: string[],
    @Arg('expiresInDays', () => Int) expiresInDays: number,
    @Ctx() ctx: RequestContext,
  ) {
    const created = await service.createApiToken(ctx, name, scopes, expiresInDays);
    return isRefused(created) ? created : Object.assign(new ApiTokenCreated(), created);
  }

  @Mutation(() => DoneResult)
  async revokeApiToken(@Arg('id', () => ID) id: string, @Ctx() ctx: RequestContext): Promise<Done | Refused> {
    const revoked = await service.revokeApiToken(ctx, id);
    return isRefused(revoked) ? revoked : done();
  }
}

const addressOf = (ctx: RequestContext): string => ctx.http?.request.ip ?? 'socket';

function signedIn(ctx: RequestContext, started: service.Started | Refused): SignedIn | Refused {
  if (isRefused(started)) return started;
  setSessionCookie(ctx, started.secret);
  return Object.assign(new SignedIn(), { viewer: viewerOf(started.person, started.expiresAt) });
}

function viewerOf(person: Person, sessionExpiresAt: Date | null): Viewer {
  const { id, name, email, locale } = person;
  return Object.assign(new Viewer(), { person: { id, name }, email, locale, sessionExpiresAt });
}
