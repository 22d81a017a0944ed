/** The rest of a comment's life: thrown away and brought back, replied to, withdrawn, refused, found again. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/journey.ts';
import { draft, draftAndClear } from '../support/comment.ts';
import { enter } from '../support/person.ts';
import { words } from '../support/words.ts';

const en = words('en');
const az = words('az');
const ru = words('ru');

test('[CO3] a draft that was thrown away comes back by Undo', async ({ open, server }) => {
  const author = await enter(server.url, 'Pell Anders');
  const body = `Thrown away too early, ${Date.now()}`;
  await draft(author, { section: 'b-0173', block: 'b-0176', body });
  const page = await open('Pell Anders');
  await page.goto('/c/velmora-2025/b-0173');
  await note(page, body).click();
  await page.getByRole('button', { name: en('comments.discard.open'), exact: true }).click();
  await page.getByRole('button', { name: en('comments.discard'), exact: true }).click();
  await expect(note(page, body)).toHaveCount(0);
  await page.getByRole('button', { name: en('comments.discard.undo') }).click();
  await expect(note(page, body)).toBeVisible();
});

test('[CO7] a reply and a withdrawal are read by the others, with the reason', async ({ open, server }) => {
  const [author, officer] = await Promise.all([
    enter(server.url, 'Pell Anders'),
    enter(server.url, 'Rhea Moss'),
  ]);
  const body = `To be withdrawn, ${Date.now()}`;
  await draftAndClear(author, officer, { section: 'b-0173', block: 'b-0177', body });
  const other = await open('Oren Daly');
  await other.goto('/c/velmora-2025/b-0173');
  await note(other, body).click();
  await other.getByRole('button', { name: en('comments.reply.open'), exact: true }).click();
  await other.getByRole('textbox', { name: en('acts.reply') }).fill('Please name the source.');
  await other.getByRole('button', { name: en('acts.reply.send') }).click();

  const page = await open('Rhea Moss');
  await page.goto('/c/velmora-2025/b-0173');
  await note(page, body).click();
  await expect(page.getByText('Please name the source.')).toBeVisible();
  await page.getByRole('button', { name: en('comments.withdraw.open'), exact: true }).click();
  await page
    .getByRole('textbox', { name: en('acts.withdraw.reason') })
    .fill('The source can’t be published.');
  await page.getByRole('button', { name: en('acts.withdraw'), exact: true }).click();
  await expect(other.getByText('The source can’t be published.')).toBeVisible();
});

test('[DE2] an outcome that refuses is not recorded without a reason', async ({ open, server }) => {
  const [author, officer] = await Promise.all([
    enter(server.url, 'Pell Anders'),
    enter(server.url, 'Rhea Moss'),
  ]);
  const body = `To be refused, ${Date.now()}`;
  await draftAndClear(author, officer, { section: 'b-0173', block: 'b-0178', body });
  const page = await open('Oren Daly');
  await page.goto('/c/velmora-2025/inbox');
  await page.getByText(body).first().click();
  await page.getByLabel(en('vocabulary.disposition.not_accepted'), { exact: true }).check();
  await page.getByRole('button', { name: en('acts.decide'), exact: true }).click();
  await expect(page.getByText(en('comments.problem.reason_required')).first()).toBeVisible();
  await page
    .getByRole('textbox', { name: en('acts.decide.reason') })
    .fill('The indicator covers rules only.');
  await page.getByLabel(en('acts.decide.reasonCode')).selectOption('out_of_scope_implementation');
  await page.getByRole('button', { name: en('acts.decide'), exact: true }).click();
  await expect(page.getByText(en('acts.decide.done'))).toBeVisible();
});

test('[LO1] the list is searched in Azerbaijani without its letters, and a link leads to the words', async ({
  open,
}) => {
  const page = await open('Sayla Vint', { locale: 'az' });
  await page.goto('/c/velmora-2025/comments');
  await page.getByLabel(az('list.filter.search')).fill('TECILI TIBBI');
  const row = page.getByRole('row', { name: /Təcili tibbi/ }).first();
  await expect(row).toBeVisible();
  await expect(page).toHaveURL(/TECILI/i);
  await row.getByRole('link').first().click();
  await expect(page.locator('[id="b-0094"]')).toBeInViewport();
  await expect(page.getByText('statusdan asılı olmayaraq ödənişsizdir').first()).toBeVisible();
});

test('[EX3] a file that is no Word document is refused in words, in Russian, and nothing is stored', async ({
  open,
}) => {
  const page = await open('Remy Falk', { locale: 'ru' });
  await page.goto('/c/practice/import');
  for (const [name, content, sentence] of [
    ['notes.docx', Buffer.from('just a text'), 'Это не документ Word'],
    ['old.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'Word'],
  ] as const) {
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: content });
    await expect(page.getByText(ru('exchange.import.refused'))).toBeVisible();
    await expect(page.getByRole('main')).toContainText(sentence);
  }
});

const note = (page: Page, body: string) => page.getByText(body).first();
