import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compiledMessages } from './build/compiled-messages.ts';
import { precompressed } from './build/precompressed.ts';
import { serviceWorker } from './build/service-worker.ts';
import { sharedFragments } from './build/shared-fragments.ts';

const server = process.env['CONCORD_SERVER'] ?? 'http://127.0.0.1:4000';

/** What is typed together, and what that is made of. With one of them comes all that it imports. */
const editorOnly = new RegExp(
  [
    'node_modules/(@tiptap|prosemirror|yjs|y-|lib0|@hocuspocus|orderedmap|rope-sequence|w3c-keyname|@lifeomic)',
    '/src/platform/sync/(?!local-documents)',
    '/packages/document/dist/(?!model|arrange)',
    '/packages/sync/',
  ].join('|'),
);
/** Shared by pages that a reader does not open. */
const laterOnly =
  /\/src\/(platform\/(soon|wall-time)\.|events\/|versions\/|comments\/(acts|proposing)\/|ui\/copy\.|accounts\/after-)|document\/dist\/compare\.|consultation\/dist\/dispositions\./;

/** Who puts a comment off is a moderator: no reader downloads the rule. */
const moderatorsOnly = /\/deferral|concord:document\/\w*Deferral/;

/** What clears, decides, withholds and compares asks for, and nobody who reads. */
const laterDocuments =
  /concord:document\/(fragment(Clearance|DraftWords|Lane|Stance|Withholding|Evidence)Fields|fragmentCommentBehind|\w*Evidence\w*Document|DecideDocument|CommentWithholdingsDocument)/;

export default defineConfig({
  plugins: [react(), compiledMessages(), sharedFragments(), serviceWorker(), precompressed()],
  // rxjs as the browser has it: without the helpers for ES5.
  resolve: {
    conditions: ['es2015', 'module', 'browser', 'development|production'],
    // What React has itself since version 18.
    alias: [{ find: /^use-sync-external-store\/shim\/index\.js$/, replacement: 'react' }],
  },
  build: {
    modulePreload: {
      polyfill: false,
      // What the first page has brought is there: naming it again for every page would be a hundredth of the download.
      resolveDependencies: (_file, needed) =>
        needed.filter((one) => !/assets\/(shared|react|data|rolldown-runtime)-/.test(one)),
    },
    manifest: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    rolldownOptions: {
      // What of these nobody asks for does nothing by being there.
      treeshake: {
        moduleSideEffects: [{ test: /node_modules\/diff\/|\/packages\/\w+\/dist\//, sideEffects: false }],
      },
      output: {
        // Libraries change less often than we do: a returning reader keeps them in the cache.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 30 },
            {
              name: 'data',
              test: /node_modules\/(@apollo|graphql|graphql-ws|rxjs|@wry|optimism|tslib)/,
              priority: 20,
            },
            // What most pages need comes as one file instead of forty; what only an editor needs stays out.
            {
              name: 'shared',
              test: (id) =>
                !editorOnly.test(id) &&
                !laterOnly.test(id) &&
                !moderatorsOnly.test(id) &&
                !laterDocuments.test(id),
              minShareCount: 3,
              priority: 10,
            },
            { name: 'deferrals', test: moderatorsOnly, priority: 5 },
            { name: 'later-documents', test: laterDocuments, priority: 5 },
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
      '/graphiql': server,
      '/schema.md': server,
    },
  },
});
