/** `npm run verify-audit` as it is run: the built command, on a database that holds Velmora. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { claimDirectory } from './platform/database/embedded-postgres-owner.js';
import { Installation } from './platform/database/installation.entity.js';
import { headsOf } from './platform/events/record.js';
import { createWitness } from './platform/events/witness.js';
import { cleared } from './testing/comments.js';
import { velmora } from './testing/world.js';

const world = velmora();
const folder = mkdtempSync(path.join(tmpdir(), 'concord-audit-'));
const heads = path.join(folder, 'heads.jsonl');
afterAll(() => rmSync(folder, { recursive: true }));

function verifyAudit(): Promise<{ code: number; said: string }> {
  const { host, port, user } = inject('postgres');
  const { database } = world.dataSource.options as { database: string };
  const DATABASE_URL = `postgres://${user}@localhost/${database}?host=${host}&port=${port}`;
  return verified({ DATABASE_URL, RECORD_HEADS: heads });
}

async function verified(settings: Record<string, string>): Promise<{ code: number; said: string }> {
  const command = path.resolve(import.meta.dirname, '../dist/verify-audit.js');
  const child = spawn(process.execPath, [command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...settings, LOG_LEVEL: 'silent' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

/** One byte of one entry in the middle of the record, each in its turn: what was done, to what, and its hash. */
const bytes = [
  `data = jsonb_set(data, '{changed}', 'true')`,
  `subject_id = overlay(subject_id::text placing CASE left(subject_id::text, 1) WHEN 'a' THEN 'b' ELSE 'a' END from 1)::uuid`,
  `hash = overlay(hash placing CASE left(hash, 1) WHEN 'a' THEN 'b' ELSE 'a' END from 1)`,
];

test(
  '[AU1][AU3][AU4][T11] ends with 0 when the record is whole, with 1 when a byte is another, and says where',
  { timeout: 120_000 },
  async () => {
    await cleared(world);
    const { manager } = world.dataSource;
    const { secret } = await manager.findOneByOrFail(Installation, { id: 1 });
    const whole = await verifyAudit();
    expect(whole).toMatchObject({ code: 0, said: expect.stringContaining('The record is whole.') as string });
    expect(whole.said).toContain(`consultation ${world.consultationId}: `);
    const of = 'WHERE consultation_id = $1 AND position = 5';
    for (const byte of bytes) {
      await manager.query('CREATE TABLE kept AS TABLE domain_event');
      await manager.query(`UPDATE domain_event SET ${byte} ${of}`, [world.consultationId]);
      const { code, said } = await verifyAudit();
      expect(code, said).toBe(1);
      expect(said).toContain('The record is NOT what it was.');
      expect(said).toMatch(new RegExp(`${world.consultationId}, position [56]: `));
      await manager.query('DELETE FROM domain_event');
      await manager.query('INSERT INTO domain_event SELECT * FROM kept');
      await manager.query('DROP TABLE kept');
    }
    expect((await verifyAudit()).code).toBe(0);
    // Cut off at the end, the chain alone is whole: the heads that were written down are not in it.
    await createWitness(heads, secret).note(await headsOf(manager), new Date());
    await manager.query(
      `WITH gone AS (DELETE FROM domain_event e USING event_chain c WHERE e.consultation_id = c.consultation_id
                     AND e.consultation_id = $1 AND e.position = c.head RETURNING e.previous)
     UPDATE event_chain SET head = head - 1, hash = gone.previous FROM gone WHERE consultation_id = $1`,
      [world.consultationId],
    );
    expect((await verifyAudit()).code).toBe(1);
  },
);

test('[PG4] while a server owns the data, the command says in a sentence what stands in its way', async () => {
  const data = path.join(folder, 'data');
  mkdirSync(data);
  const claim = await claimDirectory(data);
  const { code, said } = await verified({ CONCORD_DATA: data });
  claim.release();
  expect(code).toBe(1);
  expect(said).toMatch(/^The data in .* is in use by .* Stop that one first, or choose another folder/);
  expect(said.trim().split('\n')).toHaveLength(1);
});
