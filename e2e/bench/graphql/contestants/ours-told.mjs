// Our shared execution by audience as the product makes it (sockets, admission, following, frames), over events and
// standings in memory. Who comes is of the audience that they name: the peers have no accounts either.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import * as graphql from 'graphql';
import { AUDIENCES, audienceIn, commentNumbered, eventsSchema } from './comment-added.mjs';
import { tell } from './telling.mjs';

const ofServer = createRequire(new URL('../../../../server/package.json', import.meta.url));
await import(pathToFileURL(ofServer.resolve('reflect-metadata')).href);
const built = (file) => import(new URL(`../../../../server/dist/${file}`, import.meta.url).href);
const { createFollowing } = await built('events/following.js');
const { audienceOf } = await built('platform/audience.js');
const { RequestContext } = await built('platform/context.js');
const { createCursors } = await built('platform/events/cursor.js');
const { createDoorbell } = await built('platform/events/doorbell.js');
const { createAdmission } = await built('platform/graphql/admission.js');
const { createDocuments } = await built('platform/graphql/documents.js');
const { createExecution } = await built('platform/graphql/execution.js');
const { rulesOf } = await built('platform/graphql/limits.js');
const { createOwnOperations } = await built('platform/graphql/own-operations.js');
const { serveGraphqlSockets } = await built('platform/graphql/websocket.js');
const { createWriteRate } = await built('platform/graphql/write-rate.js');
const { createDoor, openDoors } = await built('platform/http/sockets.js');
const { createLog } = await built('platform/log.js');

const consultationId = '00000000-0000-4000-8000-000000000001';
const personOf = (n) => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;
const standings = Array.from({ length: AUDIENCES }, (_, audience) => ({
  organisationId: `00000000-0000-4000-a000-${String(audience).padStart(12, '0')}`,
  kind: 'ministry',
  roles: ['contributor'],
  domains: null,
  blindSince: null,
  chain: [],
  steps: [],
  actsFor: null,
}));
const standingOf = (personId) => standings[Number(personId.slice(-12)) % AUDIENCES];
const audienceNumber = new Map(standings.map(({ organisationId }, audience) => [organisationId, audience]));

const log = createLog('error');
const cursors = createCursors('a secret of thirty-two characters and more');
const doorbell = createDoorbell();
const events = [];
const comments = new WeakMap();
const after = (position) => ({
  where: (_sql, given) => after(given.position),
  orderBy: () => after(position),
  limit: () => after(position),
  getMany: async () => events.slice(Number(position), Number(position) + 100),
});
const services = {
  config: {},
  database: {
    as: () => ({
      manager: {
        createQueryBuilder: () => after('0'),
        // Where the chain stands.
        query: async () => [{ consultation_id: consultationId, head: String(events.length) }],
      },
    }),
  },
  doorbell,
  cursors,
  readStandings: async (_manager, personId) => new Map([[consultationId, standingOf(personId)]]),
  readStandingsOf: async (_manager, people) => new Map(people.map((id) => [id, standingOf(id)])),
};

const schema = eventsSchema(graphql, {
  commentOf: ({ at }) => comments.get(at),
  audienceOf: async (context) =>
    audienceNumber.get((await context.standing(consultationId)).organisationId) ?? 0,
});
const documents = createDocuments(schema, rulesOf(false));
const own = createOwnOperations({});
const writeRate = createWriteRate(600, Date.now);
const admission = createAdmission({ schema, documents, own, openTo: 'any', writeRate });
const execution = createExecution(schema, () => false);
const now = () => new Date();
const http = createServer();
const door = createDoor('/graphql', 'graphql-transport-ws');
let come = 0;
const sockets = openDoors({
  server: http,
  doors: [door],
  origins: { accepts: () => true },
  log,
  async contextOf({ url }) {
    come += 1;
    // Somebody of that audience who is nobody else.
    const personId = personOf(come * AUDIENCES + audienceIn(url));
    const actor = { kind: 'person', personId, locale: 'en', sessionId: personId, expiresAt: now() };
    return new RequestContext(services, actor, 'en', log, null, now);
  },
  rightsOf: async (contexts) => new Map(contexts.map((context) => [context, ''])),
});
const following = createFollowing({ schema, services, log, now });
serveGraphqlSockets({
  schema,
  admission,
  execution,
  sockets: door.server,
  contextOf: sockets.contextOf,
  together: (args, outlet) => following.follow(args, outlet),
  log,
});

await tell({
  http,
  publish(n) {
    const at = new Date();
    comments.set(at, commentNumbered(n));
    events.push({
      consultationId,
      position: String(events.length + 1),
      type: 'consultation_changed',
      subjectId: consultationId,
      audience: { organisationId: null, visibility: 'participants', official: true, sectionId: null },
      data: {},
      at,
    });
    doorbell.ring({ kind: 'events', consultationId });
  },
  cursors: () =>
    standings.map((standing) => cursors.seal(consultationId, audienceOf(standing), BigInt(events.length))),
});
