import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Initial1795219200000 implements MigrationInterface {
  name = 'Initial1795219200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "person" ("id" uuid NOT NULL, "email" text NOT NULL, "name" text NOT NULL, "locale" text NOT NULL, "password_hash" text, "function" text, "demo" boolean NOT NULL DEFAULT false, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_5fdaf670315c4b7e70cce85daa3" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "IDX_d2d717efd90709ebd3cb26b936" ON "person"  ("email") `);
    await runner.query(
      `CREATE TABLE "sign_in_session" ("id" uuid NOT NULL, "secret_hash" bytea NOT NULL, "person_id" uuid NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "revoked_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_758c4bfa0f01b3da339a5e3594d" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_80ae6539994c08fe3de6a2e0d0" ON "sign_in_session"  ("secret_hash") `,
    );
    await runner.query(`CREATE INDEX "IDX_291f4c91719f911c1277d1ec5b" ON "sign_in_session"  ("person_id") `);
    await runner.query(
      `CREATE TABLE "sign_in_failure" ("id" uuid NOT NULL, "subject" text NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_5ad9835b7a6e51262f6fe5024de" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_e07a6b8add0dcc7742038655f6" ON "sign_in_failure"  ("subject") `);
    await runner.query(
      `CREATE TABLE "invitation" ("id" uuid NOT NULL, "secret_hash" bytea NOT NULL, "email" text NOT NULL, "consultation_id" uuid NOT NULL, "organisation_id" uuid NOT NULL, "roles" text array NOT NULL, "locale" text NOT NULL, "invited_by" uuid, "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "accepted_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_beb994737756c0f18a1c1f8669c" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_1ce1e3f0eb232d419e99cf0c8e" ON "invitation"  ("secret_hash") `,
    );
    await runner.query(
      `CREATE TABLE "api_token" ("id" uuid NOT NULL, "secret_hash" bytea NOT NULL, "person_id" uuid NOT NULL, "name" text NOT NULL, "scopes" text array NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "last_used_at" TIMESTAMP WITH TIME ZONE, "revoked_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_d862311c568d175c26f41bc6f98" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_482a03313c765083f39c50f735" ON "api_token"  ("secret_hash") `,
    );
    await runner.query(`CREATE INDEX "IDX_e2d4e4aec6ea48547b08e409f9" ON "api_token"  ("person_id") `);
    await runner.query(
      `CREATE TABLE "comment" ("id" uuid NOT NULL, "consultation_id" uuid NOT NULL, "section_id" uuid NOT NULL, "target_language" text NOT NULL, "language" text NOT NULL, "organisation_id" uuid NOT NULL, "author_id" uuid NOT NULL, "client_key" text NOT NULL, "number" integer, "type" text NOT NULL, "severity" text NOT NULL, "status" text NOT NULL, "visibility" text NOT NULL, "body" text NOT NULL, "proposal" text, "folded" text NOT NULL, "target" jsonb NOT NULL, "target_revision" integer NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "revised_at" TIMESTAMP WITH TIME ZONE NOT NULL, "cleared_at" TIMESTAMP WITH TIME ZONE, "cleared_by" uuid, "withdrawal_reason" text, "acknowledgement" text, CONSTRAINT "PK_0b0e4bbc8415ec426f87f3a88e2" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_374c7ddb8388d1db748e33d7f1" ON "comment"  ("section_id") `);
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_83f883bd24ed4a6f4b941a2001" ON "comment"  ("author_id", "client_key") `,
    );
    await runner.query(
      `CREATE INDEX "IDX_e5545c99c95dabb947e96cea2c" ON "comment"  ("consultation_id", "status") `,
    );
    await runner.query(
      `CREATE TABLE "comment_anchor" ("comment_id" uuid NOT NULL, "status" text NOT NULL, "block_id" text, "start_offset" integer, "end_offset" integer, "words" text, "place" integer NOT NULL, "revision" integer NOT NULL, CONSTRAINT "PK_ff7b224c6cb191d240662c5695e" PRIMARY KEY ("comment_id"))`,
    );
    await runner.query(
      `CREATE TABLE "reply" ("id" uuid NOT NULL, "comment_id" uuid NOT NULL, "organisation_id" uuid NOT NULL, "author_id" uuid NOT NULL, "client_key" text NOT NULL, "language" text NOT NULL, "body" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_94fa9017051b40a71e000a2aff9" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_aa280a5b48fd06db0868a6fa4e" ON "reply"  ("comment_id") `);
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_01e1557a4562d9901f856dbd02" ON "reply"  ("author_id", "client_key") `,
    );
    await runner.query(
      `CREATE TABLE "consultation" ("id" uuid NOT NULL, "slug" text NOT NULL, "title" jsonb NOT NULL, "demo" boolean NOT NULL DEFAULT false, "lead_id" uuid NOT NULL, "languages" text array NOT NULL, "original_language" text NOT NULL, "opens_at" TIMESTAMP WITH TIME ZONE, "closes_at" TIMESTAMP WITH TIME ZONE, "time_zone" text NOT NULL, "next_comment_number" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_5203569fac28a4a626c42abe70b" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "IDX_a0245499c14363fe154d0dd089" ON "consultation"  ("slug") `);
    await runner.query(
      `CREATE TABLE "decision" ("id" uuid NOT NULL, "consultation_id" uuid NOT NULL, "comment_id" uuid NOT NULL, "disposition" text NOT NULL, "reason" text, "reason_code" text, "text_before" text, "text_after" text, "applied_seq" integer, "organisation_id" uuid NOT NULL, "decided_by" uuid NOT NULL, "client_key" text NOT NULL, "decided_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_fa4cbd6abf1215054f13c27df5a" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "IDX_6a5348704eb3b269d571031fd5" ON "decision"  ("comment_id") `);
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_4497c8845a03f03c454327cf41" ON "decision"  ("decided_by", "client_key") `,
    );
    await runner.query(
      `CREATE TABLE "import_preview" ("id" uuid NOT NULL, "consultation_id" uuid NOT NULL, "person_id" uuid NOT NULL, "language" text NOT NULL, "file_name" text NOT NULL, "file_hash" text NOT NULL, "document" jsonb NOT NULL, "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_e841fe560cc42c54b36f4a39b93" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE TABLE "organisation" ("id" uuid NOT NULL, "code" text NOT NULL, "kind" text NOT NULL, "name" jsonb NOT NULL, "abbreviation" jsonb NOT NULL, CONSTRAINT "PK_c725ae234ef1b74cce43d2d00c1" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "IDX_6a3122daf3cb06cb4f1f87ae64" ON "organisation"  ("code") `);
    await runner.query(
      `CREATE TABLE "participation" ("consultation_id" uuid NOT NULL, "organisation_id" uuid NOT NULL, "domains" integer array, "ordinal" integer NOT NULL, CONSTRAINT "PK_f74744d113128bd4dc7f8680607" PRIMARY KEY ("consultation_id", "organisation_id"))`,
    );
    await runner.query(
      `CREATE TABLE "membership" ("consultation_id" uuid NOT NULL, "person_id" uuid NOT NULL, "organisation_id" uuid NOT NULL, "roles" text array NOT NULL, "changed_at" TIMESTAMP WITH TIME ZONE NOT NULL, "revoked_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_13244c0e739cf3a8508de10152f" PRIMARY KEY ("consultation_id", "person_id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_be659e88cd5ed71eef6d4122aa" ON "membership"  ("organisation_id") `);
    await runner.query(
      `CREATE TABLE "section" ("id" uuid NOT NULL, "consultation_id" uuid NOT NULL, "key" text NOT NULL, "ordinal" integer NOT NULL, "domain" integer, CONSTRAINT "PK_3c41d2d699384cc5e8eac54777d" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_36ccd4c2d869452e47d45cd22b" ON "section"  ("consultation_id", "key") `,
    );
    await runner.query(
      `CREATE TABLE "variant" ("id" uuid NOT NULL, "section_id" uuid NOT NULL, "language" text NOT NULL, "document_name" text NOT NULL, "title" text NOT NULL, "outline" jsonb NOT NULL, "content" jsonb NOT NULL, "revision" integer NOT NULL, "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL, "imported_hash" text, "imported_revision" integer, CONSTRAINT "PK_f8043a8a34fa021a727a4718470" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_5f947563390aa7683788af02ff" ON "variant"  ("document_name") `,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_1c34fb4f504ad1c1f56d7bbf0d" ON "variant"  ("section_id", "language") `,
    );
    await runner.query(
      `CREATE TABLE "document" ("name" text NOT NULL, "seq" integer NOT NULL DEFAULT '0', CONSTRAINT "PK_6be4f75c40f5f3878d18d9806cc" PRIMARY KEY ("name"))`,
    );
    await runner.query(
      `CREATE TABLE "document_update" ("document_name" text NOT NULL, "seq" integer NOT NULL, "update" bytea NOT NULL, "person_id" uuid, "at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_f4fb0e99bfce7436cc9d033db4d" PRIMARY KEY ("document_name", "seq"))`,
    );
    await runner.query(
      `CREATE TABLE "event_chain" ("consultation_id" uuid NOT NULL, "head" bigint NOT NULL DEFAULT '0', CONSTRAINT "PK_fa5b62f42c5690a219971256226" PRIMARY KEY ("consultation_id"))`,
    );
    await runner.query(
      `CREATE TABLE "domain_event" ("consultation_id" uuid NOT NULL, "position" bigint NOT NULL, "type" text NOT NULL, "subject_id" uuid NOT NULL, "audience" jsonb NOT NULL, "data" jsonb NOT NULL DEFAULT '{}', "actor_id" uuid, "at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_7f0c566f1597337c9257e45600f" PRIMARY KEY ("consultation_id", "position"))`,
    );
    await runner.query(
      `CREATE TABLE "installation" ("id" integer NOT NULL, "secret" text NOT NULL, "demo" boolean NOT NULL DEFAULT false, CONSTRAINT "PK_f0cd0b17a45357b5e1da1da1680" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `ALTER TABLE "sign_in_session" ADD CONSTRAINT "FK_291f4c91719f911c1277d1ec5b2" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "invitation" ADD CONSTRAINT "FK_280d513b219b4f29f5cc0d817a1" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "invitation" ADD CONSTRAINT "FK_913833c1541e680e8112131222f" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "invitation" ADD CONSTRAINT "FK_e720a7c3cde7969988b5d33ca75" FOREIGN KEY ("invited_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "api_token" ADD CONSTRAINT "FK_e2d4e4aec6ea48547b08e409f9b" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "comment" ADD CONSTRAINT "FK_ecd2e597156c0e346216bcb0bc5" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "comment" ADD CONSTRAINT "FK_374c7ddb8388d1db748e33d7f1b" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "comment" ADD CONSTRAINT "FK_619d459e479e072c97868fbfa4d" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "comment" ADD CONSTRAINT "FK_3ce66469b26697baa097f8da923" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "reply" ADD CONSTRAINT "FK_aa280a5b48fd06db0868a6fa4e1" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "reply" ADD CONSTRAINT "FK_631fb18b502aafcb0e5bd845c87" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "reply" ADD CONSTRAINT "FK_0d98e8ade07b472e8af8b856e1b" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "consultation" ADD CONSTRAINT "FK_e2c17f0bb36f0091602e2037759" FOREIGN KEY ("lead_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "decision" ADD CONSTRAINT "FK_6a5348704eb3b269d571031fd50" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "decision" ADD CONSTRAINT "FK_4439f00bfcd451db703a733e05e" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "decision" ADD CONSTRAINT "FK_151703d1ced04c295203a731365" FOREIGN KEY ("decided_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "import_preview" ADD CONSTRAINT "FK_117ed37beea5d18b7d4d02ee324" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "import_preview" ADD CONSTRAINT "FK_e2f9e370d2ea72ed13954666920" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "participation" ADD CONSTRAINT "FK_b4c35d61e9a667aeeac7245b39f" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "participation" ADD CONSTRAINT "FK_34f9a816cf2ebd90dea8c214a6e" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "membership" ADD CONSTRAINT "FK_8bc855456f788ed7d97bdef84de" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "membership" ADD CONSTRAINT "FK_6fc5e2153171bbeb54f4fda6595" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "membership" ADD CONSTRAINT "FK_be659e88cd5ed71eef6d4122aac" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "section" ADD CONSTRAINT "FK_5fcabe1d763deb9cd7e77513497" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "variant" ADD CONSTRAINT "FK_ffbac4ddeb556ea67f650cdae70" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "variant" ADD CONSTRAINT "FK_5f947563390aa7683788af02ffc" FOREIGN KEY ("document_name") REFERENCES "document"("name") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document_update" ADD CONSTRAINT "FK_a977c7c37189f8102e830bf9e6c" FOREIGN KEY ("document_name") REFERENCES "document"("name") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document_update" ADD CONSTRAINT "FK_fcd35107b392484dbf8f2b7c7fb" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "document_update" DROP CONSTRAINT "FK_fcd35107b392484dbf8f2b7c7fb"`);
    await runner.query(`ALTER TABLE "document_update" DROP CONSTRAINT "FK_a977c7c37189f8102e830bf9e6c"`);
    await runner.query(`ALTER TABLE "variant" DROP CONSTRAINT "FK_5f947563390aa7683788af02ffc"`);
    await runner.query(`ALTER TABLE "variant" DROP CONSTRAINT "FK_ffbac4ddeb556ea67f650cdae70"`);
    await runner.query(`ALTER TABLE "section" DROP CONSTRAINT "FK_5fcabe1d763deb9cd7e77513497"`);
    await runner.query(`ALTER TABLE "membership" DROP CONSTRAINT "FK_be659e88cd5ed71eef6d4122aac"`);
    await runner.query(`ALTER TABLE "membership" DROP CONSTRAINT "FK_6fc5e2153171bbeb54f4fda6595"`);
    await runner.query(`ALTER TABLE "membership" DROP CONSTRAINT "FK_8bc855456f788ed7d97bdef84de"`);
    await runner.query(`ALTER TABLE "participation" DROP CONSTRAINT "FK_34f9a816cf2ebd90dea8c214a6e"`);
    await runner.query(`ALTER TABLE "participation" DROP CONSTRAINT "FK_b4c35d61e9a667aeeac7245b39f"`);
    await runner.query(`ALTER TABLE "import_preview" DROP CONSTRAINT "FK_e2f9e370d2ea72ed13954666920"`);
    await runner.query(`ALTER TABLE "import_preview" DROP CONSTRAINT "FK_117ed37beea5d18b7d4d02ee324"`);
    await runner.query(`ALTER TABLE "decision" DROP CONSTRAINT "FK_151703d1ced04c295203a731365"`);
    await runner.query(`ALTER TABLE "decision" DROP CONSTRAINT "FK_4439f00bfcd451db703a733e05e"`);
    await runner.query(`ALTER TABLE "decision" DROP CONSTRAINT "FK_6a5348704eb3b269d571031fd50"`);
    await runner.query(`ALTER TABLE "consultation" DROP CONSTRAINT "FK_e2c17f0bb36f0091602e2037759"`);
    await runner.query(`ALTER TABLE "reply" DROP CONSTRAINT "FK_0d98e8ade07b472e8af8b856e1b"`);
    await runner.query(`ALTER TABLE "reply" DROP CONSTRAINT "FK_631fb18b502aafcb0e5bd845c87"`);
    await runner.query(`ALTER TABLE "reply" DROP CONSTRAINT "FK_aa280a5b48fd06db0868a6fa4e1"`);
    await runner.query(`ALTER TABLE "comment" DROP CONSTRAINT "FK_3ce66469b26697baa097f8da923"`);
    await runner.query(`ALTER TABLE "comment" DROP CONSTRAINT "FK_619d459e479e072c97868fbfa4d"`);
    await runner.query(`ALTER TABLE "comment" DROP CONSTRAINT "FK_374c7ddb8388d1db748e33d7f1b"`);
    await runner.query(`ALTER TABLE "comment" DROP CONSTRAINT "FK_ecd2e597156c0e346216bcb0bc5"`);
    await runner.query(`ALTER TABLE "api_token" DROP CONSTRAINT "FK_e2d4e4aec6ea48547b08e409f9b"`);
    await runner.query(`ALTER TABLE "invitation" DROP CONSTRAINT "FK_e720a7c3cde7969988b5d33ca75"`);
    await runner.query(`ALTER TABLE "invitation" DROP CONSTRAINT "FK_913833c1541e680e8112131222f"`);
    await runner.query(`ALTER TABLE "invitation" DROP CONSTRAINT "FK_280d513b219b4f29f5cc0d817a1"`);
    await runner.query(`ALTER TABLE "sign_in_session" DROP CONSTRAINT "FK_291f4c91719f911c1277d1ec5b2"`);
    await runner.query(`DROP TABLE "installation"`);
    await runner.query(`DROP TABLE "domain_event"`);
    await runner.query(`DROP TABLE "event_chain"`);
    await runner.query(`DROP TABLE "document_update"`);
    await runner.query(`DROP TABLE "document"`);
    await runner.query(`DROP INDEX "public"."IDX_1c34fb4f504ad1c1f56d7bbf0d"`);
    await runner.query(`DROP INDEX "public"."IDX_5f947563390aa7683788af02ff"`);
    await runner.query(`DROP TABLE "variant"`);
    await runner.query(`DROP INDEX "public"."IDX_36ccd4c2d869452e47d45cd22b"`);
    await runner.query(`DROP TABLE "section"`);
    await runner.query(`DROP INDEX "public"."IDX_be659e88cd5ed71eef6d4122aa"`);
    await runner.query(`DROP TABLE "membership"`);
    await runner.query(`DROP TABLE "participation"`);
    await runner.query(`DROP INDEX "public"."IDX_6a3122daf3cb06cb4f1f87ae64"`);
    await runner.query(`DROP TABLE "organisation"`);
    await runner.query(`DROP TABLE "import_preview"`);
    await runner.query(`DROP INDEX "public"."IDX_4497c8845a03f03c454327cf41"`);
    await runner.query(`DROP INDEX "public"."IDX_6a5348704eb3b269d571031fd5"`);
    await runner.query(`DROP TABLE "decision"`);
    await runner.query(`DROP INDEX "public"."IDX_a0245499c14363fe154d0dd089"`);
    await runner.query(`DROP TABLE "consultation"`);
    await runner.query(`DROP INDEX "public"."IDX_01e1557a4562d9901f856dbd02"`);
    await runner.query(`DROP INDEX "public"."IDX_aa280a5b48fd06db0868a6fa4e"`);
    await runner.query(`DROP TABLE "reply"`);
    await runner.query(`DROP TABLE "comment_anchor"`);
    await runner.query(`DROP INDEX "public"."IDX_e5545c99c95dabb947e96cea2c"`);
    await runner.query(`DROP INDEX "public"."IDX_83f883bd24ed4a6f4b941a2001"`);
    await runner.query(`DROP INDEX "public"."IDX_374c7ddb8388d1db748e33d7f1"`);
    await runner.query(`DROP TABLE "comment"`);
    await runner.query(`DROP INDEX "public"."IDX_e2d4e4aec6ea48547b08e409f9"`);
    await runner.query(`DROP INDEX "public"."IDX_482a03313c765083f39c50f735"`);
    await runner.query(`DROP TABLE "api_token"`);
    await runner.query(`DROP INDEX "public"."IDX_1ce1e3f0eb232d419e99cf0c8e"`);
    await runner.query(`DROP TABLE "invitation"`);
    await runner.query(`DROP INDEX "public"."IDX_e07a6b8add0dcc7742038655f6"`);
    await runner.query(`DROP TABLE "sign_in_failure"`);
    await runner.query(`DROP INDEX "public"."IDX_291f4c91719f911c1277d1ec5b"`);
    await runner.query(`DROP INDEX "public"."IDX_80ae6539994c08fe3de6a2e0d0"`);
    await runner.query(`DROP TABLE "sign_in_session"`);
    await runner.query(`DROP INDEX "public"."IDX_d2d717efd90709ebd3cb26b936"`);
    await runner.query(`DROP TABLE "person"`);
  }
}
