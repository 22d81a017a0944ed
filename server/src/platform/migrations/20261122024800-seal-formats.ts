import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SealFormats1795315723402 implements MigrationInterface {
  name = 'SealFormats1795315723402';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "comment" ADD "seal_format" integer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "seal_format"`);
  }
}
