import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BlockProposals1795312800000 implements MigrationInterface {
  name = 'BlockProposals1795312800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "comment" ADD "proposal_kind" text NOT NULL DEFAULT 'words'`);
    await runner.query(`ALTER TABLE "comment" ADD "destination" jsonb`);
    await runner.query(`ALTER TABLE "provenance" ADD "block" jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "provenance" DROP COLUMN "block"`);
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "destination"`);
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "proposal_kind"`);
  }
}
