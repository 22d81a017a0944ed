/** The one place that wires things: what is made here is handed to whoever needs it. */
import type { AddressInfo } from 'node:net';
import { createHash, randomBytes } from 'node:crypto';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { DOCUMENT_VERSION, sectionGrammar } from '@concord/document';
import { parseCompromiseName } from '@concord/document/compromise';
import { compromiseGrammar } from '@concord/document/compromise-grammar';
import { parseRoomName } from '@concord/document/room';
import { roomGrammar } from '@concord/document/room-grammar';
import {
  createHub,
  gatherWrites,
  type Gatekeeper,
  type Grammar,
  type Leases,
  type UpdateLog,
} from '@concord/sync';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { DataSource } from 'typeorm';
import { auditRoutes, AuditResolver } from './audit/index.js';
import { authenticate, liveSessions, liveTokens } from './accounts/index.js';
import { beginRoomOf, projectRoom, resolveAnchors } from './comments/index.js';
import { DecisionsResolver } from './decisions/index.js';
import { demoRoutes, seedVelmora } from './demo/index.js';
import { createFollowing } from './events/index.js';
import { evidenceRoutes } from './evidence/index.js';
import { ExchangeResolver, importRoutes } from './exchange/index.js';
import { partsOf, readStanding, readStandings, readStandingsOf } from './organisations/index.js';
import { createClock } from './platform/clock.js';
import type { Config } from './platform/config.js';
import { chooseLocale, RequestContext, type PlatformServices } from './platform/context.js';
import { Installation } from './platform/database/installation.entity.js';
import { actingRole } from './platform/database/role.js';
import { NOBODY, PROJECTION, UPKEEP, type Scope } from './platform/database/scope.js';
import { behindWall } from './platform/database/wall.js';
import { joinBus } from './platform/events/bus.js';
import { createCursors } from './platform/events/cursor.js';
import { keyFor } from './platform/key-for.js';
import { createPlaces } from './platform/places.js';
import { createDoorbell } from './platform/events/doorbell.js';
import { createPresenceExchange } from './platform/events/presence-exchange.js';
import { keepRecord } from './platform/events/keeper.js';
import { createRedisBus } from './platform/events/redis-bus.js';
import { createAdmission } from './platform/graphql/admission.js';
import { createDocuments } from './platform/graphql/documents.js';
import { createExecution } from './platform/graphql/execution.js';
import { rulesOf } from './platform/graphql/limits.js';
import { createWitness } from './platform/events/witness.js';
import { createOwnOperations } from './platform/graphql/own-operations.js';
import { createSchema } from './platform/graphql/schema.js';
import { schemaRoute } from './platform/graphql/schema-file.js';
import { createGraphqlServer } from './platform/graphql/server.js';
import { serveGraphqlSockets } from './platform/graphql/websocket.js';
import { createWriteRate } from './platform/graphql/write-rate.js';
import { createOrigins } from './platform/http/origin.js';
import { serveGraphiql } from './platform/http/graphiql.js';
import { bearerOf } from './platform/http/bearer.js';
import { codeOf } from './platform/http/refused.js';
import { createHttpServer, serveClient, serveHealth } from './platform/http/server.js';
import { createDoor, openDoors } from './platform/http/sockets.js';
import { openStreams } from './platform/http/streams.js';
import type { Log } from './platform/log.js';
import {
  createAppendRight,
  createCompaction,
  createGatekeeper,
  createLaterProjections,
  createLeases,
  createProjections,
  createPruning,
  createSignIns,
  createTextWorkers,
  createUpdateLog,
  pollHeads,
  upgradeDocuments,
  type AppendRight,
} from './profiles/index.js';
import {
  compromisesBehind,
  createCompromiseGatekeeper,
  createCompromiseRight,
  projectCompromise,
} from './proposals/index.js';
import { firstFrozenAt, VersionsResolver } from './versions/index.js';
import { createRoomGatekeeper, createRoomRight, roomsBehind } from './rooms/index.js';
import { tellClosings } from './rounds/index.js';
import { closeSilence } from './silence/index.js';
import { gatherDeliveries, sendDeliveries } from './webhooks/index.js';

export type App = {
  /** Listens and returns the port; `port` 0 takes any. */
  listen(port: number, host: string): Promise<number>;
  /** Stops taking work, lets what was accepted be committed, then closes. */
  close(): Promise<void>;
  readonly services: PlatformServices;
  /** Every address over HTTP, such as `GET /livez`. */
  readonly routes: readonly string[];
};

