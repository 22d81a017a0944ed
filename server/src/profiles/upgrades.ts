/** Stored texts are brought to the version of the document model that this program writes, once, before anybody opens them. */
import { DOCUMENT_VERSION, upgrade, type Upgrade } from '@concord/document';
import type { DataSource, EntityManager } from 'typeorm';
import * as Y from 'yjs';
import { readState } from './compaction.js';
import { appendUpdates } from './update-log.js';

/**
 * [NO13] Each text in a transaction of its own, under its lock: of several nodes that start at once one does it. Its update goes
 * into the log like any other, so open editors and other nodes hear of it. Throws when a text is too old, or newer than this
 * program. Returns the names of those that changed.
 */
export async function upgradeDocuments(
  dataSource: DataSource,
  now: () => Date,
  model: { readonly steps?: readonly Upgrade[]; readonly newest?: number } = {},
): Promise<string[]> {
  const newest = model.newest ?? DOCUMENT_VERSION;
  const texts: { name: string }[] = await dataSource.query(
    `SELECT name FROM document JOIN variant ON variant.document_name = document.name
      WHERE version <> $1 ORDER BY name`,
    [newest],
  );
  const changed: string[] = [];
  for (const { name } of texts) {
    const seq = await dataSource.transaction((manager) => upgradeOne(manager, name, newest));
    if (seq !== null) changed.push(name);
  }
  return changed;

  async function upgradeOne(manager: EntityManager, name: string, to: number): Promise<number | null> {
    const [head]: { version: number }[] = await manager.query(
      'SELECT version FROM document WHERE name = $1 FOR UPDATE',
      [name],
    );
    if (!head || head.version === to) return null;
    const doc = new Y.Doc();
    for (const update of (await readState(manager, name)).updates) Y.applyUpdate(doc, update);
    const update = upgrade(doc, head.version, { ...model, newest: to });
    const seq = update && (await appendUpdates(manager, name, [{ update, personId: null }], now(), to));
    await manager.query('UPDATE document SET version = $2 WHERE name = $1', [name, to]);
    return seq;
  }
}
