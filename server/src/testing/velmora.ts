import type { SocketConnection } from '../platform/database/connection.js';
import pg from 'pg';
import { createServices } from '../app.js';
import { seedVelmora } from '../demo/index.js';
import { createDataSource } from '../platform/database/data-source.js';
import { createLog } from '../platform/log.js';
import { testConfig } from './config.js';
import { administer, TEMPLATE } from './template.js';

/** The database that holds the seeded demo; every test's own Velmora is copied from it. */
export const VELMORA = 'template_velmora';

/** Seeds Velmora when the first test of a run asks for it. Test files run side by side: one seeds, the others wait. */
export async function ensureVelmora(server: SocketConnection): Promise<void> {
  const client = new pg.Client({ ...server, database: 'postgres' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(20261121)');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [VELMORA]);
    if (rowCount) return;
    const work = `${VELMORA}_in_work`;
    await administer(server, `drop database if exists ${work} with (force)`);
    await administer(server, `create database ${work} template ${TEMPLATE}`);
    await seed({ ...server, database: work });
    await administer(server, `alter database ${work} rename to ${VELMORA}`);
  } finally {
    await client.end();
  }
}

async function seed(connection: SocketConnection): Promise<void> {
  const dataSource = await createDataSource(connection).initialize();
  const log = createLog('error');
  try {
    const { services, projections } = await createServices(testConfig(), dataSource, log);
    await seedVelmora(services, projections, log);
  } finally {
    await dataSource.destroy();
  }
}
