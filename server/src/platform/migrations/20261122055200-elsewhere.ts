import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Elsewhere1795326720689 implements MigrationInterface {
  name = 'Elsewhere1795326720689';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "comment" ADD "target_section_id" uuid`);
    await runner.query(`ALTER TABLE "provenance" ADD "stands_in" text`);
    await runner.query(`CREATE INDEX "IDX_461941119d656702a1d55760be" ON "provenance"  ("stands_in") `);
    await runner.query(
      `ALTER TABLE "comment" ADD CONSTRAINT "FK_d3bd29b51d431aced2b5cea168a" FOREIGN KEY ("target_section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "comment" DROP CONSTRAINT "FK_d3bd29b51d431aced2b5cea168a"`);
    await runner.query(`DROP INDEX "public"."IDX_461941119d656702a1d55760be"`);
    await runner.query(`ALTER TABLE "provenance" DROP COLUMN "stands_in"`);
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "target_section_id"`);
  }
}
