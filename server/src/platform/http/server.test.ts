import { expect, test } from 'vitest';
import { createLog } from '../log.js';
import { createOrigins } from './origin.js';
import { createHttpServer, serveHealth } from './server.js';

const serve = () =>
  createHttpServer({
    log: createLog('silent'),
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
