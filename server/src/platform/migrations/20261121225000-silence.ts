import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Silence1795301362800 implements MigrationInterface {
  name = 'Silence1795301362800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "silence_round" ("id" uuid NOT NULL, "consultation_id" uuid NOT NULL, "opened_by" uuid NOT NULL, "client_key" text NOT NULL, "opened_at" TIMESTAMP WITH TIME ZONE NOT NULL, "closes_at" TIMESTAMP WITH TIME ZONE NOT NULL, "closed_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_8e4b5cc4c39b54447948270afe8" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_a7523d27eab0fd303963b2a317" ON "silence_round"  ("consultation_id") `,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_1e30fca79f10771290ce9d1f04" ON "silence_round"  ("opened_by", "client_key") `,
    );
    await runner.query(
      `CREATE TABLE "silence_item" ("id" uuid NOT NULL, "silence_round_id" uuid NOT NULL, "comment_id" uuid NOT NULL, "disposition" text NOT NULL, "reason" text, "reason_code" text, "wording" text, "seen_words" text, "state" text NOT NULL DEFAULT 'waiting', CONSTRAINT "PK_90d8998f1009a906ea59b004db6" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_55a9183101c1b5c7b4ad652763" ON "silence_item"  ("comment_id") `);
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_332ce7ceac7f67c15bf03df684" ON "silence_item"  ("silence_round_id", "comment_id") `,
    );
    await runner.query(
      `CREATE TABLE "silence_objection" ("id" uuid NOT NULL, "item_id" uuid NOT NULL, "organisation_id" uuid NOT NULL, "reason" text NOT NULL, "given_by" uuid NOT NULL, "given_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_5561b2f9dda28d2f21e8d0aea74" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_5fe1fc1fa79dca34ed54ccbbf7" ON "silence_objection"  ("item_id", "organisation_id") `,
    );
    await runner.query(
      `ALTER TABLE "silence_round" ADD CONSTRAINT "FK_a7523d27eab0fd303963b2a317b" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "silence_round" ADD CONSTRAINT "FK_69caa9255b6068e6c9690e7fea6" FOREIGN KEY ("opened_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "silence_item" ADD CONSTRAINT "FK_52978cbef5680c6f71fa1372cde" FOREIGN KEY ("silence_round_id") REFERENCES "silence_round"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "silence_item" ADD CONSTRAINT "FK_55a9183101c1b5c7b4ad6527633" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "silence_objection" ADD CONSTRAINT "FK_02974c82a06eddff029044da99e" FOREIGN KEY ("item_id") REFERENCES "silence_item"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "silence_objection" ADD CONSTRAINT "FK_858fbf171ed2bf380423b435ae1" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "silence_objection" ADD CONSTRAINT "FK_e8ba65ab5afaa5e399cbf013459" FOREIGN KEY ("given_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "silence_objection" DROP CONSTRAINT "FK_e8ba65ab5afaa5e399cbf013459"`);
    await runner.query(`ALTER TABLE "silence_objection" DROP CONSTRAINT "FK_858fbf171ed2bf380423b435ae1"`);
    await runner.query(`ALTER TABLE "silence_objection" DROP CONSTRAINT "FK_02974c82a06eddff029044da99e"`);
    await runner.query(`ALTER TABLE "silence_item" DROP CONSTRAINT "FK_55a9183101c1b5c7b4ad6527633"`);
    await runner.query(`ALTER TABLE "silence_item" DROP CONSTRAINT "FK_52978cbef5680c6f71fa1372cde"`);
    await runner.query(`ALTER TABLE "silence_round" DROP CONSTRAINT "FK_69caa9255b6068e6c9690e7fea6"`);
    await runner.query(`ALTER TABLE "silence_round" DROP CONSTRAINT "FK_a7523d27eab0fd303963b2a317b"`);
    await runner.query(`DROP INDEX "public"."IDX_5fe1fc1fa79dca34ed54ccbbf7"`);
    await runner.query(`DROP TABLE "silence_objection"`);
    await runner.query(`DROP INDEX "public"."IDX_332ce7ceac7f67c15bf03df684"`);
    await runner.query(`DROP INDEX "public"."IDX_55a9183101c1b5c7b4ad652763"`);
    await runner.query(`DROP TABLE "silence_item"`);
    await runner.query(`DROP INDEX "public"."IDX_1e30fca79f10771290ce9d1f04"`);
    await runner.query(`DROP INDEX "public"."IDX_a7523d27eab0fd303963b2a317"`);
    await runner.query(`DROP TABLE "silence_round"`);
  }
}
