import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createLog } from '../log.js';
import { joinBus } from './bus.js';
import { createDoorbell, type Ring } from './doorbell.js';
import { createRedisBus } from './redis-bus.js';

const binary = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0);

/** A port nobody has now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

describe.skipIf(binary === undefined)('Redis as the bus (needs redis-server or valkey-server)', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'concord-redis-'));
  let port = 0;
  let redis: ChildProcess;

  async function start(): Promise<void> {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
    redis = spawn(binary ?? '', options, { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((resolve) => {
      redis.stdout?.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('Ready to accept')) resolve();
      });
    });
  }
  async function stop(): Promise<void> {
    const gone = once(redis, 'exit');
    redis.kill('SIGKILL');
    await gone;
  }
  beforeAll(async () => {
    port = await freePort();
    await start();
  });
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function node(channel: string) {
    const doorbell = createDoorbell();
    const heard: Ring[] = [];
    let looks = 0;
    const bus = createRedisBus(`redis://127.0.0.1:${port}`, channel, createLog('silent'));
    const leave = joinBus(doorbell, bus, () => (looks += 1));
    doorbell.listen((ring) => heard.push(ring));
    await vi.waitFor(() => expect(looks).toBe(1), 5_000);
    return { doorbell, heard, leave, looks: () => looks };
  }
  const edit = (seq: number): Ring => ({ kind: 'document', name: 'section/a/en', seq });

  test('[NO1] nodes of one installation hear each other, those of another do not', async () => {
    const [a, b, other] = await Promise.all([node('one'), node('one'), node('other')]);
    a.doorbell.ring(edit(1));
    await vi.waitFor(() => expect(b.heard).toEqual([edit(1)]), 5_000);
    b.doorbell.ring(edit(2));
    await vi.waitFor(() => expect(a.heard).toEqual([edit(1), edit(2)]), 5_000);
    expect(other.heard).toEqual([]);
    await Promise.all([a, b, other].map((each) => each.leave()));
  });

  test('[NO2] killed and started again: ringing never fails, the nodes look and hear each other again', async () => {
    const [a, b] = await Promise.all([node('killed'), node('killed')]);
    await stop();
    for (let seq = 1; seq <= 100; seq += 1) a.doorbell.ring(edit(seq));
    expect(a.heard).toHaveLength(100);
    await start();
    await vi.waitFor(() => expect([a.looks(), b.looks()]).toEqual([2, 2]), 10_000);
    await vi.waitFor(() => {
      a.doorbell.ring(edit(101));
      expect(b.heard).toContainEqual(edit(101));
    }, 5_000);
    await Promise.all([a.leave(), b.leave()]);
  });

  test('[NO2] a paused bus holds nobody up, and is used again when it runs', async () => {
    const [a, b] = await Promise.all([node('paused'), node('paused')]);
    redis.kill('SIGSTOP');
    for (let seq = 1; seq <= 100; seq += 1) a.doorbell.ring(edit(seq));
    expect(a.heard).toHaveLength(100);
    redis.kill('SIGCONT');
    await vi.waitFor(() => {
      a.doorbell.ring(edit(101));
      expect(b.heard).toContainEqual(edit(101));
    }, 10_000);
    await Promise.all([a.leave(), b.leave()]);
  });
});
