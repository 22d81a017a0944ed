import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { Log } from '../platform/log.js';

/** A log whose lines a test can read. */
export function keptLog(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  const keep = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { log: pino({ level: 'warn', base: undefined }, keep), lines };
}
