/** A civil society organisation with two domains in its scope: J5.1, J5.4 to J5.6, and what J1.9 asks of scopes. */
import { CommentsDocument, ReadingConsultationDocument } from '@concord/schema';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { draftAndClear } from '../support/comment.ts';
import { enter } from '../support/person.ts';
import { words } from '../support/words.ts';

const az = words('az');
const en = words('en');
const ru = words('ru');
const slug = 'velmora-2025';

/** Domain 1 is in the scope of Open Door Legal Aid, domain 2 is not. */
const INSIDE = 'b-0064';
const OUTSIDE = 'b-0097';

test('[T4] a section outside the scope is not listed, and its address leads nowhere (J5.1)', async ({
  open,
  server,
}) => {
  const everybody = await enter(server.url, 'Orla Keth');
  const { consultation } = await everybody.ask(ReadingConsultationDocument, { slug });
  const outside = consultation?.sections.filter(({ domain }) => domain !== null && ![1, 6].includes(domain));
  expect(outside?.map(({ key }) => key)).toContain(OUTSIDE);
  const page = await open('Tove Lisk');
  await page.goto(`/c/${slug}/${INSIDE}`);
  await expect(page.locator('[id="b-0064"]')).toBeVisible();
  for (const { key } of outside ?? [])
    await expect(page.locator(`a[href$="/${slug}/${key}"]`), key).toHaveCount(0);
  for (const address of [OUTSIDE, 'b-9999']) {
    await page.goto(`/c/${slug}/${address}`);
    await expect(page.getByText(en('profiles.notFound'))).toBeVisible();
  }
});

test('[T4] what state bodies say among themselves is in no list and no total (J5.6)', async ({
  open,
  server,
}) => {
  const page = await open('Wyn Adair');
  const [official, defender] = await Promise.all([
    enter(server.url, 'Ilka Renn'),
    enter(server.url, 'Wyn Adair'),
  ]);
  const { consultation } = await official.ask(ReadingConsultationDocument, { slug });
  const filter = { consultationId: consultation?.id ?? '', first: 100 };
  const [all, seen] = await Promise.all([
    official.ask(CommentsDocument, filter),
    defender.ask(CommentsDocument, filter),
  ]);
  const hidden = all.comments?.edges.filter(({ node }) => node.visibility === 'government') ?? [];
  expect(hidden.length).toBeGreaterThan(0);
  expect(seen.comments?.edges.filter(({ node }) => node.visibility === 'government')).toEqual([]);
  await page.goto(`/c/${slug}/comments`);
  const total = page.getByRole('status').filter({ hasText: `${seen.comments?.totalCount} comments` });
  await expect(total).toBeVisible();
  for (const { node } of hidden) await expect(page.getByText(node.body.slice(0, 40))).toHaveCount(0);
});

test('[T12] by keyboard alone the comments come in the order of the text (J5.4)', async ({ open }) => {
  const page = await open('Tove Lisk');
  await page.goto(`/c/${slug}/${INSIDE}`);
  const line = page.locator('article > button[aria-expanded]');
  await expect(line.first()).toBeVisible();
  const notes: { id: string; top: number }[] = [];
  for (let step = 0; step < 4; step += 1) {
    await page.keyboard.press('n');
    const focused = line.and(page.locator(':focus'));
    await expect(focused).toHaveCount(1);
    notes.push(
      await focused.evaluate((note) => ({ id: note.id, top: note.getBoundingClientRect().top + scrollY })),
    );
  }
  expect(new Set(notes.map(({ id }) => id)).size).toBe(4);
  const tops = notes.map(({ top }) => top);
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  await page.keyboard.press('Enter');
  await expect(line.and(page.locator('[aria-expanded=true]'))).toHaveCount(1);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(line.and(page.locator('[aria-expanded=true]'))).toHaveCount(0);
});

const practice = 'Hüquq klinikası xəstəxanalarda pulsuz məsləhət verir.';

