/** Words that would be code elsewhere, and far too many of them: shown as they were written, refused in words. */
import type { Page } from '@playwright/test';
import { draft, draftAndClear } from '../support/comment.ts';
import { expect, test } from '../support/journey.ts';
import { enter } from '../support/person.ts';
import { words } from '../support/words.ts';

const en = words('en');
const slug = 'velmora-2025';
const section = 'b-0173';
const attack = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script><b>bold</b>';

/** Nothing of it ran, and nothing of it became an element. */
async function expectHarmless(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  await expect(page.locator('img[src="x"], main b')).toHaveCount(0);
}

test('markup in a comment and a proposal is text on every screen', async ({ open, server }) => {
  const [pell, rhea, ilka, dav, oren] = await Promise.all(
    ['Pell Anders', 'Rhea Moss', 'Ilka Renn', 'Dav Moric', 'Oren Daly'].map((name) =>
      enter(server.url, name),
    ),
  );
  if (!pell || !rhea || !ilka || !dav || !oren) throw new Error('somebody is missing');
  const wish = { section, block: 'b-0189' };
  const page = await open('Oren Daly');

  // As a draft on its way, to the ministry's own officer.
  await draft(pell, { section, block: 'b-0190', body: attack, proposal: attack });
  const officer = await open('Rhea Moss');
  await officer.goto(`/c/${slug}/clearing?view=drafts`);
  await expect(officer.getByText('window.pwned=1').first()).toBeVisible();
  await officer.getByText('window.pwned=1').first().click();
  await expectHarmless(officer);

  // Official, with a rival: in the inbox, in the margin, on the board with its differences.
  await draftAndClear(pell, rhea, { ...wish, body: attack, proposal: attack });
  await draftAndClear(ilka, dav, { ...wish, body: 'Another wording.', proposal: `Plain words ${attack}` });
  for (const address of ['inbox', `${section}#b-0189`, 'comments?q=onerror', 'conflicts']) {
    await page.goto(`/c/${slug}/${address}`);
    await expect(page.getByText(/onerror=/).first()).toBeVisible();
    await expectHarmless(page);
  }
  await page.getByRole('listitem').filter({ hasText: 'onerror=' }).locator('[data-row]').first().click();
  await expect(page.getByRole('article', { name: /Civil Protection/ })).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByRole('region', { name: en('conflicts.paragraph') })).toContainText('onerror=');
  await expectHarmless(page);
});

test('[UI20] a megabyte pasted into a comment is refused in words, and what stood there stays', async ({
  open,
}) => {
  const page = await open('Sayla Vint');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/c/${slug}/${section}#b-0188`);
  await page.locator('[id="b-0188"]').focus();
  await page.keyboard.press('c');
  const body = page.getByLabel(en('comments.compose.body'), { exact: true });
  await expect(body).toBeFocused();
  await body.fill('What stood there.');
  const copy = (times: number) =>
    page.evaluate(
      (text) => navigator.clipboard.writeText(text),
      ' A sentence of a long paper.'.repeat(times),
    );
  await copy(37_000);
  await page.keyboard.press('ControlOrMeta+v');
  await expect(page.getByText(/at most 20,000 characters fit/)).toBeVisible();
  await expect(body).toHaveValue('What stood there.');

  // A little more than fits is taken, to be shortened here.
  await copy(1_000);
  await page.keyboard.press('ControlOrMeta+v');
  await expect(body).toHaveValue(/long paper\.$/);
  await page.getByRole('button', { name: en('comments.compose.save') }).click();
  await expect(page.getByText(en('comments.problem.body_too_long')).first()).toBeVisible();
});
