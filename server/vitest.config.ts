import { defineConfig } from 'vitest/config';

// type-graphql and Apollo must meet one copy of graphql, or schemas come "from another realm".
const alias = [{ find: /^graphql$/, replacement: 'graphql/index.js' }];

// `x.test.ts` needs no database; `x.pg.test.ts` gets one of its own from testDatabase().
export default defineConfig({
  test: {
    // PostgreSQL and its tests wait for each other: a worker less than there are cores leaves one idle.
    maxWorkers: '100%',
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'pure',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.pg.test.ts'],
          testTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'postgres',
          include: ['src/**/*.pg.test.ts'],
          globalSetup: ['./vitest.setup.ts'],
          hookTimeout: 60_000,
          testTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
