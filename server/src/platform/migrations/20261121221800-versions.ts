import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Versions1795299480723 implements MigrationInterface {
  name = 'Versions1795299480723';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "version" ("id" uuid NOT NULL, "consultation_id" uuid NOT NULL, "number" integer NOT NULL, "hash" text NOT NULL, "organisation_id" uuid NOT NULL, "frozen_by" uuid NOT NULL, "client_key" text NOT NULL, "frozen_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_4fb5fbb15a43da9f35493107b1d" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_8fa8b3fac4a83b10164ea40ac6" ON "version"  ("frozen_by", "client_key") `,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_c96e8923259d9f1655ba7e4317" ON "version"  ("consultation_id", "number") `,
    );
    await runner.query(
      `CREATE TABLE "version_text" ("version_id" uuid NOT NULL, "section_id" uuid NOT NULL, "language" text NOT NULL, "seq" integer NOT NULL, "title" text NOT NULL, "content" jsonb NOT NULL, "hash" text NOT NULL, CONSTRAINT "PK_9d0265147c71ddb4d70b5fd4919" PRIMARY KEY ("version_id", "section_id", "language"))`,
    );
    await runner.query(`CREATE INDEX "IDX_767bd10b5dcd50383548591657" ON "version_text"  ("section_id") `);
    await runner.query(`ALTER TABLE "consultation" ADD "frozen_version" integer`);
    await runner.query(
      `ALTER TABLE "version" ADD CONSTRAINT "FK_99f990e67d7a7c7af8f90a09df0" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "version" ADD CONSTRAINT "FK_6fbcf78c7bce084eaf023d86b43" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "version" ADD CONSTRAINT "FK_16f6203ac737241b97e3cabebf7" FOREIGN KEY ("frozen_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "version_text" ADD CONSTRAINT "FK_d13dbbdaf8686b05c0054f96964" FOREIGN KEY ("version_id") REFERENCES "version"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "version_text" ADD CONSTRAINT "FK_767bd10b5dcd503835485916572" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "version_text" DROP CONSTRAINT "FK_767bd10b5dcd503835485916572"`);
    await runner.query(`ALTER TABLE "version_text" DROP CONSTRAINT "FK_d13dbbdaf8686b05c0054f96964"`);
    await runner.query(`ALTER TABLE "version" DROP CONSTRAINT "FK_16f6203ac737241b97e3cabebf7"`);
    await runner.query(`ALTER TABLE "version" DROP CONSTRAINT "FK_6fbcf78c7bce084eaf023d86b43"`);
    await runner.query(`ALTER TABLE "version" DROP CONSTRAINT "FK_99f990e67d7a7c7af8f90a09df0"`);
    await runner.query(`ALTER TABLE "consultation" DROP COLUMN "frozen_version"`);
    await runner.query(`DROP INDEX "public"."IDX_767bd10b5dcd50383548591657"`);
    await runner.query(`DROP TABLE "version_text"`);
    await runner.query(`DROP INDEX "public"."IDX_c96e8923259d9f1655ba7e4317"`);
    await runner.query(`DROP INDEX "public"."IDX_8fa8b3fac4a83b10164ea40ac6"`);
    await runner.query(`DROP TABLE "version"`);
  }
}
