import { describe, expect, test } from 'vitest';
import { updateLogContract } from './log-contract.js';
import { createMemoryLog } from './memory-log.js';

describe('the memory log', () => {
  test.each(updateLogContract(createMemoryLog))('$title', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  });

  test('[SY17] the contract refuses a log that answers before it has written', async () => {
    const log = createMemoryLog();
    const hasty = { ...log, append: async () => ({ seq: 1 }) };
    const outcomes = await Promise.allSettled(updateLogContract(() => hasty).map(({ run }) => run()));
    expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(3);
  });
});
