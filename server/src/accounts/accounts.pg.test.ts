import { randomUUID } from 'node:crypto';
import {
  AcceptInvitationDocument,
  ApiTokensDocument,
  CreateApiTokenDocument,
  InvitationDocument,
  InviteDocument,
  RevokeApiTokenDocument,
  SignInDocument,
  SignOutDocument,
  SignOutEverywhereDocument,
  ViewerDocument,
  type InviteInput,
  type Role,
} from '@concord/schema';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { only } from '../testing/comments.js';
import { closed, opened, served, type Client } from '../testing/served.js';
import { velmora } from '../testing/world.js';
import { hashPassword, Invitation, Person, SignInSession } from './index.js';

const world = velmora();
const server = served(world);
const password = 'a long enough password';
const email = 'oren@velmora.example';

beforeAll(async () => {
  await world.dataSource.manager.update(
    Person,
    { id: world.personId('Oren Daly') },
    { email, passwordHash: await hashPassword(password) },
  );
});
beforeEach(() => world.dataSource.query('DELETE FROM sign_in_failure'));

const signIn = async (client: Client, address: string, secret: string) =>
  (await client.graphql(SignInDocument, { email: address, password: secret })).data?.signIn;
const viewer = async (client: Client) => (await client.graphql(ViewerDocument, {})).data?.viewer;
const refusal = (code: string, field: string | null = null): unknown =>
  expect.objectContaining({ __typename: 'Refused', code, field });

describe('signing in', () => {
  test('gives a cookie that scripts can’t read and other sites don’t send', async () => {
    const client = server.browser();
    const response = await client.post('/graphql', {
      query: 'mutation ($e: String!, $p: String!) { signIn(email: $e, password: $p) { __typename } }',
      variables: { e: ` ${email.toUpperCase()} `, p: password },
    });
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^concord=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await viewer(client)).toMatchObject({ person: { name: 'Oren Daly' }, email });
    const sessions = await world.dataSource.manager.find(SignInSession);
    const secret = cookie.slice('concord='.length, cookie.indexOf(';'));
    expect(sessions.some(({ secretHash }) => secretHash.includes(secret))).toBe(false);
  });

  test('[AC1] a wrong password and an unknown account answer the same, byte for byte', async () => {
    const client = server.browser();
    const wrong = await signIn(client, email, 'not the password at all');
    const unknown = await signIn(client, 'nobody@velmora.example', 'not the password at all');
    const demo = await signIn(client, 'sayla.vint@mph.example', '');
    expect(wrong).toEqual(refusal('WRONG_CREDENTIALS'));
    expect(JSON.stringify(unknown)).toBe(JSON.stringify(wrong));
    expect(JSON.stringify(demo)).toBe(JSON.stringify(wrong));
    expect(await viewer(client)).toBeNull();
  });

  test('[AC1] after eight wrong ones the account rests, for the right password too', async () => {
    const client = server.browser();
    for (let time = 0; time < 8; time += 1)
      expect(await signIn(client, email, 'wrong')).toEqual(refusal('WRONG_CREDENTIALS'));
    expect(await signIn(client, email, password)).toEqual(refusal('TOO_MANY_ATTEMPTS'));
    const quarter = new Date(Date.now() - 16 * 60_000);
    await world.dataSource.query('UPDATE sign_in_failure SET at = $1', [quarter]);
    expect(await signIn(client, email, password)).toMatchObject({ __typename: 'SignedIn' });
  });

  test('[AC1] forty guesses at once are no more than eight', async () => {
    const client = server.browser();
    const answers = await Promise.all(Array.from({ length: 40 }, () => signIn(client, email, 'wrong')));
    const judged = answers.filter((answer) => JSON.stringify(answer).includes('WRONG_CREDENTIALS'));
    expect(judged.length).toBeLessThanOrEqual(8);
  });

  test('[AC1] sixty wrong ones from one address, over many accounts, and the address rests', async () => {
    const client = server.browser();
    await signIn(client, 'first@x.example', 'wrong');
    // Fifty-nine more from here, each for an account of its own.
    await world.dataSource.query(
      'INSERT INTO sign_in_failure SELECT gen_random_uuid(), subject, at FROM sign_in_failure, generate_series(1, 59)',
    );
    expect(await signIn(client, 'fresh@x.example', 'wrong')).toEqual(refusal('TOO_MANY_ATTEMPTS'));
  });

  test('[AC1] a right password forgets the wrong ones of the account', async () => {
    const client = server.browser();
    for (let time = 0; time < 7; time += 1) await signIn(client, email, 'wrong');
    expect(await signIn(client, email, password)).toMatchObject({ __typename: 'SignedIn' });
    for (let time = 0; time < 8; time += 1)
      expect(await signIn(client, email, 'wrong')).toEqual(refusal('WRONG_CREDENTIALS'));
  });

  test('odd input is a wrong password, not an accident', async () => {
    const client = server.browser();
    expect(await signIn(client, 'a\u0000b@x.example', 'x')).toEqual(refusal('WRONG_CREDENTIALS'));
    expect(await signIn(client, '', '')).toEqual(refusal('WRONG_CREDENTIALS'));
    expect(await signIn(client, 'x'.repeat(10_000), 'x'.repeat(10_000))).toEqual(
      refusal('WRONG_CREDENTIALS'),
    );
  });

  test('a cookie that was never given, or has expired, is nobody', async () => {
    const client = server.browser();
    client.headers['cookie'] = 'concord=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    expect(await viewer(client)).toBeNull();
    await signIn(client, email, password);
    expect(await viewer(client)).not.toBeNull();
    await world.dataSource.query(`UPDATE sign_in_session SET expires_at = now() - interval '1 second'`);
    expect(await viewer(client)).toBeNull();
  });
});

