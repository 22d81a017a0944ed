/** The role under which requests are run: neither superuser nor owner of a table, so that it can't take the wall down. */
import type { DataSource, EntityManager } from 'typeorm';

/** Made at the start where there is none. */
const USUAL = 'concord_app';

/**
 * [RL6] Its name, with what it needs granted; null where this sign-in may neither make nor take it, which `warn` is told.
 *
 * @param wanted the role that an administrator named
 * @throws Error with a sentence, when it was named and is not to be had
 */
export async function actingRole(
  dataSource: DataSource,
  wanted: string | undefined,
  warn: (sentence: string) => void,
): Promise<string | null> {
  const role = wanted ?? USUAL;
  const problem = await prepare(dataSource, role);
  if (problem === null) return role;
  if (wanted !== undefined) throw new Error(`DATABASE_ROLE ${role} can't be used: ${problem}.`);
  const [me]: { past: boolean }[] = await dataSource.query(
    'SELECT rolsuper OR rolbypassrls AS past FROM pg_roles WHERE rolname = current_user',
  );
  warn(
    `PostgreSQL gives this sign-in no role ${role} (${problem}). ` +
      (me?.past
        ? 'It passes row-level security: there is no second wall behind the policies. '
        : 'Row-level security holds for it as the owner of the tables, who could take it down. ') +
      'See "The second wall" in docs/adr/0015-second-wall.md.',
  );
  return null;
}

/** Takes the role, making it and granting it what is missing. Returns what stands in the way. */
async function prepare(dataSource: DataSource, role: string): Promise<string | null> {
  try {
    return await dataSource.transaction(async (manager) => {
      const found = await rightsOf(manager, role);
      if (!found?.member || found.missing) await grant(manager, role, found !== null);
      await manager.query(`SELECT set_config('role', $1, true)`, [role]);
      const now = found ?? (await rightsOf(manager, role));
      return now?.past ? `it passes row-level security itself` : null;
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Rights = { readonly past: boolean; readonly member: boolean; readonly missing: boolean };

/** Null: there is no such role. */
async function rightsOf(manager: EntityManager, role: string): Promise<Rights | null> {
  const [found]: Rights[] = await manager.query(
    `SELECT role.rolsuper OR role.rolbypassrls OR EXISTS (
              SELECT 1 FROM pg_class WHERE relname = 'comment' AND relowner = role.oid
                 AND relnamespace = current_schema()::regnamespace) AS past,
            pg_has_role(current_user, role.oid, 'MEMBER') AS member,
            EXISTS (SELECT 1 FROM pg_class one
                     WHERE one.relnamespace = current_schema()::regnamespace AND one.relkind = 'r'
                       AND one.relname <> 'migration'
                       AND NOT (has_table_privilege(role.oid, one.oid, 'SELECT')
                                AND has_table_privilege(role.oid, one.oid, 'INSERT')
                                AND has_table_privilege(role.oid, one.oid, 'UPDATE')
                                AND has_table_privilege(role.oid, one.oid, 'DELETE'))) AS missing
       FROM pg_roles role WHERE role.rolname = $1`,
    [role],
  );
  return found ?? null;
}

async function grant(manager: EntityManager, role: string, isThere: boolean): Promise<void> {
  if (!isThere) await manager.query(`CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE`);
  const [{ schema, me, is_super: isSuper }]: [{ schema: string; me: string; is_super: boolean }] =
    await manager.query(
      `SELECT quote_ident(current_schema()) AS schema, quote_ident(current_user) AS me,
              (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS is_super`,
    );
  // A superuser may take any role; others must be members of it.
  if (!isSuper) await manager.query(`GRANT ${role} TO ${me}`);
  await manager.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
  await manager.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role}`);
  await manager.query(`REVOKE INSERT, UPDATE, DELETE ON migration FROM ${role}`);
}
