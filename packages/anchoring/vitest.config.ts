import { defineConfig } from 'vitest/config';

// Property tests take seconds; more on a machine that is busy.
export default defineConfig({ test: { include: ['src/**/*.test.ts'], testTimeout: 60_000 } });
