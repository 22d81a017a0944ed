import type { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import type { Log } from '../log.js';
import { createDataSource } from './data-source.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';

export type OpenDatabase = { readonly dataSource: DataSource; close(): Promise<void> };

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
