import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Evidence1795302656007 implements MigrationInterface {
  name = 'Evidence1795302656007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "evidence" ("id" uuid NOT NULL, "comment_id" uuid NOT NULL, "name" text NOT NULL, "media_type" text, "size" integer, "hash" text, "href" text, "person_id" uuid NOT NULL, "added_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_b864cb5d49854f89917fc0b44b9" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_56fad24e4ccf283e4f132c3f45" ON "evidence"  ("comment_id") `);
    await runner.query(
      `CREATE TABLE "evidence_content" ("evidence_id" uuid NOT NULL, "bytes" bytea NOT NULL, CONSTRAINT "PK_ccbdfe163591c5853a9bb6ebf16" PRIMARY KEY ("evidence_id"))`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "FK_56fad24e4ccf283e4f132c3f45d" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "FK_7edc7a2902543bb5bb9c875a1b6" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evidence_content" ADD CONSTRAINT "FK_ccbdfe163591c5853a9bb6ebf16" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "evidence_content" DROP CONSTRAINT "FK_ccbdfe163591c5853a9bb6ebf16"`);
    await runner.query(`ALTER TABLE "evidence" DROP CONSTRAINT "FK_7edc7a2902543bb5bb9c875a1b6"`);
    await runner.query(`ALTER TABLE "evidence" DROP CONSTRAINT "FK_56fad24e4ccf283e4f132c3f45d"`);
    await runner.query(`DROP TABLE "evidence_content"`);
    await runner.query(`DROP INDEX "public"."IDX_56fad24e4ccf283e4f132c3f45"`);
    await runner.query(`DROP TABLE "evidence"`);
  }
}
