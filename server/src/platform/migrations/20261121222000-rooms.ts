import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Rooms1795299700000 implements MigrationInterface {
  name = 'Rooms1795299700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "room" ("document_name" text NOT NULL, "consultation_id" uuid NOT NULL, "organisation_id" uuid NOT NULL, "projected" integer NOT NULL DEFAULT '0', CONSTRAINT "PK_4a24b998247693cc7dd8c1fe60d" PRIMARY KEY ("document_name"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_66b62502f654a2a077ddd15d38" ON "room"  ("consultation_id", "organisation_id") `,
    );
    await runner.query(`ALTER TABLE "comment" ADD "sent_hash" text`);
    await runner.query(`ALTER TABLE "comment" ADD "rich" jsonb`);
    await runner.query(
      `ALTER TABLE "room" ADD CONSTRAINT "FK_4a24b998247693cc7dd8c1fe60d" FOREIGN KEY ("document_name") REFERENCES "document"("name") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "room" ADD CONSTRAINT "FK_16fc33cbe30cc8b1b57be871d7e" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "room" ADD CONSTRAINT "FK_3268eadf68f68469fa85c5518b3" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "room" DROP CONSTRAINT "FK_3268eadf68f68469fa85c5518b3"`);
    await runner.query(`ALTER TABLE "room" DROP CONSTRAINT "FK_16fc33cbe30cc8b1b57be871d7e"`);
    await runner.query(`ALTER TABLE "room" DROP CONSTRAINT "FK_4a24b998247693cc7dd8c1fe60d"`);
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "rich"`);
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "sent_hash"`);
    await runner.query(`DROP INDEX "public"."IDX_66b62502f654a2a077ddd15d38"`);
    await runner.query(`DROP TABLE "room"`);
  }
}
