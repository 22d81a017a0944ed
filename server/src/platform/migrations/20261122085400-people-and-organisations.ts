/** Every statement asks for whom its person acts; every event counts what an organisation has not yet said. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PeopleAndOrganisations1795337685916 implements MigrationInterface {
  name = 'PeopleAndOrganisations1795337685916';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "IDX_0ecc4be635c6d957dcdc422ea1" ON "comment"  ("organisation_id", "status") `,
    );
    await runner.query(`CREATE INDEX "IDX_6fc5e2153171bbeb54f4fda659" ON "membership"  ("person_id") `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."IDX_6fc5e2153171bbeb54f4fda659"`);
    await runner.query(`DROP INDEX "public"."IDX_0ecc4be635c6d957dcdc422ea1"`);
  }
}
