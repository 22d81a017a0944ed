/**
 * Who may import whom. `npm test` runs this over the real folders, where nothing may be found, and over
 * scripts/checks/known-bad, where every rule must find something: a checker that sees nothing is worse than none.
 */

const FEATURE = '^(server|client)/src/([^/]+)/';
// Folders beside the features that every feature may use freely.
const SHARED = 'platform|testing|ui|i18n|vocabulary';

// The two files that know every feature because somebody has to: all tables, all resolvers.
const WIRING = '^server/src/platform/(database/data-source|graphql/schema)\\.ts$';

// A package of types: there is no code to find.
const TYPES_ONLY = '^@graphql-typed-document-node/core$';

// Written for tests, kept beside what they test.
const TESTS = '\\.(test|fixture)\\.tsx?$|/testing(/|\\.tsx?$)';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or a third is missing.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere, or a package that is not declared.',
      from: {},
      to: { couldNotResolve: true, dependencyTypesNot: ['type-only'], pathNot: TYPES_ONLY },
    },
    {
      name: 'apps-apart',
      severity: 'error',
      comment: 'Client and server meet in schema/ and packages/, never in each other.',
      from: { path: '^(client|server)/' },
      to: { path: '^(client|server|e2e)/', pathNot: '^$1/' },
    },
    {
      name: 'packages-below-apps',
      severity: 'error',
      comment: 'Packages and the schema know nothing of the apps above them.',
      from: { path: '^(packages|schema)/' },
      to: { path: '^(client|server|e2e)/' },
    },
    {
      name: 'packages-by-name',
      severity: 'error',
      comment: 'A package is imported by its name and through its exports, not by a path into its sources.',
      from: { path: '^(packages/[^/]+|schema|server|client|e2e)/' },
      to: { path: '^(packages/[^/]+|schema)/src/', pathNot: '^$1/' },
    },
    {
      name: 'pure-packages',
      severity: 'error',
      comment: 'These run in the browser too: no files, no network, no clock of Node.',
      from: {
        path: '^packages/(document|anchoring|consultation|locale|sync)/src/',
        pathNot: TESTS,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'reading-without-yjs',
      severity: 'error',
      comment: 'A reader loads neither Yjs nor the editor.',
      from: { path: '^packages/(anchoring/src/text|document/src/model)\\.ts$' },
      to: { path: '(^|/)(yjs|y-[a-z]+|lib0|@tiptap|prosemirror-[a-z]+)(/|$)', reachable: true },
    },
    {
      name: 'features-through-index',
      severity: 'error',
      comment: 'A feature shows the others what its index.ts lists, and nothing else.',
      from: { path: FEATURE, pathNot: ['^client/src/app/', WIRING] },
      to: {
        path: FEATURE,
        pathNot: [`^$1/src/($2|${SHARED})/`, '^(server|client)/src/[^/]+/index\\.tsx?$'],
      },
    },
    {
      name: 'platform-below-features',
      severity: 'error',
      comment: 'The platform carries the features and knows none of them.',
      from: { path: '^(server|client)/src/(platform|i18n)/', pathNot: ['\\.test\\.tsx?$', WIRING] },
      to: { path: FEATURE, pathNot: `^$1/src/(${SHARED})/` },
    },
    {
      name: 'ui-without-data',
      severity: 'error',
      comment: 'The design system knows no data and no words of the field.',
      from: { path: '^client/src/ui/' },
      to: {
        path: '^client/src/(?!ui/|i18n/)|(^|/)(@apollo|graphql)(/|$)|^(schema|packages/(?!locale/))',
      },
    },
    {
      name: 'listeners-unheard-of',
      severity: 'error',
      comment: 'Search, notifications and audit hear events; nobody calls them.',
      from: {
        path: '^server/src/',
        pathNot: ['^server/src/((search|notifications|audit)/|app\\.ts$|main\\.ts$)', WIRING],
      },
      to: { path: '^server/src/(search|notifications|audit)/' },
    },
    {
      name: 'tests-apart',
      severity: 'error',
      comment: 'What runs in production needs nothing that was written for tests.',
      from: { path: '/src/', pathNot: TESTS },
      to: { path: `${TESTS}|^e2e/` },
    },
    {
      name: 'no-development-dependencies',
      severity: 'error',
      comment: 'It would be missing from an installation for production.',
      from: {
        path: '^(server|client|packages/[^/]+)/src/',
        // GraphiQL is fetched by import() in development only, and in no installation for production.
        pathNot: `${TESTS}|\\.d\\.ts$|^server/src/platform/http/graphiql\\.ts$`,
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    // TypeScript 7 has no compiler API: swc reads the imports. Without it nothing is read, and nothing is found.
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: {
      path: ['node_modules/[.]concord/', '[.](css|svg|woff2)$', '[.]css[?]', '^packages/fixtures/data/'],
    },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.d.ts', '.json'],
    },
  },
};
