import 'reflect-metadata';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wideEventTypes } from '@concord/consultation';
import {
  OpenSilenceRoundDocument,
  RecordDocument,
  RegisterWebhookDocument,
  RemoveWebhookDocument,
  ResendWebhookDeliveryDocument,
  ResumeWebhookDocument,
  TestWebhookDocument,
  WebhookDeliveriesDocument,
  WebhooksDocument,
  WithdrawCommentDocument,
  WithholdCommentDocument,
  type WebhookEventType,
} from '@concord/schema';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { RequestContext } from '../platform/context.js';
import { eventTypes } from '../platform/events/event.js';
import { DomainEvent } from '../platform/events/events.entity.js';
import { cleared, drafted, only } from '../testing/comments.js';
import { testConfig } from '../testing/config.js';
import { velmora } from '../testing/world.js';
import { gatherDeliveries, sendDeliveries } from './delivering.js';
import { Webhook } from './webhooks.entity.js';
import { isTold, standingOfWebhook } from './webhooks.policy.js';

const world = velmora();
const LEAD = 'Mira Solt';
const DAY = 86_400_000;

type Heard = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string };
let receiver: Server;
let origin = '';
const heard: Heard[] = [];
/** What the receiver answers, by path; 204 where nothing is said. */
const answers = new Map<string, number>();

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const path = request.url ?? '';
      heard.push({ path, headers: request.headers, body });
      response.writeHead(answers.get(path) ?? 204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  // A receiver on this very machine, without TLS: what only development and an own network allow.
  Object.assign(world.services, { config: testConfig({ development: true, webhooksInside: true }) });
});
afterAll(() => void receiver.close());
afterEach(async () => {
  await world.dataSource.query('DELETE FROM webhook');
  heard.length = 0;
  answers.clear();
});

const register = async (path: string, types: readonly WebhookEventType[], as = LEAD) => {
  const input = { consultationId: world.consultationId, url: `${origin}${path}`, types: [...types] };
  const made = (await world.run(world.as(as), RegisterWebhookDocument, { input })).registerWebhook;
  return only(made, 'WebhookCreated');
};
const list = async (as: string | null = LEAD) =>
  (await world.run(world.as(as), WebhooksDocument, { consultationId: world.consultationId })).webhooks;
const deliveries = async (webhookId: string, first = 100, after: string | null = null) =>
  (await world.run(world.as(LEAD), WebhookDeliveriesDocument, { webhookId, first, after })).webhookDeliveries;

/** What the clock does, at a moment. */
async function look(later = 0): Promise<void> {
  const now = (): Date => new Date(Date.now() + later);
  const ctx = new RequestContext(world.services, { kind: 'anonymous' }, 'en', world.log, null, now);
  await gatherDeliveries(ctx);
  await sendDeliveries(ctx);
}
const told = (path: string) =>
  heard
    .filter((one) => one.path === path)
    .map(({ body }) => JSON.parse(body) as { type: string; data: { commentId: string | null } });

