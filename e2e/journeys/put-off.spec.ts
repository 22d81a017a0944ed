/** What moderators put off to a ministry waits in its own list, and leaves it when the ministry has replied. */
import { randomUUID } from 'node:crypto';
import {
  CommentsDocument,
  DecideDocument,
  ReadingConsultationDocument,
  ReplyToCommentDocument,
  WaitingDocument,
} from '@concord/schema';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/journey.ts';
import { enter } from '../support/person.ts';
import { words } from '../support/words.ts';

const az = words('az');
const ru = words('ru');
const DAY = 86_400_000;
const slug = 'velmora-2025';

test('[DE12] it appears on the open page with its day, is counted beside the corner, and goes with the reply', async ({
  open,
  server,
}) => {
  const oren = await enter(server.url, 'Oren Daly');
  const { consultation } = await oren.ask(ReadingConsultationDocument, { slug });
  const body = consultation?.organisations.find(({ name }) => name.en === 'Ministry of Public Health');
  const { comments } = await oren.ask(CommentsDocument, {
    consultationId: consultation?.id ?? '',
    filter: { statuses: ['cleared'] },
    first: 100,
    after: null,
  });
  const comment = comments?.edges
    .map(({ node }) => node)
    .find(({ visibility, organisation }) => visibility === 'participants' && organisation.id !== body?.id);
  if (!comment || !body) throw new Error('nothing to put off');

  const brin = await open('Brin Tolvar', { locale: 'ru', width: 360, height: 740 });
  await brin.goto(`/c/${slug}/outcomes`);
  await expect(brin.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(brin.getByText(ru('clearance.putOff'), { exact: true })).toHaveCount(0);
  const { decide } = await oren.ask(DecideDocument, {
    input: {
      key: randomUUID(),
      outcomes: [
        {
          commentId: comment.id,
          disposition: 'deferred',
          reason: 'The ministry has the figures.',
          deferral: {
            to: 'organisation',
            organisationId: body.id,
            until: new Date(Date.now() + 5 * DAY).toISOString(),
          },
        },
      ],
    },
  });
  expect(decide.__typename).toBe('Decision');
  await expect(brin.getByText(ru('clearance.putOff'), { exact: true })).toBeVisible();
  const entry = brin.locator(`[data-put-off="${comment.id}"]`);
  await expect(entry).toContainText('The ministry has the figures.');
  await expectAccessible(brin);
  await expectNoSidewaysScroll(brin);
  const wide = await open('Brin Tolvar', { locale: 'az' });
  await wide.goto(`/c/${slug}/outcomes`);
  await expect(wide.locator(`[data-put-off="${comment.id}"]`)).toBeVisible();
  // Decisions to answer, and this.
  const { consultation: theirs } = await (
    await enter(server.url, 'Brin Tolvar')
  ).ask(WaitingDocument, { slug, consultationId: consultation?.id ?? '' });
  const count = (theirs?.waiting.toAnswer ?? 0) + 1;
  const corner = wide.getByRole('link', { name: new RegExp(`^${az('app.nav.outcomes')}\\s*${count}`) });
  await expect(corner).toBeVisible();
  await entry.getByRole('link', { name: ru('clearance.outcomes.open') }).click();
  await expect(brin).toHaveURL(new RegExp(`comment=${comment.id}|${comment.id}`));
  await brin.goto(`/c/${slug}/outcomes`);
  await expect(entry).toBeVisible();

  const { replyToComment } = await (
    await enter(server.url, 'Brin Tolvar')
  ).ask(ReplyToCommentDocument, {
    input: { key: randomUUID(), commentId: comment.id, body: 'Here are the figures.', language: 'en' },
  });
  expect(replyToComment.__typename).toBe('Reply');
  await expect(entry).toHaveCount(0);
  await expect(brin.getByText(ru('clearance.putOff'), { exact: true })).toHaveCount(0);
});
