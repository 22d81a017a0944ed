// The peers as their own documentation starts them, over one schema; and the limit: the same bytes, made or ready.
import { createServer } from 'node:http';
import * as graphql from 'graphql';
import { answer } from './answering.mjs';
import { query, threadsSchema } from './threads.mjs';

const schema = threadsSchema(graphql);
const kinds = {
  apollo,
  yoga,
  mercurius: () => mercurius(0),
  'mercurius-jit': () => mercurius(1),
  stringify,
  ready,
};

const http = await kinds[process.argv[2]]();
await answer({ http, prepare: () => undefined });

async function apollo() {
  const { ApolloServer } = await import('@apollo/server');
  const { startStandaloneServer } = await import('@apollo/server/standalone');
  const server = new ApolloServer({ schema });
  // It listens by itself; what the bench asks over IPC is answered beside it.
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return { listen: (_port, _host, done) => done(), address: () => ({ port: Number(new URL(url).port) }) };
}

async function yoga() {
  const { createYoga } = await import('graphql-yoga');
  return createServer(createYoga({ schema, logging: false, graphqlEndpoint: '/' }));
}

async function mercurius(jit) {
  const { default: fastify } = await import('fastify');
  const { default: plugin } = await import('mercurius');
  const app = fastify();
  await app.register(plugin, { schema, jit, path: '/' });
  await app.ready();
  return app.server;
}

async function stringify() {
  const result = await graphql.execute({ schema, document: graphql.parse(query) });
  return plain(() => JSON.stringify(result));
}

async function ready() {
  const bytes = Buffer.from(
    JSON.stringify(await graphql.execute({ schema, document: graphql.parse(query) })),
  );
  return plain(() => bytes);
}

function plain(body) {
  return createServer((request, response) => {
    request.on('data', () => undefined);
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      response.end(body());
    });
  });
}
