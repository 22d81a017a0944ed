/** Moderators share out their work, note what others must not read, and ask a ministry something. J2.10 */
import { WithdrawCommentDocument } from '@concord/schema';
import { clearDraft, draft, draftAndClear } from '../support/comment.ts';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { enter } from '../support/person.ts';
import { words } from '../support/words.ts';

const en = words('en');
const az = words('az');

const where = { section: 'b-0147', block: 'b-0150' } as const;

const ministryOfHealth = (url: string) => Promise.all([enter(url, 'Orla Keth'), enter(url, 'Brin Tolvar')]);

async function officialComment(url: string, body: string): Promise<void> {
  const [author, officer] = await ministryOfHealth(url);
  await draftAndClear(author, officer, { ...where, body });
}

test('[MO1][MO4] a question goes to the ministry and its answer comes back; notes stay among moderators', async ({
  open,
  server,
}) => {
  const body = `To be asked about, ${Date.now()}`;
  await officialComment(server.url, body);
  const [moderator, colleague, ministry, labour] = await Promise.all([
    open('Oren Daly'),
    open('Lira Tavesh'),
    open('Brin Tolvar', { locale: 'az' }),
    open('Ilka Renn'),
  ]);

  await moderator.goto('/c/velmora-2025/inbox');
  await moderator.getByText(body).first().click();
  const row = moderator.getByRole('row').filter({ hasText: body });
  await expect(row.getByText(en('moderation.assignee.nobody'))).toBeAttached();
  await moderator.getByLabel(en('moderation.assignee')).selectOption({ label: 'Lira Tavesh' });
  await expect(row.getByText('LT', { exact: true })).toBeVisible();
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
  // Both tag it at once: both tags stay, for both.
  for (const [page, tag] of [
    [moderator, 'cost'],
    [colleague, 'law'],
  ] as const)
    await page.getByRole('textbox', { name: en('moderation.tags') }).fill(tag);
  await Promise.all(
    [moderator, colleague].map((page) =>
      page.getByRole('textbox', { name: en('moderation.tags') }).press('Enter'),
    ),
  );
  for (const page of [moderator, colleague])
    for (const tag of ['to ask', 'cost', 'law'])
      await expect(page.getByRole('button', { name: `Remove the tag ${tag}` })).toBeVisible();

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
  // Nobody has to come upon it: it counts beside the outcomes, and stands there with its comment.
  await ministry.goto('/c/velmora-2025/outcomes');
  await expect(
    ministry.locator('li[data-outcome]').filter({ hasText: body }).getByText('Which law?'),
  ).toBeVisible();
  await ministry.goto(address);
  await expect(ministry.getByText('otherwise in 2024')).toHaveCount(0);
  await expect(labour.getByText(body).first()).toBeVisible();
  await expect(labour.getByText('Which law?')).toHaveCount(0);
  await ministry.getByRole('textbox', { name: az('acts.answer') }).fill('Səhiyyə haqqında Qanun.');
  await expectAccessible(ministry);
  await ministry.getByRole('button', { name: az('acts.answer.send') }).click();
  await expect(ministry.getByText(az('acts.answer.done'))).toBeVisible();
  await expect(colleague.getByText('Səhiyyə haqqında Qanun.')).toBeVisible();
});

test('[MO8][MO9] words of a comment are blacked out for others, at once and with a reason, and shown again', async ({
  open,
  server,
}) => {
  const body = `Ask Zebulon Quartz about it, ${Date.now()}`;
  await officialComment(server.url, body);
  const [moderator, ministry, labour] = await Promise.all([
    open('Oren Daly'),
    open('Brin Tolvar'),
    open('Ilka Renn', { locale: 'az' }),
  ]);
  await moderator.goto('/c/velmora-2025/inbox');
  await moderator.getByText(body).first().click();
  const address = () =>
    `/c/velmora-2025/b-0147?comment=${new URL(moderator.url()).searchParams.get('comment')}`;
  await expect.poll(address).not.toContain('null');
  await Promise.all([ministry.goto(address()), labour.goto(address())]);
  await expect(labour.getByText(body).first()).toBeVisible();

  await moderator.getByRole('button', { name: en('acts.withhold.open') }).click();
  await moderator.getByRole('textbox', { name: en('acts.withhold.words') }).fill('Zebulon Quartz');
  await moderator.keyboard.press('Enter');
  await expect(moderator.getByRole('list', { name: en('acts.withhold.words.chosen') })).toContainText(
    'Zebulon',
  );
  await moderator.getByLabel(en('acts.withhold.reason'), { exact: true }).selectOption('personal_data');
  await moderator
    .getByRole('textbox', { name: en('acts.withhold.note'), exact: true })
    .fill('A private person.');
  await expectAccessible(moderator);
  await moderator.getByRole('button', { name: en('acts.withhold.redacted') }).click();
  await expect(moderator.getByText(en('acts.withhold.done.redacted'))).toBeVisible();

  // Live: nobody has to load the page again to stop reading it.
  await expect(labour.getByRole('img', { name: az('comments.gap') }).first()).toBeVisible();
  await expect(labour.getByText('Zebulon')).toHaveCount(0);
  await expect(labour.getByText(az('acts.withheld.reason.personal_data'))).toBeVisible();
  await expect(labour.getByText('A private person.')).toHaveCount(0);
  await expectAccessible(labour);
  await expect(ministry.getByText('A private person.')).toBeVisible();
  await expect(ministry.getByText('Zebulon Quartz').first()).toBeVisible();

  await moderator.getByRole('button', { name: en('acts.restore.open') }).click();
  await moderator.getByRole('textbox', { name: en('acts.restore.note') }).fill('She agrees.');
  await moderator.getByRole('button', { name: en('acts.restore'), exact: true }).click();
  await expect(labour.getByText(body).first()).toBeVisible();
});