/** What the demo seed and the app share: services on an open, migrated database. */
export async function createServices(config: Config, dataSource: DataSource, log: Log) {
  const installation = await ensureInstallation(dataSource);
  const database = behindWall(dataSource, await actingRole(dataSource, config.databaseRole, warn(log)));
  const now = (): Date => new Date();
  const doorbell = createDoorbell();
  const projections = createProjections({ dataSource: database.as(PROJECTION), doorbell, log, now });
  projections.listen(resolveAnchors);
  const secret = config.secret ?? installation.secret;
  const services: PlatformServices = {
    config,
    database,
    doorbell,
    cursors: createCursors(secret),
    places: createPlaces(secret),
    keyFor: (purpose) => keyFor(secret, purpose),
    readStandings,
    readStandingsOf,
  };
  const upkeep = database.as(UPKEEP);
  const laterProjections = createLaterProjections({
    log,
    behind: async () => (await Promise.all([roomsBehind(upkeep), compromisesBehind(upkeep)])).flat(),
    project: (name) => {
      const ctx = new RequestContext(services, { kind: 'anonymous' }, 'en', log, null, now, scopeOf(name));
      return kindOf(name) === 'room' ? projectRoom(ctx, name) : projectCompromise(ctx, name);
    },
  });
  return { services, projections, laterProjections, installation, now };
}

