import { existsSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pino } from 'pino';
import { createLog, type Log } from '../log.js';
import { createOrigins } from './origin.js';
import { refusals } from '../errors/registry.js';
import { createHttpServer, serveClient, serveHealth } from './server.js';

const serve = (log: Log = createLog('silent')) =>
  createHttpServer({
    log,
    origins: createOrigins({ publicUrl: undefined, port: () => 4000, host: '127.0.0.1', extra: [] }),
    trustProxy: false,
    secure: false,
  });

/** A log, and what was written into it. */
function overheard() {
  const lines: string[] = [];
  const write = (chunk: Buffer, _encoding: string, done: () => void): void => {
    lines.push(chunk.toString());
    done();
  };
  return { lines, log: pino({ level: 'warn', base: undefined }, new Writable({ write })) };
}

test('a server that can’t reach its database, or is stopping, is alive and not ready', async () => {
  const app = await serve();
  serveHealth(app, async () => false);
  expect((await app.inject('/livez')).statusCode).toBe(200);
  expect((await app.inject('/readyz')).statusCode).toBe(503);
  await app.close();
});

test.each([
  ['en', 'Something went wrong on our side'],
  ['az', 'Bizim tərəfdə xəta baş verdi'],
  ['ru', 'У нас произошла ошибка'],
])('an accident of a route is told in %s, with a number and without its reason', async (locale, sentence) => {
  const app = await serve();
  app.get('/accident', { config: { policy: 'anyone' } }, async () => {
    throw new Error('relation "secret" does not exist');
  });
  const { statusCode, body } = await app.inject({
    url: '/accident',
    headers: { 'x-concord-locale': locale },
  });
  expect(statusCode).toBe(500);
  expect(body).toContain(sentence);
  expect(body).not.toContain('secret');
  await app.close();
});

test('[PM2] an address without a policy stops the server from starting', async () => {
  const app = await serve();
  expect(() => app.get('/secrets', async () => 'all of them')).toThrow('GET /secrets has no policy');
  await app.close();
});

test('[GQ3][HT1] what the server itself refuses carries a number that stands in the log, without what was sent', async () => {
  const { lines, log } = overheard();
  const app = await serve(log);
  app.post('/there', { config: { policy: 'anyone' } }, async () => 'well');
  const ours = { 'x-concord': '1', 'content-type': 'application/json' };
  const refused = await Promise.all([
    app.inject({ method: 'POST', url: '/there?who=somebody', headers: ours, payload: '{"a' }),
    app.inject({ method: 'POST', url: '/there', payload: '{}', headers: { 'content-type': 'text/x' } }),
    app.inject({
      method: 'POST',
      url: '/there',
      headers: ours,
      payload: JSON.stringify('x'.repeat(2_000_000)),
    }),
    app.inject({
      method: 'POST',
      url: '/there',
      headers: { ...ours, 'content-type': 'text/x' },
      payload: 'x',
    }),
  ]);
  expect(refused.map(({ statusCode }) => statusCode)).toEqual([400, 403, 413, 415]);
  for (const { body } of refused) {
    const { requestId } = JSON.parse(body) as { requestId: string };
    const line = lines.find((each) => each.includes(requestId));
    expect(line).toContain('/there');
    expect(line).not.toContain('somebody');
  }
  await app.close();
});

const locales = ['az', 'en', 'ru'] as const;

test.each(locales)(
  '[HT1][T12] what is not there is told in %s, with a number that stands in the log, and nothing is repeated',
  async (locale) => {
    const { lines, log } = overheard();
    const app = await serve(log);
    app.get('/files/:id', { config: { policy: 'anyone' } }, (_request, reply) =>
      reply.code(404).send({ code: 'NOT_FOUND' }),
    );
    await serveClient(app);
    const headers = { 'x-concord': '1', 'x-concord-locale': locale };
    for (const [method, url] of [
      ['GET', '/files/quillwort'],
      ['GET', '/files/quillwort/more'],
      ['GET', `/files/quillwort${'x'.repeat(5_000)}`],
      ['GET', '/files/quillwort%'],
      ['GET', '/files/quillwort%ff?what=%'],
      ['GET', '/graphql/quillwort'],
      ['GET', '/quillwort.json'],
      ['PUT', '/graphql'],
      ['DELETE', '/c/quillwort'],
      ['PROPFIND', '/c/quillwort'],
    ] as const) {
      const { statusCode, body, headers: got } = await app.inject({ method: method as 'GET', url, headers });
      expect(statusCode, url).toBe(404);
      expect(got['content-type'], url).toContain('application/json');
      const { requestId, ...rest } = JSON.parse(body) as Record<string, string>;
      expect(rest, url).toEqual({ code: 'NOT_FOUND', message: refusals.NOT_FOUND[locale] });
      expect(lines.filter((line) => line.includes(requestId ?? '?'))).toHaveLength(1);
    }
    await app.close();
  },
);

const client = fileURLToPath(new URL('../../../../client/dist/index.html', import.meta.url));

test.runIf(existsSync(client))(
  '[HT1] whoever follows a link is shown the page that says so, also when its address can’t be read',
  async () => {
    const app = await serve();
    await serveClient(app);
    for (const [url, status] of [
      ['/nowhere', 200],
      ['/%', 200],
      ['/c/%ff', 200],
      ['/nowhere.html', 404],
    ] as const) {
      const { statusCode, body } = await app.inject({ url, headers: { accept: 'text/html,*/*;q=0.8' } });
      expect(statusCode, url).toBe(status);
      expect(body, url).toContain('<div id="root">');
    }
    await app.close();
  },
);

test.each([
  ['what is no HTTP', 'QUILLWORT\r\n\r\n', 400],
  ['a method that nobody knows', 'QUILLWORT / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nQuillwort: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
])('[HT1] %s is refused under a number too', async (_name, sent, status) => {
  const { lines, log } = overheard();
  const app = await serve(log);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const answer = await new Promise<string>((resolve, reject) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(sent));
    socket.on('data', (data) => (heard += data.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(heard));
  });
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  const { code, message, requestId } = JSON.parse(answer.split('\r\n\r\n')[1] ?? '') as Record<
    string,
    string
  >;
  expect(code).toBe('BAD_REQUEST');
  expect(message).toContain('can’t be understood');
  expect(answer).not.toMatch(/quillwort|Error|Parse/i);
  expect(lines.filter((line) => line.includes(requestId ?? '?'))).toHaveLength(1);
  await app.close();
});
