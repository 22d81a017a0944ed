// Puts people with sign-ins into a consultation of a running server, past its use cases, and says their secrets: of seven
// organisations that read everything, two sets of roles and three languages, so of forty audiences and two.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const { Client } = createRequire(new URL('../../../../server/package.json', import.meta.url))('pg');
const [, , database, consultationId, many] = process.argv;
const client = new Client({ connectionString: database });
await client.connect();
const { rows: organisations } = await client.query(
  `SELECT organisation_id AS id FROM participation JOIN organisation ON organisation.id = organisation_id
    WHERE consultation_id = $1 AND domains IS NULL AND code <> 'MPH' ORDER BY ordinal LIMIT 7`,
  [consultationId],
);
const roles = [['contributor'], ['contributor', 'clearing_officer']];
const people = Array.from({ length: Number(many) }, (_, n) => ({
  id: randomUUID(),
  session: randomUUID(),
  secret: randomBytes(32).toString('base64url'),
  organisation: organisations[n % organisations.length].id,
  roles: roles[Math.floor(n / 7) % 2],
  locale: ['az', 'en', 'ru'][Math.floor(n / 14) % 3],
}));
await client.query(
  `INSERT INTO person (id, email, name, locale, created_at)
   SELECT id, 'bench-' || id, 'Somebody', locale, now() FROM unnest($1::uuid[], $2::text[]) AS made(id, locale)`,
  [people.map(({ id }) => id), people.map(({ locale }) => locale)],
);
await client.query(
  `INSERT INTO membership (consultation_id, person_id, organisation_id, roles, changed_at)
   SELECT $1, person, organisation, ARRAY(SELECT jsonb_array_elements_text(roles)), now()
     FROM unnest($2::uuid[], $3::uuid[], $4::jsonb[]) AS made(person, organisation, roles)`,
  [
    consultationId,
    people.map(({ id }) => id),
    people.map(({ organisation }) => organisation),
    people.map((person) => JSON.stringify(person.roles)),
  ],
);
await client.query(
  `INSERT INTO sign_in_session (id, secret_hash, person_id, created_at, expires_at)
   SELECT id, secret, person, now(), now() + interval '11 hours 59 minutes 30 seconds'
     FROM unnest($1::uuid[], $2::bytea[], $3::uuid[]) AS made(id, secret, person)`,
  [
    people.map(({ session }) => session),
    people.map(({ secret }) => createHash('sha256').update(secret).digest()),
    people.map(({ id }) => id),
  ],
);
await client.end();
process.stdout.write(JSON.stringify(people.map(({ secret }) => secret)));
