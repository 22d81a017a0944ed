import type { MigrationInterface, QueryRunner } from 'typeorm';

/** To whom a comment was put off, and until when. What was put off before has no day. */
export class Deferrals1795327200000 implements MigrationInterface {
  name = 'Deferrals1795327200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "outcome" ADD "deferred_to" text`);
    await runner.query(`ALTER TABLE "outcome" ADD "deferred_organisation_id" uuid`);
    await runner.query(`ALTER TABLE "outcome" ADD "deferred_group" text`);
    await runner.query(`ALTER TABLE "outcome" ADD "deferred_until" TIMESTAMP WITH TIME ZONE`);
    await runner.query(
      `CREATE INDEX "outcome_deferred" ON "outcome" ("deferred_until") WHERE "ended_by" IS NULL AND "deferred_until" IS NOT NULL`,
    );
    await runner.query(
      `ALTER TABLE "outcome" ADD CONSTRAINT "FK_23ebe2e4535d48d086fd8dc8184" FOREIGN KEY ("deferred_organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "outcome" DROP CONSTRAINT "FK_23ebe2e4535d48d086fd8dc8184"`);
    await runner.query(`DROP INDEX "outcome_deferred"`);
    await runner.query(`ALTER TABLE "outcome" DROP COLUMN "deferred_until"`);
    await runner.query(`ALTER TABLE "outcome" DROP COLUMN "deferred_group"`);
    await runner.query(`ALTER TABLE "outcome" DROP COLUMN "deferred_organisation_id"`);
    await runner.query(`ALTER TABLE "outcome" DROP COLUMN "deferred_to"`);
  }
}
