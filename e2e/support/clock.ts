/** A journey on a server of its own whose clock can be put forward. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as plain } from './journey.ts';
import { startServer } from './server.ts';

const preload = path.resolve(import.meta.dirname, 'shifted-clock.mjs');

export type Clock = {
  /** Puts the server's clock forward by so many milliseconds more. */
  forward(ms: number): void;
  /** What the server's clock shows, about. */
  now(): number;
};

export const test = plain.extend<object, { clock: Clock }>({
  server: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'concord-clock-'));
      const file = path.join(folder, 'ahead');
      writeFileSync(file, '0');
      const server = await startServer({
        nodeArguments: ['--import', preload],
        env: { SHIFTED_CLOCK: file },
      });
      shifts.set(server.pid, { file, ahead: 0 });
      await use(server);
      await server.stop();
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  clock: [
    async ({ server }, use) => {
      const shift = shifts.get(server.pid);
      if (!shift) throw new Error('This server has an honest clock');
      await use({
        forward(ms) {
          shift.ahead += ms;
          writeFileSync(shift.file, String(shift.ahead));
          process.kill(server.pid, 'SIGUSR2');
        },
        now: () => Date.now() + shift.ahead,
      });
    },
    { scope: 'worker' },
  ],
});

const shifts = new Map<number, { readonly file: string; ahead: number }>();
