// What every contestant's process has in common: it says its port, then answers what the bench asks over IPC.

/**
 * @param {object} contestant
 * @param {import('node:http').Server} contestant.http
 * @param {(name: string, state: Uint8Array) => void | Promise<void>} contestant.prepare puts a document into the store
 * @param {() => Promise<void>} [contestant.close]
 * @param {unknown} [contestant.details] what another node needs to stand beside this one
 */
export async function answer({ http, prepare, close, details }) {
  await new Promise((done) => http.listen(0, '127.0.0.1', done));
  const reply = async (question) => {
    if (question.kind === 'prepare') {
      await prepare(question.name, Uint8Array.from(Buffer.from(question.state, 'base64')));
      return {};
    }
    if (question.collect) globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    return { cpu: user + system, rss: process.memoryUsage.rss() };
  };
  process.on('message', (question) => {
    void reply(question).then((figures) => process.send({ id: question.id, ...figures }));
  });
  process.once('disconnect', () => {
    void Promise.resolve(close?.()).then(() => process.exit(0));
  });
  process.send({ port: http.address().port, details });
}
