import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Withholdings1795312041548 implements MigrationInterface {
  name = 'Withholdings1795312041548';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "withholding" ("id" uuid NOT NULL, "comment_id" uuid NOT NULL, "kind" text NOT NULL, "reason_code" text NOT NULL, "note" text NOT NULL, "body" jsonb NOT NULL, "proposal" jsonb NOT NULL, "files" boolean NOT NULL, "organisation_id" uuid NOT NULL, "made_by" uuid NOT NULL, "made_at" TIMESTAMP WITH TIME ZONE NOT NULL, "ended_by" uuid, "end_note" text, "ended_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_f714e738a25a9c1c2fcc7933992" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_5054d0925035f317124bad9876" ON "withholding"  ("comment_id") `);
    await runner.query(
      `CREATE UNIQUE INDEX "withholding_standing" ON "withholding"  ("comment_id") WHERE "ended_at" IS NULL`,
    );
    await runner.query(`ALTER TABLE "comment" ADD "withheld" jsonb`);
    await runner.query(`ALTER TABLE "comment" ADD "folded_open" text`);
    await runner.query(
      `ALTER TABLE "withholding" ADD CONSTRAINT "FK_5054d0925035f317124bad98762" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "withholding" ADD CONSTRAINT "FK_5fce03ee0d0d3b7ae3de73c446b" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "withholding" ADD CONSTRAINT "FK_728083ab74546de7e70f17a91c5" FOREIGN KEY ("made_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "withholding" ADD CONSTRAINT "FK_07b7b64aa74cf3433907ee70517" FOREIGN KEY ("ended_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "withholding" DROP CONSTRAINT "FK_07b7b64aa74cf3433907ee70517"`);
    await runner.query(`ALTER TABLE "withholding" DROP CONSTRAINT "FK_728083ab74546de7e70f17a91c5"`);
    await runner.query(`ALTER TABLE "withholding" DROP CONSTRAINT "FK_5fce03ee0d0d3b7ae3de73c446b"`);
    await runner.query(`ALTER TABLE "withholding" DROP CONSTRAINT "FK_5054d0925035f317124bad98762"`);
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "folded_open"`);
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "withheld"`);
    await runner.query(`DROP INDEX "public"."withholding_standing"`);
    await runner.query(`DROP INDEX "public"."IDX_5054d0925035f317124bad9876"`);
    await runner.query(`DROP TABLE "withholding"`);
  }
}
