import { setImmediate } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { describe, expect, test } from 'vitest';
import { testConfig } from '../../testing/config.js';
import { RequestContext, type PlatformServices } from '../context.js';
import { createLog } from '../log.js';
import { inTime } from './deadline.js';

const manager = {} as EntityManager;
const request = (): RequestContext =>
  new RequestContext(
    {
      config: testConfig(),
      database: { as: () => ({ manager }) as DataSource },
    } as unknown as PlatformServices,
    { kind: 'anonymous' },
    'en',
    createLog('silent'),
  );

describe('time', () => {
  test('[GQ4] what takes too long is answered, reads nothing more and commits nothing', async () => {
    const ctx = request();
    const never = new Promise<never>(() => undefined);
    const { data, errors } = await inTime(ctx, () => never, 1);
    expect([data, errors?.[0]?.extensions['code']]).toEqual([null, 'TIMED_OUT']);
    expect(() => ctx.manager).toThrow('ended');
    const other = request();
    const late = other.within(manager, async () => {
      await setImmediate();
      other.end();
      return 'done';
    });
    await expect(late).rejects.toThrow('ended');
  });

  test('[GQ4] what is in time is left alone', async () => {
    const ctx = request();
    expect(await inTime(ctx, async () => ({ data: { a: 1 } }), 60_000)).toEqual({ data: { a: 1 } });
    expect(await inTime(ctx, () => ({ data: {} }), 60_000)).toEqual({ data: {} });
    expect(ctx.manager).toBe(manager);
  });
});
