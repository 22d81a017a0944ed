import { FRAGMENT, project, type Upgrade } from '@concord/document';
import { Denied } from '@concord/sync';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createDataSource } from '../platform/database/data-source.js';
import { CHAPTER } from '../testing/comments.js';
import { testDatabase } from '../testing/database.js';
import { ensureVelmora, VELMORA } from '../testing/velmora.js';
import { createUpdateLog, upgradeDocuments } from './index.js';

const database = testDatabase({ name: VELMORA, ensure: ensureVelmora });
const now = () => new Date();

/** A step that exists only here: headings of the second level become the third. */
const deeper: Upgrade = {
  to: 2,
  change(doc) {
    for (const child of doc.getXmlFragment(FRAGMENT).toArray())
      if (
        child instanceof Y.XmlElement &&
        child.nodeName === 'heading' &&
        Number(child.getAttribute('level')) === 2
      )
        child.setAttribute('level', 3 as unknown as string);
  },
};
const model = { steps: [deeper], newest: 2 };

const levelsOf = async (name: string) => {
  const doc = new Y.Doc();
  const { updates, seq } = await createUpdateLog(database.dataSource, now).load(name);
  for (const update of updates) Y.applyUpdate(doc, update);
  const levels = project(doc).outline.map(({ level }) => level);
  return { levels, seq };
};

test('[NO13] stored texts are upgraded once, also by two nodes at a time; older programs then only read', async () => {
  const { dataSource } = database;
  const [{ name }]: [{ name: string }] = await dataSource.query(
    `SELECT document_name AS name FROM variant JOIN section ON section.id = section_id
      WHERE language = 'en' AND content::text LIKE '%' || $1 || '%' LIMIT 1`,
    [CHAPTER],
  );
  expect(await upgradeDocuments(dataSource, now)).toEqual([]);
  const before = await levelsOf(name);
  expect(before.levels).toContain(2);
  const other = await createDataSource(database.connection).initialize();
  try {
    const changed = await Promise.all([
      upgradeDocuments(dataSource, now, model),
      upgradeDocuments(other, now, model),
    ]);
    expect(changed.flat().filter((each) => each === name)).toEqual([name]);
  } finally {
    await other.destroy();
  }
  const after = await levelsOf(name);
  expect(after.levels).toEqual(before.levels.map((level) => (level === 2 ? 3 : level)));
  expect(after.seq).toBe(before.seq + 1);
  const [row]: { person_id: string | null }[] = await dataSource.query(
    'SELECT person_id FROM document_update WHERE document_name = $1 AND seq = $2',
    [name, after.seq],
  );
  expect(row?.person_id).toBeNull();
  expect(await upgradeDocuments(dataSource, now, model)).toEqual([]);

  const update = { update: Uint8Array.of(0, 0), personId: null };
  const old = createUpdateLog(dataSource, now).append(name, [update, update]);
  await expect(old).rejects.toBeInstanceOf(Denied);
  await expect(old).rejects.toMatchObject({ rows: [0, 1] });
  expect((await levelsOf(name)).seq).toBe(after.seq);
  const fresh = createUpdateLog(dataSource, now, { program: 2 });
  expect(await fresh.append(name, [update])).toEqual({ seq: after.seq + 1 });
  // A program that was put back must not start on texts it can not read.
  await expect(upgradeDocuments(dataSource, now)).rejects.toThrow('newer than this program');
});
