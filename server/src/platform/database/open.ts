import type { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import type { Log } from '../log.js';
import { createDataSource } from './data-source.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';

export type OpenDatabase = { readonly dataSource: DataSource; close(): Promise<void> };

/** Any number does, as long as it is the same on every node. */
const STARTING = 4_063_772;

/** One node at a time migrates and seeds; the others wait and find it done. */
export async function oneAtATime<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  await runner.query('SELECT pg_advisory_lock($1)', [STARTING]);
  try {
    return await work();
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [STARTING]);
    await runner.release();
  }
}

/** The configured PostgreSQL, or the one that ships with Concord, in its data folder. `onLost`: it died under us. */
export async function openDatabase(config: Config, log: Log, onLost: () => void): Promise<OpenDatabase> {
  if (config.databaseUrl) {
    const dataSource = await createDataSource({ url: config.databaseUrl }).initialize();
    return { dataSource, close: () => dataSource.destroy() };
  }
  const postgres = await startEmbeddedPostgres({
    directory: config.dataFolder,
    onLog: (line) => log.debug(line),
    onLost: (error) => {
      log.fatal({ err: error }, 'the embedded PostgreSQL ended');
      onLost();
    },
  });
  const dataSource = await createDataSource(postgres.connection).initialize();
  return {
    dataSource,
    close: async () => {
      await dataSource.destroy();
      await postgres.stop();
    },
  };
}
