import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Webhooks1795324584922 implements MigrationInterface {
  name = 'Webhooks1795324584922';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "webhook" ("id" uuid NOT NULL, "consultation_id" uuid NOT NULL, "url" text NOT NULL, "types" text array NOT NULL, "salt" text NOT NULL, "kept_by" uuid NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "position" bigint NOT NULL, "failures" integer NOT NULL DEFAULT '0', "failing_since" TIMESTAMP WITH TIME ZONE, "resting_until" TIMESTAMP WITH TIME ZONE, "stopped_at" TIMESTAMP WITH TIME ZONE, "stop_reason" text, CONSTRAINT "PK_e6765510c2d078db49632b59020" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_18eb73c965e46f8528b19bc31b" ON "webhook"  ("consultation_id") `);
    await runner.query(
      `CREATE TABLE "webhook_delivery" ("id" uuid NOT NULL, "webhook_id" uuid NOT NULL, "position" bigint, "type" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "attempts" integer NOT NULL DEFAULT '0', "next_at" TIMESTAMP WITH TIME ZONE, "tried_at" TIMESTAMP WITH TIME ZONE, "delivered_at" TIMESTAMP WITH TIME ZONE, "status" integer, "problem" text, CONSTRAINT "webhook_delivery_once" UNIQUE ("webhook_id", "position"), CONSTRAINT "PK_b1ae290239a778f12399db91354" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_bed5977964f9fb9f99aa89eee0" ON "webhook_delivery"  ("next_at") `);
    await runner.query(
      `ALTER TABLE "webhook" ADD CONSTRAINT "FK_18eb73c965e46f8528b19bc31be" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "webhook" ADD CONSTRAINT "FK_0c2023f4e6bef5dcbf49d496e98" FOREIGN KEY ("kept_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "webhook_delivery" ADD CONSTRAINT "FK_ef25cc28dcf88ea3dd81f39af2d" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "webhook_delivery" DROP CONSTRAINT "FK_ef25cc28dcf88ea3dd81f39af2d"`);
    await runner.query(`ALTER TABLE "webhook" DROP CONSTRAINT "FK_0c2023f4e6bef5dcbf49d496e98"`);
    await runner.query(`ALTER TABLE "webhook" DROP CONSTRAINT "FK_18eb73c965e46f8528b19bc31be"`);
    await runner.query(`DROP INDEX "public"."IDX_bed5977964f9fb9f99aa89eee0"`);
    await runner.query(`DROP TABLE "webhook_delivery"`);
    await runner.query(`DROP INDEX "public"."IDX_18eb73c965e46f8528b19bc31b"`);
    await runner.query(`DROP TABLE "webhook"`);
  }
}
