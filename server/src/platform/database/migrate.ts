import { MigrationExecutor, type DataSource } from 'typeorm';

/** Brings the tables up to this program, all or nothing. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  const scope = (name: string): Promise<unknown> =>
    runner.query(`SELECT set_config('concord.scope', $1, false)`, [name]);
  // Whoever owns the tables without being a superuser is behind the wall too, and a migration changes all rows.
  await scope('everything');
  try {
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'all';
    await executor.executePendingMigrations();
  } finally {
    await scope('');
    await runner.release();
  }
}
