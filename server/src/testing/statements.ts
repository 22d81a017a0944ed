import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource } from 'typeorm';

const counting = new AsyncLocalStorage<string[]>();

/**
 * What PostgreSQL was asked by `work`, statement by statement. What projections and clocks ask meanwhile, of their own
 * accord, is not in it.
 */
export async function statementsOf(dataSource: DataSource, work: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const before = dataSource.logger;
  dataSource.logger = {
    logQuery: (query: string) => void (counting.getStore() === asked && asked.push(query)),
    logQueryError: () => undefined,
    logQuerySlow: () => undefined,
    logSchemaBuild: () => undefined,
    logMigration: () => undefined,
    log: () => undefined,
  };
  try {
    await counting.run(asked, work);
  } finally {
    dataSource.logger = before;
  }
  return asked;
}
