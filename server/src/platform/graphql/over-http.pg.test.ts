/** The specification of GraphQL over HTTP, as its own audit suite reads it. */
import { serverAudits, type AuditResult } from 'graphql-http';
import { describe, expect, test } from 'vitest';
import { served } from '../../testing/served.js';
import { velmora } from '../../testing/world.js';

const world = velmora();
// Two of the audits look at the schema, which only developers may.
const server = served(world, { development: true });

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({
    url: () => `${server.origin}/graphql`,
    // The one thing we ask beyond the specification: a header that no foreign page can set, or a token (SECURITY.md).
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), 'x-concord': '1' } }),
  });

  test('[GQ7] every MUST and SHOULD that applies is kept', async () => {
    const results: AuditResult[] = [];
    for (const audit of audits) results.push(await audit.fn());
    const missed = results.filter(({ status }) => status === 'error' || status === 'warn');
    expect(missed.map((result) => [result.id, result.name, 'reason' in result && result.reason])).toEqual([]);
    expect(results.filter(({ status }) => status === 'ok').length).toBeGreaterThan(50);
  });
});
