// Our HTTP door as the product makes it, headers, compression, admission and all, over the peers' schema. Nobody signs
// in: the peers have no accounts either.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import * as graphql from 'graphql';
import { answer } from '../../sync/contestants/answering.mjs';
import { query, threadsSchema } from './threads.mjs';

const ofServer = createRequire(new URL('../../../../server/package.json', import.meta.url));
const { fastifyApolloHandler } = await import(
  pathToFileURL(ofServer.resolve('@as-integrations/fastify')).href
);
const built = (file) => import(new URL(`../../../../server/dist/platform/${file}`, import.meta.url).href);
const { RequestContext } = await built('context.js');
const { createLog } = await built('log.js');
const { createHttpServer } = await built('http/server.js');
const { createAdmission } = await built('graphql/admission.js');
const { createDocuments, hashOf } = await built('graphql/documents.js');
const { createExecution } = await built('graphql/execution.js');
const { rulesOf } = await built('graphql/limits.js');
const { createOwnOperations } = await built('graphql/own-operations.js');
const { createGraphqlServer } = await built('graphql/server.js');
const { createWriteRate } = await built('graphql/write-rate.js');

const log = createLog('silent');
const schema = threadsSchema(graphql);
const documents = createDocuments(schema, rulesOf(false));
const own = createOwnOperations({ [hashOf(query)]: query });
const writeRate = createWriteRate(600, Date.now);
const admission = createAdmission({ schema, documents, own, openTo: 'any', writeRate });
const compiled = process.argv[2] !== 'plain';
const execution = createExecution(schema, ({ hash }) => compiled && own.has(hash));
const server = createGraphqlServer({ schema, documents, own, admission, execution, log });
await server.start();
const app = await createHttpServer({
  log,
  origins: { accepts: () => true },
  trustProxy: false,
  secure: false,
});
const actor = { kind: 'anonymous' };
app.route({
  url: '/',
  config: { policy: 'anyone' },
  method: ['GET', 'POST'],
  handler: fastifyApolloHandler(server, {
    context: async (request, reply) => new RequestContext({}, actor, 'en', log, { request, reply }),
  }),
});
await app.ready();
await answer({ http: app.server, prepare: () => undefined });
