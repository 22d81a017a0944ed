// The fault the nodes lab must be able to see: with this preloaded, a node never looks by itself,
// and neither tells nor hears who is where.
import { registerHooks } from 'node:module';

const silenced = {
  '/profiles/update-log.poll.js':
    'export const pollHeads = () => ({ look: async () => {}, stop: () => {} });',
  '/platform/events/presence-exchange.js':
    "export const createPresenceExchange = () => ({ node: 'deaf', tell() {}, onTold: () => () => {}, close: async () => {} });",
};

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const deaf = Object.entries(silenced).find(([file]) => url.endsWith(file));
    return deaf ? { ...loaded, source: deaf[1] } : loaded;
  },
});
