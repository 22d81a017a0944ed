import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Indicators1795324200000 implements MigrationInterface {
  name = 'Indicators1795324200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "comment" ADD "indicators" text array NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "indicators"`);
  }
}
