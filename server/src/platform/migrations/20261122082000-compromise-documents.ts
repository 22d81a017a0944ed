/** The words of a compromise become a document, which moderators open and nobody else (docs/adr/0015). */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string): string => `nullif(current_setting('concord.${name}', true), '')`;
const scopeIs = (...kinds: readonly string[]): string => `${setting('scope')} = ANY ('{${kinds.join()}}')`;
// Read once for a statement, not once for a row.
const documents = `(SELECT ${setting('documents')}::text[])::text[]`;
const moderated = (consultationId: string): string =>
  `((SELECT ${setting('circles')}::jsonb) -> 'moderated' ? ${consultationId}::text)`;

/** A call, not a subquery: what asks about other documents is not planned with it. */
const prepares = `
CREATE FUNCTION concord_prepares(document_name text) RETURNS boolean LANGUAGE plpgsql STABLE AS $prepares$
BEGIN
  RETURN EXISTS (SELECT 1 FROM section WHERE section.id = split_part(document_name, '/', 2)::uuid
                    AND (${setting('circles')})::jsonb -> 'moderated' ? section.consultation_id::text);
END
$prepares$`;

const before = (name: string): string =>
  `(${name} = ANY (${documents})
    OR (NOT starts_with(${name}, 'room/') AND ${scopeIs('person', 'member', 'projection')})
    OR ${scopeIs('everything', 'upkeep')})`;
const now = (name: string): string =>
  `(${name} = ANY (${documents})
    OR ${scopeIs('everything', 'upkeep')}
    OR CASE split_part(${name}, '/', 1)
         WHEN 'room' THEN false
         WHEN 'compromise' THEN ${scopeIs('person', 'member')} AND concord_prepares(${name})
         ELSE ${scopeIs('person', 'member', 'projection')}
       END)`;

const names = {
  room: 'document_name',
  document: 'name',
  document_update: 'document_name',
  document_snapshot: 'document_name',
  document_checkpoint: 'document_name',
  document_lease: 'document_name',
} as const;

const ofModerators = `EXISTS (SELECT 1 FROM section WHERE section.id = compromise.section_id
    AND ${moderated('section.consultation_id')})`;
// Whoever reads the log of a document reads its words anyway.
const compromiseNow = `(${scopeIs('everything', 'upkeep')} OR compromise.document_name = ANY (${documents})
    OR ${ofModerators})`;
const compromiseBefore = `(${scopeIs('everything')} OR ${ofModerators})`;

export class CompromiseDocuments1795335600000 implements MigrationInterface {
  name = 'CompromiseDocuments1795335600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "compromise" ADD "document_name" text`);
    await runner.query(`ALTER TABLE "compromise" ADD "projected" integer NOT NULL DEFAULT '0'`);
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_c00bac3feeac5a6153172a1008" ON "compromise"  ("document_name") `,
    );
    await runner.query(
      `ALTER TABLE "compromise" ADD CONSTRAINT "FK_c00bac3feeac5a6153172a1008c" FOREIGN KEY ("document_name") REFERENCES "document"("name") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(prepares);
    for (const [table, name] of Object.entries(names)) await allow(runner, table, now(`${table}.${name}`));
    await allow(runner, 'compromise', compromiseNow);
  }

  async down(runner: QueryRunner): Promise<void> {
    await allow(runner, 'compromise', compromiseBefore);
    for (const [table, name] of Object.entries(names)) await allow(runner, table, before(`${table}.${name}`));
    await runner.query('DROP FUNCTION concord_prepares(text)');
    await runner.query(`ALTER TABLE "compromise" DROP CONSTRAINT "FK_c00bac3feeac5a6153172a1008c"`);
    await runner.query(`DROP INDEX "public"."IDX_c00bac3feeac5a6153172a1008"`);
    await runner.query(`ALTER TABLE "compromise" DROP COLUMN "projected"`);
    await runner.query(`ALTER TABLE "compromise" DROP COLUMN "document_name"`);
  }
}

/** The same rule for what a scope reads, adds, changes and removes. */
async function allow(runner: QueryRunner, table: string, rule: string): Promise<void> {
  await runner.query(`ALTER POLICY reads ON "${table}" USING (${rule})`);
  await runner.query(`ALTER POLICY adds ON "${table}" WITH CHECK (${rule})`);
  await runner.query(`ALTER POLICY changes ON "${table}" USING (${rule}) WITH CHECK (${rule})`);
  await runner.query(`ALTER POLICY removes ON "${table}" USING (${rule})`);
}
