/** How most things are read for a request: those of many keys at once, by one statement. */
import type { LoaderDefinition } from './context.js';
import { rowsBy, type EntityClass, type Order } from './database/rows.js';

type Options<E> = Pick<LoaderDefinition<string, E>, 'alike'>;

/** Rows by their id. */
export const byId = <E extends { id: string }>(
  entity: EntityClass<E>,
  options: Options<E> = {},
): LoaderDefinition<string, E> => oneBy(entity, 'id', options);

/** The row in which a column is the key. */
export function oneBy<E extends object>(
  entity: EntityClass<E>,
  column: keyof E & string,
  options: Options<E> = {},
): LoaderDefinition<string, E> {
  const read = rowsBy(entity, column);
  return {
    ...options,
    batch: async ({ manager }, keys) =>
      new Map((await read(manager, keys)).map((row) => [String(row[column]), row])),
  };
}

/** All rows in which a column is the key, in order; of each only some columns where `only` names them. */
export function listBy<E extends object>(
  entity: EntityClass<E>,
  column: keyof E & string,
  { order, only, ...options }: Options<E> & { order?: Order<E>; only?: readonly (keyof E)[] } = {},
): LoaderDefinition<string, readonly E[]> {
  const read = rowsBy(entity, column, order, only);
  return {
    ...options,
    batch: async ({ manager }, keys) =>
      grouped(keys, await read(manager, keys), (row) => String(row[column])),
  };
}

/** Under each key the rows that belong to it, none where none do. */
export function grouped<R>(
  keys: readonly string[],
  rows: readonly R[],
  keyOf: (row: R) => string,
): Map<string, readonly R[]> {
  const groups = new Map<string, R[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return groups;
}
