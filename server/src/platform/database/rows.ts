/**
 * Rows of entities by texts of SQL that are the same for any number of keys: each is prepared once, and what is asked tells
 * nothing of what is there. The query builder makes its text and its entities anew each time, which costs a page of
 * comments more than PostgreSQL does.
 */
import type { EntityManager } from 'typeorm';

export type EntityClass<E> = new () => E;
export type Row = Readonly<Record<string, unknown>>;

/** What a statement reads of one of its tables. */
export type Part<E> = {
  /** For its SELECT. */
  readonly columns: (manager: EntityManager) => string;
  /** Out of a row that was read with these columns. */
  readonly of: (row: Row) => E;
};

/** All columns of an entity, or `only` some, whose table is called `alias` in the statement. */
export function part<E extends object>(
  entity: EntityClass<E>,
  alias: string,
  only?: readonly (keyof E)[],
): Part<E> {
  type Name = { readonly property: keyof E; readonly column: string; readonly read: string };
  let names: readonly Name[] = [];
  return {
    columns(manager) {
      names = manager.dataSource
        .getMetadata(entity)
        .columns.filter(({ propertyName, isSelect }) => only?.includes(propertyName as keyof E) ?? isSelect)
        .map(({ propertyName, databaseName }) => ({
          property: propertyName as keyof E,
          column: databaseName,
          read: `${alias}.${propertyName}`,
        }));
      return names.map(({ column, read }) => `"${alias}"."${column}" AS "${read}"`).join(', ');
    },
    of(row) {
      if (names.length === 0) throw new Error(`The columns of ${alias} were not asked for`);
      const made = new entity();
      for (const { property, read } of names) made[property] = row[read] as E[keyof E];
      return made;
    },
  };
}

export type Order<E> = Readonly<Partial<Record<keyof E, 'ASC' | 'DESC'>>>;

/** Reads the rows in which a column is one of the keys, in order; without `only`, all of each row. */
export function rowsBy<E extends object>(
  entity: EntityClass<E>,
  column: keyof E & string,
  order?: Order<E>,
  only?: readonly (keyof E)[],
): (manager: EntityManager, keys: readonly string[]) => Promise<E[]> {
  const row = part(entity, 'row', only);
  const textIn = (manager: EntityManager): string => {
    const { tableName, columns } = manager.dataSource.getMetadata(entity);
    const named = new Map(columns.map(({ propertyName, databaseName }) => [propertyName, databaseName]));
    const sorted = Object.entries(order ?? {}).map(([each, way]) => `"${named.get(each)}" ${String(way)}`);
    return [
      `SELECT ${row.columns(manager)} FROM "${tableName}" "row" WHERE "${named.get(column)}" = ANY($1)`,
      ...(sorted.length > 0 ? [`ORDER BY ${sorted.join(', ')}`] : []),
    ].join(' ');
  };
  let text: string | null = null;
  return async (manager, keys) => {
    const rows: Row[] = await manager.query((text ??= textIn(manager)), [keys]);
    return rows.map((one) => row.of(one));
  };
}
