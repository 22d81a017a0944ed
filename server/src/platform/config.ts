/** The only reader of the environment and of the command line. Everything else receives `Config`. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const flag = z
  .enum(['on', 'off'])
  .transform((value) => value === 'on')
  .describe('on | off');

/** One row per variable: its validator, its default, and the sentence that `--print-config` shows. */
const variables = {
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(4000)
    .describe('Port to listen on; the next free one is taken when it is in use.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('The address people type, when a proxy stands in front. Its origin is the only one accepted.'),
  DATABASE_URL: z
    .string()
    .startsWith('postgres')
    .optional()
    .describe('PostgreSQL to use instead of the embedded one.'),
  DATABASE_ROLE: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/)
    .optional()
    .describe(
      'Role of PostgreSQL under which requests are run; concord_app, made at the start, when absent. Given and not to be had, the start is refused.',
    ),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe('Redis or Valkey that tells several nodes at once where to look; without it they poll.'),
  CONCORD_DATA: z.string().min(1).default('./data').describe('Folder of the embedded database.'),
  RECORD_HEADS: z
    .string()
    .min(1)
    .optional()
    .describe(
      'File in which the heads of the record are written down, best on another disk; in the data folder when absent.',
    ),
  CONCORD_DEMO: flag
    .default(true)
    .describe('Fill an empty database with the fictional Republic of Velmora (on | off).'),
  CONCORD_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Key that seals cursors, 32 characters or more. Made once and kept in the database when absent.',
    ),
  SESSION_HOURS: z.coerce
    .number()
    .positive()
    .max(720)
    .default(12)
    .describe('Hours without activity after which a sign-in expires.'),
  HISTORY_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .default(90)
    .describe('Days for which the text can be read as it was at each moment; 0 keeps every keystroke.'),
  GRAPHQL_OPERATIONS: z
    .enum(['own', 'tokens', 'any'])
    .default('any')
    .describe(
      'Whose operations are run: own (those the pages were built with), tokens (also any that a program with a token sends), any.',
    ),
  WRITES_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(0)
    .default(600)
    .describe('How many changes one person may make in a minute on one node; 0 is without a bound.'),
  WEBHOOKS_INSIDE: flag
    .default(false)
    .describe('Let webhooks go to addresses of one’s own network too (on | off).'),
  TRUST_PROXY: flag.default(false).describe('Believe X-Forwarded-For of the proxy in front (on | off).'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('warn')
    .describe('Least severity that is logged.'),
  DEVELOPMENT: flag
    .default(false)
    .describe('Introspection, webhooks without TLS and the origin of the development server (on | off).'),
};
const secrets = new Set<string>(['DATABASE_URL', 'REDIS_URL', 'CONCORD_SECRET']);

const flags = {
  port: { type: 'string', variable: 'PORT', help: 'port to listen on (4000)' },
  data: { type: 'string', variable: 'CONCORD_DATA', help: 'folder of the embedded database (./data)' },
  host: { type: 'string', variable: 'HOST', help: 'address to listen on (127.0.0.1)' },
  'no-demo': { type: 'boolean', variable: 'CONCORD_DEMO', help: 'start without the demonstration country' },
  'print-config': { type: 'boolean', variable: null, help: 'print every setting, secrets masked, and stop' },
  help: { type: 'boolean', variable: null, help: 'print this and stop' },
} as const;

const environment = z.object(variables);
type Environment = z.infer<typeof environment>;

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly databaseRole: string | undefined;
  readonly redisUrl: string | undefined;
  readonly dataFolder: string;
  /** Where the heads of the record are written down; null: nowhere. */
  readonly recordFile: string | null;
  readonly demo: boolean;
  readonly secret: string | undefined;
  readonly sessionMs: number;
  /** 0 is for ever. */
  readonly historyDays: number;
  readonly graphqlOperations: Environment['GRAPHQL_OPERATIONS'];
  /** 0 is without a bound. */
  readonly writesPerMinute: number;
  /** Whether webhooks may go to private addresses. */
  readonly webhooksInside: boolean;
  readonly trustProxy: boolean;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly development: boolean;
};

/** What the command line asked for: run with these settings, print something and stop, or refuse. */
export type Command = { readonly run: Config } | { readonly print: string } | { readonly problem: string };

/** What this process was started with. */
export const givenCommand = (argv = process.argv.slice(2)): Command => readCommand(argv, process.env);

/** Reads flags over environment over defaults. Never throws: a bad value comes back as a sentence. */
export function readCommand(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Command {
  let values: Record<string, string | boolean | undefined>;
  try {
    const options = Object.fromEntries(Object.entries(flags).map(([name, { type }]) => [name, { type }]));
    values = parseArgs({ args: [...argv], options, strict: true }).values;
  } catch (error) {
    return { problem: `${error instanceof Error ? error.message : String(error)}\n\n${usage()}` };
  }
  if (values['help']) return { print: usage() };

  const given: Record<string, string | undefined> = {};
  for (const name of Object.keys(variables)) given[name] = env[name] === '' ? undefined : env[name];
  for (const [name, { variable }] of Object.entries(flags)) {
    const value = values[name];
    if (variable && value !== undefined) given[variable] = name === 'no-demo' ? 'off' : String(value);
  }
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    return { problem: `These settings can't be used:\n${problems.join('\n')}` };
  }
  if (values['print-config']) return { print: printed(parsed.data) };
  return { run: shape(parsed.data) };
}

function shape(env: Environment): Config {
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL,
    databaseUrl: env.DATABASE_URL,
    databaseRole: env.DATABASE_ROLE,
    redisUrl: env.REDIS_URL,
    dataFolder: path.resolve(env.CONCORD_DATA),
    recordFile: path.resolve(env.RECORD_HEADS ?? path.join(env.CONCORD_DATA, 'record-heads.jsonl')),
    demo: env.CONCORD_DEMO,
    secret: env.CONCORD_SECRET,
    sessionMs: env.SESSION_HOURS * 3_600_000,
    historyDays: env.HISTORY_DAYS,
    graphqlOperations: env.GRAPHQL_OPERATIONS,
    writesPerMinute: env.WRITES_PER_MINUTE,
    webhooksInside: env.WEBHOOKS_INSIDE,
    trustProxy: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL,
    development: env.DEVELOPMENT,
  };
}

function usage(): string {
  const rows = Object.entries(flags).map(
    ([name, { type, help }]) => `  --${name}${type === 'string' ? ' VALUE' : ''}`.padEnd(22) + help,
  );
  return ['Usage: npm start -- [flags]', '', ...rows].join('\n');
}

function printed(env: Environment): string {
  return Object.entries(variables)
    .map(([name, schema]) => {
      const value = env[name as keyof Environment];
      const shown = value === undefined ? '(not set)' : secrets.has(name) ? '••••••••' : printable(value);
      return `${name}=${shown}\n    ${schema.description ?? ''}`;
    })
    .join('\n');
}

function printable(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}
