// What every contestant's process does for the load generator: it says where it listens, publishes comments when told to,
// and says what it used.
import { setTimeout as pause } from 'node:timers/promises';

/**
 * @param {object} contestant
 * @param {import('node:http').Server} contestant.http
 * @param {(n: number) => void} contestant.publish
 * @param {() => readonly string[]} [contestant.cursors] where each audience begins to listen
 */
export async function tell({ http, publish, cursors = () => [] }) {
  if (!http.listening) await new Promise((done) => http.listen(0, '127.0.0.1', done));
  const answer = async ({ id, collect }) => {
    // What is collected may let go of more.
    for (let left = collect ? 3 : 0; left > 0; left -= 1) {
      globalThis.gc?.();
      await pause(100);
    }
    process.send({ id, cursors: cursors(), rss: process.memoryUsage.rss() });
  };
  process.on('message', (asked) => {
    if (asked.publish === undefined) void answer(asked);
    else publish(asked.publish);
  });
  process.once('disconnect', () => process.exit(0));
  process.send({ port: http.address().port });
}
