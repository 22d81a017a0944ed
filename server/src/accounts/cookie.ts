import { GraphQLError } from 'graphql';
import type { RequestContext } from '../platform/context.js';
import { cookieName } from './authenticate.js';

const isSecure = (ctx: RequestContext): boolean =>
  ctx.services.config.publicUrl?.startsWith('https:') ?? false;

/** Lax, not Strict: a link in a letter must open signed in. Writes are guarded by origin and header besides. */
export function setSessionCookie(ctx: RequestContext, secret: string): void {
  const secure = isSecure(ctx);
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', ...(secure ? ['Secure'] : [])];
  void httpOf(ctx).reply.header('set-cookie', [`${cookieName(secure)}=${secret}`, ...attributes].join('; '));
}

export function clearSessionCookie(ctx: RequestContext): void {
  const secure = isSecure(ctx);
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', 'Max-Age=0', ...(secure ? ['Secure'] : [])];
  void httpOf(ctx).reply.header('set-cookie', [`${cookieName(secure)}=`, ...attributes].join('; '));
}

/** Where people reach this server, for links in letters. */
export function publicOrigin(ctx: RequestContext): string {
  const { publicUrl } = ctx.services.config;
  if (publicUrl) return new URL(publicUrl).origin;
  const { request } = httpOf(ctx);
  return `${request.protocol}://${request.host}`;
}

/** [AC5] What needs a cookie or an address is refused on a socket before it does anything. */
export function overHttp(ctx: RequestContext): void {
  httpOf(ctx);
}

function httpOf(ctx: RequestContext): NonNullable<RequestContext['http']> {
  if (ctx.http) return ctx.http;
  throw new GraphQLError('Only over HTTP: a socket carries no cookie.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
