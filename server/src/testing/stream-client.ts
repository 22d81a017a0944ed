/** A browser's end of the way round WebSockets: hears an event stream, speaks by numbered frames. */
import type { Client } from './served.js';

export type OpenStream = {
  readonly id: string;
  /** The next frame. */
  heard(): Promise<Uint8Array>;
  /** Resolves with code and reason when the server ends it; rejects when it breaks. */
  readonly closed: Promise<{ code: number; reason: string }>;
  /** Answers the status. */
  post(first: number, frames: readonly Uint8Array[], as?: Client): Promise<Response>;
  leave(): void;
};

/** `path`: what is listened to, `/sync` in bytes or `/graphql` in text. */
export async function openStream(client: Client, path: '/sync' | '/graphql' = '/sync'): Promise<OpenStream> {
  const abort = new AbortController();
  const response = await client.fetch(`${path}/stream`, { signal: abort.signal });
  if (!response.ok || !response.body) throw new Error(String(response.status));
  const events = eventsOf(response.body);
  const first = await events.next();
  if (first.done || first.value.name !== 'open') throw new Error('a stream without a beginning');
  const frames = channel<Uint8Array>();
  const closed = (async () => {
    for await (const { name, data } of events) {
      if (name !== 'close') {
        frames.push(Buffer.from(data, path === '/sync' ? 'base64' : 'utf8'));
        continue;
      }
      const [code = '', ...reason] = data.split(' ');
      return { code: Number(code), reason: reason.join(' ') };
    }
    throw new Error('broken off');
  })();
  closed.catch(() => undefined);
  const id = first.value.data;
  return {
    id,
    heard: frames.next,
    closed,
    post: (number, bodies, as = client) => postFrames(as, id, number, bodies, path),
    leave: () => abort.abort(),
  };
}

export function postFrames(
  client: Client,
  stream: string,
  first: number,
  frames: readonly Uint8Array[],
  path = '/sync',
): Promise<Response> {
  const body = Buffer.concat(
    frames.flatMap((frame) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(frame.length);
      return [length, frame];
    }),
  );
  return client.fetch(`${path}/frames?stream=${stream}&first=${first}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  });
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<{ name: string; data: string }> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    const parts = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const [, name = 'frame', data] = /^(?:event: (\w+)\n)?data: (.*)$/s.exec(part) ?? [];
      if (data !== undefined) yield { name, data };
    }
  }
}

function channel<Value>(): { push: (value: Value) => void; next: () => Promise<Value> } {
  const ready: Value[] = [];
  const waiting: ((value: Value) => void)[] = [];
  return {
    push: (value) => {
      const next = waiting.shift();
      if (next) next(value);
      else ready.push(value);
    },
    next: () =>
      new Promise((resolve) => {
        const value = ready.shift();
        if (value === undefined) waiting.push(resolve);
        else resolve(value);
      }),
  };
}
