// The fault the nodes lab must be able to see: with this preloaded, a node never looks by itself.
import { registerHooks } from 'node:module';

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/profiles/update-log.poll.js')) return loaded;
    return {
      ...loaded,
      source: 'export const pollHeads = () => ({ look: async () => {}, stop: () => {} });',
    };
  },
});