describe('who registers webhooks', () => {
  test.each(['Oren Daly', 'Remy Falk', 'Brin Tolvar', 'Kas Brenn', null])(
    '[WH1] for %s there are none, and they register none',
    async (name) => {
      const { webhook } = await register('/mine', ['comment_cleared']);
      expect(await list(name)).toBeNull();
      const ctx = () => world.as(name);
      const input = { consultationId: world.consultationId, url: `${origin}/theirs`, types: [] };
      for (const answer of [
        (await world.run(ctx(), RegisterWebhookDocument, { input })).registerWebhook,
        (await world.run(ctx(), TestWebhookDocument, { id: webhook.id })).testWebhook,
        (await world.run(ctx(), ResumeWebhookDocument, { id: webhook.id })).resumeWebhook,
        (await world.run(ctx(), RemoveWebhookDocument, { id: webhook.id })).removeWebhook,
      ])
        expect(answer).toMatchObject({ code: name === null ? 'NOT_SIGNED_IN' : 'NOT_FOUND' });
      expect(await list()).toHaveLength(1);
      expect(heard).toEqual([]);
    },
  );

  test('[WH1] a program may not, whatever its token allows: a webhook would outlive the token', async () => {
    const program = world.asActor({
      kind: 'program',
      personId: world.personId(LEAD),
      locale: 'en',
      tokenId: randomUUID(),
      scopes: ['read', 'write'],
    });
    const input = {
      consultationId: world.consultationId,
      url: `${origin}/p`,
      types: ['comment_cleared' as const],
    };
    const { registerWebhook } = await world.run(program, RegisterWebhookDocument, { input });
    expect(registerWebhook).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('[WH1][WH5] addresses, choices and their number are ruled', async () => {
    const attempt = async (url: string, types: WebhookEventType[] = ['round_closed']) => {
      const input = { consultationId: world.consultationId, url, types };
      return (await world.run(world.as(LEAD), RegisterWebhookDocument, { input })).registerWebhook;
    };
    expect(await attempt('https://name:word@example.org')).toMatchObject({ field: 'url' });
    expect(await attempt('https://example.org', [])).toMatchObject({ field: 'types' });
    for (let nth = 0; nth < 10; nth += 1)
      expect(await attempt(`https://example.org/${nth}`)).toMatchObject({ __typename: 'WebhookCreated' });
    expect(await attempt('https://example.org/more')).toMatchObject({ code: 'WRONG_STATE' });
  });
});

describe('what a webhook is told', () => {
  test('[WH2][T4][T7] what all who take part may hear, by ids alone, and of what was chosen', async () => {
    await register('/hook', ['comment_cleared']);
    const draft = await drafted(world, { body: 'Quillwort' });
    const open = await cleared(world);
    const secretariat = await cleared(world, { visibility: 'secretariat' });
    const government = await cleared(world, { visibility: 'government' });
    await world.run(world.as('Brin Tolvar'), WithdrawCommentDocument, { commentId: open.id, reason: 'No.' });
    await look();
    expect(told('/hook')).toEqual([
      {
        type: 'comment_cleared',
        timestamp: expect.any(String) as string,
        data: {
          consultationId: world.consultationId,
          commentId: open.id,
          sectionId: world.sectionId('b-0064'),
        },
      },
    ]);
    for (const { id } of [draft, secretariat, government]) expect(JSON.stringify(heard)).not.toContain(id);
    await look();
    expect(heard).toHaveLength(1);
  });

  test('[WH2] what is withheld between the event and an attempt is asked again; its scope is its keeper’s', async () => {
    const { webhook } = await register('/hook', ['comment_cleared', 'comment_withheld']);
    answers.set('/hook', 500);
    await cleared(world);
    await look();
    expect(told('/hook')).toHaveLength(1);
    // Meanwhile the lead agency is open to domain 2 alone: the chapter is out of its scope.
    await world.dataSource.query(
      `UPDATE participation SET domains = '{2}' WHERE organisation_id = $1 AND consultation_id = $2`,
      [world.organisationId('NMA'), world.consultationId],
    );
    answers.clear();
    await look(DAY);
    await world.dataSource.query('UPDATE participation SET domains = NULL WHERE organisation_id = $1', [
      world.organisationId('NMA'),
    ]);
    expect(told('/hook')).toHaveLength(1);
    expect((await deliveries(webhook.id))?.deliveries).toEqual([]);
  });

  test('[WH2][T4] what the keeper may hear of and another administrator may not is not in their list', async () => {
    const { webhook } = await register('/hook', ['comment_cleared']);
    await cleared(world);
    await look();
    const within = (domains: string) =>
      world.dataSource.query(
        `UPDATE participation SET domains = ${domains} WHERE organisation_id = $1 AND consultation_id = $2`,
        [world.organisationId('NMA'), world.consultationId],
      );
    expect((await deliveries(webhook.id))?.deliveries).toHaveLength(1);
    await within(`'{2}'`);
    expect((await deliveries(webhook.id))?.deliveries).toEqual([]);
    await within('NULL');
  });

  test('[WH2] nothing once its keeper may keep none; whoever lets it go on answers for it', async () => {
    const { webhook } = await register('/hook', ['comment_cleared']);
    const roles = (list: string) =>
      world.dataSource.query(`UPDATE membership SET roles = '${list}' WHERE person_id = $1`, [
        world.personId(LEAD),
      ]);
    await roles('{observer}');
    const missed = await cleared(world);
    await look();
    expect(heard).toEqual([]);
    await roles('{lead_agency}');
    expect(await list()).toMatchObject([{ state: 'stopped', stopReason: 'right_lost' }]);
    await world.run(world.as(LEAD), ResumeWebhookDocument, { id: webhook.id });
    await look();
    expect(told('/hook').map(({ data }) => data.commentId)).toEqual([missed.id]);
  });
});

test('[WH2][EV1] of every type of event told is what reaches all who take part, and nothing else', async () => {
  const { webhook } = await register('/hook', ['comment_cleared']);
  const row = await world.dataSource.manager.findOneByOrFail(Webhook, { id: webhook.id });
  const { id: subjectId } = await cleared(world);
  const item = { commentId: subjectId, disposition: 'noted' as const, reason: 'Read.' };
  const { consultationId } = world;
  const input = { key: randomUUID(), consultationId, hours: 72, items: [item] };
  await world.run(world.as('Oren Daly'), OpenSilenceRoundDocument, { input });
  const silence = await world.dataSource.query<{ id: string }[]>('SELECT id FROM silence_round');
  const ctx = world.asActor({ kind: 'anonymous' });
  const standing = await standingOfWebhook(ctx, row);
  if (!standing) throw new Error('Its keeper may keep none');
  const told: string[] = [];
  for (const type of eventTypes) {
    const event = Object.assign(new DomainEvent(), {
      type,
      consultationId,
      subjectId: type.startsWith('silence_') ? silence[0]?.id : subjectId,
      audience: { organisationId: null, visibility: 'participants', official: true, sectionId: null },
    });
    if (await isTold(ctx, { ...row, types: [...eventTypes] as WebhookEventType[] }, standing, event))
      told.push(type);
  }
  expect(told).toEqual(wideEventTypes);
});

describe('what was given up', () => {
  const resend = async (id: string, as: string | null = LEAD) =>
    (await world.run(world.as(as), ResendWebhookDeliveryDocument, { id })).resendWebhookDelivery;
  /** After five days of trying, while others got through. */
  async function givenUp() {
    const { webhook } = await register('/hook', ['comment_cleared']);
    answers.set('/hook', 500);
    await cleared(world);
    await look();
    await world.dataSource.query(
      `UPDATE webhook_delivery SET next_at = NULL, created_at = now() - interval '6 days' WHERE webhook_id = $1`,
      [webhook.id],
    );
    await look(DAY);
    expect(heard).toHaveLength(1);
    const [delivery] = (await deliveries(webhook.id))?.deliveries ?? [];
    if (!delivery) throw new Error('Nothing was noted');
    expect(delivery.state).toBe('given_up');
    return { id: delivery.id, webhookId: webhook.id };
  }

  test('[WH3] is sent again when somebody asks for it, under the same id, and says how it went', async () => {
    const { id, webhookId } = await givenUp();
    await world.dataSource.query('UPDATE webhook SET failures = 0, failing_since = NULL WHERE id = $1', [
      webhookId,
    ]);
    expect(await resend(id)).toMatchObject({ id, state: 'given_up', attempts: 2, status: 500 });
    // Others get through: what one person tried by hand says nothing about them.
    expect(await list()).toMatchObject([{ state: 'working', failingSince: null }]);
    answers.clear();
    expect(await resend(id)).toMatchObject({
      id,
      state: 'delivered',
      attempts: 3,
      status: 204,
      problem: null,
    });
    expect(heard).toHaveLength(3);
    expect(new Set(heard.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([id]));
    expect(new Set(heard.map(({ body }) => body)).size).toBe(1);
    expect(await resend(id)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await list()).toMatchObject([{ state: 'working' }]);
  });

  test('[WH3] of two who ask at once one sends it; who went in the middle leaves it to the next look', async () => {
    const { id } = await givenUp();
    answers.clear();
    const both = await Promise.all([resend(id), resend(id), look()]);
    expect(both.slice(0, 2).map((one) => one?.__typename)).toEqual(
      expect.arrayContaining(['Refused', 'WebhookDelivery']),
    );
    expect(heard).toHaveLength(2);
    await world.dataSource.query(
      `UPDATE webhook_delivery SET delivered_at = NULL, next_at = now() + interval '1 minute' WHERE id = $1`,
      [id],
    );
    await look(120_000);
    expect(heard).toHaveLength(3);
  });

  test.each(['Oren Daly', 'Remy Falk', 'Brin Tolvar', null])('[WH1] is not there for %s', async (name) => {
    const { id } = await givenUp();
    expect(await resend(id, name)).toMatchObject({ code: name === null ? 'NOT_SIGNED_IN' : 'NOT_FOUND' });
    expect(await resend(randomUUID(), name)).toEqual(await resend(id, name));
    expect(heard).toHaveLength(1);
  });

  test('[WH2][WH6] stays where it is while its webhook is stopped, and goes when it may be told no more', async () => {
    const { id, webhookId } = await givenUp();
    const stopped = (at: string) =>
      world.dataSource.query(`UPDATE webhook SET stopped_at = ${at} WHERE id = $1`, [webhookId]);
    await stopped('now()');
    expect(await resend(id)).toMatchObject({ code: 'WRONG_STATE' });
    await stopped('NULL');
    await world.dataSource.query(`UPDATE webhook SET types = '{round_closed}' WHERE id = $1`, [webhookId]);
    expect(await resend(id)).toMatchObject({ code: 'NOT_FOUND' });
    expect(heard).toHaveLength(1);
    expect((await deliveries(webhookId))?.deliveries).toEqual([]);
  });
});

describe('how it is sent', () => {
  test('[WH4] signed with a secret that is told once and stored nowhere', async () => {
    const { webhook, secret } = await register('/hook', ['comment_cleared']);
    await cleared(world);
    await look();
    const [sent] = heard;
    if (!sent) throw new Error('Nothing arrived');
    const { headers, body } = sent;
    const id = headers['webhook-id'] as string;
    const timestamp = headers['webhook-timestamp'] as string;
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
    expect(Math.abs(Number(timestamp) * 1_000 - Date.now())).toBeLessThan(60_000);
    const rows: unknown = await world.dataSource.query(
      `SELECT w::text FROM webhook w UNION ALL SELECT e::text FROM domain_event e WHERE e.type LIKE 'webhook%'`,
    );
    expect(JSON.stringify(rows)).not.toContain(secret.slice('whsec_'.length));
    const page = await deliveries(webhook.id);
    expect(page?.deliveries).toMatchObject([
      { id, state: 'delivered', attempts: 1, status: 204, problem: null },
    ]);
  });

  test('[WH3][T8] tried again under the same id until it arrives; nothing left out, nothing twice', async () => {
    await register('/hook', ['comment_cleared']);
    answers.set('/hook', 503);
    const first = await cleared(world);
    await look();
    const second = await cleared(world);
    await look();
    // It rests: the second waits without being tried.
    expect(heard).toHaveLength(1);
    expect(await list()).toMatchObject([{ state: 'failing' }]);
    await look(10_000);
    expect(heard).toHaveLength(2);
    answers.clear();
    await look(DAY);
    await look(2 * DAY);
    const arrived = heard.slice(2);
    const about = (id: string) => arrived.filter(({ body }) => body.includes(id));
    expect(about(first.id)).toHaveLength(1);
    expect(about(second.id)).toHaveLength(1);
    expect(about(first.id)[0]?.headers['webhook-id']).toBe(heard[0]?.headers['webhook-id']);
    expect(about(first.id)[0]?.body).toBe(heard[0]?.body);
    expect(await list()).toMatchObject([{ state: 'working', failingSince: null }]);
  });

  test('[WH3] two nodes that look at once, and one that goes after sending, tell once and at least once', async () => {
    const { webhook } = await register('/hook', ['comment_cleared']);
    await cleared(world);
    await Promise.all([look(), look(), look()]);
    expect(heard).toHaveLength(1);
    // Sent, and gone before it was written down: the lease ends and it is sent again, under the same id.
    await world.dataSource.query(
      'UPDATE webhook_delivery SET delivered_at = NULL, next_at = created_at WHERE webhook_id = $1',
      [webhook.id],
    );
    await look(120_000);
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(heard).toHaveLength(2);
  });

  test('[WH6] stopped after five days, on record, and goes on from where it stood', async () => {
    const { webhook } = await register('/hook', ['comment_cleared']);
    answers.set('/hook', 500);
    const { id } = await cleared(world);
    for (const later of [0, DAY, 3 * DAY, 6 * DAY, 7 * DAY]) await look(later);
    expect(heard).toHaveLength(4);
    expect(await list()).toMatchObject([{ state: 'stopped', stopReason: 'failing' }]);
    const variables = { consultationId: world.consultationId, filter: {}, first: 2, after: null };
    const { record } = await world.run(world.as(LEAD), RecordDocument, variables);
    expect(record?.entries[0]).toMatchObject({ kind: 'webhook_stopped', person: null });
    answers.clear();
    const later = await cleared(world);
    await world.run(world.as(LEAD), ResumeWebhookDocument, { id: webhook.id });
    await look(1_000);
    await look(DAY);
    const arrived = told('/hook').slice(4);
    expect(new Set(arrived.map(({ data }) => data.commentId))).toEqual(new Set([id, later.id]));
    expect(arrived).toHaveLength(2);
  });

  test('[WH6] an address that says it is gone is not called again', async () => {
    await register('/hook', ['comment_cleared']);
    answers.set('/hook', 410);
    await cleared(world);
    await look();
    await look(DAY);
    expect(heard).toHaveLength(1);
    expect(await list()).toMatchObject([{ state: 'stopped', stopReason: 'gone' }]);
  });

  test('[WH3] a trial says how it went, nothing hangs on it; pages hold each delivery once', async () => {
    const { webhook } = await register('/hook', ['comment_cleared']);
    const trial = async () =>
      (await world.run(world.as(LEAD), TestWebhookDocument, { id: webhook.id })).testWebhook;
    expect(await trial()).toMatchObject({ type: 'test', state: 'delivered', status: 204 });
    answers.set('/hook', 302);
    expect(await trial()).toMatchObject({ type: 'test', state: 'given_up', problem: 'redirect' });
    expect(await list()).toMatchObject([{ state: 'working' }]);
    const first = await deliveries(webhook.id, 1);
    const next = await deliveries(webhook.id, 1, first?.pageInfo.endCursor ?? null);
    expect([first, next].flatMap((page) => page?.deliveries.map(({ state }) => state))).toEqual([
      'given_up',
      'delivered',
    ]);
    expect(next?.pageInfo.hasNextPage).toBe(false);
    await world.run(world.as(LEAD), RemoveWebhookDocument, { id: webhook.id });
    expect(await list()).toEqual([]);
    expect(await deliveries(webhook.id)).toBeNull();
  });

  test('[WH5] inside is refused where the installation does not allow it, also of what was registered before', async () => {
    const { webhook } = await register('/hook', ['comment_cleared']);
    const before = world.services.config;
    Object.assign(world.services, { config: testConfig({ development: true }) });
    const { testWebhook } = await world.run(world.as(LEAD), TestWebhookDocument, { id: webhook.id });
    Object.assign(world.services, { config: before });
    expect(testWebhook).toMatchObject({ problem: 'address', status: null });
    expect(heard).toEqual([]);
  });
});

test('[WH2] a comment that is withheld later leaves no more than its id', async () => {
  await register('/hook', ['comment_withheld']);
  const { id } = await cleared(world, { body: 'Belladonna grows here.' });
  await world.run(world.as('Oren Daly'), WithholdCommentDocument, {
    input: {
      commentId: id,
      kind: 'hidden',
      reasonCode: 'personal_data',
      note: 'It names a person.',
      body: [],
      proposal: [],
      files: false,
    },
  });
  await look();
  expect(told('/hook').map(({ data }) => data.commentId)).toEqual([id]);
  expect(JSON.stringify(heard)).not.toContain('Belladonna');
});
