/** Somebody whose part in the consultation ends while their tab is open (T7). */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { databaseOf } from '../lab/databases.ts';
import { expect, test } from '../support/journey.ts';
import { words } from '../support/words.ts';

const program = path.resolve(import.meta.dirname, '../support/membership.mjs');
const who = 'Tamsin Orvel';
const section = '/c/velmora-2025/b-0173';
const typed = 'The register should be named.';

for (const locale of ['az', 'en', 'ru'] as const)
  test(`[SO1][T7] their open tab in ${locale} closes and says why, and what they typed waits for them`, async ({
    open,
    server,
  }) => {
    const say = words(locale);
    const membership = (what: 'ends' | 'again') =>
      execFileSync(process.execPath, [program, databaseOf(server)['DATABASE_URL'] ?? '', who, what]);
    const page = await open(who, { locale });
    await page.goto(`${section}#b-0188`);
    await page.locator('[id="b-0188"]').focus();
    await page.keyboard.press('c');
    await page.getByLabel(say('comments.compose.body'), { exact: true }).fill(typed);

    // Nobody touches the tab: the server closes what it listens to.
    membership('ends');
    await expect(page.getByRole('heading', { name: say('app.notFound.title') })).toBeVisible();
    await expect(page.getByText(typed)).toHaveCount(0);

    membership('again');
    const back = await page.context().newPage();
    await back.goto(section);
    await back.getByRole('button', { name: say('profiles.unsent.continue') }).click();
    await expect(back.getByLabel(say('comments.compose.body'), { exact: true })).toHaveValue(typed);
  });