describe('over https', () => {
  const secure = served(world, { publicUrl: 'https://concord.example' });
  test('the cookie is bound to the host and never leaves TLS', async () => {
    const client = secure.browser();
    const response = await client.post(
      '/graphql',
      {
        query: 'mutation ($e: String!, $p: String!) { signIn(email: $e, password: $p) { __typename } }',
        variables: { e: email, p: password },
      },
      { origin: 'https://concord.example' },
    );
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^__Host-concord=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000');
  });
});

describe('signing out', () => {
  const signedIn = async () => {
    const client = server.browser();
    await signIn(client, email, password);
    return client;
  };

  test('ends this sign-in and no other', async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    const kept = { ...one.headers };
    await one.graphql(SignOutDocument, {});
    one.headers['cookie'] = kept['cookie'] ?? '';
    expect(await viewer(one)).toBeNull();
    expect(await viewer(other)).not.toBeNull();
  });

  test(
    '[AC2][SO1][T7] everywhere ends every sign-in, and both sockets close within two seconds',
    { retry: 2 },
    async () => {
      const [here, there] = [await signedIn(), await signedIn()];
      const stranger = await server.enter('Mira Solt');
      const sockets = await Promise.all([
        opened(there.open('/sync')),
        opened(there.open('/graphql')),
        opened(here.open('/sync')),
      ]);
      const strange = await opened(stranger.open('/sync'));
      const ended = Promise.all(sockets.map(closed));
      const began = performance.now();
      await here.graphql(SignOutEverywhereDocument, {});
      expect((await ended).map(({ code }) => code)).toEqual([4403, 4403, 4403]);
      expect(performance.now() - began).toBeLessThan(2_000);
      expect(await viewer(there)).toBeNull();
      expect(strange.readyState).toBe(strange.OPEN);
      strange.terminate();
    },
  );

  test.each([
    ['another role', `UPDATE membership SET roles = '{observer}' WHERE person_id = $1`],
    ['the end of the membership', 'UPDATE membership SET revoked_at = now() WHERE person_id = $1'],
    [
      'a narrower scope of the body',
      `UPDATE participation SET domains = '{6}' FROM membership
        WHERE membership.organisation_id = participation.organisation_id AND membership.person_id = $1`,
    ],
  ])('[SO1][T7] %s closes the socket; the next one stays open', async (_name, statement) => {
    const client = await server.enter('Pell Anders');
    const ended = closed(await opened(client.open('/sync')));
    await world.dataSource.query(statement, [world.personId('Pell Anders')]);
    expect((await ended).code).toBe(4403);
    const next = await opened(client.open('/sync'));
    const witness = closed(await opened((await signedIn()).open('/sync')));
    await world.dataSource.query('UPDATE sign_in_session SET revoked_at = now() WHERE person_id = $1', [
      world.personId('Oren Daly'),
    ]);
    // The look that closes the witness is the first one that the new socket went through.
    expect((await witness).code).toBe(4403);
    expect(next.readyState).toBe(next.OPEN);
    next.terminate();
  });

  test('[SO1][T7] a revoked token loses its sockets too', async () => {
    const client = await signedIn();
    const created = only(
      (await client.graphql(CreateApiTokenDocument, { name: 'x', scopes: ['read'], expiresInDays: 1 })).data
        ?.createApiToken ?? { __typename: 'Refused' },
      'ApiTokenCreated',
    );
    const socket = await opened(server.program(created.secret).open('/sync'));
    const ended = closed(socket);
    await client.graphql(RevokeApiTokenDocument, { id: created.token.id });
    expect((await ended).code).toBe(4403);
  });
});

