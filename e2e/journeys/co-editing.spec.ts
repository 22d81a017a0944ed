/** Two drafters in one section: both see both, each undoes their own, and what says Saved is there after a reload. J1.6 */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { words } from '../support/words.ts';

const en = words('en');
const chapter = '/c/velmora-2025/b-0222';

test('[T3] two drafters write in one section; undo is one’s own; Saved means there after a reload', async ({
  open,
}) => {
  const [first, second] = await Promise.all([open('Remy Falk'), open('Sim Vale')]);
  await Promise.all([startEditing(first), startEditing(second)]);

  await typeAtStart(first, 'b-0223', 'First hand. ');
  await typeAtStart(second, 'b-0233', 'Second hand. ');
  await expect(block(second, 'b-0223')).toContainText('First hand. ');
  await expect(block(first, 'b-0233')).toContainText('Second hand. ');
  await expect(first.getByText('Sim Vale').first()).toBeAttached();
  await Promise.all([first, second].map((page) => expect(page.getByText(/^Saved/).first()).toBeVisible()));
  await expectAccessible(first);

  await second.getByRole('button', { name: en('editor.tool.undo') }).click();
  await expect(block(first, 'b-0233')).not.toContainText('Second hand. ');
  await expect(block(first, 'b-0223')).toContainText('First hand. ');

  await expect(second.getByText(/^Saved/).first()).toBeVisible();
  await second.reload();
  await expect(second.locator('article [id="b-0223"]')).toContainText('First hand. ');
  await expect(second.locator('article [id="b-0233"]')).not.toContainText('Second hand. ');
});

async function startEditing(page: Page): Promise<void> {
  await page.goto(chapter);
  await page.getByRole('button', { name: en('profiles.edit') }).click();
  await expect(block(page, 'b-0223')).toBeVisible();
}

const block = (page: Page, id: string) => page.locator(`.ProseMirror [data-block="${id}"]`);

async function typeAtStart(page: Page, id: string, text: string): Promise<void> {
  await block(page, id).click({ position: { x: 2, y: 10 } });
  await page.keyboard.press('Home');
  await page.keyboard.type(text);
}
