/** Proposals for whole blocks and by typing over the text: from the ministry's room to the decision and back (J3, J5). */
import { ClearCommentDocument, CommentsDocument, ReadingConsultationDocument } from '@concord/schema';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { enter } from '../support/person.ts';
import { words } from '../support/words.ts';

const az = words('az');
const ru = words('ru');

const chapter = '/c/velmora-2025/b-0064';
const added = 'Təcili yardımın xərclərini dövlət büdcəsi ödəyir.';

/** Opens the form on a paragraph as the keyboard does. */
async function compose(page: Page, block: string): Promise<void> {
  await page.locator(`[id="${block}"]`).focus();
  await page.keyboard.press('c');
}

/** The ministry's clearing officer makes the drafts with this text official. */
async function clear(url: string, body: string): Promise<void> {
  const officer = await enter(url, 'Brin Tolvar');
  const { consultation } = await officer.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  const { comments } = await officer.ask(CommentsDocument, {
    consultationId: consultation?.id ?? '',
    filter: { search: body },
    first: 1,
    after: null,
  });
  const draft = comments?.edges[0]?.node;
  if (!draft) throw new Error(`no draft says ${body}`);
  const { clearComment } = await officer.ask(ClearCommentDocument, {
    commentId: draft.id,
    version: draft.version,
  });
  if (clearComment.__typename !== 'Comment') throw new Error(clearComment.message);
}

async function accept(moderator: Page, body: string): Promise<void> {
  await moderator.goto('/c/velmora-2025/inbox');
  await moderator.getByText(body).first().click();
  await moderator.getByLabel(ru('vocabulary.disposition.accepted'), { exact: true }).check();
  await moderator.getByRole('button', { name: ru('acts.decide.apply') }).click();
  await expect(moderator.getByText(ru('acts.decide.done'))).toBeVisible();
}

test('[PO5][PO8] a new paragraph and a move, proposed by keyboard, read by a moderator and entered in the text', async ({
  open,
  server,
}) => {
  const sayla = await open('Sayla Vint', { locale: 'az' });
  await sayla.goto(chapter);
  await compose(sayla, 'b-0082');
  await sayla.getByLabel(az('comments.compose.body'), { exact: true }).fill('Kim ödəyir, deyilmir.');
  await sayla.getByLabel(az('proposing.asks')).selectOption('paragraph');
  await sayla.getByRole('button', { name: az('comments.compose.save') }).click();
  await expect(sayla.getByText(az('comments.problem.paragraph_empty'))).toBeVisible();
  await sayla.getByLabel(az('proposing.paragraph'), { exact: true }).fill(added);
  await expect(sayla.getByText(az('proposing.mark.inserted'))).toBeVisible();
  await expectAccessible(sayla);
  await sayla.getByRole('button', { name: az('comments.compose.save') }).click();
  await expect(sayla.getByText(az('comments.compose.saved'))).toBeVisible();
  await clear(server.url, 'Kim ödəyir');

  await compose(sayla, 'b-0084');
  await sayla.getByLabel(az('comments.compose.body'), { exact: true }).fill('Yeri bura deyil.');
  await sayla.getByLabel(az('proposing.asks')).selectOption('move');
  await sayla.getByLabel(az('proposing.goal')).selectOption('b-0080');
  await expect(sayla.getByText(az('proposing.mark.moved_to'))).toBeVisible();
  await sayla.getByRole('button', { name: az('comments.compose.save') }).click();
  await expect(sayla.getByText(az('comments.compose.saved')).last()).toBeVisible();
  await clear(server.url, 'Yeri bura');

  const oren = await open('Oren Daly', { locale: 'ru' });
  await oren.goto('/c/velmora-2025/inbox');
  await oren.getByText('Yeri bura').first().click();
  await expect(oren.getByText(ru('proposing.kind.move')).first()).toBeVisible();
  await expect(oren.getByText(ru('proposing.mark.moved_from')).first()).toBeVisible();
  await expectAccessible(oren);
  await accept(oren, 'Yeri bura');
  await accept(oren, 'Kim ödəyir');

  const order = () => sayla.locator('[data-block]').evaluateAll((all) => all.map((one) => one.id));
  await expect
    .poll(async () => (await order()).indexOf('b-0084') - (await order()).indexOf('b-0080'))
    .toBe(1);
  await expect(sayla.locator('article').getByText(added).first()).toBeVisible();
  const all = await order();
  await expect(sayla.locator(`[id="${all[all.indexOf('b-0082') + 1]}"]`)).toHaveText(added);
  await sayla.goto('/c/velmora-2025/outcomes');
  await expect(sayla.getByText('Yeri bura').first()).toBeVisible();
});

