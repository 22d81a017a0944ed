// The fault the crowd lab must be able to see: with this preloaded, sockets are not bounded and silence is no reason to end.
import { registerHooks } from 'node:module';

const lifted = [
  [
    '/platform/http/sockets.js',
    /waiting: 256, perPerson: 300, open: 20_000/,
    'waiting: 1e9, perPerson: 1e9, open: 1e9',
  ],
  ['/platform/http/server.js', /HEADERS_MS = 10_000/, 'HEADERS_MS = 0'],
  ['/packages/sync/dist/limits.js', /authenticateWithin: 10_000/, 'authenticateWithin: 2 ** 30'],
];

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const found = lifted.find(([file]) => url.endsWith(file));
    if (!found) return loaded;
    const [file, bound, none] = found;
    const source = Buffer.from(loaded.source).toString();
    if (!bound.test(source)) throw new Error(`${file} has no such bound any more`);
    return { ...loaded, source: source.replace(bound, none) };
  },
});
