/** Moderators share out their work, note what others must not read, and ask a ministry something. J2.10 */
import { draftAndClear } from '../support/comment.ts';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { enter } from '../support/person.ts';
import { words } from '../support/words.ts';

const en = words('en');
const az = words('az');

test('[MO1][MO4] a question goes to the ministry and its answer comes back; notes stay among moderators', async ({
  open,
  server,
}) => {
  const [author, officer] = await Promise.all([
    enter(server.url, 'Orla Keth'),
    enter(server.url, 'Brin Tolvar'),
  ]);
  const body = `To be asked about, ${Date.now()}`;
  await draftAndClear(author, officer, { section: 'b-0147', block: 'b-0150', body });
  const [moderator, colleague, ministry, labour] = await Promise.all([
    open('Oren Daly'),
    open('Lira Tavesh'),
    open('Brin Tolvar', { locale: 'az' }),
    open('Ilka Renn'),
  ]);

  await moderator.goto('/c/velmora-2025/inbox');
  await moderator.getByText(body).first().click();
  await moderator.getByLabel(en('moderation.assignee')).selectOption({ label: 'Lira Tavesh' });
  await moderator.getByRole('textbox', { name: en('moderation.tags') }).fill('to ask');
  await moderator.getByRole('button', { name: en('moderation.tags.add'), exact: true }).click();
  await expect(moderator.getByRole('button', { name: 'Remove the tag to ask' })).toBeVisible();
  await moderator
    .getByRole('textbox', { name: en('moderation.notes.new') })
    .fill('They said otherwise in 2024.');
  await moderator.getByRole('button', { name: en('moderation.notes.add') }).click();
  await expect(moderator.getByRole('listitem').filter({ hasText: 'otherwise in 2024' })).toBeVisible();

  await colleague.goto('/c/velmora-2025/inbox?care=mine');
  await colleague.getByText(body).first().click();
  await expect(colleague.getByText('They said otherwise in 2024.')).toBeVisible();

  await moderator.getByRole('button', { name: en('moderation.ask.open') }).click();
  await moderator.getByRole('textbox', { name: en('moderation.ask.question') }).fill('Which law?');
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await moderator.getByLabel(en('moderation.ask.due')).fill(tomorrow);
  await expectAccessible(moderator);
  await moderator.getByRole('button', { name: en('moderation.ask'), exact: true }).click();
  await expect(moderator.getByText(en('moderation.ask.done'))).toBeVisible();

  const address = `/c/velmora-2025/b-0147?comment=${new URL(moderator.url()).searchParams.get('comment')}`;
  await Promise.all([ministry.goto(address), labour.goto(address)]);
  await expect(ministry.getByText('Which law?')).toBeVisible();
  await expect(ministry.getByText('otherwise in 2024')).toHaveCount(0);
  await expect(labour.getByText(body).first()).toBeVisible();
  await expect(labour.getByText('Which law?')).toHaveCount(0);
  await ministry.getByRole('textbox', { name: az('acts.answer') }).fill('Səhiyyə haqqında Qanun.');
  await expectAccessible(ministry);
  await ministry.getByRole('button', { name: az('acts.answer.send') }).click();
  await expect(ministry.getByText(az('acts.answer.done'))).toBeVisible();
  await expect(colleague.getByText('Səhiyyə haqqında Qanun.')).toBeVisible();
});
