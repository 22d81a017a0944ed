import { connect } from 'node:net';
import { print } from 'graphql';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import {
  DecideDocument,
  ReadingConsultationDocument,
  SetLocaleDocument,
  ViewerDocument,
} from '@concord/schema';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createApp } from '../../app.js';
import { CHAPTER, cleared } from '../../testing/comments.js';
import { testConfig } from '../../testing/config.js';
import { closed, opened, served, type Client } from '../../testing/served.js';
import { textOf } from '../../testing/typing.js';
import { velmora } from '../../testing/world.js';

const world = velmora();
const server = served(world);

const viewer = async (client: Client) => (await client.graphql(ViewerDocument, {})).data?.viewer;
const lives = async (): Promise<boolean> => (await server.browser().fetch('/livez')).status === 200;

describe('what every answer carries', () => {
  test('headers that keep other pages out', async () => {
    const { headers } = await server.browser().fetch('/livez');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test('health: alive, and ready while the database answers', async () => {
    const client = server.browser();
    expect(await (await client.fetch('/livez')).json()).toEqual({ status: 'ok' });
    expect((await client.fetch('/readyz')).status).toBe(200);
  });

  test.each([
    '/nowhere.json',
    '/graphql/x',
    '/files/x',
    '/demo/x',
    '/sync',
    '//',
    '/%',
    '/../../etc/passwd.txt',
  ])('%s is not there, calmly', async (path) => {
    const status = await statusOf(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect([200, 400, 403, 404]).toContain(status);
    expect(await lives()).toBe(true);
  });
});

/** The status of the answer to raw bytes. */
function statusOf(request: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(request));
    let answer = '';
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)));
  });
}

describe('writes from elsewhere', () => {
  const write = { query: print(SetLocaleDocument), variables: { locale: 'az' } };
  const localeOf = async (client: Client) => (await viewer(client))?.locale;

  test('a page of another origin, or one that can’t set our header, writes nothing', async () => {
    const client = await server.enter('Juno Karst');
    const before = await localeOf(client);
    expect(before).toBe('en');
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${server.port + 1}` },
      { origin: `https://127.0.0.1:${server.port}` },
    ])
      expect((await client.post('/graphql', write, headers)).status, headers.origin).toBe(403);
    const { 'x-concord': _left, ...bare } = client.headers;
    for (const path of ['/graphql', '/demo/enter', '/files/imports']) {
      const response = await fetch(server.origin + path, {
        method: 'POST',
        headers: { ...bare, 'content-type': 'application/json' },
        body: JSON.stringify(write),
      });
      expect(response.status, path).toBe(403);
    }
    expect(await localeOf(client)).toBe('en');
  });

  test('GraphQL over GET needs the header too, and never changes anything', async () => {
    const client = await server.enter('Juno Karst');
    const query = encodeURIComponent('mutation { setLocale(locale: az) { done } }');
    const cookie = client.headers['cookie'] ?? '';
    const bare = await fetch(`${server.origin}/graphql?query=${query}`, { headers: { cookie } });
    expect(bare.status).toBe(403);
    const withHeader = await client.fetch(`/graphql?query=${query}`);
    expect(withHeader.status).toBeGreaterThanOrEqual(400);
    expect(await localeOf(client)).toBe('en');
  });

  test('a foreign content type is refused', async () => {
    const client = await server.enter('Juno Karst');
    const response = await client.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify(write),
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await localeOf(client)).toBe('en');
  });
});