export async function createApp(config: Config, owner: DataSource, log: Log): Promise<App> {
  const { services, projections, laterProjections, installation, now } = await createServices(
    config,
    owner,
    log,
  );
  const { database, doorbell } = services;
  const dataSource = database.as(NOBODY);
  const upkeep = database.as(UPKEEP);
  if (config.demo && installation.empty) await seedVelmora(services, projections, log);

  const record = await keepRecord({
    dataSource,
    witness: config.recordFile === null ? null : createWitness(config.recordFile, installation.secret),
    log,
    now,
    warn: warn(log),
  });
  await upgradeDocuments(upkeep, now);
  await projections.catchUp();
  await laterProjections.catchUp();

  const projectSoon = (name: string): void =>
    (kindOf(name) === 'text' ? projections : laterProjections).schedule(name);
  const heads = pollHeads({ dataSource: upkeep, doorbell, log, onBehind: (name) => projectSoon(name) });
  const clock = createClock({ services, log, now, due: [tellClosings, closeSilence(projections)] });
  // A clock of their own: a receiver that takes its time holds up no deadline.
  const couriers = createClock({ services, log, now, due: [gatherDeliveries, sendDeliveries] });
  const leaveBus = config.redisUrl
    ? joinBus(
        doorbell,
        createRedisBus(config.redisUrl, channelOf(installation.secret), log),
        () => void heads.look(),
      )
    : undefined;

  const intact = (chain: string): boolean => !record.found.faults.some((fault) => fault.chain === chain);

  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const contextOf = async (
    request: FastifyRequest | IncomingMessage,
    reply: FastifyReply | null,
  ): Promise<RequestContext> => {
    const { headers } = request;
    const actor = await authenticate(dataSource, headers, {
      secure,
      sessionMs: config.sessionMs,
      now: now(),
    });
    const http = reply ? { request: request as FastifyRequest, reply } : null;
    return new RequestContext(services, actor, chooseLocale(headers, actor), log, http, now);
  };

  const schema = createSchema(
    new Map<never, object>([
      [AuditResolver as never, new AuditResolver(intact)],
      [DecisionsResolver as never, new DecisionsResolver(projections)],
      [ExchangeResolver as never, new ExchangeResolver(projections)],
      [VersionsResolver as never, new VersionsResolver(projections)],
    ]),
  );
  const documents = createDocuments(schema, rulesOf(config.development));
  const own = createOwnOperations();
  const writeRate = createWriteRate(config.writesPerMinute, () => now().getTime());
  const openTo = config.graphqlOperations;
  const admission = createAdmission({ schema, documents, own, openTo, writeRate });
  const execution = createExecution(schema, ({ hash }) => own.has(hash));
  const graphql = createGraphqlServer({ schema, documents, own, admission, execution, log });
  await graphql.start();

  let port = 0;
  const origins = createOrigins({
    publicUrl: config.publicUrl,
    port: () => port,
    host: config.host,
    extra: config.development ? ['http://localhost:5173', 'http://127.0.0.1:5173'] : [],
  });
  const http = await createHttpServer({ log, origins, trustProxy: config.trustProxy, secure });
  const programs = new WeakMap<FastifyRequest, RequestContext>();
  http.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    // By what each field declares.
    config: { policy: 'fields' },
    preHandler: async (request, reply) => {
      if (bearerOf(request.headers) === null) return;
      const ctx = await contextOf(request, reply);
      // [AC4] As the socket does: an empty answer would look as if there were nothing to read.
      if (ctx.actor.kind === 'anonymous') return reply.code(401).send({ code: codeOf(401) });
      programs.set(request, ctx);
    },
    handler: fastifyApolloHandler(graphql, {
      context: async (request, reply) => programs.get(request) ?? contextOf(request, reply),
    }),
  });
  schemaRoute(http, schema, contextOf);
  if (config.development) await serveGraphiql(http, contextOf);
  importRoutes(http, contextOf);
  evidenceRoutes(http, contextOf);
  auditRoutes(http, contextOf, intact);
  if (config.demo && (installation.demo || installation.empty)) demoRoutes(http, contextOf);
  let open = true;
  serveHealth(http, async () => open && (await dataSource.query('SELECT 1').then(Boolean, () => false)));
  await serveClient(http);

  const workers = createTextWorkers(log);
  const compaction = createCompaction({ dataSource: upkeep, log, fold: (task) => workers.fold(task) });
  const pruning = createPruning({
    dataSource: upkeep,
    log,
    compaction,
    days: config.historyDays,
    now,
    neededAfter: (name) => firstFrozenAt(dataSource.manager, name),
  });
  // [RL3] The hub asks for one document at a time, and that one is all it is shown.
  const ofDocument = (name: string): DataSource => database.as({ kind: 'document', name });
  const checks = { right: rightByKind(now), signIns: createSignIns(now) };
  const updateLog = (name: string): UpdateLog => createUpdateLog(ofDocument(name), now, checks);
  const leases = (name: string): Leases => createLeases(ofDocument(name), now);
  const presence = createPresenceExchange(owner, log);
  const hub = createHub({
    log: {
      load: (name) => updateLog(name).load(name),
      since: (name, seq) => updateLog(name).since(name, seq),
      append: (name, batch) => updateLog(name).append(name, batch),
    },
    leases: {
      lease: (name, clientId, personId) => leases(name).lease(name, clientId, personId),
      holders: (name, clientIds) => leases(name).holders(name, clientIds),
    },
    grammar: (name) => grammars[kindOf(name)],
    documentMajor: DOCUMENT_VERSION,
    rehearsal: workers,
    presenceExchange: presence,
    gatekeeper: gatekeeperByKind(),
    doorbell: {
      ring: (name, seq) => doorbell.ring({ kind: 'document', name, seq }),
      onRing: (listener) =>
        doorbell.listen((ring) => {
          if (ring.kind === 'document') listener(ring.name, ring.seq);
        }),
    },
    clock: {
      now: () => now().getTime(),
      setTimeout: (action, ms) => setTimeout(action, ms),
      clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
    },
    logger: log,
    onCommitted: (name, seq) => {
      projectSoon(name);
      compaction.noticed(name, seq);
    },
  });
  const graphqlDoor = createDoor('/graphql', 'graphql-transport-ws');
  const syncDoor = createDoor('/sync');
  const sockets = openDoors({
    server: http.server,
    doors: [graphqlDoor, syncDoor],
    origins,
    log,
    contextOf: (request) => contextOf(request, null),
    rightsOf: (contexts) => rightsOf(dataSource, contexts, now()),
  });
  const following = createFollowing({ schema, services, log, now });
  const subscriptions = serveGraphqlSockets({
    schema,
    admission,
    execution,
    sockets: graphqlDoor.server,
    contextOf: sockets.contextOf,
    together: (args, outlet) => following.follow(args, outlet),
    log,
  });
  syncDoor.server.on('connection', (socket, request) =>
    hub.connect(gatherWrites(socket, request.socket), sockets.contextOf(socket).renewed()),
  );
  const streams = { http, sockets, contextOf: (request: IncomingMessage) => contextOf(request, null) };
  openStreams({
    ...streams,
    path: '/sync',
    // Each document has its own door (see the gatekeepers).
    policy: 'openDocument',
    frames: 'bytes',
    onConnection: (socket, context) => hub.connect(socket, context),
  });
  openStreams({
    ...streams,
    path: '/graphql',
    policy: 'fields',
    frames: 'text',
    onConnection: (socket) => subscriptions.serve(socket),
  });

  return {
    services,
    routes: http.declaredRoutes,
    async listen(wanted, host) {
      await http.listen({ port: wanted, host });
      port = (http.server.address() as AddressInfo).port;
      return port;
    },
    async close() {
      open = false;
      await hub.drain();
      await presence.close();
      following.close();
      await sockets.close();
      await subscriptions.dispose();
      await projections.settle();
      await laterProjections.settle();
      await pruning.stop();
      await compaction.settle();
      await workers.close();
      heads.stop();
      await clock.stop();
      await couriers.stop();
      await record.stop();
      await leaveBus?.();
      await http.close();
      await graphql.stop();
    },
  };
}

