/** `node dist/main.js`: reads the command, opens the database, serves until told to stop. */
import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { createApp, type App } from './app.js';
import { givenCommand, type Config } from './platform/config.js';
import { migrate } from './platform/database/migrate.js';
import { oneAtATime, openDatabase } from './platform/database/open.js';
import { limits } from './platform/graphql/limits.js';
import { createLog } from './platform/log.js';

const started = performance.now();
const command = givenCommand();

if ('print' in command) {
  process.stdout.write(`${command.print}\n`);
} else if ('problem' in command) {
  process.stderr.write(`${command.problem}\n`);
  process.exitCode = 2;
} else {
  await serve(command.run).catch((error: unknown) => {
    process.stderr.write(
      `\nConcord could not start: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  });
}

async function serve(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const database = await step('Database', () =>
    openDatabase(
      config,
      log,
      () => {
        log.fatal('PostgreSQL ended; stopping');
        process.exit(1);
      },
      // [GQ4] Whoever asked was answered long before: nobody waits for what it would still find.
      limits.time,
    ),
  );
  const app = await oneAtATime(database, async (patient) => {
    await step('Tables', () => migrate(patient));
    return step(config.demo ? 'Velmora and services' : 'Services', () =>
      createApp(config, database.dataSource, log),
    );
  });
  const port = await step('Listening', () => listen(config, app));
  const url = config.publicUrl ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`;
  say(`\nConcord is open at ${url}  (${seconds(started)} after the start)`);
  if (config.demo) say(`Choose a person of Velmora at ${url}/enter; no password is needed in the demo.`);
  say('Stop with Ctrl-C.\n');

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    say('\nStopping: open work is being stored.');
    void Promise.race([app.close().then(() => database.close()), pause(15_000, undefined, { ref: false })])
      .catch((error: unknown) => log.error({ err: error }, 'stopping failed'))
      .finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // What nobody caught is a mistake of ours: the log keeps it, and the process starts clean.
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'a promise failed and nobody listened'),
  );
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught');
    process.exit(1);
  });
}

/** A taken port is no reason not to start: the next free one is as good, and is said. */
async function listen(config: Config, app: App): Promise<number> {
  for (let port = config.port; ; port += 1) {
    try {
      return await app.listen(port, config.host);
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || port >= config.port + 20) throw error;
      say(`  Port ${port} is taken; trying ${port + 1}.`);
    }
  }
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  say(`  ${name.padEnd(24)} ${seconds(began)}`);
  return result;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