test('[PO11][LV7] a paragraph is proposed for another section by keyboard, seen in both places, and goes there', async ({
  open,
  server,
}) => {
  const sayla = await open('Sayla Vint', { locale: 'az' });
  await sayla.goto(chapter);
  const text = await sayla.locator('[id="b-0076"]').innerText();
  await compose(sayla, 'b-0076');
  await sayla.getByLabel(az('comments.compose.body'), { exact: true }).fill('Digər bölməyə aiddir.');
  await sayla.getByLabel(az('proposing.asks')).selectOption('move');
  const section = sayla.getByLabel(az('proposing.goal.section'));
  const titles = await section.locator('option').allInnerTexts();
  const title = titles.find((one) => one.includes('6')) ?? '';
  await section.selectOption({ label: title });
  await sayla.getByLabel(az('proposing.goal'), { exact: true }).selectOption('b-0204');
  await expect(sayla.getByText(`«${title}»`)).toBeVisible();
  await expectAccessible(sayla);
  await sayla.getByRole('button', { name: az('comments.compose.save') }).click();
  await expect(sayla.getByText(az('comments.compose.saved')).last()).toBeVisible();
  await clear(server.url, 'Digər bölməyə');

  // A draft on it goes along as well; both pages stay open.
  await compose(sayla, 'b-0076');
  await sayla.getByLabel(az('comments.compose.body'), { exact: true }).fill('Mənbə göstərilməyib.');
  await sayla.getByRole('button', { name: az('comments.compose.save') }).click();
  const there = await open('Orla Keth', { locale: 'az' });
  await there.goto('/c/velmora-2025/b-0196');
  await expect(there.locator('[id="b-0204"]')).toBeVisible();
  for (const said of ['Digər bölməyə aiddir.', 'Mənbə göstərilməyib.']) {
    await expect(sayla.getByText(said).first()).toBeVisible();
    await expect(there.getByText(said)).toHaveCount(0);
  }

  const oren = await open('Oren Daly', { locale: 'ru' });
  await accept(oren, 'Digər bölməyə');
  await expect(sayla.locator('[id="b-0076"]')).toHaveCount(0);
  for (const said of ['Digər bölməyə aiddir.', 'Mənbə göstərilməyib.']) {
    await expect(sayla.getByText(said)).toHaveCount(0);
    await expect(there.getByText(said).first()).toBeVisible();
  }
  await sayla.goto('/c/velmora-2025/b-0196');
  await expect(sayla.locator('[id="b-0076"]')).toHaveText(text);
  const order = await sayla.locator('[data-block]').evaluateAll((all) => all.map((one) => one.id));
  expect(order.indexOf('b-0076') - order.indexOf('b-0204')).toBe(1);
  // What is said of it is listed where it stands now.
  await sayla.goto('/c/velmora-2025/comments?section=b-0196');
  await expect(sayla.getByText('Digər bölməyə aiddir.').first()).toBeVisible();
});

