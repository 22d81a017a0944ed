import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** Inserts the row unless one with the same unique key is there; then nothing happens and the answer is no. */
export async function insertOnce<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  row: E,
): Promise<boolean> {
  const result = await manager
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values(row)
    .orIgnore()
    .returning('id')
    .execute();
  return (result.raw as readonly unknown[]).length > 0;
}

/** Inserts whole rows in one statement, columns of JSON among them. */
export async function insertAll<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  rows: E[],
): Promise<void> {
  await manager.createQueryBuilder().insert().into(entity).values(rows).execute();
}
