import type { DataSource } from 'typeorm';

/** What PostgreSQL was asked while `work` ran, statement by statement. */
export async function statementsOf(dataSource: DataSource, work: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const before = dataSource.logger;
  dataSource.logger = {
    logQuery: (query: string) => void asked.push(query),
    logQueryError: () => undefined,
    logQuerySlow: () => undefined,
    logSchemaBuild: () => undefined,
    logMigration: () => undefined,
    log: () => undefined,
  };
  try {
    await work();
  } finally {
    dataSource.logger = before;
  }
  return asked;
}