test('[PO13] what a draft asks is changed in the margin and at the desk, and what was typed before comes back', async ({
  open,
}) => {
  const sayla = await open('Sayla Vint', { locale: 'az' });
  await sayla.goto(chapter);
  await compose(sayla, 'b-0090');
  await sayla.getByLabel(az('comments.compose.body'), { exact: true }).fill('Başqa cür olmalıdır.');
  await sayla.getByLabel(az('proposing.asks')).selectOption('words');
  await sayla.getByLabel(az('comments.proposal'), { exact: true }).fill('Başqa sözlər.');
  await sayla.getByRole('button', { name: az('comments.compose.save') }).click();
  await expect(sayla.getByText(az('comments.compose.saved')).last()).toBeVisible();

  await sayla.getByText('Başqa cür olmalıdır.').first().click();
  await sayla.getByRole('button', { name: az('comments.revise.open') }).click();
  const asks = sayla.getByLabel(az('proposing.asks'));
  await asks.selectOption('paragraph');
  await sayla.getByLabel(az('proposing.paragraph'), { exact: true }).fill('Yeni abzas.');
  await asks.selectOption('deletion');
  await asks.selectOption('words');
  await expect(sayla.getByLabel(az('comments.proposal'), { exact: true })).toHaveValue('Başqa sözlər.');
  await asks.selectOption('paragraph');
  await expect(sayla.getByLabel(az('proposing.paragraph'), { exact: true })).toHaveValue('Yeni abzas.');
  await asks.selectOption('deletion');
  await expect(sayla.getByText(az('proposing.mark.deleted')).first()).toBeVisible();
  await expectAccessible(sayla);
  await sayla.getByRole('button', { name: az('comments.compose.save') }).click();
  await expect(sayla.getByText(az('proposing.kind.deletion')).first()).toBeVisible();

  // A colleague asks for a move instead, at the desk, on a phone; the open page is told.
  const orla = await open('Orla Keth', { locale: 'ru', width: 360, height: 740 });
  await orla.goto('/c/velmora-2025/desk');
  await orla.getByText('Başqa cür olmalıdır.').first().click();
  const change = orla.getByRole('button', { name: ru('rooms.asking.open') });
  await change.click();
  await orla.getByLabel(ru('proposing.asks')).selectOption('move');
  await orla.getByRole('button', { name: ru('rooms.asking.save') }).click();
  await expect(orla.getByText(ru('comments.problem.goal_missing'))).toBeVisible();
  await orla.getByLabel(ru('proposing.goal'), { exact: true }).selectOption('b-0080');
  await expectAccessible(orla);
  await orla.getByRole('button', { name: ru('rooms.asking.save') }).click();
  await expect(orla.getByText(ru('rooms.asking.saved'))).toBeVisible();
  await expect(change).toBeFocused();
  await expect(orla.getByText(ru('proposing.kind.move')).first()).toBeVisible();
  await expect(sayla.getByText(az('proposing.kind.move')).first()).toBeVisible();
});

test('[PO9][T4] somebody without a right to edit types over a paragraph; what is kept is a draft of their room', async ({
  open,
}) => {
  const orla = await open('Orla Keth', { locale: 'az' });
  await orla.goto(chapter);
  await orla.getByRole('button', { name: az('profiles.suggest') }).click();
  await expect(orla.getByText(az('proposing.suggest.on'))).toBeVisible();
  const paragraph = orla.locator('[id="b-0086"]');
  const text = await paragraph.innerText();
  await paragraph.focus();
  await orla.keyboard.press('Enter');
  const typed = orla.getByRole('textbox', { name: az('proposing.suggest.text') });
  await expect(typed).toHaveValue(text);
  await expect(orla.getByText(az('proposing.suggest.unchanged'))).toBeVisible();
  await typed.fill(`${text} Bu, yoxlanılmalıdır.`);
  await expect(orla.locator('ins')).toContainText('Bu, yoxlanılmalıdır.');
  await expectAccessible(orla);
  await orla.keyboard.press('Escape');
  await orla.getByRole('button', { name: az('proposing.suggest.back') }).click();
  await expect(typed).toHaveValue(`${text} Bu, yoxlanılmalıdır.`);

  // The browser is closed in the middle of it.
  await orla.reload();
  await orla.getByRole('button', { name: az('profiles.unsent.continue') }).click();
  await expect(orla.getByLabel(az('comments.proposal'), { exact: true })).toHaveValue(
    `${text} Bu, yoxlanılmalıdır.`,
  );
  await orla.getByRole('button', { name: az('comments.compose.throwAway') }).click();

  await orla.getByRole('button', { name: az('profiles.suggest') }).click();
  await expect(orla.getByText(az('proposing.suggest.on'))).toBeVisible();
  await paragraph.click();
  await typed.fill(`${text} in writing`);
  await orla.getByLabel(az('proposing.suggest.why'), { exact: true }).fill('Yazılı olmalıdır.');
  await orla.getByRole('button', { name: az('proposing.suggest.keep') }).click();
  await expect(orla.getByText(az('proposing.suggest.kept'))).toBeVisible();
  await expect(paragraph).toBeVisible();

  const sayla = await open('Sayla Vint', { locale: 'ru', width: 360, height: 740 });
  await sayla.goto('/c/velmora-2025/desk');
  await sayla.getByText('Yazılı olmalıdır.').first().click();
  await expect(sayla.locator('ins').filter({ hasText: 'in writing' }).first()).toBeVisible();

  const ilka = await open('Ilka Renn', { locale: 'az' });
  await ilka.goto(chapter);
  await expect(ilka.locator('[id="b-0086"]')).toHaveText(text);
  await expect(ilka.getByText('Yazılı olmalıdır.')).toHaveCount(0);
});
