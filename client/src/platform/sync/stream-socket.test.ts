import { afterEach, expect, test, vi } from 'vitest';
import { StreamSocket } from './stream-socket';

afterEach(() => vi.unstubAllGlobals());

type Posted = { readonly first: number; readonly bodies: string[] };

/** A server of one stream. `answer` says what becomes of each request; what it answers with 204 was taken. */
function serverOf(answer: (request: Posted, times: number) => number | 'lost' = () => 204) {
  let say: ReadableStreamDefaultController<Uint8Array> | undefined;
  const posted: Posted[] = [];
  const taken: string[] = [];
  const fetched = async (address: string, init: RequestInit): Promise<Response> => {
    const url = new URL(address);
    expect(new Headers(init.headers).get('x-concord')).toBe('1');
    if (url.pathname === '/sync/stream') {
      const body = new ReadableStream<Uint8Array>({ start: (controller) => void (say = controller) });
      init.signal?.addEventListener('abort', () => say?.error(new Error('aborted')));
      return new Response(body);
    }
    expect(url.searchParams.get('stream')).toBe('s-1');
    const request = {
      first: Number(url.searchParams.get('first')),
      bodies: await framesOf(init.body as Blob),
    };
    posted.push(request);
    const status = answer(request, posted.length);
    if (status === 204 || status === 'lost') {
      taken.push(...request.bodies.slice(Math.max(0, taken.length + 1 - request.first)));
    }
    if (status === 'lost') throw new TypeError('network');
    return new Response(null, { status });
  };
  vi.stubGlobal('fetch', fetched);
  const write = (text: string) => say?.enqueue(new TextEncoder().encode(text));
  return { posted, taken, write, breakOff: () => say?.error(new Error('cut')) };
}

async function framesOf(body: Blob): Promise<string[]> {
  const bytes = new Uint8Array(await body.arrayBuffer());
  const view = new DataView(bytes.buffer);
  const frames: string[] = [];
  for (let at = 0; at < bytes.length; at += 4 + view.getUint32(at)) {
    frames.push(new TextDecoder().decode(bytes.subarray(at + 4, at + 4 + view.getUint32(at))));
  }
  return frames;
}

function connect() {
  const socket = new StreamSocket('ws://concord.example/sync');
  const heard: string[] = [];
  const codes: number[] = [];
  socket.addEventListener('open', () => heard.push('open'));
  socket.addEventListener('message', (event: MessageEvent<ArrayBuffer>) =>
    heard.push(new TextDecoder().decode(event.data)),
  );
  socket.addEventListener('close', (event: Event & { code: number }) => codes.push(event.code));
  const say = (text: string) => socket.send(new TextEncoder().encode(text));
  return { socket, heard, codes, say };
}

const opening = ':  \n\nevent: open\ndata: s-1\n\n';

test('[ED19] hears frames however the network cuts them', async () => {
  const server = serverOf();
  const { heard } = connect();
  await expect.poll(() => server.write).toBeTruthy();
  const text = `${opening}data: ${btoa('one')}\n\ndata: ${btoa('two')}\n\n`;
  await Promise.resolve();
  for (const part of text.match(/.{1,7}/gs) ?? []) server.write(part);
  await expect.poll(() => heard).toEqual(['open', 'one', 'two']);
});

test('[ED19] says frames in order, gathering them while a request is under way', async () => {
  const server = serverOf();
  const { heard, say } = connect();
  await Promise.resolve();
  server.write(opening);
  await expect.poll(() => heard).toEqual(['open']);
  for (const text of ['a', 'b', 'c']) say(text);
  await expect
    .poll(() => server.posted)
    .toEqual([
      { first: 1, bodies: ['a'] },
      { first: 2, bodies: ['b', 'c'] },
    ]);
});

test.each([
  ['the answer is lost', ['lost', 204]],
  ['a proxy fails', [502, 503, 204]],
  ['other nodes are asked first', [421, 421, 421, 204]],
] as const)(
  '[ED19] [SY31] the same numbers again when %s, and each frame is there once',
  async (_name, answers) => {
    const server = serverOf((_request, times) => answers[times - 1] ?? 204);
    const { heard, say, codes } = connect();
    await Promise.resolve();
    server.write(opening);
    await expect.poll(() => heard).toEqual(['open']);
    say('a');
    await expect.poll(() => server.posted.length, { timeout: 5000 }).toBe(answers.length);
    expect(new Set(server.posted.map(({ first }) => first))).toEqual(new Set([1]));
    say('b');
    await expect.poll(() => server.taken).toEqual(['a', 'b']);
    expect(codes).toEqual([]);
  },
);

test.each([401, 403, 404, 409, 413])(
  '[ED19] a request that is refused with %s ends the connection',
  async (status) => {
    const server = serverOf(() => status);
    const { heard, say, codes } = connect();
    await Promise.resolve();
    server.write(opening);
    await expect.poll(() => heard).toEqual(['open']);
    say('a');
    await expect.poll(() => codes).toEqual([1006]);
    expect(server.posted).toHaveLength(1);
  },
);

test('[ED19] ends with the code that the server gives, or with that of a broken connection', async () => {
  const server = serverOf();
  const told = connect();
  await Promise.resolve();
  server.write(`${opening}event: close\ndata: 4403 Sign in again\n\n`);
  await expect.poll(() => told.codes).toEqual([4403]);
  const broken = connect();
  await Promise.resolve();
  server.write(opening);
  await expect.poll(() => broken.heard).toEqual(['open']);
  server.breakOff();
  await expect.poll(() => broken.codes).toEqual([1006]);
});

test('[ED19] where a protocol is named it speaks and hears text, whatever stands in it', async () => {
  const server = serverOf();
  const socket = new StreamSocket('ws://concord.example/sync', 'a-protocol');
  const heard: unknown[] = [];
  Object.assign(socket, {
    onopen: () => heard.push('open'),
    onmessage: ({ data }: MessageEvent<unknown>) => heard.push(data),
    onclose: ({ code }: Event & { code: number }) => heard.push(code),
  });
  await Promise.resolve();
  server.write(`${opening}data: {"said":"one\u2028two"}\n\n`);
  await expect.poll(() => heard).toEqual(['open', '{"said":"one\u2028two"}']);
  socket.send('{"said":"üç"}');
  await expect.poll(() => server.taken).toEqual(['{"said":"üç"}']);
  server.write('event: close\ndata: 4403 Sign in again\n\n');
  await expect.poll(() => heard.at(-1)).toBe(4403);
});
