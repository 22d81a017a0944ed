// The fault the crash lab must be able to see: with this preloaded, every transaction answers before its COMMIT.
import { registerHooks } from 'node:module';

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/platform/database/data-source.js')) return loaded;
    const honest = Buffer.from(loaded.source).toString();
    const source = honest.replace('export function createDataSource', 'function createHonest');
    return {
      ...loaded,
      source: `${source}
export function createDataSource(connection) {
  const dataSource = createHonest(connection);
  const commit = dataSource.transaction.bind(dataSource);
  // The work is the last argument; a level of isolation may stand before it.
  dataSource.transaction = (...given) =>
    new Promise((answer, fail) => {
      const work = given.pop();
      commit(...given, async (manager) => {
        const result = await work(manager);
        answer(result);
        await new Promise((done) => setTimeout(done, 400));
        return result;
      }).then(answer, fail);
    });
  return dataSource;
}
`,
    };
  },
});
