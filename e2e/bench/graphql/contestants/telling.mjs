// What every contestant's process does for the load generator: it says where it listens, publishes comments when told to,
// and says what it used.

/**
 * @param {object} contestant
 * @param {import('node:http').Server} contestant.http
 * @param {(n: number) => void} contestant.publish
 * @param {() => readonly string[]} [contestant.cursors] where each audience begins to listen
 */
export async function tell({ http, publish, cursors = () => [] }) {
  if (!http.listening) await new Promise((done) => http.listen(0, '127.0.0.1', done));
  process.on('message', (asked) => {
    if (asked.publish !== undefined) return publish(asked.publish);
    if (asked.collect) globalThis.gc?.();
    process.send({ id: asked.id, cursors: cursors(), rss: process.memoryUsage.rss() });
  });
  process.once('disconnect', () => process.exit(0));
  process.send({ port: http.address().port });
}
