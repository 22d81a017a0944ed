/** What is refused over HTTP, whoever refuses it: a code, one calm sentence, a number that stands in the log. */
import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Locale } from '@concord/locale';
import type { FastifyError, FastifyInstance } from 'fastify';
import { chooseLocale } from '../context.js';
import { refusals, surprises } from '../errors/registry.js';
import type { Log } from '../log.js';

/** Where whoever refuses says nothing of their own. */
const sentences: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  NOT_FOUND: refusals.NOT_FOUND,
  UNAUTHENTICATED: refusals.NOT_SIGNED_IN,
  TOO_MANY: surprises.TOO_MANY_OPEN,
  UNAVAILABLE: surprises.BUSY,
};

const TOO_LARGE = 413;

/** [HT1] From here on every refusal of this server carries its number and its sentence. */
export function answerRefusals(app: FastifyInstance, log: Log): void {
  app.addHook('preSerialization', async (request, { statusCode }, payload) => {
    if (statusCode < 400 || !isRefusal(payload) || 'requestId' in payload) return payload;
    const requestId = noted(log, { code: payload.code, url: withoutQuery(request.url) });
    return { message: sentence(localeOf(request.headers), statusCode, payload.code), ...payload, requestId };
  });
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const { code, message: detail } = error;
      return reply.code(status).send(refused(log, request, status, 'BAD_REQUEST', { code, detail }));
    }
    return reply.code(500).send(failed(log, error, localeOf(request.headers)));
  });
}

/** [HT1] What is no HTTP, or came too slowly or too long to be read: nothing is known of whoever sent it. */
export function answerNoise(log: Log, { code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const requestId = noted(log, { code });
  const message = surprises.BAD_REQUEST.en;
  write(socket, statusOfNoise[code] ?? 400, { code: 'BAD_REQUEST', message, requestId });
}

const statusOfNoise: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** [HT1] A WebSocket that is not opened. */
export function answerUpgrade(log: Log, request: IncomingMessage, socket: Duplex, status: number): void {
  write(socket, status, refused(log, request, status, codeOf(status)));
}

/** [HT1] A greeting that is none. What is wrong with it is for the log: whoever sent it is told what is spoken here. */
export function answerGreeting(
  log: Log,
  request: IncomingMessage,
  socket: Duplex,
  { message: detail }: Error,
): void {
  const { method = 'GET' } = request;
  const status = method === 'GET' ? 400 : 405;
  // RFC 6455, 4.4.
  write(
    socket,
    status,
    refused(log, request, status, 'BAD_REQUEST', { detail }),
    /-Version/.test(detail) ? 'Sec-WebSocket-Version: 13, 8\r\n' : '',
  );
}

/** What needs no number: it ends as it should, or the server goes. */
const inOrder: readonly number[] = [1000, 1001, 1005, 1012];
/** RFC 6455, 5.5: a closing frame carries 125 bytes, two of them the code. */
const MOST_REASON = 123;
/** Where the library that reads the frames says nothing of its own. */
const reasons: Readonly<Record<number, string>> = {
  1002: 'Not the WebSocket protocol',
  1007: 'Text that is not UTF-8',
  1009: 'Message too big',
};

/** [HT1] What is closed over what was said on it, or for whoever speaks, tells a number that stands in the log. */
export function numberClose(
  log: Log,
  path: string,
  socket: { close(code?: number, reason?: string | Buffer): void },
): void {
  const close = socket.close.bind(socket);
  let closed = false;
  socket.close = (code = 1005, given = '') => {
    if (closed || inOrder.includes(code)) return close(code === 1005 ? undefined : code, given);
    closed = true;
    const reason = given.toString() || (reasons[code] ?? 'Refused');
    const requestId = noted(log, { code: String(code), url: path, detail: reason });
    close(code, withNumber(reason, requestId));
  };
}

function withNumber(reason: string, requestId: string): string {
  let said = reason;
  while (Buffer.byteLength(`${said} (${requestId})`) > MOST_REASON) said = said.slice(0, -1);
  return `${said} (${requestId})`;
}

/** [HT1] We failed: under one number the cause stands in the log and the sentence is with whoever asked. */
export function answerFailure(log: Log, { headers }: IncomingMessage, socket: Duplex, error: unknown): void {
  write(socket, 500, failed(log, error, localeOf(headers)));
}

/** What is answered, under the number by which the log knows it. `more` is for the log alone. */
function refused(
  log: Log,
  { url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>,
  status: number,
  code: string,
  more: Readonly<Record<string, string>> = {},
): Numbered {
  const requestId = noted(log, { code, url: withoutQuery(url), ...more });
  return { code, message: sentence(localeOf(headers), status, code), requestId };
}

function failed(log: Log, error: unknown, locale: Locale): Numbered {
  const requestId = randomUUID();
  log.error({ err: error, requestId }, 'a request failed');
  const message = surprises.INTERNAL[locale].replace('{id}', requestId.slice(0, 8));
  return { code: 'INTERNAL_SERVER_ERROR', message, requestId };
}

/** What a door says that has nothing but a status. */
export const codeOf = (status: number): string => codes[status] ?? 'BAD_REQUEST';

const codes: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  429: 'TOO_MANY',
  503: 'UNAVAILABLE',
};

/** To whom no answer object was made, and so none of its headers. */
function write(socket: Duplex, status: number, refusal: Numbered, header = ''): void {
  const body = JSON.stringify(refusal);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n${header}\r\n${body}`,
    () => socket.destroy(),
  );
}

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
type Numbered = Refusal & { readonly message: string; readonly requestId: string };
const isRefusal = (payload: unknown): payload is Refusal =>
  typeof payload === 'object' && payload !== null && 'code' in payload && typeof payload.code === 'string';

const localeOf = (headers: IncomingHttpHeaders): Locale => chooseLocale(headers, { kind: 'anonymous' });

const sentence = (locale: Locale, status: number, code: string): string =>
  (status === TOO_LARGE ? surprises.TOO_LARGE : (sentences[code] ?? surprises.BAD_REQUEST))[locale];

/** Without what somebody typed after it. */
export const withoutQuery = (url: string): string => url.split('?')[0] ?? '';

/** What was refused, under the number that its answer carries. */
function noted(log: Log, what: Readonly<Record<string, string>>): string {
  const requestId = randomUUID();
  const told = Object.fromEntries(Object.entries(what).map(([key, text]) => [key, text.slice(0, 200)]));
  log.warn({ requestId, ...told }, 'a request was refused');
  return requestId;
}
