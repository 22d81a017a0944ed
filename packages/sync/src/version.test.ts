import { describe, expect, test } from 'vitest';
import { openPlainRoom, SECTION, textOf, type, whole } from './room.fixture.js';
import { readToken } from './version.js';

const isStatus = (frame: { kind: string }) => frame.kind === 'status';
const isReload = (frame: { kind: string }) => frame.kind === 'reload';

async function enterAs(token: string) {
  const room = openPlainRoom({ documentMajor: 3 });
  const client = room.dial('leyla');
  await client.open(SECTION, token);
  client.update(SECTION, type(client.doc, 'x'));
  const status = await client.next(isStatus);
  const scope = client.heard.flatMap((frame) => (frame.kind === 'authenticated' ? [frame.scope] : []));
  return { client, status, scope, log: room.log };
}

describe('the version of the document model', () => {
  test('[SY24] a client of an older major version reads, is told to reload, and can not write', async () => {
    const { client, status, scope, log } = await enterAs('v2 leyla');
    expect([scope, status]).toMatchObject([['readonly'], { accepted: false }]);
    expect(client.heard.filter(isReload)).toMatchObject([{ major: 3 }]);
    expect([client.closed, log.rows(SECTION)]).toEqual([null, []]);
  });

  test.each(['v3 leyla', 'v4 leyla', 'leyla'])('[SY24] %s writes and is told nothing', async (token) => {
    const { client, status, scope } = await enterAs(token);
    expect([scope, status]).toMatchObject([['read-write'], { accepted: true }]);
    expect(client.count(isReload)).toBe(0);
  });

  test('[SY24] after a reload the same socket writes', async () => {
    const { client, log } = await enterAs('v2 leyla');
    client.authenticate(SECTION, 'v3 leyla');
    await client.next((frame) => frame.kind === 'authenticated' && frame.scope === 'read-write');
    client.step2(SECTION, whole(client.doc));
    expect(await client.next(isStatus)).toMatchObject({ accepted: true });
    expect(textOf(log.rows(SECTION))).toBe('x');
  });

  test.each([
    ['v3 secret', { major: 3, token: 'secret' }],
    ['v12', { major: 12, token: '' }],
    ['', { major: null, token: '' }],
    ['v3secret', { major: null, token: 'v3secret' }],
    ['version', { major: null, token: 'version' }],
  ])('[SY24] the token %j is read', (given, read) => {
    expect(readToken(given)).toEqual(read);
  });
});
