import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Rounds1795299391741 implements MigrationInterface {
  name = 'Rounds1795299391741';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "round" ("id" uuid NOT NULL, "consultation_id" uuid NOT NULL, "ordinal" integer NOT NULL, "opens_at" TIMESTAMP WITH TIME ZONE, "closes_at" TIMESTAMP WITH TIME ZONE, "grace_hours" integer NOT NULL DEFAULT '24', "blind" boolean NOT NULL DEFAULT false, "paused_at" TIMESTAMP WITH TIME ZONE, "pause_reason" text, "version" integer NOT NULL DEFAULT '1', "told_closing" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_34bd959f3f4a90eb86e4ae24d2d" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_678da0f46b744625e660fb3d6c" ON "round"  ("consultation_id", "ordinal") `,
    );
    await runner.query(
      `CREATE TABLE "round_extension" ("id" uuid NOT NULL, "round_id" uuid NOT NULL, "organisation_id" uuid NOT NULL, "closes_at" TIMESTAMP WITH TIME ZONE NOT NULL, "reason" text NOT NULL, "granted_by" uuid NOT NULL, "granted_at" TIMESTAMP WITH TIME ZONE NOT NULL, "told" boolean NOT NULL DEFAULT false, CONSTRAINT "PK_dd6d693aae764235b347e4d90a2" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_90b7d0263e27f9a0fef47b90dc" ON "round_extension"  ("round_id", "organisation_id", "granted_at") `,
    );
    // What a consultation knew of its dates becomes its first written round; a closing of before is told to nobody.
    await runner.query(
      `INSERT INTO "round" ("id", "consultation_id", "ordinal", "opens_at", "closes_at", "told_closing")
       SELECT gen_random_uuid(), "id", 1, "opens_at", "closes_at",
              CASE WHEN "closes_at" <= now() THEN "closes_at" END
         FROM "consultation"`,
    );
    await runner.query(`ALTER TABLE "consultation" DROP COLUMN "closes_at"`);
    await runner.query(`ALTER TABLE "consultation" DROP COLUMN "opens_at"`);
    await runner.query(
      `ALTER TABLE "round" ADD CONSTRAINT "FK_9ebadda47050acab813bb8af801" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "round_extension" ADD CONSTRAINT "FK_437c3985d5ce1d00eeab28b6579" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "round_extension" ADD CONSTRAINT "FK_d2a141d5ab6cc3bdfb931400640" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "round_extension" ADD CONSTRAINT "FK_cc1bd9bdc516742d9f57653c761" FOREIGN KEY ("granted_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "round_extension" DROP CONSTRAINT "FK_cc1bd9bdc516742d9f57653c761"`);
    await runner.query(`ALTER TABLE "round_extension" DROP CONSTRAINT "FK_d2a141d5ab6cc3bdfb931400640"`);
    await runner.query(`ALTER TABLE "round_extension" DROP CONSTRAINT "FK_437c3985d5ce1d00eeab28b6579"`);
    await runner.query(`ALTER TABLE "round" DROP CONSTRAINT "FK_9ebadda47050acab813bb8af801"`);
    await runner.query(`ALTER TABLE "consultation" ADD "opens_at" TIMESTAMP WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "consultation" ADD "closes_at" TIMESTAMP WITH TIME ZONE`);
    await runner.query(
      `UPDATE "consultation" SET "opens_at" = "round"."opens_at", "closes_at" = "round"."closes_at"
         FROM "round" WHERE "round"."consultation_id" = "consultation"."id" AND "round"."ordinal" = 1`,
    );
    await runner.query(`DROP INDEX "public"."IDX_90b7d0263e27f9a0fef47b90dc"`);
    await runner.query(`DROP TABLE "round_extension"`);
    await runner.query(`DROP INDEX "public"."IDX_678da0f46b744625e660fb3d6c"`);
    await runner.query(`DROP TABLE "round"`);
  }
}
