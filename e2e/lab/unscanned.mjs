// The fault the fuzz lab must be able to see: with this preloaded, what the pre-scan refuses goes on to Yjs instead.
import { registerHooks } from 'node:module';

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/packages/sync/dist/scan.js')) return loaded;
    const source = Buffer.from(loaded.source)
      .toString()
      .replace('export function scanUpdate', 'function strictly');
    return {
      ...loaded,
      source: `import * as Y from 'yjs';
${source}
export function scanUpdate(update) {
  try {
    return strictly(update);
  } catch {
    const { structs, ds } = Y.decodeUpdate(update);
    const runs = new Map();
    for (const { id, length } of structs) {
      const run = runs.get(id.client) ?? { client: id.client, start: id.clock, end: id.clock, structs: [] };
      runs.set(id.client, run);
      run.end = id.clock + length;
      run.structs.push({ clock: id.clock, end: run.end, left: null, right: null, parent: null, depth: 0 });
    }
    const deletes = new Map();
    for (const [client, items] of ds.clients)
      deletes.set(client, items.map(({ clock, len }) => ({ start: clock, end: clock + len })));
    return { runs: [...runs.values()], deletes, deletesInOrder: true, deletesAt: update.length - 1 };
  }
}
`,
    };
  },
});
