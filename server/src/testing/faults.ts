import type { DataSource } from 'typeorm';

/**
 * While `work` runs, PostgreSQL refuses to `verb` a row of `table`: at that statement, or only at COMMIT. Nothing of
 * the server is replaced, so what rolls back is what would roll back in production.
 */
export async function whileFailing<T>(
  dataSource: DataSource,
  fault: { table: string; verb: 'INSERT' | 'UPDATE'; at: 'statement' | 'commit' },
  work: () => Promise<T>,
): Promise<T> {
  await dataSource.query(`CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'built-in fault'; END $$`);
  await dataSource.query(
    fault.at === 'commit'
      ? `CREATE CONSTRAINT TRIGGER fault AFTER ${fault.verb} ON "${fault.table}"
         DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail()`
      : `CREATE TRIGGER fault BEFORE ${fault.verb} ON "${fault.table}" FOR EACH ROW EXECUTE FUNCTION fail()`,
  );
  try {
    return await work();
  } finally {
    await dataSource.query(`DROP TRIGGER fault ON "${fault.table}"`);
  }
}

/** While `work` runs, inserting a row into `table` takes `seconds`: time enough for others to come in between. */
export async function whileSlow<T>(
  dataSource: DataSource,
  { table, seconds }: { table: string; seconds: number },
  work: () => Promise<T>,
): Promise<T> {
  await dataSource.query(`CREATE OR REPLACE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(${seconds}); RETURN NEW; END $$`);
  await dataSource.query(
    `CREATE TRIGGER slow BEFORE INSERT ON "${table}" FOR EACH ROW EXECUTE FUNCTION slow()`,
  );
  try {
    return await work();
  } finally {
    await dataSource.query(`DROP TRIGGER slow ON "${table}"`);
  }
}

const tables = [
  'comment',
  'comment_anchor',
  'compromise',
  'consultation',
  'decision',
  'document',
  'document_update',
  'domain_event',
  'event_chain',
  'import_preview',
  'invitation',
  'membership',
  'outcome',
  'person',
  'provenance',
  'reply',
  'section',
  'stance',
  'variant',
] as const;

/** Every row of every table that work is recorded in: equal before and after means that nothing was left behind. */
export async function everything(dataSource: DataSource): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const table of tables) {
    const [row]: [{ digest: string }] = await dataSource.query(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(row::text, '|' ORDER BY row::text)), '') AS digest
         FROM "${table}" AS row`,
    );
    digests[table] = row.digest;
  }
  return digests;
}
