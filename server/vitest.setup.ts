import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { createDataSource } from './src/platform/database/data-source.js';
import { migrate } from './src/platform/database/migrate.js';
import { actingRole } from './src/platform/database/role.js';
import { startEmbeddedPostgres } from './src/platform/database/embedded-postgres.js';
import { administer, TEMPLATE } from './src/testing/template.js';

/** One PostgreSQL for the whole run, and in it one migrated template; see src/testing/database.ts. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(tmpdir(), 'concord-test-'));
  const postgres = await startEmbeddedPostgres({ directory, fast: true });
  await administer(postgres.connection, `create database ${TEMPLATE}`);
  const template = await createDataSource({ ...postgres.connection, database: TEMPLATE }).initialize();
  await migrate(template);
  // Roles are the cluster's: made once, before the tests side by side ask for it.
  await actingRole(template, undefined, () => undefined);
  await template.destroy();
  project.provide('postgres', postgres.connection);
  return async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
