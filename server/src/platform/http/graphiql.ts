/** GraphiQL for those who develop Concord: from a package, with nothing fetched from elsewhere, under the reader's own sign-in. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../context.js';
import { mayReadSchema } from '../graphql/schema-file.js';

const FIRST = `# What is asked here is asked in your name, with your rights.
query Consultations {
  consultations {
    slug
    title {
      en
    }
    myRoles
  }
}
`;

/** [GQ9] GET /graphiql. Call it in development only: the package is loaded here, and nowhere else. */
export async function serveGraphiql(
  http: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
): Promise<void> {
  const { renderGraphiQL } = (await import('@graphql-yoga/render-graphiql')) as {
    renderGraphiQL: (options: Readonly<Record<string, string | boolean>>) => string;
  };
  const page = renderGraphiQL({
    title: 'GraphiQL · Concord',
    endpoint: '/graphql',
    credentials: 'same-origin',
    headers: JSON.stringify({ 'x-concord': '1' }),
    subscriptionsProtocol: 'WS',
    defaultQuery: FIRST,
  }).trimStart();
  const policy = policyOf(page);
  http.get('/graphiql', { config: { policy: 'readSchema' } }, async (request, reply) => {
    const ctx = await contextOf(request, reply);
    if (!mayReadSchema(ctx)) return reply.code(404).send({ code: 'NOT_FOUND' });
    return reply
      .headers({ 'content-security-policy': policy, 'cache-control': 'private, no-store' })
      .type('text/html; charset=utf-8')
      .send(page);
  });
}

/** Its one script and the workers made of it, and nothing from anywhere else. */
function policyOf(page: string): string {
  const script = /<script>([^]*?)<\/script>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}' blob:`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    'font-src data:',
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
