import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Moderation1795300801389 implements MigrationInterface {
  name = 'Moderation1795300801389';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "triage" ("comment_id" uuid NOT NULL, "assignee_id" uuid, "tags" text array NOT NULL DEFAULT '{}', "recommendation" text, "cluster_id" uuid, "changed_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_0524bf82f70d663c82ca1e93488" PRIMARY KEY ("comment_id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_3cca7672af80ad691257ab6911" ON "triage"  ("assignee_id") `);
    await runner.query(`CREATE INDEX "IDX_671dd0d1b795ce48744387a22b" ON "triage"  ("cluster_id") `);
    await runner.query(
      `CREATE TABLE "moderator_note" ("id" uuid NOT NULL, "comment_id" uuid NOT NULL, "author_id" uuid NOT NULL, "client_key" text NOT NULL, "body" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_2b72c735d910a1ba5c1c82feb8b" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_31b1c577164db96ab8ff256e97" ON "moderator_note"  ("comment_id") `);
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_bd5023bca110f41a5e4b7e6b43" ON "moderator_note"  ("author_id", "client_key") `,
    );
    await runner.query(
      `CREATE TABLE "clarification" ("id" uuid NOT NULL, "comment_id" uuid NOT NULL, "asked_by" uuid NOT NULL, "client_key" text NOT NULL, "question" text NOT NULL, "due_at" TIMESTAMP WITH TIME ZONE NOT NULL, "asked_at" TIMESTAMP WITH TIME ZONE NOT NULL, "answer" text, "answered_by" uuid, "answered_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_dc58e35c9d3bb8bdf64040462a2" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_d2279c6c2dd929305ab55b8537" ON "clarification"  ("comment_id") `);
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_5c0d3146a13ba860d322a06887" ON "clarification"  ("asked_by", "client_key") `,
    );
    await runner.query(
      `CREATE TABLE "saved_view" ("id" uuid NOT NULL, "consultation_id" uuid NOT NULL, "person_id" uuid NOT NULL, "name" text NOT NULL, "query" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_be317311b88c1a5e47ad6c19081" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_24931dea519199bafefb33a6d8" ON "saved_view"  ("person_id", "consultation_id", "name") `,
    );
    await runner.query(
      `ALTER TABLE "triage" ADD CONSTRAINT "FK_0524bf82f70d663c82ca1e93488" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "triage" ADD CONSTRAINT "FK_3cca7672af80ad691257ab6911e" FOREIGN KEY ("assignee_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "moderator_note" ADD CONSTRAINT "FK_31b1c577164db96ab8ff256e97c" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "moderator_note" ADD CONSTRAINT "FK_e89acd30fedaf1f1ef38defec1a" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "clarification" ADD CONSTRAINT "FK_d2279c6c2dd929305ab55b8537b" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "clarification" ADD CONSTRAINT "FK_13847d0d53c460864b9d504efdd" FOREIGN KEY ("asked_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "clarification" ADD CONSTRAINT "FK_09901dfa0cf392c11a442992c78" FOREIGN KEY ("answered_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "saved_view" ADD CONSTRAINT "FK_3dfd12db56d6e8441da5304712b" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "saved_view" ADD CONSTRAINT "FK_5764b6f27dc9da90be8f5963c5b" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "saved_view" DROP CONSTRAINT "FK_5764b6f27dc9da90be8f5963c5b"`);
    await runner.query(`ALTER TABLE "saved_view" DROP CONSTRAINT "FK_3dfd12db56d6e8441da5304712b"`);
    await runner.query(`ALTER TABLE "clarification" DROP CONSTRAINT "FK_09901dfa0cf392c11a442992c78"`);
    await runner.query(`ALTER TABLE "clarification" DROP CONSTRAINT "FK_13847d0d53c460864b9d504efdd"`);
    await runner.query(`ALTER TABLE "clarification" DROP CONSTRAINT "FK_d2279c6c2dd929305ab55b8537b"`);
    await runner.query(`ALTER TABLE "moderator_note" DROP CONSTRAINT "FK_e89acd30fedaf1f1ef38defec1a"`);
    await runner.query(`ALTER TABLE "moderator_note" DROP CONSTRAINT "FK_31b1c577164db96ab8ff256e97c"`);
    await runner.query(`ALTER TABLE "triage" DROP CONSTRAINT "FK_3cca7672af80ad691257ab6911e"`);
    await runner.query(`ALTER TABLE "triage" DROP CONSTRAINT "FK_0524bf82f70d663c82ca1e93488"`);
    await runner.query(`DROP INDEX "public"."IDX_24931dea519199bafefb33a6d8"`);
    await runner.query(`DROP TABLE "saved_view"`);
    await runner.query(`DROP INDEX "public"."IDX_5c0d3146a13ba860d322a06887"`);
    await runner.query(`DROP INDEX "public"."IDX_d2279c6c2dd929305ab55b8537"`);
    await runner.query(`DROP TABLE "clarification"`);
    await runner.query(`DROP INDEX "public"."IDX_bd5023bca110f41a5e4b7e6b43"`);
    await runner.query(`DROP INDEX "public"."IDX_31b1c577164db96ab8ff256e97"`);
    await runner.query(`DROP TABLE "moderator_note"`);
    await runner.query(`DROP INDEX "public"."IDX_671dd0d1b795ce48744387a22b"`);
    await runner.query(`DROP INDEX "public"."IDX_3cca7672af80ad691257ab6911"`);
    await runner.query(`DROP TABLE "triage"`);
  }
}
