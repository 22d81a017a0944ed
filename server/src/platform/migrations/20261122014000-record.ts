import { BEGINNING, linked, markOf, type Entry } from '@concord/record';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PAGE = 500;

/** Makes one chain of the events of each consultation. What is on record already gets its hash as it stands. */
export class Record1795311600000 implements MigrationInterface {
  name = 'Record1795311600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "event_chain" ADD "hash" text NOT NULL DEFAULT '${BEGINNING}'`);
    await runner.query(`ALTER TABLE "person" ADD "salt" uuid DEFAULT gen_random_uuid()`);
    await runner.query(`ALTER TABLE "person" ADD "erased_at" TIMESTAMP WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "person" ADD "former_organisation_id" uuid`);
    await runner.query(`ALTER TABLE "domain_event" ADD "people" jsonb NOT NULL DEFAULT '{}'`);
    await runner.query(`ALTER TABLE "domain_event" ADD "marks" jsonb NOT NULL DEFAULT '{}'`);
    await runner.query(`ALTER TABLE "domain_event" ADD "organisation_id" uuid`);
    await runner.query(`ALTER TABLE "domain_event" ADD "previous" text`);
    await runner.query(`ALTER TABLE "domain_event" ADD "hash" text`);
    // Persons stood among the facts, where no erasure would reach them.
    await runner.query(
      `UPDATE "domain_event" SET "data" = "data" - 'for' - 'deputy',
              "people" = jsonb_strip_nulls(jsonb_build_object('for', "data"->'for', 'deputy', "data"->'deputy'))
        WHERE jsonb_exists("data", 'for') OR jsonb_exists("data", 'deputy')`,
    );
    await runner.query(
      `UPDATE "domain_event" event SET "organisation_id" = m."organisation_id" FROM "membership" m
        WHERE m."person_id" = event."actor_id" AND m."consultation_id" = event."consultation_id"`,
    );
    const chains: { chain: string }[] = await runner.manager.query(
      'SELECT "consultation_id" AS chain FROM "event_chain" ORDER BY "consultation_id"',
    );
    for (const { chain } of chains) await linkAll(runner, chain);
    await runner.query(`ALTER TABLE "domain_event" ALTER COLUMN "previous" SET NOT NULL`);
    await runner.query(`ALTER TABLE "domain_event" ALTER COLUMN "hash" SET NOT NULL`);
    await runner.query(
      `ALTER TABLE "person" ADD CONSTRAINT "FK_52b931fd211e5af07c5f1bd4617" FOREIGN KEY ("former_organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "person" DROP CONSTRAINT "FK_52b931fd211e5af07c5f1bd4617"`);
    await runner.query(`UPDATE "domain_event" SET "data" = "data" || "people"`);
    for (const column of ['hash', 'previous', 'organisation_id', 'marks', 'people'])
      await runner.query(`ALTER TABLE "domain_event" DROP COLUMN "${column}"`);
    for (const column of ['former_organisation_id', 'erased_at', 'salt'])
      await runner.query(`ALTER TABLE "person" DROP COLUMN "${column}"`);
    await runner.query(`ALTER TABLE "event_chain" DROP COLUMN "hash"`);
  }
}

type Row = Omit<Entry, 'chain' | 'marks'> & {
  readonly people: Record<string, string>;
  readonly actorId: string | null;
};

async function linkAll(runner: QueryRunner, chain: string): Promise<void> {
  const people: { id: string; salt: string }[] = await runner.manager.query(
    'SELECT "id", "salt" FROM "person"',
  );
  const salts = new Map(people.map(({ id, salt }) => [id, salt]));
  let after = '0';
  let previous = BEGINNING;
  for (;;) {
    const rows: Row[] = await runner.manager.query(
      `SELECT "position", "type", "subject_id" AS "subjectId", "audience", "data", "people", "actor_id" AS "actorId",
              "organisation_id" AS "organisationId", to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "at"
         FROM "domain_event" WHERE "consultation_id" = $1 AND "position" > $2 ORDER BY "position" LIMIT ${PAGE}`,
      [chain, after],
    );
    const links = linked(
      previous,
      rows.map(({ people: named, actorId, ...row }): Entry => {
        const parts = actorId === null ? named : { ...named, actor: actorId };
        const marks = Object.entries(parts).map(([part, personId]) => [
          part,
          markOf(salts.get(personId) ?? '', { chain, position: row.position, part, personId }),
        ]);
        return { ...row, chain, marks: Object.fromEntries(marks) as Record<string, string> };
      }),
    );
    const last = links.at(-1);
    if (!last) break;
    await runner.query(
      `UPDATE "domain_event" event SET "marks" = link.marks, "previous" = link.previous, "hash" = link.hash
         FROM unnest($2::bigint[], $3::jsonb[], $4::text[], $5::text[]) AS link(position, marks, previous, hash)
        WHERE event."consultation_id" = $1 AND event."position" = link.position`,
      [
        chain,
        links.map(({ position }) => position),
        links.map(({ marks }) => JSON.stringify(marks)),
        links.map((link) => link.previous),
        links.map(({ hash }) => hash),
      ],
    );
    after = last.position;
    previous = last.hash;
  }
  await runner.query('UPDATE "event_chain" SET "hash" = $2 WHERE "consultation_id" = $1', [chain, previous]);
}
