import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Outcomes1795299753989 implements MigrationInterface {
  name = 'Outcomes1795299753989';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "decision" DROP CONSTRAINT "FK_6a5348704eb3b269d571031fd50"`);
    await runner.query(`DROP INDEX "public"."IDX_6a5348704eb3b269d571031fd5"`);
    await runner.query(
      `CREATE TABLE "outcome" ("id" uuid NOT NULL, "decision_id" uuid NOT NULL, "comment_id" uuid NOT NULL, "disposition" text NOT NULL, "reason" text, "reason_code" text, "into_id" uuid, "ended_by" uuid, "acknowledgement" text, CONSTRAINT "PK_d721e56b4240f79aaa14cb54775" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_9fa428cd84c00cac9d4ebbc3ef" ON "outcome"  ("comment_id") `);
    await runner.query(
      `CREATE UNIQUE INDEX "outcome_standing" ON "outcome"  ("comment_id") WHERE "ended_by" IS NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_f91d728ffe2b590999ee2b4a06" ON "outcome"  ("decision_id", "comment_id") `,
    );
    await runner.query(
      `CREATE TABLE "provenance" ("decision_id" uuid NOT NULL, "ordinal" integer NOT NULL, "document_name" text NOT NULL, "seq" integer NOT NULL, "comment_id" uuid, "before" text NOT NULL, "after" text NOT NULL, "place" jsonb NOT NULL, CONSTRAINT "PK_5bf3ad005a5cb4adb5c409b80be" PRIMARY KEY ("decision_id", "ordinal"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_ebe782c9c780ddbe5a99cec460" ON "provenance"  ("document_name", "seq") `,
    );
    // What was decided before, with the comment's own quote for the place: there was one comment to a decision.
    await runner.query(
      `INSERT INTO "outcome" ("id", "decision_id", "comment_id", "disposition", "reason", "reason_code")
       SELECT gen_random_uuid(), "id", "comment_id", "disposition", "reason", "reason_code" FROM "decision"`,
    );
    await runner.query(
      `INSERT INTO "provenance" ("decision_id", "ordinal", "document_name", "seq", "comment_id", "before", "after", "place")
       SELECT "decision"."id", 1, "variant"."document_name", "applied_seq", "comment_id", "text_before", "text_after", "target"
         FROM "decision" JOIN "comment" ON "comment"."id" = "comment_id"
         JOIN "variant" ON "variant"."section_id" = "comment"."section_id" AND "variant"."language" = "comment"."target_language"
        WHERE "applied_seq" IS NOT NULL`,
    );
    await runner.query(`UPDATE "decision" SET "reason" = NULL`);
    await runner.query(`ALTER TABLE "decision" DROP COLUMN "reason_code"`);
    await runner.query(`ALTER TABLE "decision" DROP COLUMN "text_after"`);
    await runner.query(`ALTER TABLE "decision" DROP COLUMN "comment_id"`);
    await runner.query(`ALTER TABLE "decision" DROP COLUMN "text_before"`);
    await runner.query(`ALTER TABLE "decision" DROP COLUMN "applied_seq"`);
    await runner.query(`ALTER TABLE "decision" DROP COLUMN "disposition"`);
    await runner.query(`ALTER TABLE "decision" ADD "undoes_id" uuid`);
    await runner.query(`ALTER TABLE "decision" ADD "digest" text NOT NULL DEFAULT ''`);
    await runner.query(`ALTER TABLE "decision" ALTER "digest" DROP DEFAULT`);
    await runner.query(`CREATE INDEX "IDX_0fba24acea4a660cf144e20c6a" ON "decision"  ("consultation_id") `);
    await runner.query(`CREATE UNIQUE INDEX "IDX_4dc21970cdf8c786010f8ec642" ON "decision"  ("undoes_id") `);
    await runner.query(
      `ALTER TABLE "decision" ADD CONSTRAINT "FK_0fba24acea4a660cf144e20c6a0" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "decision" ADD CONSTRAINT "FK_4dc21970cdf8c786010f8ec642a" FOREIGN KEY ("undoes_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "outcome" ADD CONSTRAINT "FK_e1be509a75b6ebb179757917765" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "outcome" ADD CONSTRAINT "FK_9fa428cd84c00cac9d4ebbc3ef8" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "outcome" ADD CONSTRAINT "FK_44627411c517bf1a9b94c660b7a" FOREIGN KEY ("into_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "outcome" ADD CONSTRAINT "FK_62e7d08b896f657d4bf7cd19c66" FOREIGN KEY ("ended_by") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "provenance" ADD CONSTRAINT "FK_08c2efc95dfd81810d42efeb6e7" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "provenance" ADD CONSTRAINT "FK_19a67b56f81beb53d7624ba98af" FOREIGN KEY ("document_name") REFERENCES "document"("name") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "provenance" ADD CONSTRAINT "FK_ce9888f59491c2937d5869eb913" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "provenance" DROP CONSTRAINT "FK_ce9888f59491c2937d5869eb913"`);
    await runner.query(`ALTER TABLE "provenance" DROP CONSTRAINT "FK_19a67b56f81beb53d7624ba98af"`);
    await runner.query(`ALTER TABLE "provenance" DROP CONSTRAINT "FK_08c2efc95dfd81810d42efeb6e7"`);
    await runner.query(`ALTER TABLE "outcome" DROP CONSTRAINT "FK_62e7d08b896f657d4bf7cd19c66"`);
    await runner.query(`ALTER TABLE "outcome" DROP CONSTRAINT "FK_44627411c517bf1a9b94c660b7a"`);
    await runner.query(`ALTER TABLE "outcome" DROP CONSTRAINT "FK_9fa428cd84c00cac9d4ebbc3ef8"`);
    await runner.query(`ALTER TABLE "outcome" DROP CONSTRAINT "FK_e1be509a75b6ebb179757917765"`);
    await runner.query(`ALTER TABLE "decision" DROP CONSTRAINT "FK_4dc21970cdf8c786010f8ec642a"`);
    await runner.query(`ALTER TABLE "decision" DROP CONSTRAINT "FK_0fba24acea4a660cf144e20c6a0"`);
    await runner.query(`DROP INDEX "public"."IDX_4dc21970cdf8c786010f8ec642"`);
    await runner.query(`DROP INDEX "public"."IDX_0fba24acea4a660cf144e20c6a"`);
    await runner.query(`ALTER TABLE "decision" DROP COLUMN "digest"`);
    await runner.query(`ALTER TABLE "decision" DROP COLUMN "undoes_id"`);
    await runner.query(`ALTER TABLE "decision" ADD "disposition" text NOT NULL`);
    await runner.query(`ALTER TABLE "decision" ADD "applied_seq" integer`);
    await runner.query(`ALTER TABLE "decision" ADD "text_before" text`);
    await runner.query(`ALTER TABLE "decision" ADD "comment_id" uuid NOT NULL`);
    await runner.query(`ALTER TABLE "decision" ADD "text_after" text`);
    await runner.query(`ALTER TABLE "decision" ADD "reason_code" text`);
    await runner.query(`DROP INDEX "public"."IDX_ebe782c9c780ddbe5a99cec460"`);
    await runner.query(`DROP TABLE "provenance"`);
    await runner.query(`DROP INDEX "public"."IDX_f91d728ffe2b590999ee2b4a06"`);
    await runner.query(`DROP INDEX "public"."outcome_standing"`);
    await runner.query(`DROP INDEX "public"."IDX_9fa428cd84c00cac9d4ebbc3ef"`);
    await runner.query(`DROP TABLE "outcome"`);
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_6a5348704eb3b269d571031fd5" ON "decision" USING btree ("comment_id") `,
    );
    await runner.query(
      `ALTER TABLE "decision" ADD CONSTRAINT "FK_6a5348704eb3b269d571031fd50" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }
}
