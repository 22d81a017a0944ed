/** The built server with a whole government on it: 20 organisations, 4,000 comments, 600 proposals, twice. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer, type RunningServer } from '../support/server.ts';
import { pinned } from './sync/processes.ts';

const seed = path.resolve(import.meta.dirname, '../../server/dist/crowd.js');

export type CrowdServer = {
  readonly url: string;
  stop(): Promise<void>;
};

/** `data`: a folder that was filled before, for trying things out; it stays. The server gets a processor of its own. */
export async function startCrowd(data?: string): Promise<CrowdServer> {
  const folder = data ?? mkdtempSync(path.join(tmpdir(), 'concord-crowd-'));
  if (data === undefined) {
    const { status, stderr } = spawnSync(process.execPath, [seed, '--data', folder], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`The crowd could not be seeded:\n${stderr}`);
  }
  const server: RunningServer = await startServer({ data: folder, prefix: pinned(0) });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      if (data === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
