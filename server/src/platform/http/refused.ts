/** What is refused over HTTP, whoever refuses it: a code, one calm sentence, a number that stands in the log. */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Locale } from '@concord/locale';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { chooseLocale } from '../context.js';
import { refusals, surprises } from '../errors/registry.js';
import type { Log } from '../log.js';

/** Where whoever refuses says nothing of their own. */
const sentences: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  NOT_FOUND: refusals.NOT_FOUND,
  UNAUTHENTICATED: refusals.NOT_SIGNED_IN,
  TOO_MANY: surprises.TOO_MANY_OPEN,
};

const TOO_LARGE = 413;

/** [HT1] From here on every refusal of this server carries its number and its sentence. */
export function answerRefusals(app: FastifyInstance, log: Log): void {
  app.addHook('preSerialization', async (request, { statusCode }, payload) => {
    if (statusCode < 400 || !isRefusal(payload) || 'requestId' in payload) return payload;
    const requestId = noted(log, { code: payload.code, url: pathOf(request) });
    return { message: sentenceFor(request, statusCode, payload.code), ...payload, requestId };
  });
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const code = 'BAD_REQUEST';
      const requestId = noted(log, { code: error.code, url: pathOf(request), detail: error.message });
      return reply.code(status).send({ code, message: sentenceFor(request, status, code), requestId });
    }
    const requestId = randomUUID();
    log.error({ err: error, requestId }, 'a request failed');
    const message = surprises.INTERNAL[localeOf(request)].replace('{id}', requestId.slice(0, 8));
    return reply.code(500).send({ code: 'INTERNAL_SERVER_ERROR', message, requestId });
  });
}

/** [HT1] What is no HTTP, or came too slowly or too long to be read: nothing is known of whoever sent it. */
export function answerNoise(log: Log, { code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = statusOfNoise[code] ?? '400 Bad Request';
  const requestId = noted(log, { code });
  const body = JSON.stringify({ code: 'BAD_REQUEST', message: surprises.BAD_REQUEST.en, requestId });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Connection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}

const statusOfNoise: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** [HT1] An address that can't be read leads nowhere, like any other that does: its signs are taken as they stand. */
export function readable(url: string): string {
  const [path = '', ...query] = url.split('?');
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return [path.replaceAll('%', '%25'), ...query].join('?');
  }
}

type Refusal = { readonly code: string };
const isRefusal = (payload: unknown): payload is Refusal =>
  typeof payload === 'object' && payload !== null && 'code' in payload && typeof payload.code === 'string';

const localeOf = ({ headers }: FastifyRequest): Locale => chooseLocale(headers, { kind: 'anonymous' });

const sentenceFor = (request: FastifyRequest, status: number, code: string): string =>
  (status === TOO_LARGE ? surprises.TOO_LARGE : (sentences[code] ?? surprises.BAD_REQUEST))[
    localeOf(request)
  ];

/** Without what somebody typed after it. */
const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? '';

/** What was refused, under the number that its answer carries. */
function noted(log: Log, what: Readonly<Record<string, string>>): string {
  const requestId = randomUUID();
  const told = Object.fromEntries(Object.entries(what).map(([key, text]) => [key, text.slice(0, 200)]));
  log.warn({ requestId, ...told }, 'a request was refused');
  return requestId;
}
