import type { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import type { Log } from '../log.js';
import type { DatabaseConnection } from './connection.js';
import { createDataSource } from './data-source.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';

export type OpenDatabase = {
  readonly dataSource: DataSource;
  readonly connection: DatabaseConnection;
  close(): Promise<void>;
};

/** Any number does, as long as it is the same on every node. */
const STARTING = 4_063_772;

/**
 * One node at a time migrates and seeds; the others wait and find it done. `patient` waits for PostgreSQL as long as it
 * takes: for the lock, and for a migration of large tables.
 */
export async function oneAtATime<T>(
  { connection }: OpenDatabase,
  work: (patient: DataSource) => Promise<T>,
): Promise<T> {
  const patient = await createDataSource(connection).initialize();
  const runner = patient.createQueryRunner();
  try {
    // Leaving the connection lets go of it.
    await runner.query('SELECT pg_advisory_lock($1)', [STARTING]);
    return await work(patient);
  } finally {
    await runner.release();
    await patient.destroy();
  }
}

/**
 * The configured PostgreSQL, or the one that ships with Concord, in its data folder. `onLost`: it died under us.
 * `statementMs`: see `createDataSource`.
 */
export async function openDatabase(
  config: Config,
  log: Log,
  onLost: () => void,
  statementMs?: number,
): Promise<OpenDatabase> {
  if (config.databaseUrl) {
    const connection = { url: config.databaseUrl };
    const dataSource = await createDataSource(connection, statementMs).initialize();
    return { dataSource, connection, close: () => dataSource.destroy() };
  }
  const postgres = await startEmbeddedPostgres({
    directory: config.dataFolder,
    onLog: (line) => log.debug(line),
    onLost: (error) => {
      log.fatal({ err: error }, 'the embedded PostgreSQL ended');
      onLost();
    },
  });
  const { connection } = postgres;
  const dataSource = await createDataSource(connection, statementMs).initialize();
  return {
    dataSource,
    connection,
    close: async () => {
      await dataSource.destroy();
      await postgres.stop();
    },
  };
}

/** The same for a command that does one thing: why it can't be opened is said in a sentence, and the command ends. */
export async function openForCommand(config: Config, log: Log): Promise<OpenDatabase> {
  try {
    return await openDatabase(config, log, () => process.exit(1));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