describe('invitations', () => {
  const input = (change: Partial<InviteInput> = {}): InviteInput => ({
    consultationId: world.consultationId,
    organisationId: world.organisationId('MPH'),
    email: `${randomUUID()}@mph.example`,
    roles: ['contributor'],
    locale: 'az',
    ...change,
  });
  const invite = async (change: Partial<InviteInput> = {}, as = 'Mira Solt') =>
    (await (await server.enter(as)).graphql(InviteDocument, { input: input(change) })).data?.invite;
  const tokenOf = (answer: Awaited<ReturnType<typeof invite>>): string =>
    only(answer ?? { __typename: 'Refused' }, 'InvitationCreated')
      .url.split('/')
      .at(-1) ?? '';
  const accept = async (token: string, secret = password, name = 'New Person', client = server.browser()) =>
    (await client.graphql(AcceptInvitationDocument, { token, name, password: secret })).data
      ?.acceptInvitation;

  test('[AC3] make one account, once, and sign it in', async () => {
    const answer = await invite({ email: 'Some.One@MPH.example' });
    expect(only(answer ?? { __typename: 'Refused' }, 'InvitationCreated').url).toMatch(
      new RegExp(`^${server.origin}/invitations/[\\w-]{43}$`),
    );
    const token = tokenOf(answer);
    const offer = (await server.browser().graphql(InvitationDocument, { token })).data?.invitation;
    expect(offer).toMatchObject({ email: 'some.one@mph.example', organisation: { code: 'MPH' } });
    const client = server.browser();
    expect(await accept(token, password, ' New Person ', client)).toMatchObject({
      viewer: { person: { name: 'New Person' }, memberships: [{ roles: ['contributor'] }] },
    });
    expect(await viewer(client)).toMatchObject({ email: 'some.one@mph.example', locale: 'az' });
    expect(await accept(token)).toEqual(refusal('INVITATION_INVALID'));
    expect((await client.graphql(InvitationDocument, { token })).data?.invitation).toBeNull();
  });

  test('[AC3] accepted five times at once is accepted once', async () => {
    const token = tokenOf(await invite());
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => accept(token)));
    expect(answers.filter((answer) => answer?.__typename === 'SignedIn').length).toBe(1);
    const known = tokenOf(await invite({ email }));
    const again = await Promise.all([1, 2, 3, 4, 5].map(() => accept(known)));
    expect(again.filter((answer) => answer?.__typename === 'SignedIn').length).toBe(1);
  });

  test('[AC3] expire after a week', async () => {
    const token = tokenOf(await invite());
    const [{ expiresAt } = { expiresAt: new Date(0) }] = await world.dataSource.manager.find(Invitation, {
      order: { expiresAt: 'DESC' },
      take: 1,
    });
    expect(Math.round((expiresAt.getTime() - Date.now()) / 3_600_000)).toBe(7 * 24);
    await world.dataSource.query(`UPDATE invitation SET expires_at = now() - interval '1 second'`);
    expect(await accept(token)).toEqual(refusal('INVITATION_INVALID'));
  });

  test('[AC3] to an account that exists need its password: a link alone takes nothing over', async () => {
    const before = await world.dataSource.manager.findOneByOrFail(Person, { email });
    const token = tokenOf(await invite({ email }));
    expect(await accept(token, 'somebody else’s idea')).toEqual(refusal('WRONG_CREDENTIALS', 'password'));
    expect(await accept(token, password, 'Another Name')).toMatchObject({ __typename: 'SignedIn' });
    const after = await world.dataSource.manager.findOneByOrFail(Person, { email });
    expect(after).toEqual(before);
  });

  test('[AC1][AC3] give no more guesses at a password than the sign-in does', async () => {
    const token = tokenOf(await invite({ email }));
    for (let time = 0; time < 8; time += 1)
      expect(await accept(token, 'a wrong password')).toEqual(refusal('WRONG_CREDENTIALS', 'password'));
    expect(await accept(token, password)).toEqual(refusal('TOO_MANY_ATTEMPTS', 'password'));
    expect(await signIn(server.browser(), email, password)).toEqual(refusal('TOO_MANY_ATTEMPTS'));
  });

  test('[AC3] are refused with a name or password that is none', async () => {
    const token = tokenOf(await invite());
    expect(await accept(token, 'too short')).toEqual(refusal('INVALID_INPUT', 'password'));
    expect(await accept(token, password, '  ')).toEqual(refusal('INVALID_INPUT', 'name'));
    expect(await accept(token, password, 'a\u0000b')).toEqual(refusal('INVALID_INPUT', 'name'));
    expect(await accept('no such token')).toEqual(refusal('INVITATION_INVALID'));
  });

  test.each([
    ['a contributor', 'Sayla Vint'],
    ['a moderator', 'Gren Ashby'],
    ['a drafter', 'Remy Falk'],
    ['an NGO', 'Ana Thorne'],
  ])('[AC3] are not made by %s', async (_name, as) => {
    expect(await invite({}, as)).toEqual(refusal('NOT_FOUND'));
  });

  test('[AC3] are made for organisations that take part, never for administrators, never for nonsense', async () => {
    expect(await invite({ organisationId: world.organisationId('MJL') })).toEqual(
      refusal('NOT_FOUND', 'organisationId'),
    );
    expect(await invite({ organisationId: 'x' })).toEqual(refusal('NOT_FOUND', 'organisationId'));
    expect(await invite({ consultationId: randomUUID() })).toEqual(refusal('NOT_FOUND'));
    expect(await invite({ roles: ['administrator'] })).toEqual(refusal('INVALID_INPUT', 'roles'));
    expect(await invite({ roles: [] as Role[] })).toEqual(refusal('INVALID_INPUT', 'roles'));
    for (const bad of ['', 'x', 'a b@c.d', 'a\u0000@c.d', `${'x'.repeat(400)}@c.d`])
      expect(await invite({ email: bad }), bad).toEqual(refusal('INVALID_INPUT', 'email'));
  });
});

