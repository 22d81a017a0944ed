import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { createDataSource } from './src/platform/database/data-source.js';
import { startEmbeddedPostgres } from './src/platform/database/embedded-postgres.js';
import { administer, TEMPLATE } from './src/testing/template.js';

/** One PostgreSQL for the whole run, and in it one migrated template; see src/testing/database.ts. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(tmpdir(), 'concord-test-'));
  const postgres = await startEmbeddedPostgres({ directory, fast: true });
  await administer(postgres.connection, `create database ${TEMPLATE}`);
  const template = await createDataSource({ ...postgres.connection, database: TEMPLATE }).initialize();
  await template.runMigrations();
  await template.destroy();
  project.provide('postgres', postgres.connection);
  return async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
