import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Conflicts1795301073861 implements MigrationInterface {
  name = 'Conflicts1795301073861';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "compromise" ("section_id" uuid NOT NULL, "language" text NOT NULL, "block_id" text NOT NULL, "text" text NOT NULL, "version" integer NOT NULL, "edited_by" uuid NOT NULL, "edited_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_69c9eacedc2b801ba27c02d2162" PRIMARY KEY ("section_id", "language", "block_id"))`,
    );
    await runner.query(
      `CREATE TABLE "stance" ("id" uuid NOT NULL, "comment_id" uuid NOT NULL, "organisation_id" uuid NOT NULL, "position" text NOT NULL, "reason" text, "language" text NOT NULL, "taken_by" uuid NOT NULL, "client_key" text NOT NULL, "taken_at" TIMESTAMP WITH TIME ZONE NOT NULL, "ended_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_088fe211c21cca033ed29962dbc" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_e99d82b676b3a146144cc152ad" ON "stance"  ("comment_id") `);
    await runner.query(
      `CREATE UNIQUE INDEX "stance_standing" ON "stance"  ("comment_id", "organisation_id") WHERE "ended_at" IS NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_8c70c17577f86d9a3f9d14e5b6" ON "stance"  ("taken_by", "client_key") `,
    );
    await runner.query(`ALTER TABLE "comment_anchor" ADD "block_length" integer NOT NULL DEFAULT '0'`);
    await runner.query(
      `ALTER TABLE "compromise" ADD CONSTRAINT "FK_cc6aa9cc90ec0661ee49438423d" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "compromise" ADD CONSTRAINT "FK_aa51fd92e8b589034566229bdc3" FOREIGN KEY ("edited_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "stance" ADD CONSTRAINT "FK_e99d82b676b3a146144cc152ad7" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "stance" ADD CONSTRAINT "FK_58c649a6223d9406fc1cdc7e5ac" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "stance" ADD CONSTRAINT "FK_7dbd75b7cefb309de033f954f02" FOREIGN KEY ("taken_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "stance" DROP CONSTRAINT "FK_7dbd75b7cefb309de033f954f02"`);
    await runner.query(`ALTER TABLE "stance" DROP CONSTRAINT "FK_58c649a6223d9406fc1cdc7e5ac"`);
    await runner.query(`ALTER TABLE "stance" DROP CONSTRAINT "FK_e99d82b676b3a146144cc152ad7"`);
    await runner.query(`ALTER TABLE "compromise" DROP CONSTRAINT "FK_aa51fd92e8b589034566229bdc3"`);
    await runner.query(`ALTER TABLE "compromise" DROP CONSTRAINT "FK_cc6aa9cc90ec0661ee49438423d"`);
    await runner.query(`ALTER TABLE "comment_anchor" DROP COLUMN "block_length"`);
    await runner.query(`DROP INDEX "public"."IDX_8c70c17577f86d9a3f9d14e5b6"`);
    await runner.query(`DROP INDEX "public"."stance_standing"`);
    await runner.query(`DROP INDEX "public"."IDX_e99d82b676b3a146144cc152ad"`);
    await runner.query(`DROP TABLE "stance"`);
    await runner.query(`DROP TABLE "compromise"`);
  }
}
