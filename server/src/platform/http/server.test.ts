import { expect, test } from 'vitest';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { createLog, type Log } from '../log.js';
import { createOrigins } from './origin.js';
import { createHttpServer, serveHealth } from './server.js';

const serve = (log: Log = createLog('silent')) =>
  createHttpServer({
    log,
    origins: createOrigins({ publicUrl: undefined, port: () => 4000, host: '127.0.0.1', extra: [] }),
    trustProxy: false,
    secure: false,
  });

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

test('[GQ3] what the server itself refuses carries a number that stands in the log, without what was sent', async () => {
  const lines: string[] = [];
  const write = (chunk: Buffer, _encoding: string, done: () => void): void => {
    lines.push(chunk.toString());
    done();
  };
  const app = await serve(pino({ level: 'warn', base: undefined }, new Writable({ write })));
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
