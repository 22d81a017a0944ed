/** An account of one's own: invitation, password, and a session that ends in the middle of a sentence. */
import { SignOutEverywhereDocument } from '@concord/schema';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/journey.ts';
import { selectWords } from '../support/selecting.ts';
import { words } from '../support/words.ts';
import type { Person } from '../support/person.ts';
import { enter } from '../support/person.ts';

const en = words('en');

test('[AC2] text typed when the session ended is kept, and sent after signing in again in place', async ({
  open,
  server,
}) => {
  const page = await open('Sayla Vint');
  await page.goto('/c/velmora-2025/b-0126');
  await selectWords(page, 'b-0129', await firstWords(page));
  await page.getByRole('button', { name: en('profiles.pick.comment'), exact: true }).click();
  const body = `Begun before the session ended, ${Date.now()}`;
  await page.getByLabel(en('comments.compose.body'), { exact: true }).fill(body);

  const elsewhere: Person = await enter(server.url, 'Sayla Vint');
  await elsewhere.ask(SignOutEverywhereDocument, {});
  await page.getByRole('button', { name: en('comments.compose.save') }).click();
  await expect(page.getByRole('dialog', { name: en('accounts.again.title') })).toBeVisible();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Sayla Vint/ })
    .click();
  await expect(page.getByText(en('comments.compose.saved'))).toBeVisible();
  await expect(page.getByText(body).first()).toBeVisible();
});

async function firstWords(page: Page): Promise<string> {
  const text = (await page.locator('[id="b-0129"]').textContent()) ?? '';
  return text.slice(0, 24);
}
