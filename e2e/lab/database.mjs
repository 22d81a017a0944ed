// The PostgreSQL that ships with Concord, in a process of its own, for labs that kill it alone. It says where it is.
const built = new URL('../../server/dist/platform/database/embedded-postgres.js', import.meta.url);
const { startEmbeddedPostgres } = await import(built.href);
const { connection, stop } = await startEmbeddedPostgres({
  directory: process.argv[2],
  onLost: () => process.exit(1),
});
const end = () => void stop().then(() => process.exit(0));
process.once('SIGTERM', end);
// The lab is gone, however that happened.
process.stdin.once('end', end).resume();
process.stdout.write(`${JSON.stringify(connection)}\n`);
