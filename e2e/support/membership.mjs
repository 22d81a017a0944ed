// Ends somebody's part in a running server, or gives it back, past its use cases: `membership.mjs DATABASE NAME ends|again`.
import { createRequire } from 'node:module';

const { Client } = createRequire(new URL('../../server/package.json', import.meta.url))('pg');
const [, , database, name, what] = process.argv;
const client = new Client({ connectionString: database });
await client.connect();
await client.query(
  `UPDATE membership SET revoked_at = CASE WHEN $2 = 'ends' THEN now() END, changed_at = now()
     FROM person WHERE person.id = person_id AND person.name = $1`,
  [name, what],
);
await client.end();
