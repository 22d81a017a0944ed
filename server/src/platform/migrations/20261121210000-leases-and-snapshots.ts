import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LeasesAndSnapshots1795294952567 implements MigrationInterface {
  name = 'LeasesAndSnapshots1795294952567';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "document_snapshot" ("document_name" text NOT NULL, "seq" integer NOT NULL, "state" bytea NOT NULL, CONSTRAINT "PK_729e464f68837e49cd2fe5b4b40" PRIMARY KEY ("document_name"))`,
    );
    await runner.query(
      `CREATE TABLE "document_lease" ("document_name" text NOT NULL, "client_id" bigint NOT NULL, "person_id" uuid NOT NULL, "leased_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_0be93673a9bd370aae999a4b5bf" PRIMARY KEY ("document_name", "client_id"))`,
    );
    await runner.query(
      `ALTER TABLE "document_snapshot" ADD CONSTRAINT "FK_729e464f68837e49cd2fe5b4b40" FOREIGN KEY ("document_name") REFERENCES "document"("name") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document_lease" ADD CONSTRAINT "FK_c934f66d395e1e490c1be871bfa" FOREIGN KEY ("document_name") REFERENCES "document"("name") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document_lease" ADD CONSTRAINT "FK_f27427d90fb2227be55e7254fc4" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "document_lease" DROP CONSTRAINT "FK_f27427d90fb2227be55e7254fc4"`);
    await runner.query(`ALTER TABLE "document_lease" DROP CONSTRAINT "FK_c934f66d395e1e490c1be871bfa"`);
    await runner.query(`ALTER TABLE "document_snapshot" DROP CONSTRAINT "FK_729e464f68837e49cd2fe5b4b40"`);
    await runner.query(`DROP TABLE "document_lease"`);
    await runner.query(`DROP TABLE "document_snapshot"`);
  }
}