test('[MO5][MO10] editorial comments are decided on together: what is refused is told, the others are decided', async ({
  open,
  server,
}) => {
  const [author, officer] = await ministryOfHealth(server.url);
  const mark = String(Date.now());
  const place = { ...where, type: 'editorial' } as const;
  const bodies = [`A comma, ${mark}`, `A full stop, ${mark}`];
  const ids: string[] = [];
  for (const body of bodies) {
    const id = await draft(author, { ...place, body });
    ids.push(id);
    await clearDraft(officer, id);
  }
  const moderator = await open('Oren Daly');
  await moderator.goto('/c/velmora-2025/inbox?type=editorial');
  await moderator.getByRole('button', { name: en('moderation.views'), exact: true }).click();
  await moderator.getByRole('menuitem', { name: en('moderation.views.keep.open') }).click();
  await moderator.getByRole('textbox', { name: en('moderation.views.name') }).fill(`Editorial ${mark}`);
  await moderator.keyboard.press('Enter');
  await expect(moderator.getByRole('button', { name: en('moderation.views'), exact: true })).toContainText(
    mark,
  );

  await moderator
    .getByRole('row')
    .filter({ hasText: bodies[0] ?? '' })
    .getByRole('checkbox')
    .check();
  await moderator.getByRole('button', { name: bodies[1] ?? '' }).focus();
  await moderator.keyboard.press('x');
  await moderator.getByRole('button', { name: 'Decide on 2 comments…' }).click();
  // One of them goes while the moderator thinks.
  await officer.ask(WithdrawCommentDocument, { commentId: ids[0] ?? '', reason: 'Found it ourselves.' });
  const dialog = moderator.getByRole('dialog');
  await dialog.getByRole('radio', { name: en('vocabulary.disposition.noted') }).check();
  await dialog.getByRole('textbox', { name: en('moderation.together.reason') }).fill('For the last reading.');
  await expectAccessible(moderator);
  await moderator.getByRole('button', { name: 'Decide on 2 comments', exact: true }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: bodies[1] ?? '' })).toContainText(
    en('moderation.together.done'),
  );
  await expect(dialog.getByText('1 of 2 decided')).toBeVisible();
  await expect(dialog.getByRole('listitem').filter({ hasText: bodies[0] ?? '' })).not.toContainText(
    en('moderation.together.done'),
  );
  await dialog
    .getByRole('button', { name: en('ui.close') })
    .last()
    .click();
  await moderator.goto('/c/velmora-2025/inbox');
  await moderator.getByRole('button', { name: en('moderation.views'), exact: true }).click();
  await moderator.getByRole('menuitemradio', { name: `Editorial ${mark}` }).click();
  await expect(moderator).toHaveURL(/type=editorial/);
  await expect(moderator.getByText(bodies[1] ?? '')).toHaveCount(0);
});

