// What stands in the record of a consultation, read from PostgreSQL itself: the events lab believes no server.
import { createRequire } from 'node:module';

const { Client } = createRequire(new URL('../../server/package.json', import.meta.url))('pg');
const client = new Client({ connectionString: process.argv[2] });
await client.connect();
const { rows } = await client.query(
  `SELECT position::int, type, subject_id AS subject, audience->>'organisationId' AS organisation,
          (audience->>'official')::boolean AS official
     FROM domain_event WHERE consultation_id = (SELECT id FROM consultation WHERE slug = 'velmora-2025') ORDER BY position`,
);
await client.end();
process.stdout.write(JSON.stringify(rows));
