import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** The rows with these ids, by one text of SQL however many they are: what is asked tells nothing of what is there. */
export async function byIds<E extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  ids: readonly string[],
): Promise<Map<string, E>> {
  const rows = await manager
    .createQueryBuilder(entity, 'row')
    .where('row.id = ANY(:ids)', { ids: [...ids] })
    .getMany();
  return new Map(rows.map((row) => [row.id, row]));
}
