/**
 * `node dist/check-migrations.js`: fails when entities and migrations differ. With `--write NAME` it writes the
 * statements that are missing as a new migration instead.
 */
import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDataSource } from './platform/database/data-source.js';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres.js';

const directory = await mkdtemp(path.join(tmpdir(), 'concord-migrations-'));
const postgres = await startEmbeddedPostgres({ directory, fast: true });
try {
  const dataSource = await createDataSource(postgres.connection).initialize();
  await dataSource.runMigrations();
  const { upQueries, downQueries } = await dataSource.driver.createSchemaBuilder().log();
  await dataSource.destroy();
  const [flag, name] = process.argv.slice(2);
  if (flag === '--write' && name)
    await write(name, upQueries.map(textOf), downQueries.map(textOf).toReversed());
  else if (upQueries.length > 0) {
    process.stderr.write(`Entities and migrations differ:\n${upQueries.map(textOf).join(';\n')};\n`);
    process.exitCode = 1;
  }
} finally {
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
}

function textOf(query: { query: string }): string {
  return query.query;
}

async function write(name: string, up: readonly string[], down: readonly string[]): Promise<void> {
  const statements = (queries: readonly string[]) =>
    queries.map((query) => `    await runner.query(\`${query.replaceAll('`', '\\`')}\`);`).join('\n');
  const className = `${name}${Date.now()}`;
  const file = path.join(import.meta.dirname, '../src/platform/migrations', `${Date.now()}-${name}.ts`);
  await writeFile(
    file,
    `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${className} implements MigrationInterface {
  name = '${className}';

  async up(runner: QueryRunner): Promise<void> {
${statements(up)}
  }

  async down(runner: QueryRunner): Promise<void> {
${statements(down)}
  }
}
`,
  );
  process.stdout.write(`${file}\nName it in src/platform/migrations/index.ts.\n`);
}
