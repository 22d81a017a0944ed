/**
 * The second wall: every statement reaches PostgreSQL with the scope it was asked under, set LOCAL to its transaction, and
 * row-level security shows that scope what it may know. Nothing is set on a connection for longer than a transaction, so
 * nothing is left on it for whoever gets it from the pool next.
 */
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { PoolClient } from 'pg';
import { subjectOf, type Scope } from './scope.js';
import { ScopedQuery, type Entrance } from './scoped-query.js';

/** The database as somebody sees it. */
export type Database = {
  as(scope: Scope): DataSource;
};

/** `role`: whose rights the statements have; null leaves them the sign-in's own. */
export function behindWall(dataSource: DataSource, role: string | null): Database {
  const database: Database = {
    as(scope) {
      const seen = Object.create(dataSource) as DataSource;
      seen.createQueryRunner = (mode) => {
        const runner = dataSource.createQueryRunner.call(seen, mode);
        const connect: Wall['connect'] = runner.connect.bind(runner);
        return behind({ runner, role, connect }, scope);
      };
      databases.set(seen, database);
      return Object.assign(seen, { manager: seen.createEntityManager() });
    },
  };
  return database;
}

const databases = new WeakMap<DataSource, Database>();

/** The same transaction, or the pool, under another scope: for work within a request that is not the actor's own. */
export function under(manager: EntityManager, scope: Scope): EntityManager {
  const runner = manager.queryRunner;
  if (!runner) return databases.get(manager.dataSource)?.as(scope).manager ?? manager;
  const wall = walls.get(runner);
  // Not behind the wall: a command of the administrator, who sees everything.
  if (!wall) return manager;
  const inner = Object.create(runner) as QueryRunner;
  const seen = manager.dataSource.createEntityManager(behind({ ...wall, runner: inner }, scope));
  return Object.assign(inner, { manager: seen }).manager;
}

type Wall = { readonly role: string | null; readonly connect: () => Promise<PoolClient> };

const walls = new WeakMap<QueryRunner, Wall>();

/** The runner, asking under the scope from now on. */
function behind({ runner, role, connect }: Wall & { runner: QueryRunner }, scope: Scope): QueryRunner {
  walls.set(runner, { role, connect });
  const entrance = { text: 'SELECT concord_enter($1, $2, $3)', values: [scope.kind, subjectOf(scope), role] };
  let gate: Gate | null = null;
  runner.connect = async () => (gate ??= new Gate(await connect(), entrance));
  return runner;
}

/** Where a connection stands within its transaction; outside of one it stands nowhere. */
const entered = new WeakMap<PoolClient, Entrance>();
const CONTROL = /^(START TRANSACTION|SET TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b/;

/** A connection as TypeORM's runner uses it: it asks, and nothing else. */
class Gate {
  constructor(
    private readonly client: PoolClient,
    private readonly entrance: Entrance,
  ) {}

  query(text: string, values?: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const answered = (error: Error | null, result: unknown): void => {
        if (error) reject(error);
        else resolve(result);
      };
      this.client.query(new ScopedQuery(text, values, () => this.enter(text), answered));
    });
  }

  private enter(text: string): Entrance | null {
    if (CONTROL.test(text)) {
      // What was set after a savepoint is not set any more.
      if (text.startsWith('START') || text.startsWith('ROLLBACK')) entered.delete(this.client);
      return null;
    }
    const status = this.client.getTransactionStatus();
    if (status === 'E') return null;
    if (status === 'T') {
      if (entered.get(this.client) === this.entrance) return null;
      entered.set(this.client, this.entrance);
    }
    return this.entrance;
  }
}