describe('tokens of programs', () => {
  const create = async (scopes: string[], days = 1, as = 'Sayla Vint') => {
    const client = await server.enter(as);
    const { data } = await client.graphql(CreateApiTokenDocument, {
      name: 'Reader',
      scopes,
      expiresInDays: days,
    });
    return { client, answer: data?.createApiToken };
  };
  const secretOf = async (scopes: string[]) => {
    const { client, answer } = await create(scopes);
    const { secret, token } = only(answer ?? { __typename: 'Refused' }, 'ApiTokenCreated');
    return { client, secret, id: token.id };
  };
  const mutation = async (client: Client) =>
    client.post('/graphql', { query: 'mutation { setLocale(locale: az) { done } }' });

  test('[AC4] act as their person, read and write as far as they reach, over HTTP', async () => {
    const { secret } = await secretOf(['read']);
    const program = server.program(secret);
    expect(await viewer(program)).toMatchObject({ person: { name: 'Sayla Vint' }, sessionExpiresAt: null });
    expect(await (await mutation(program)).json()).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    const writer = server.program((await secretOf(['write'])).secret);
    expect(await (await mutation(writer)).json()).toMatchObject({ data: { setLocale: { done: true } } });
    const { data, errors } = await writer.graphql(ViewerDocument, {});
    expect([data ?? null, errors?.[0]?.extensions?.['code']]).toEqual([null, 'FORBIDDEN']);
  });

  test('[AC4] the same over the GraphQL socket, in the reader’s language', async () => {
    const program = server.program((await secretOf(['read'])).secret);
    const socket = program.socket({ 'x-concord-locale': 'ru' });
    const run = (query: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        socket.subscribe({ query }, { next: resolve, error: reject, complete: () => undefined });
      });
    expect(await run('{ viewer { person { name } } }')).toMatchObject({
      data: { viewer: { person: { name: 'Sayla Vint' } } },
    });
    await expect(run('mutation { setLocale(locale: az) { done } }')).rejects.toMatchObject([
      { extensions: { code: 'FORBIDDEN' }, message: expect.stringMatching(/[а-я]/) as unknown },
    ]);
    await socket.dispose();
  });

  test('[AC4] revoked or expired, they are nobody, even with somebody’s cookie beside them', async () => {
    const { client, secret, id } = await secretOf(['read', 'write']);
    const program = server.program(secret);
    await client.graphql(RevokeApiTokenDocument, { id });
    expect((await program.graphql(ViewerDocument, {})).status).toBe(401);
    for (const authorization of [`Bearer ${secret}`, 'Bearer', 'bearer x', 'Bearer a b', 'Bearer \t']) {
      const told = await client.post('/graphql', { query: '{ viewer { email } }' }, { authorization });
      expect(await told.json(), authorization).toEqual({
        code: 'UNAUTHENTICATED',
        message: expect.any(String) as unknown,
        requestId: expect.any(String) as unknown,
      });
    }
    expect(
      (await client.graphql(ApiTokensDocument, {})).data?.apiTokens.map((token) => token.id),
    ).not.toContain(id);
    const late = server.program((await secretOf(['read'])).secret);
    await world.dataSource.query(`UPDATE api_token SET expires_at = now() - interval '1 second'`);
    expect((await late.graphql(ViewerDocument, {})).status).toBe(401);
  });

  test('[AC4] are made with known scopes and an end, by a person, and revoked by their own', async () => {
    expect((await create(['read', 'admin'])).answer).toEqual(refusal('INVALID_INPUT', 'scopes'));
    expect((await create([])).answer).toEqual(refusal('INVALID_INPUT', 'scopes'));
    expect((await create(['read'], 0)).answer).toEqual(refusal('INVALID_INPUT', 'expiresInDays'));
    expect((await create(['read'], 367)).answer).toEqual(refusal('INVALID_INPUT', 'expiresInDays'));
    const { id, secret } = await secretOf(['read', 'write']);
    const stranger = await server.enter('Ilka Renn');
    const revoked = await stranger.graphql(RevokeApiTokenDocument, { id });
    const missing = await stranger.graphql(RevokeApiTokenDocument, { id: randomUUID() });
    expect(JSON.stringify(revoked.data)).toBe(JSON.stringify(missing.data));
    expect(await viewer(server.program(secret))).not.toBeNull();
    const child = await server
      .program(secret)
      .graphql(CreateApiTokenDocument, { name: 'Child', scopes: ['read'], expiresInDays: 1 });
    expect(child.data?.createApiToken).toEqual(refusal('NOT_SIGNED_IN'));
    const rows: { secret_hash: Buffer }[] = await world.dataSource.query('SELECT secret_hash FROM api_token');
    expect(rows.every((row) => row.secret_hash.length === 32)).toBe(true);
  });
});