test('[PO10] an NGO proposes a good practice: a candidate everywhere, and a finding once it is accepted (J5.5)', async ({
  open,
}) => {
  const tove = await open('Tove Lisk', { locale: 'az' });
  await tove.goto(`/c/${slug}/${INSIDE}`);
  await tove.locator('[id="b-0092"]').focus();
  await tove.keyboard.press('c');
  await tove.getByLabel(az('comments.compose.body'), { exact: true }).fill('2022-ci ildən işləyir.');
  await tove.getByLabel(az('proposing.asks')).selectOption('good_practice');
  await tove.getByLabel(az('proposing.good_practice'), { exact: true }).fill(practice);
  await tove.getByLabel(az('proposing.indicators')).fill('1.6');
  await tove.getByRole('button', { name: az('comments.compose.save') }).click();
  await expect(tove.getByText(az('comments.problem.indicators_unknown'))).toBeVisible();
  await tove.getByLabel(az('proposing.indicators')).fill('1.06');
  await expect(tove.getByText(az('proposing.mark.candidate'))).toBeVisible();
  await expectAccessible(tove);
  await tove.getByRole('button', { name: az('comments.compose.save') }).click();
  await expect(tove.getByText(az('comments.compose.saved'))).toBeVisible();
  const note = tove.getByRole('complementary').getByText('2022-ci ildən işləyir.').first();
  await note.click();
  await tove.getByRole('button', { name: az('comments.clear.open'), exact: true }).click();
  await tove
    .getByRole('dialog')
    .getByRole('button', { name: az('acts.clear'), exact: true })
    .click();
  await expect(tove.getByRole('dialog')).toHaveCount(0);

  // Another association, on a phone: in the list as what it is, and nowhere in the text.
  const ana = await open('Ana Thorne', { locale: 'ru', width: 360, height: 740 });
  await ana.goto(`/c/${slug}/comments?proposal=good_practice`);
  const row = ana.getByRole('row').filter({ hasText: '2022-ci ildən işləyir.' });
  await expect(row).toContainText(ru('list.proposal.good_practice'));
  await expectAccessible(ana);
  await row.getByRole('link').click();
  await expect(ana.getByText(ru('proposing.kind.good_practice')).first()).toBeVisible();
  await expect(ana.locator('article [data-block]').getByText(practice)).toHaveCount(0);

  const oren = await open('Oren Daly', { locale: 'en' });
  await oren.goto(`/c/${slug}/inbox`);
  await oren.getByText('2022-ci ildən işləyir.').first().click();
  await expect(oren.getByText(en('proposing.mark.candidate')).first()).toBeVisible();
  await oren.getByLabel(en('vocabulary.disposition.accepted'), { exact: true }).check();
  await oren.getByRole('button', { name: en('acts.decide.apply') }).click();
  await expect(oren.getByText(en('acts.decide.done'))).toBeVisible();

  await tove.goto(`/c/${slug}/${INSIDE}`);
  const added = tove.locator('p[data-finding="good_practice"]').filter({ hasText: practice });
  await expect(added).toContainText('1.06');
});

test('[ST1][CL4] an association supports a comment that proposes no words, and the focus comes back (J5 7)', async ({
  open,
  server,
}) => {
  const ana = await enter(server.url, 'Ana Thorne');
  const body = `We see the same in our offices (${Date.now()})`;
  await draftAndClear(ana, ana, { section: INSIDE, block: 'b-0066', body });
  const tove = await open('Tove Lisk');
  await tove.goto(`/c/${slug}/${INSIDE}`);
  await tove.getByRole('complementary').getByText(body).first().click();
  const take = tove.getByRole('button', { name: en('acts.stance.open') });
  await take.click();
  await tove.getByLabel(en('acts.stance.supports'), { exact: true }).check();
  await tove.getByRole('button', { name: en('acts.stance.take') }).click();
  await expect(tove.getByText(en('acts.stance.done'))).toBeVisible();
  await expect(tove.getByRole('button', { name: en('acts.stance.change') })).toBeFocused();
});
