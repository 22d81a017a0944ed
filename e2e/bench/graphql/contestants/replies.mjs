// Puts four replies under every comment of a running server, past its use cases.
import { createRequire } from 'node:module';

const { Client } = createRequire(new URL('../../../../server/package.json', import.meta.url))('pg');
const [, , database] = process.argv;
const client = new Client({ connectionString: database });
await client.connect();
await client.query(
  `INSERT INTO reply (id, comment_id, organisation_id, author_id, client_key, language, body, created_at)
   SELECT gen_random_uuid(), comment.id, comment.organisation_id, comment.author_id, gen_random_uuid()::text, 'en',
          'The figures of both registers should agree.', now() + n * interval '1 second'
     FROM comment CROSS JOIN generate_series(1, 4) AS n WHERE comment.cleared_at IS NOT NULL`,
);
await client.end();
