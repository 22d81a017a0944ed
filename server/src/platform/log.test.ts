import { PassThrough } from 'node:stream';
import { QueryFailedError } from 'typeorm';
import { expect, test } from 'vitest';
import { createLog } from './log.js';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const stream = new PassThrough();
  write(createLog('debug', stream));
  return String(stream.read());
}

test.each([
  ['a password', { password: 'hunter2' }],
  ['a password one level down', { input: { password: 'hunter2' } }],
  ['a token', { token: 'hunter2' }],
  ['a secret', { invitation: { secret: 'hunter2' } }],
  ['a comment', { input: { body: 'hunter2' } }],
  ['a cookie', { req: { headers: { cookie: 'hunter2' } } }],
  ['a header', { req: { headers: { authorization: 'hunter2' } } }],
  ['variables', { variables: { anything: { at: 'hunter2' } } }],
])('%s never reaches the log', (_name, fields) => {
  const line = logged((log) => log.error(fields, 'something'));
  expect(line).toContain('something');
  expect(line).not.toContain('hunter2');
});

test('a failed statement is logged without what it carried', () => {
  const driver = Object.assign(new Error('duplicate key value'), { detail: 'Key (email)=(hunter2) exists' });
  const error = new QueryFailedError('INSERT INTO comment VALUES ($1)', ['hunter2'], driver);
  const line = logged((log) => log.child({ requestId: 'r-1' }).error({ err: error }, 'a request failed'));
  expect(line).toContain('duplicate key value');
  expect(line).toContain('r-1');
  expect(line).not.toContain('hunter2');
});
