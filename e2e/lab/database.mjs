// The PostgreSQL that ships with Concord, in a process of its own, for labs that kill it alone. It says where it is.
const built = new URL('../../server/dist/platform/database/embedded-postgres.js', import.meta.url);
const { startEmbeddedPostgres } = await import(built.href);
const { connection, stop } = await startEmbeddedPostgres({
  directory: process.argv[2],
  onLost: () => process.exit(1),
});
process.once('SIGTERM', () => void stop().then(() => process.exit(0)));
process.stdout.write(`${JSON.stringify(connection)}\n`);
