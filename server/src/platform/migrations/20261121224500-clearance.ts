import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Clearance1795301200000 implements MigrationInterface {
  name = 'Clearance1795301200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "clearance_entry" ("id" uuid NOT NULL, "comment_id" uuid NOT NULL, "act" text NOT NULL, "actor_id" uuid NOT NULL, "for_id" uuid, "step" text, "remarks" text, "words" jsonb NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_b4ff598c12224ff8a0be88a4cd9" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_cd0dcb48b4df50c0f32b5b7611" ON "clearance_entry"  ("comment_id") `);
    await runner.query(
      `CREATE TABLE "reconsideration" ("comment_id" uuid NOT NULL, "asked_by" uuid NOT NULL, "reason" text NOT NULL, "asked_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_93596f1c5ebbd60efdef42ac4ec" PRIMARY KEY ("comment_id"))`,
    );
    await runner.query(
      `CREATE TABLE "deputy" ("id" uuid NOT NULL, "consultation_id" uuid NOT NULL, "organisation_id" uuid NOT NULL, "officer_id" uuid NOT NULL, "deputy_id" uuid NOT NULL, "from_at" TIMESTAMP WITH TIME ZONE NOT NULL, "until_at" TIMESTAMP WITH TIME ZONE NOT NULL, "ended_at" TIMESTAMP WITH TIME ZONE, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_eea4d66f405ea2e66cef763a372" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_047c9a3899906fe992e697a35a" ON "deputy"  ("deputy_id", "consultation_id") `,
    );
    await runner.query(`ALTER TABLE "comment" ADD "cleared_for" uuid`);
    await runner.query(`ALTER TABLE "comment" ADD "step" text`);
    await runner.query(`ALTER TABLE "comment" ADD "merged_into" uuid`);
    await runner.query(`ALTER TABLE "comment" ADD "seal" text`);
    await runner.query(`ALTER TABLE "comment" ADD "late" boolean NOT NULL DEFAULT false`);
    await runner.query(`ALTER TABLE "participation" ADD "focal_points" uuid array NOT NULL DEFAULT '{}'`);
    await runner.query(`ALTER TABLE "participation" ADD "legal_unit" uuid array NOT NULL DEFAULT '{}'`);
    await runner.query(`CREATE INDEX "IDX_fcf5eb07ce37b7842b56273e96" ON "comment"  ("merged_into") `);
    await runner.query(`CREATE INDEX "IDX_a26b4b88a6f7ca4918b3e0d4a4" ON "domain_event"  ("subject_id") `);
    await runner.query(
      `ALTER TABLE "clearance_entry" ADD CONSTRAINT "FK_cd0dcb48b4df50c0f32b5b7611d" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "clearance_entry" ADD CONSTRAINT "FK_f8803dd30823e8d1bce3a49b710" FOREIGN KEY ("actor_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "clearance_entry" ADD CONSTRAINT "FK_b6b172363d71305c23c9a8a9088" FOREIGN KEY ("for_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "reconsideration" ADD CONSTRAINT "FK_93596f1c5ebbd60efdef42ac4ec" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "reconsideration" ADD CONSTRAINT "FK_f6ada2299994a67c4fd5ff456f3" FOREIGN KEY ("asked_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "deputy" ADD CONSTRAINT "FK_750e3c242e0fe13ba555e7fe69c" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "deputy" ADD CONSTRAINT "FK_468fd656d389dad8bcdf2dffaeb" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "deputy" ADD CONSTRAINT "FK_641840df6eb10fbedf330cd3657" FOREIGN KEY ("officer_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "deputy" ADD CONSTRAINT "FK_109b2e44b8421c2f291a5ebadf0" FOREIGN KEY ("deputy_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "deputy" DROP CONSTRAINT "FK_109b2e44b8421c2f291a5ebadf0"`);
    await runner.query(`ALTER TABLE "deputy" DROP CONSTRAINT "FK_641840df6eb10fbedf330cd3657"`);
    await runner.query(`ALTER TABLE "deputy" DROP CONSTRAINT "FK_468fd656d389dad8bcdf2dffaeb"`);
    await runner.query(`ALTER TABLE "deputy" DROP CONSTRAINT "FK_750e3c242e0fe13ba555e7fe69c"`);
    await runner.query(`ALTER TABLE "reconsideration" DROP CONSTRAINT "FK_f6ada2299994a67c4fd5ff456f3"`);
    await runner.query(`ALTER TABLE "reconsideration" DROP CONSTRAINT "FK_93596f1c5ebbd60efdef42ac4ec"`);
    await runner.query(`ALTER TABLE "clearance_entry" DROP CONSTRAINT "FK_b6b172363d71305c23c9a8a9088"`);
    await runner.query(`ALTER TABLE "clearance_entry" DROP CONSTRAINT "FK_f8803dd30823e8d1bce3a49b710"`);
    await runner.query(`ALTER TABLE "clearance_entry" DROP CONSTRAINT "FK_cd0dcb48b4df50c0f32b5b7611d"`);
    await runner.query(`DROP INDEX "public"."IDX_a26b4b88a6f7ca4918b3e0d4a4"`);
    await runner.query(`DROP INDEX "public"."IDX_fcf5eb07ce37b7842b56273e96"`);
    await runner.query(`ALTER TABLE "participation" DROP COLUMN "legal_unit"`);
    await runner.query(`ALTER TABLE "participation" DROP COLUMN "focal_points"`);
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "late"`);
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "seal"`);
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "merged_into"`);
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "step"`);
    await runner.query(`ALTER TABLE "comment" DROP COLUMN "cleared_for"`);
    await runner.query(`DROP INDEX "public"."IDX_047c9a3899906fe992e697a35a"`);
    await runner.query(`DROP TABLE "deputy"`);
    await runner.query(`DROP TABLE "reconsideration"`);
    await runner.query(`DROP INDEX "public"."IDX_cd0dcb48b4df50c0f32b5b7611"`);
    await runner.query(`DROP TABLE "clearance_entry"`);
  }
}
