import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compiledMessages } from './build/compiled-messages.ts';

const server = process.env['CONCORD_SERVER'] ?? 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react(), compiledMessages()],
  build: {
    manifest: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // Libraries change less often than we do: a returning reader keeps them in the cache.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 20 },
            {
              name: 'data',
              test: /node_modules\/(@apollo|graphql|graphql-ws|rxjs|@wry|optimism|tslib)/,
              priority: 10,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/graphql': { target: server, ws: true },
      '/sync': { target: server, ws: true },
      '/files': server,
      '/demo': server,
    },
  },
});
