import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, inject } from 'vitest';
import type { SocketConnection } from '../platform/database/connection.js';
import { createDataSource } from '../platform/database/data-source.js';
import { copyTemplate } from './template.js';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: SocketConnection;
  }
}

export type TestDatabase = {
  /** Where it is; from the first `beforeAll` after `testDatabase()` on. */
  readonly connection: SocketConnection;
  /** Open on it, with every entity; closed after the file's last test. */
  readonly dataSource: DataSource;
};

/**
 * An empty, migrated database for the tests of one file (or one `describe`), on real PostgreSQL.
 * With `template`, a copy of that database instead of an empty one. Call it at the top of a `*.pg.test.ts`: `const database = testDatabase();`
 */
export function testDatabase(template?: {
  name: string;
  ensure(server: SocketConnection): Promise<void>;
}): TestDatabase {
  let copy: Awaited<ReturnType<typeof copyTemplate>> | undefined;
  let dataSource: DataSource | undefined;
  beforeAll(async () => {
    const server = inject('postgres');
    await template?.ensure(server);
    copy = await copyTemplate(server, template?.name);
    dataSource = await createDataSource(copy.connection).initialize();
  });
  afterAll(async () => {
    if (dataSource?.isInitialized) await dataSource.destroy();
    await copy?.drop();
  });
  return {
    get connection() {
      return (copy ?? tooEarly()).connection;
    },
    get dataSource() {
      return dataSource ?? tooEarly();
    },
  };
}

function tooEarly(): never {
  throw new Error('The test database is there from the first beforeAll on, not while the file loads.');
}
