import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Responses1795300769457 implements MigrationInterface {
  name = 'Responses1795300769457';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "response" ("id" uuid NOT NULL, "round_id" uuid NOT NULL, "organisation_id" uuid NOT NULL, "kind" text NOT NULL, "section_id" uuid, "conditions" text, "given_by" uuid NOT NULL, "given_at" TIMESTAMP WITH TIME ZONE NOT NULL, "taken_back_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_f64544baf2b4dc48ba623ce768f" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_9cd80b0e44a06ac85fe74999d1" ON "response"  ("round_id", "organisation_id") `,
    );
    await runner.query(
      `CREATE TABLE "round_reminder" ("id" uuid NOT NULL, "round_id" uuid NOT NULL, "organisation_id" uuid NOT NULL, "sent_by" uuid NOT NULL, "sent_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_cdcab05617f324cb68aeb65712d" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_46c470f47ffbf4bde42e8eb8ef" ON "round_reminder"  ("round_id", "organisation_id", "sent_at") `,
    );
    await runner.query(
      `ALTER TABLE "response" ADD CONSTRAINT "FK_698f717f8f42faaabbe9a49d3c7" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "response" ADD CONSTRAINT "FK_23ed541fedf5a570efbce7014f2" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "response" ADD CONSTRAINT "FK_5fb12739adfa395533ecd63c0a7" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "response" ADD CONSTRAINT "FK_124f2df425ac5097c6e47cf069e" FOREIGN KEY ("given_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "round_reminder" ADD CONSTRAINT "FK_f7a31b47b0e09b78b0692ecfc85" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "round_reminder" ADD CONSTRAINT "FK_62b794b6123194336b7cb3e9aa8" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "round_reminder" ADD CONSTRAINT "FK_5b2fa849d17a5c8a010d59e2272" FOREIGN KEY ("sent_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "round_reminder" DROP CONSTRAINT "FK_5b2fa849d17a5c8a010d59e2272"`);
    await runner.query(`ALTER TABLE "round_reminder" DROP CONSTRAINT "FK_62b794b6123194336b7cb3e9aa8"`);
    await runner.query(`ALTER TABLE "round_reminder" DROP CONSTRAINT "FK_f7a31b47b0e09b78b0692ecfc85"`);
    await runner.query(`ALTER TABLE "response" DROP CONSTRAINT "FK_124f2df425ac5097c6e47cf069e"`);
    await runner.query(`ALTER TABLE "response" DROP CONSTRAINT "FK_5fb12739adfa395533ecd63c0a7"`);
    await runner.query(`ALTER TABLE "response" DROP CONSTRAINT "FK_23ed541fedf5a570efbce7014f2"`);
    await runner.query(`ALTER TABLE "response" DROP CONSTRAINT "FK_698f717f8f42faaabbe9a49d3c7"`);
    await runner.query(`DROP INDEX "public"."IDX_46c470f47ffbf4bde42e8eb8ef"`);
    await runner.query(`DROP TABLE "round_reminder"`);
    await runner.query(`DROP INDEX "public"."IDX_9cd80b0e44a06ac85fe74999d1"`);
    await runner.query(`DROP TABLE "response"`);
  }
}
