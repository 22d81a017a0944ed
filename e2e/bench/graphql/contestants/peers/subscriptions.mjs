// The peers' subscriptions as their own documentation sets them up, over one schema; and the limit: the same frame,
// written down once, sent to everybody by a bare `ws`.
import { createServer } from 'node:http';
import * as graphql from 'graphql';
import { WebSocketServer } from 'ws';
import { audienceIn, commentNumbered, commentsSchema } from './comment-added.mjs';
import { tell } from './telling.mjs';

const TOPIC = 'COMMENT_ADDED';
const kinds = { apollo, yoga, mercurius: () => mercurius(0), 'mercurius-jit': () => mercurius(1), bare };
await tell(await kinds[process.argv[2]]());

async function apollo() {
  const { ApolloServer } = await import('@apollo/server');
  const { ApolloServerPluginDrainHttpServer } = await import('@apollo/server/plugin/drainHttpServer');
  const { PubSub } = await import('graphql-subscriptions');
  const { useServer } = await import('graphql-ws/use/ws');
  const pubsub = new PubSub();
  // A thousand listeners are what is measured.
  pubsub.ee.setMaxListeners(0);
  const schema = commentsSchema(graphql, () => pubsub.asyncIterableIterator(TOPIC));
  const http = createServer();
  const server = new WebSocketServer({ server: http, path: '/graphql' });
  const context = ({ extra }) => ({ audience: audienceIn(extra.request.url) });
  const cleanup = useServer({ schema, context }, server);
  await new ApolloServer({
    schema,
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http }),
      { serverWillStart: async () => ({ drainServer: () => cleanup.dispose() }) },
    ],
  }).start();
  return { http, publish: (n) => void pubsub.publish(TOPIC, { commentAdded: commentNumbered(n) }) };
}

async function yoga() {
  const { createPubSub, createYoga } = await import('graphql-yoga');
  const { useServer } = await import('graphql-ws/use/ws');
  const pubsub = createPubSub();
  const schema = commentsSchema(graphql, () => pubsub.subscribe(TOPIC));
  const app = createYoga({
    schema,
    logging: false,
    context: ({ req }) => ({ audience: audienceIn(req?.url ?? '') }),
  });
  const http = createServer(app);
  const server = new WebSocketServer({ server: http, path: app.graphqlEndpoint });
  useServer(
    {
      execute: (args) => args.rootValue.execute(args),
      subscribe: (args) => args.rootValue.subscribe(args),
      async onSubscribe(ctx, _id, params) {
        const enveloped = app.getEnveloped({
          ...ctx,
          req: ctx.extra.request,
          socket: ctx.extra.socket,
          params,
        });
        const { schema: own, execute, subscribe, contextFactory, parse, validate } = enveloped;
        const args = {
          schema: own,
          operationName: params.operationName,
          document: parse(params.query),
          variableValues: params.variables,
          contextValue: await contextFactory(),
          rootValue: { execute, subscribe },
        };
        const errors = validate(args.schema, args.document);
        return errors.length > 0 ? errors : args;
      },
    },
    server,
  );
  return { http, publish: (n) => pubsub.publish(TOPIC, { commentAdded: commentNumbered(n) }) };
}

async function mercurius(jit) {
  const { default: fastify } = await import('fastify');
  const { default: plugin } = await import('mercurius');
  const app = fastify();
  const schema = commentsSchema(graphql, ({ pubsub }) => pubsub.subscribe(TOPIC));
  await app.register(plugin, {
    schema,
    jit,
    path: '/graphql',
    subscription: { context: (_connection, request) => ({ audience: audienceIn(request.url) }) },
  });
  await app.ready();
  const publish = (n) =>
    app.graphql.pubsub.publish({ topic: TOPIC, payload: { commentAdded: commentNumbered(n) } });
  return { http: app.server, publish };
}

/** Answers as the protocol has it, so that one load generator does for all; tells everybody the same bytes. */
async function bare() {
  const http = createServer();
  const server = new WebSocketServer({ server: http, path: '/graphql' });
  const schema = commentsSchema(graphql, () => null);
  server.on('connection', (socket) =>
    socket.on('message', (data) => {
      if (JSON.parse(data).type === 'connection_init') socket.send('{"type":"connection_ack"}');
    }),
  );
  const document = graphql.parse(
    (await import('./comment-added.mjs')).query.replace('subscription', 'query'),
  );
  const plain = new graphql.GraphQLSchema({ query: schema.getSubscriptionType() });
  return {
    http,
    publish(n) {
      const rootValue = { commentAdded: commentNumbered(n) };
      const result = graphql.execute({
        schema: plain,
        document,
        rootValue,
        contextValue: { audience: 0 },
      });
      const frame = Buffer.from(JSON.stringify({ id: '1', type: 'next', payload: result }));
      for (const socket of server.clients) socket.send(frame, { binary: false });
    },
  };
}
