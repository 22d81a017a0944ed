/** Commenting without a mouse: by keyboard alone, and by thumb on a phone. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/journey.ts';
import { words } from '../support/words.ts';

const en = words('en');
const az = words('az');

test('a comment by keyboard alone, and back to the text', async ({ open }) => {
  const page = await open('Sayla Vint');
  await page.goto('/c/velmora-2025/b-0126#b-0129');
  const block = page.locator('[id="b-0129"]');
  await block.focus();
  await page.keyboard.press('c');
  const body = `By keyboard alone, ${Date.now()}`;
  await expect(page.getByLabel(en('comments.compose.body'), { exact: true })).toBeFocused();
  await page.keyboard.type(body);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(en('comments.compose.saved'))).toBeVisible();
  await expect(page.getByText(body).first()).toBeVisible();
});

test('a comment by thumb at 360 px in Azerbaijani', async ({ open }) => {
  const page = await open('Rafo Lindt', { locale: 'az', width: 360, height: 740 });
  await page.goto('/c/velmora-2025/b-0147');
  const block = page.locator('[id="b-0151"]');
  await block.scrollIntoViewIfNeeded();
  await block.tap();
  await page.getByRole('button', { name: az('profiles.pick.comment'), exact: true }).tap();
  const body = `Telefondan yazılıb, ${Date.now()}`;
  await page.getByLabel(az('comments.compose.body'), { exact: true }).fill(body);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: az('comments.compose.save') }).tap();
  await expect(page.getByText(az('comments.compose.saved'))).toBeVisible();
  await expectStays(page, body);
});

async function expectStays(page: Page, body: string): Promise<void> {
  await page.reload();
  await page.goto('/c/velmora-2025/comments?mine=1');
  await expect(page.getByText(body).first()).toBeVisible();
}
