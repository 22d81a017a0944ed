// The fault the reconnects lab must be able to see: with this preloaded, each subscription leaves behind what each of its
// checks looks for.
import { openSync } from 'node:fs';
import { registerHooks } from 'node:module';

process.setMaxListeners(0);
globalThis.concordLeaks = {
  kept: [],
  of(socket) {
    this.kept.push(
      socket,
      Array.from({ length: 20_000 }, (_, nth) => nth),
    );
    setInterval(() => socket.readyState, 3_600_000).unref();
    process.on('leaked', () => socket);
    openSync('/dev/null');
  },
};

const faults = {
  '/platform/graphql/frames.js': [
    'export function outletOf(socket, stream, id) {',
    'export function outletOf(socket, stream, id) { globalThis.concordLeaks.of(socket);',
  ],
  '/events/following.js': ['members.delete(member);', ';'],
  '/sync/dist/hub.js': ['connections.delete(connection);', ';'],
};

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const found = Object.entries(faults).find(([file]) => url.endsWith(file));
    if (!found) return loaded;
    const [, [honest, leaky]] = found;
    const source = Buffer.from(loaded.source).toString();
    if (!source.includes(honest)) throw new Error(`${url} does not look as it did`);
    return { ...loaded, source: source.replace(honest, leaky) };
  },
});
