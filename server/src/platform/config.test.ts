import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCommand, type Config } from './config.js';

const run = (argv: readonly string[], env: Record<string, string | undefined> = {}): Config => {
  const command = readCommand(argv, env);
  if (!('run' in command)) throw new Error(JSON.stringify(command));
  return command.run;
};
const problem = (argv: readonly string[], env: Record<string, string> = {}): string => {
  const command = readCommand(argv, env);
  return 'problem' in command ? command.problem : '';
};
const printed = (argv: readonly string[], env: Record<string, string> = {}): string => {
  const command = readCommand(argv, env);
  return 'print' in command ? command.print : '';
};

test('without a word it is a demo on this machine alone', () => {
  expect(run([])).toEqual({
    port: 4000,
    host: '127.0.0.1',
    publicUrl: undefined,
    databaseUrl: undefined,
    dataFolder: path.resolve('data'),
    recordFile: path.resolve('data/record-heads.jsonl'),
    demo: true,
    secret: undefined,
    sessionMs: 12 * 3_600_000,
    historyDays: 90,
    graphqlOperations: 'any',
    writesPerMinute: 600,
    trustProxy: false,
    webhooksInside: false,
    logLevel: 'warn',
    development: false,
  });
});

test('flags win over the environment, the environment over defaults, and empty is not set', () => {
  const env = { PORT: '5000', HOST: '0.0.0.0', CONCORD_DATA: '/a', CONCORD_DEMO: 'on', LOG_LEVEL: '' };
  expect(run(['--port', '6000', '--data', '/b', '--no-demo'], env)).toMatchObject({
    port: 6000,
    host: '0.0.0.0',
    dataFolder: '/b',
    demo: false,
    logLevel: 'warn',
  });
  expect(run([], { ...env, PORT: '' }).port).toBe(4000);
});

describe('a bad value is told in a sentence that names it', () => {
  test.each([
    [{ PORT: 'abc' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ PORT: '80.5' }, 'PORT'],
    [{ PUBLIC_URL: 'concord.example' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'javascript:alert(1)' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'file:///etc/passwd' }, 'PUBLIC_URL'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ CONCORD_DEMO: 'yes' }, 'CONCORD_DEMO'],
    [{ CONCORD_SECRET: 'short' }, 'CONCORD_SECRET'],
    [{ SESSION_HOURS: '0' }, 'SESSION_HOURS'],
    [{ SESSION_HOURS: '721' }, 'SESSION_HOURS'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  ])('%o', (env, name) => {
    const told = problem([], env);
    expect(told).toContain(`  ${name}: `);
    if (name === 'CONCORD_SECRET') expect(told).not.toContain('short');
  });

  test('all of them at once', () => {
    const told = problem([], { PORT: 'x', LOG_LEVEL: 'y' });
    expect(told).toContain('PORT');
    expect(told).toContain('LOG_LEVEL');
  });

  test.each([['--nonsense'], ['--port'], ['extra']])('%s: with the flags there are', (argument) => {
    expect(problem([argument])).toContain('Usage: npm start');
  });
});

test('--print-config names every setting and shows no secret', () => {
  const secret = 'a secret of thirty-two characters and more';
  const text = printed(['--print-config'], {
    CONCORD_SECRET: secret,
    DATABASE_URL: 'postgres://user:hunter2@host/db',
  });
  for (const name of [
    'PORT',
    'HOST',
    'PUBLIC_URL',
    'DATABASE_URL',
    'CONCORD_DATA',
    'CONCORD_SECRET',
    'LOG_LEVEL',
  ])
    expect(text).toContain(`${name}=`);
  expect(text).not.toContain(secret);
  expect(text).not.toContain('hunter2');
  expect(text).toContain('PUBLIC_URL=(not set)');
  expect(text).toContain('CONCORD_DEMO=on');
});

test('--help lists the flags and starts nothing', () => {
  for (const flag of ['--port', '--data', '--no-demo', '--host', '--print-config', '--help'])
    expect(printed(['--help', '--port', 'nonsense'])).toContain(flag);
});
