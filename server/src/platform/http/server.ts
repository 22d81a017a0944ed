/** The one HTTP server: client, GraphQL, files, sockets, health, on one port. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import Fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RouteOptions,
} from 'fastify';
import type { Log } from '../log.js';
import { bearerOf } from './bearer.js';
import type { Origins } from './origin.js';
import { answerNoise, answerRefusals, readable, withoutQuery } from './refused.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who is let in: the policy that is asked, as `.access.ts` files name them, or `anyone`. */
    policy?: string;
  }
  interface FastifyInstance {
    /** Every address there is, such as `GET /livez`; what HEAD and OPTIONS say follows from it. */
    readonly declaredRoutes: readonly string[];
  }
}

const FILE_LIMIT = 20 * 1024 * 1024;

/** A request that has not said what it wants by then is no request; looked at this often. */
const HEADERS_MS = 10_000;
const LOOK_MS = 2_000;

export async function createHttpServer(options: {
  log: Log;
  origins: Origins;
  trustProxy: boolean;
  secure: boolean;
}): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    bodyLimit: 1024 * 1024,
    forceCloseConnections: true,
    rewriteUrl: ({ url = '/' }) => readable(url),
    // An id that is none is looked for like any other: the router's own answer would repeat it.
    routerOptions: { maxParamLength: 16 * 1024 },
    clientErrorHandler: (error, socket) => answerNoise(options.log, error, socket),
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: LOOK_MS },
  }) as unknown as FastifyInstance;
  // Answers are compressed lightly: brotli's own default takes longer than the network it saves.
  const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
  await app.register(compress, { global: true, threshold: 1024, encodings: ['br', 'gzip'], brotliOptions });
  await app.register(multipart, { limits: { fileSize: FILE_LIMIT, files: 1, fields: 4, parts: 6 } });
  const declaredRoutes: string[] = [];
  app.decorate('declaredRoutes', declaredRoutes);
  app.addHook('onRoute', (route) => {
    declared(route);
    for (const method of [route.method].flat())
      if (method !== 'HEAD' && method !== 'OPTIONS') declaredRoutes.push(`${method} ${route.url}`);
  });
  app.addHook('onRequest', async (request, reply) => {
    headers(reply, options.secure);
    if (isRefusedWrite(request, options.origins)) await reply.code(403).send({ code: 'FORBIDDEN' });
  });
  answerRefusals(app, options.log);
  return app;
}

/** The built client: fastify-static's own route. */
const CLIENT_FILES = '/*';

/** [PM2] An address that doesn't say whom it lets in stops the server from starting. */
function declared({ method, url, config }: RouteOptions): void {
  if (!config?.policy && url !== CLIENT_FILES)
    throw new Error(`${String(method)} ${url} has no policy: { config: { policy: … } }`);
}

/**
 * A write needs our own header, which no foreign page can set without asking first, and our own origin where a
 * browser names one. GraphQL over GET would dodge both, so it is a write too; a stream holds memory for its reader.
 */
function isRefusedWrite(request: FastifyRequest, origins: Origins): boolean {
  const write = request.method !== 'GET' && request.method !== 'HEAD';
  if (!write && !/^\/(graphql|sync)/.test(request.url)) return false;
  if (bearerOf(request.headers) !== null) return false;
  const { origin } = request.headers;
  return (
    request.headers['x-concord'] === undefined || (origin !== undefined && !origins.accepts(origin, false))
  );
}

function headers(reply: FastifyReply, secure: boolean): void {
  void reply.headers({
    'content-security-policy':
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  });
}

/** The built client; every address that is no file is the client's own to route. */
export async function serveClient(app: FastifyInstance): Promise<void> {
  const root = path.resolve(fileURLToPath(import.meta.url), '../../../../../client/dist');
  if (!existsSync(path.join(root, 'index.html'))) {
    app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'NOT_FOUND' }));
    return;
  }
  await app.register(fastifyStatic, {
    root,
    preCompressed: true,
    // Names of assets hold a hash of their content: a cached one is never stale.
    setHeaders: (reply, file) =>
      void reply.header(
        'cache-control',
        file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  });
  app.setNotFoundHandler(async (request, reply) => {
    const address = withoutQuery(request.url);
    const file = path.extname(address) !== '';
    const ours = /^\/(graphql|sync|files|demo)\b/.test(address);
    // Somebody who follows a link or types an address is shown the page that says so in their language.
    const opened = request.method === 'GET' && (!file || isForPerson(request));
    if (ours || !opened) return reply.code(404).send({ code: 'NOT_FOUND' });
    return reply.code(file ? 404 : 200).sendFile('index.html');
  });
}

const isForPerson = ({ headers }: FastifyRequest): boolean => headers.accept?.includes('text/html') === true;

const open = { config: { policy: 'anyone' } } as const;

/** `/livez`: the process answers. `/readyz`: it also reaches its database and takes new work. */
export function serveHealth(app: FastifyInstance, ready: () => Promise<boolean>): void {
  app.get('/livez', open, async () => ({ status: 'ok' }));
  app.get('/readyz', open, async (_request, reply) =>
    (await ready()) ? { status: 'ready' } : reply.code(503).send({ status: 'not ready' }),
  );
}
