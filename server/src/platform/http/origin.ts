/** Which pages may talk to this server with a cookie: exactly its own. */
export type Origins = { readonly accepts: (origin: string | undefined, hasBearer: boolean) => boolean };

/**
 * A browser names the page's origin on every socket and every POST; a program names none and brings a token.
 * `publicUrl` narrows it to the one address people type; without it, this machine's own names at this port.
 */
export function createOrigins(options: {
  publicUrl: string | undefined;
  port: () => number;
  host: string;
  extra: readonly string[];
}): Origins {
  return {
    accepts(origin, hasBearer) {
      if (origin === undefined) return hasBearer;
      if (options.extra.includes(origin)) return true;
      if (options.publicUrl) return origin === new URL(options.publicUrl).origin;
      return ['localhost', '127.0.0.1', '[::1]', options.host].some(
        (name) => origin === `http://${name}:${options.port()}`,
      );
    },
  };
}