test('[DE9][DE10] a comment is put off to a ministry, until a day; everybody who reads it knows to whom and until when', async ({
  open,
  server,
}) => {
  const body = `For after the census, ${Date.now()}`;
  await officialComment(server.url, body);
  const [moderator, ministry] = await Promise.all([
    open('Oren Daly'),
    open('Brin Tolvar', { locale: 'az', width: 360, height: 780 }),
  ]);
  await moderator.goto('/c/velmora-2025/inbox');
  await moderator.getByText(body).first().click();
  await moderator.getByRole('radio', { name: en('vocabulary.disposition.deferred'), exact: true }).check();
  await moderator.getByRole('textbox', { name: en('acts.decide.reason') }).fill('Figures come in June.');
  await moderator.getByRole('button', { name: en('acts.decide'), exact: true }).click();
  await expect(moderator.getByText(en('acts.defer.problem.until'))).toBeVisible();
  await moderator.getByLabel(en('acts.defer.whom')).selectOption({ label: 'Ministry of Labour and Welfare' });
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  await moderator.getByLabel(en('acts.defer.until')).fill(day(-3));
  await expect(moderator.getByText(en('acts.defer.problem.until_past'))).toBeVisible();
  await moderator.getByLabel(en('acts.defer.until')).fill(day(3));
  await expectAccessible(moderator);
  await moderator.getByRole('button', { name: en('acts.decide'), exact: true }).click();
  await expect(moderator.getByText(en('acts.decide.done'))).toBeVisible();
  const row = moderator.getByRole('row').filter({ hasText: body });
  await expect(row).toContainText(en('vocabulary.disposition.deferred'));
  await expect(row).toContainText(/until \d/);

  await ministry.goto('/c/velmora-2025/outcomes');
  const entry = ministry.locator('li[data-outcome]').filter({ hasText: body });
  await expect(entry).toContainText('Figures come in June.');
  await expect(entry).toContainText(/Məşğul olan qurum: .+ tarixinədək/);
  await expectAccessible(ministry);
});

test('[MO11] a link shows its comment though no row of the list is its own; after a decision one goes on from there', async ({
  open,
  server,
}) => {
  const bodies = [1, 2, 3].map((nth) => `Linked ${nth}, ${Date.now()}`);
  const [author, officer] = await ministryOfHealth(server.url);
  const ids: string[] = [];
  for (const body of bodies) {
    const id = await draft(author, { ...where, body });
    ids.push(id);
    await clearDraft(officer, id);
  }
  const hidden = await draft(author, { ...where, body: 'Not cleared.' });
  const [moderator, drafter] = await Promise.all([open('Oren Daly'), open('Orla Keth')]);
  await moderator.goto(`/c/velmora-2025/inbox?type=translation&comment=${ids[1]}`);
  const pane = moderator.getByRole('article');
  await expect(pane.getByText(bodies[1] ?? '').first()).toBeVisible();
  await expect(moderator.getByRole('row').filter({ hasText: bodies[1] ?? '' })).toHaveCount(0);

  // A list that asks the server what is in it: the row goes with the decision.
  await moderator.goto(`/c/velmora-2025/inbox?care=unassigned&comment=${ids[1]}`);
  await pane.getByRole('radio', { name: en('vocabulary.disposition.noted') }).check();
  await pane.getByRole('textbox', { name: en('acts.decide.reason') }).fill('For the last reading.');
  await pane.getByRole('button', { name: en('acts.decide'), exact: true }).click();
  await expect(moderator.getByRole('row').filter({ hasText: bodies[1] ?? '' })).toHaveCount(0);
  await expect(pane.getByText('For the last reading.').first()).toBeVisible();
  await pane.getByRole('button', { name: en('moderation.inbox.next') }).click();
  await expect(pane.getByText(bodies[2] ?? '').first()).toBeVisible();

  // Nor does a link open what is not there for moderators.
  await moderator.goto(`/c/velmora-2025/inbox?comment=${hidden}`);
  await expect(moderator.getByText(en('moderation.inbox.choose'))).toBeVisible();
  await drafter.goto(`/c/velmora-2025/inbox?comment=${ids[1]}`);
  await expect(drafter.getByText(bodies[1] ?? '')).toHaveCount(0);
});

test('[MO12] a comment whose words a decision has just changed is opened as it stands, and decided on at once', async ({
  open,
  server,
}) => {
  const place = { section: 'b-0147', block: 'b-0157' } as const;
  const [mark, ministry] = [Date.now(), await ministryOfHealth(server.url)];
  const labour = await Promise.all([enter(server.url, 'Ilka Renn'), enter(server.url, 'Dav Moric')]);
  await draftAndClear(...ministry, { ...place, body: `First ${mark}`, proposal: `Studying ${mark}` });
  await draftAndClear(...labour, { ...place, body: `Second ${mark}`, proposal: `Students ${mark}` });
  const moderator = await open('Oren Daly');
  await moderator.goto('/c/velmora-2025/inbox');
  const pane = moderator.getByRole('article');
  const accept = async () => {
    await pane.getByRole('radio', { name: en('vocabulary.disposition.accepted'), exact: true }).check();
    await pane.getByRole('button', { name: en('acts.decide.apply') }).click();
    await expect(pane.getByRole('button', { name: en('acts.decide.apply') })).toHaveCount(0);
  };
  await moderator.getByText(`First ${mark}`).first().click();
  await accept();
  await expect(pane.locator('mark').first()).toContainText('Studying');
  await moderator.getByText(`Second ${mark}`).first().click();
  await expect(pane.getByRole('deletion').first()).toContainText('Studying');
  await accept();
  await moderator.goto(`/c/velmora-2025/${place.section}`);
  await expect(moderator.locator(`[id="${place.block}"]`)).toHaveText(`Students ${mark}`);
});
