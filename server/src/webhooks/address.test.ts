import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { guardedLookup, isOpen, NotOpen, targetOf } from './address.js';
import { post } from './post.js';

const strict = { inside: false, plain: false };

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::a00:1',
  'fe80::1',
  'fd12:3456::1',
  'ff02::1',
  '2002:7f00:1::',
  '2001:db8::1',
  'not an address',
])('[WH5] %s is not of the open internet', (address) => {
  expect(isOpen(address)).toBe(false);
});

test.each(['8.8.8.8', '172.32.0.1', '193.0.6.139', '2a00:1450:4001:800::200e'])('[WH5] %s is', (address) => {
  expect(isOpen(address)).toBe(true);
});

test.each([
  'http://example.org/',
  'ftp://example.org/',
  'https://name:password@example.org/',
  'https://127.0.0.1/',
  'https://0x7f.1/',
  'https://2130706433/',
  'https://[::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://localhost/',
  'https://a.localhost./',
  `https://example.org/${'x'.repeat(2_000)}`,
  'example.org',
  '',
])('[WH5] no webhook goes to %s', (address) => {
  expect(targetOf(address, strict)).toBeNull();
});

test('[WH5] one goes to https, to http in development, and inside where the installation says so', () => {
  expect(targetOf('https://example.org/hook?a=b', strict)?.href).toBe('https://example.org/hook?a=b');
  expect(targetOf('http://example.org/', { inside: false, plain: true })?.protocol).toBe('http:');
  expect(targetOf('https://10.0.0.1/', { inside: true, plain: false })?.hostname).toBe('10.0.0.1');
});

const answering =
  (...addresses: LookupAddress[]) =>
  (_name: string, _options: unknown, callback: (error: null, found: LookupAddress[]) => void) =>
    callback(null, addresses);

const found = (addresses: LookupAddress[], inside = false) =>
  new Promise<unknown>((resolve) => {
    const lookup = guardedLookup({ inside, plain: true }, answering(...addresses) as never);
    lookup('example.org', { all: true }, (error, all) => resolve(error ?? all));
  });

test('[WH5] one closed address among those of a name is enough, and nothing is called', async () => {
  const open = { address: '8.8.8.8', family: 4 };
  expect(await found([open])).toEqual([open]);
  expect(await found([open, { address: '10.0.0.1', family: 4 }])).toBeInstanceOf(NotOpen);
  expect(await found([])).toBeInstanceOf(NotOpen);
  const closed = { address: '127.0.0.1', family: 4 };
  expect(await found([closed], true)).toEqual([closed]);
});

test('[WH5] a name that leads inside is not called, an answer is not read, a redirect not followed', async () => {
  let called = 0;
  const server = createServer((request, response) => {
    called += 1;
    if (request.url === '/away') return void response.writeHead(302, { location: '/' }).end();
    // Without an end: whoever read it would wait for ever.
    response.writeHead(request.url === '/gone' ? 410 : 200).write('much to tell');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const to = (path: string, inside: boolean) =>
    post(
      `http://hook.example:${port}${path}`,
      { headers: {}, body: '{}' },
      { inside, plain: true },
      {
        lookup: guardedLookup(
          { inside, plain: true },
          answering({ address: '127.0.0.1', family: 4 }) as never,
        ),
      },
    );
  expect(await to('/', false)).toEqual({ status: null, problem: 'address' });
  expect(called).toBe(0);
  expect(await to('/', true)).toEqual({ status: 200, problem: null });
  expect(await to('/gone', true)).toEqual({ status: 410, problem: 'status' });
  expect(await to('/away', true)).toEqual({ status: 302, problem: 'redirect' });
  expect(called).toBe(3);
  const silent = await post(
    `https://127.0.0.1:${port}/`,
    { headers: {}, body: '' },
    { inside: true, plain: false },
  );
  expect(silent).toEqual({ status: null, problem: 'certificate' });
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  expect((await to('/', true)).problem).toBe('unreachable');
});

test('a receiver that says nothing is waited for so long and no longer', async () => {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const reach = { inside: true, plain: true };
  const options = { timeoutMs: 20 };
  expect(await post(`http://127.0.0.1:${port}/`, { headers: {}, body: '' }, reach, options)).toEqual({
    status: null,
    problem: 'timeout',
  });
  server.closeAllConnections();
  server.close();
});