test('[AC5] what needs a cookie or an address does nothing on a socket', async () => {
  const counted = async (): Promise<unknown> =>
    world.dataSource.query(
      `SELECT (SELECT count(*) FROM invitation) AS invitations, (SELECT count(*) FROM sign_in_failure) AS failures,
              count(*) AS sessions, count(revoked_at) AS ended FROM sign_in_session`,
    );
  const lead = await server.enter('Mira Solt');
  const before = await counted();
  const input: InviteInput = {
    consultationId: world.consultationId,
    organisationId: world.organisationId('MPH'),
    email: 'new@mph.example',
    roles: ['contributor'],
    locale: 'en',
  };
  // As a socket's requests are: with nothing to set a cookie on.
  const asked = [
    await world.ask(world.as('Mira Solt'), SignInDocument, { email, password }),
    await world.ask(world.as('Mira Solt'), SignInDocument, { email, password: 'wrong' }),
    await world.ask(world.as('Mira Solt'), AcceptInvitationDocument, { token: 'x', name: 'X', password }),
    await world.ask(world.as('Mira Solt'), SignOutDocument, {}),
    await world.ask(world.as('Mira Solt'), SignOutEverywhereDocument, {}),
    await world.ask(world.as('Mira Solt'), InviteDocument, { input }),
  ];
  for (const { errors } of asked) expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  expect(await counted()).toEqual(before);
  expect(await viewer(lead)).toMatchObject({ person: { name: 'Mira Solt' } });
});