describe('bad input', () => {
  test('JSON that is none gets one calm sentence in the reader’s language', async () => {
    const client = server.browser();
    for (const [language, sentence] of [
      ['en', 'can’t be understood'],
      ['az', 'Sorğunu'],
      ['ru', 'Запрос'],
    ] as const) {
      const response = await client.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-concord-locale': language },
        body: '{"query": ',
      });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(sentence);
    }
  });

  test('a body of more than a megabyte is not read', async () => {
    const response = await server.browser().post('/graphql', { query: 'x'.repeat(1_100_000) });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'BAD_REQUEST' });
  });

  test.each([
    ['an unknown field', '{ viewer { shoeSize } }'],
    ['an unknown word', 'mutation { setLocale(locale: fr) { done } }'],
    ['a missing argument', '{ comment { id } }'],
    ['what is no document', '{{{'],
    ['thousands of words', `{ ${'viewer { email } '.repeat(2_000)} }`],
    ['introspection', '{ __schema { types { name } } }'],
    [
      'chapters in chapters in chapters',
      `{ consultations { ${'sections { variants { section { variants { '.repeat(4)} id ${'} } } } '.repeat(4)} } }`,
    ],
    [
      'the same with fragments',
      `{ consultations { sections { ...A } } }
       fragment A on Section { variants { section { ...B } } } fragment B on Section { variants { section { ...C } } }
       fragment C on Section { variants { section { ...D } } } fragment D on Section { variants { section { ...E } } }
       fragment E on Section { variants { section { id } } }`,
    ],
  ])('GraphQL with %s is refused the same on both doors', async (_name, query) => {
    const client = await server.enter('Juno Karst');
    const answer = (await (await client.post('/graphql', { query })).json()) as Problem;
    expect(answer.errors[0]?.message).toContain('can’t be understood');
    expect(answer.errors[0]?.extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
    const socket = client.socket();
    const told = await new Promise<unknown>((resolve) => {
      socket.subscribe({ query }, { next: resolve, error: resolve, complete: () => undefined });
    });
    expect(JSON.stringify(told)).toContain('can’t be understood');
    expect(JSON.stringify(told)).not.toContain('"data":{');
    await socket.dispose();
  });

  type Problem = { errors: readonly { message: string; extensions: { code: string } }[] };

  test('a character no text holds is the caller’s mistake, wherever it stands', async () => {
    const client = await server.enter('Juno Karst');
    const { errors } = await client.graphql(ReadingConsultationDocument, { slug: 'a\u0000b' });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('a fault of ours is one sentence with a number on both doors, and not a word about the inside', async () => {
    const client = await server.enter('Juno Karst');
    await world.dataSource.query('ALTER TABLE consultation RENAME TO mislaid');
    const socket = client.socket();
    try {
      const http = await client.graphql(ReadingConsultationDocument, { slug: 'x' });
      const live = await new Promise<unknown>((resolve) => {
        socket.subscribe(
          { query: '{ consultation(slug: "x") { id } }' },
          { next: resolve, error: resolve, complete: () => undefined },
        );
      });
      for (const told of [JSON.stringify(http), JSON.stringify(live)]) {
        expect(told).toMatch(/Something went wrong on our side.*give number [0-9a-f]{8}/);
        expect(told).not.toContain('relation');
        expect(told).not.toContain('stack');
      }
    } finally {
      await world.dataSource.query('ALTER TABLE mislaid RENAME TO consultation');
      await socket.dispose();
    }
  });
});

describe('the doors of both sockets', () => {
  const knock = (path: string, headers: Record<string, string>) =>
    opened(server.browser().open(path, headers)).then(
      (socket) => {
        socket.terminate();
        return 'open';
      },
      (error: Error) => error.message,
    );

  test.each(['/graphql', '/sync'])('%s: its own page and its own people alone', async (path) => {
    const { cookie = '', origin = '' } = (await server.enter('Juno Karst')).headers;
    expect(await knock(path, { cookie, origin })).toBe('open');
    expect(await knock(path, { cookie, origin: `http://localhost:${server.port}` })).toBe('open');
    expect(await knock(path, { cookie })).toBe('403');
    expect(await knock(path, { cookie, origin: 'https://evil.example' })).toBe('403');
    expect(await knock(path, { cookie, origin: 'null' })).toBe('403');
    expect(await knock(path, { cookie, origin: `${origin}.evil.example` })).toBe('403');
    expect(await knock(path, { origin })).toBe('401');
    expect(await knock(path, { origin, cookie: 'concord=nonsense' })).toBe('401');
    expect(await knock(path, { authorization: 'Bearer nonsense' })).toBe('401');
    expect(await knock(path, { authorization: 'Bearer', cookie })).toBe('401');
    expect(await knock('/elsewhere', { cookie, origin })).toBe('404');
  });

  test.each(['//', '/%00', 'http://[', '*', '/sync/../graphql', '?'])(
    'an upgrade of %s ends that socket and nothing else',
    async (target) => {
      const status = await statusOf(
        `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
      );
      expect([400, 403, 404]).toContain(status);
      expect(await lives()).toBe(true);
    },
  );

  test.each([
    ['text that is no JSON', 'hello'],
    ['JSON of another kind', '[1,2,3]'],
    ['a message that is none', '{"type":"never"}'],
    [
      'a subscription before the greeting',
      '{"type":"subscribe","id":"1","payload":{"query":"{ viewer { email } }"}}',
    ],
    ['bytes', Buffer.from([0, 255, 1, 254])],
  ])('the GraphQL socket closes with a reason after %s', async (_name, frame) => {
    const client = await server.enter('Juno Karst');
    const socket = await opened(client.open('/graphql'));
    const end = closed(socket);
    socket.send(frame);
    const { code, reason } = await end;
    expect(code).toBeGreaterThanOrEqual(4400);
    expect(reason.length).toBeGreaterThan(0);
    expect(await lives()).toBe(true);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', 'hello'],
    ['random bytes', Buffer.from([255, 255, 255, 255, 255, 255])],
    ['a name longer than the frame', Buffer.from([200, 1, 65])],
  ])('the sync socket closes with a reason after %s', async (_name, frame) => {
    const client = await server.enter('Remy Falk');
    const socket = await opened(client.open('/sync'));
    const end = closed(socket);
    socket.send(frame);
    const { code, reason } = await end;
    expect(code).toBeGreaterThanOrEqual(4400);
    expect(reason.length).toBeGreaterThan(0);
    expect(await lives()).toBe(true);
  });

  test.each(['/graphql', '/sync'])('%s takes no frame of more than eight megabytes', async (path) => {
    const client = await server.enter('Remy Falk');
    const socket = await opened(client.open(path));
    const end = closed(socket);
    socket.send(Buffer.alloc(8 * 1024 * 1024 + 1));
    expect((await end).code).toBe(1009);
    expect(await lives()).toBe(true);
  });
});

describe('the stock client of the sync socket', () => {
  test('[T3][T7] types, is told of COMMIT, and is read by others; a reader’s words go nowhere', async () => {
    const { documentName, revision } = await world.variant(CHAPTER);
    const [drafter, reader, ngo] = await Promise.all(
      ['Remy Falk', 'Brin Tolvar', 'Ana Thorne'].map(async (name) =>
        join(await server.enter(name), documentName),
      ),
    );
    if (!drafter || !reader || !ngo) throw new Error('Three joined');
    await Promise.all([drafter.synced, reader.synced, ngo.synced]);
    const heard = new Promise<void>((resolve) => {
      reader.provider.document.on('update', () => {
        if (textOf(reader.provider.document, 'b-0065').toJSON().includes('Live: ')) resolve();
      });
    });
    textOf(drafter.provider.document, 'b-0065').insert(0, 'Live: ');
    const seq = await drafter.commitAfter(revision);
    const rows: { person_id: string }[] = await world.dataSource.query(
      'SELECT person_id FROM document_update WHERE document_name = $1 AND seq = $2',
      [documentName, seq],
    );
    expect(rows).toEqual([{ person_id: world.personId('Remy Falk') }]);
    await heard;
    textOf(ngo.provider.document, 'b-0065').insert(0, 'Smuggled ');
    textOf(drafter.provider.document, 'b-0065').insert(0, 'Later: ');
    await drafter.commitAfter(seq);
    const [{ content }]: [{ content: string }] = await world.dataSource.query(
      `SELECT string_agg(encode(update, 'escape'), '') AS content FROM document_update WHERE document_name = $1`,
      [documentName],
    );
    expect(content).toContain('Later: ');
    expect(content).not.toContain('Smuggled');
    for (const { leave } of [drafter, reader, ngo]) leave();
  });

  test('[DC1] sees the wording of a decision appear, like anybody’s typing', async () => {
    const { documentName } = await world.variant(CHAPTER);
    const reader = join(await server.enter('Brin Tolvar'), documentName);
    await reader.synced;
    const heard = new Promise<void>((resolve) => {
      reader.provider.document.on('update', () => {
        if (textOf(reader.provider.document, 'b-0066').toJSON() === 'Services for all') resolve();
      });
    });
    const words = 'Basic services and social protection';
    const { id } = await cleared(world, { block: 'b-0066', words, proposal: 'Services for all' });
    const { decide } = await world.run(world.as('Oren Daly'), DecideDocument, {
      input: { key: 'k', outcomes: [{ commentId: id, disposition: 'accepted', seenWords: words }] },
    });
    expect(decide).toMatchObject({ changes: [{ before: words }] });
    await heard;
    expect(textOf(reader.provider.document, 'b-0066').toJSON()).toBe('Services for all');
    reader.leave();
  });

  test('a server that stops tells its sockets to come again, and takes no more', async () => {
    const app = await createApp(testConfig(), world.dataSource, world.log);
    const port = await app.listen(0, '127.0.0.1');
    const client = await server.enter('Remy Falk');
    const { cookie = '' } = client.headers;
    const headers = { cookie, origin: `http://127.0.0.1:${port}` };
    const socket = await opened(new WebSocket(`ws://127.0.0.1:${port}/sync`, { headers }));
    const end = closed(socket);
    await app.close();
    expect((await end).code).toBe(1012);
    await expect(opened(new WebSocket(`ws://127.0.0.1:${port}/sync`, { headers }))).rejects.toThrow(
      'ECONNREFUSED',
    );
  });

  test('[PR1][T7] refuses a chapter out of scope as it refuses one that is not there', async () => {
    const client = await server.enter('Ana Thorne');
    const refusals = await Promise.all(
      [`section/${world.sectionId('b-0147')}/en`, 'section/00000000-0000-0000-0000-000000000000/en'].map(
        (name) =>
          new Promise<string>((resolve) => {
            const socket = socketOf(client);
            const provider = new HocuspocusProvider({
              websocketProvider: socket,
              name,
              token: 'cookie',
              onAuthenticationFailed: ({ reason }) => {
                resolve(reason);
                provider.destroy();
                socket.destroy();
              },
            });
            provider.attach();
          }),
      ),
    );
    expect(refusals[0]).toBe(refusals[1]);
  });

  function socketOf(client: Client): HocuspocusProviderWebsocket {
    const { cookie = '', origin = '' } = client.headers;
    return new HocuspocusProviderWebsocket({
      url: `${server.origin.replace('http', 'ws')}/sync`,
      WebSocketPolyfill: class extends WebSocket {
        constructor(url: string) {
          super(url, { headers: { cookie, origin } });
        }
      },
    });
  }

  function join(client: Client, name: string) {
    const socket = socketOf(client);
    let highest = 0;
    let told = (): void => undefined;
    const commitAfter = (seq: number): Promise<number> =>
      new Promise((resolve) => {
        told = () => {
          if (highest > seq) resolve(highest);
        };
        told();
      });
    let provider: HocuspocusProvider | undefined;
    const synced = new Promise<void>((resolve) => {
      provider = new HocuspocusProvider({
        websocketProvider: socket,
        name,
        token: 'cookie',
        onSynced: () => resolve(),
        onStateless: ({ payload }) => {
          const message = JSON.parse(payload) as { type: string; seq: number };
          if (message.type === 'committed') highest = Math.max(highest, message.seq);
          told();
        },
      });
      provider.attach();
    });
    if (!provider) throw new Error('No provider');
    const joined = provider;
    const leave = (): void => {
      joined.destroy();
      socket.destroy();
    };
    return { provider: joined, synced, commitAfter, leave };
  }
});

describe('the demo', () => {
  test('lets anybody be anybody of Velmora, and nobody else', async () => {
    const people = (await (await server.browser().fetch('/demo/people')).json()) as { name: string }[];
    expect(people.map(({ name }) => name)).toContain('Sayla Vint');
    for (const personId of ['x', '', null, 5, world.consultationId, 'a\u0000b'])
      expect((await server.browser().post('/demo/enter', { personId })).status).toBe(404);
    await world.dataSource.query('UPDATE person SET demo = false WHERE id = $1', [
      world.personId('Esk Marrow'),
    ]);
    await expect(server.enter('Esk Marrow')).rejects.toThrow('404');
  });
});

describe('without the demo', () => {
  const bare = served(world, { demo: false });
  test('there is no such page and no such door', async () => {
    expect((await bare.browser().fetch('/demo/people')).status).toBe(404);
    await expect(bare.enter('Sayla Vint')).rejects.toThrow('404');
  });
});
