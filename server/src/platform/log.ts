import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/** What must never reach a log, wherever it stands in the logged object. */
const redact = [
  'password',
  'token',
  'secret',
  'body',
  'cookie',
  'authorization',
  '*.password',
  '*.token',
  '*.secret',
  '*.body',
  'req.headers.cookie',
  'req.headers.authorization',
  'variables',
  // What a failed statement carried: comments, hashes, addresses.
  'err.parameters',
  'err.query',
  'err.detail',
  'err.driverError',
];

export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, redact: { paths: redact, censor: '[redacted]' }, base: undefined };
  return destination ? pino(options, destination) : pino(options);
}
