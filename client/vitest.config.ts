import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { compiledMessages } from './build/compiled-messages.ts';

const plugins = [react(), compiledMessages()];

// What comes a moment later comes many moments later where other work is going on; who waits in vain is told so all the same.
const patience = { testTimeout: 60_000, expect: { poll: { timeout: 20_000 } } };

// `x.test.ts` needs no page; `x.test.tsx` and `x.dom.test.ts` get one, in a context of their own: a browser's globals
// for each file anew took longer than all the tests.
export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {
        plugins,
        test: {
          ...patience,
          name: 'plain',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.dom.test.ts'],
        },
      },
      {
        plugins,
        test: {
          ...patience,
          name: 'page',
          include: ['src/**/*.test.tsx', 'src/**/*.dom.test.ts'],
          environment: 'jsdom',
          pool: 'vmThreads',
          setupFiles: ['./vitest.setup.ts'],
        },
      },
    ],
  },
});