/** What is of no kind is taken for a text of the profile, where there is none of its name. */
type Kind = 'text' | 'room' | 'compromise';

function kindOf(name: string): Kind {
  if (parseRoomName(name)) return 'room';
  return parseCompromiseName(name) ? 'compromise' : 'text';
}

const grammars: Readonly<Record<Kind, Grammar>> = {
  text: sectionGrammar,
  room: roomGrammar,
  compromise: compromiseGrammar,
};

/** [RL4] What was typed becomes rows: in a room as its organisation, of a compromise as that one document. */
const scopeOf = (name: string): Scope => {
  const room = parseRoomName(name);
  if (room) return { kind: 'member', ...room, roles: [] };
  return kindOf(name) === 'compromise' ? { kind: 'document', name } : NOBODY;
};

const warn =
  (log: Log) =>
  (sentence: string): void => {
    log.warn(sentence);
    process.stderr.write(`\n${sentence}\n\n`);
  };

/** Each kind of document has its own door; what is of no kind is refused by the profile's, as not there. */
function gatekeeperByKind(): Gatekeeper {
  const doors: Readonly<Record<Kind, Gatekeeper>> = {
    text: createGatekeeper(),
    room: createRoomGatekeeper({ begin: beginRoomOf }),
    compromise: createCompromiseGatekeeper(),
  };
  const of = (name: string): Gatekeeper => doors[kindOf(name)];
  return {
    open: (name, token, connection) => of(name).open(name, token, connection),
    mayWrite: (name, connection) => of(name).mayWrite(name, connection),
  };
}

function rightByKind(now: () => Date): AppendRight {
  const rights: Readonly<Record<Kind, AppendRight>> = {
    text: createAppendRight(readStanding, now),
    room: createRoomRight(readStanding, now),
    compromise: createCompromiseRight(readStanding, now),
  };
  return (manager, name, personIds) => rights[kindOf(name)](manager, name, personIds);
}

/** Installations that share a Redis must not hear each other; nodes of one have the same database. */
const channelOf = (secret: string): string =>
  `concord:${createHash('sha256').update(`bus ${secret}`).digest('base64url').slice(0, 22)}`;

async function ensureInstallation(dataSource: DataSource) {
  const { manager } = dataSource;
  const secret = randomBytes(32).toString('base64url');
  await manager
    .createQueryBuilder()
    .insert()
    .into(Installation)
    .values({ id: 1, secret })
    .orIgnore()
    .execute();
  const { demo, secret: kept } = await manager.findOneByOrFail(Installation, { id: 1 });
  const [{ any }]: [{ any: boolean }] = await manager.query(
    'SELECT EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM consultation) AS any',
  );
  return { demo, secret: kept, empty: !any };
}

/** [SO1] What the right to be connected rests on: a sign-in or token that holds, and the person's part in things. */
async function rightsOf(
  { manager }: DataSource,
  contexts: readonly RequestContext[],
  now: Date,
): Promise<ReadonlyMap<RequestContext, string>> {
  const people = contexts.map((ctx) => ctx.personId).filter((id) => id !== null);
  const sessions = contexts.flatMap((ctx) => (ctx.actor.kind === 'person' ? [ctx.actor.sessionId] : []));
  const tokens = contexts.flatMap((ctx) => (ctx.actor.kind === 'program' ? [ctx.actor.tokenId] : []));
  const [live, held, parts] = await Promise.all([
    liveSessions(manager, sessions, now),
    liveTokens(manager, tokens, now),
    partsOf(manager, people),
  ]);
  const holds = ({ actor }: RequestContext): boolean =>
    (actor.kind === 'person' && live.has(actor.sessionId)) ||
    (actor.kind === 'program' && held.has(actor.tokenId));
  return new Map(contexts.filter(holds).map((ctx) => [ctx, parts.get(ctx.personId ?? '') ?? '']));
}
