import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Checkpoints1795301435389 implements MigrationInterface {
  name = 'Checkpoints1795301435389';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "document_checkpoint" ("document_name" text NOT NULL, "seq" integer NOT NULL, "state" bytea NOT NULL, "authors" jsonb NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "person_id" uuid, CONSTRAINT "PK_c265811ef628d7479aea5cf0ed4" PRIMARY KEY ("document_name", "seq"))`,
    );
    await runner.query(`ALTER TABLE "document" ADD "version" integer NOT NULL DEFAULT '1'`);
    await runner.query(
      `ALTER TABLE "document_checkpoint" ADD CONSTRAINT "FK_628755359d22f92ec8e99cd3c3f" FOREIGN KEY ("document_name") REFERENCES "document"("name") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document_checkpoint" ADD CONSTRAINT "FK_759452ba778303b17ef1b883b62" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "document_checkpoint" DROP CONSTRAINT "FK_759452ba778303b17ef1b883b62"`);
    await runner.query(`ALTER TABLE "document_checkpoint" DROP CONSTRAINT "FK_628755359d22f92ec8e99cd3c3f"`);
    await runner.query(`ALTER TABLE "document" DROP COLUMN "version"`);
    await runner.query(`DROP TABLE "document_checkpoint"`);
  }
}
