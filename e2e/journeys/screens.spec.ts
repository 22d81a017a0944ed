/** The same consultation on every screen: three languages, phone and desk, light and dark; axe finds nothing. */
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/journey.ts';
import { expectOnlyIn } from '../support/translated.ts';
import { words } from '../support/words.ts';

const screens = [
  { locale: 'az', width: 360, height: 740, dark: false },
  { locale: 'az', width: 1440, height: 900, dark: true },
  { locale: 'ru', width: 360, height: 740, dark: true },
  { locale: 'ru', width: 1440, height: 900, dark: false },
  { locale: 'en', width: 768, height: 1024, dark: false },
] as const;

const pages = {
  'Sayla Vint': [
    '/',
    '/c/velmora-2025/front',
    '/c/velmora-2025/b-0064',
    '/c/velmora-2025/b-0147',
    '/c/velmora-2025/comments',
    '/c/velmora-2025/versions',
    '/c/velmora-2025/round',
    '/account',
  ],
  'Oren Daly': ['/c/velmora-2025/inbox'],
  'Mira Solt': ['/c/velmora-2025/people', '/c/velmora-2025/round'],
  'Remy Falk': ['/c/velmora-2025/import', '/c/velmora-2025/versions'],
} as const;

for (const screen of screens) {
  const { locale, width, dark } = screen;
  test(`[T12] every page in ${locale} at ${width} px${dark ? ', dark' : ''}: accessible, whole, in one language`, async ({
    open,
  }) => {
    for (const [who, paths] of Object.entries(pages)) {
      const page = await open(who, screen);
      for (const path of paths) {
        await page.goto(path);
        await expect(page.getByRole('main').getByRole('heading').first(), path).toBeVisible();
        await expect(page.locator('html'), path).toHaveAttribute('lang', locale);
        await expect(page.locator('[aria-busy="true"]'), path).toHaveCount(0);
        await expectNoSidewaysScroll(page);
        await expectOnlyIn(page, locale);
        await expectAccessible(page);
      }
      await page.context().close();
    }
  });
}

test('[T12] switching the language keeps the paragraph that is being read', async ({ open }) => {
  const page = await open('Sayla Vint', { locale: 'en' });
  await page.goto('/c/velmora-2025/b-0064');
  await page.locator('[id="b-0094"]').evaluate((block) => block.scrollIntoView({ block: 'start' }));
  const before = await page.locator('[id="b-0094"]').evaluate((block) => block.getBoundingClientRect().top);
  await page
    .getByRole('button', { name: /Русский/ })
    .first()
    .click();
  await expect(page.locator('[id="b-0094"]')).toContainText('экстренную');
  await expect
    .poll(() => page.locator('[id="b-0094"]').evaluate((block) => block.getBoundingClientRect().top))
    .toBeGreaterThan(before - 200);
  await expect(page.locator('[id="b-0094"]')).toBeInViewport();
  expect(words('ru')('profiles.edit')).not.toBe(words('en')('profiles.edit'));
});

for (const locale of ['az', 'en', 'ru'] as const) {
  test(`[T12] the inbox in ${locale}: at every width there is room for the words, and its first row is in sight`, async ({
    open,
  }) => {
    for (const width of [1024, 1280, 1440]) {
      const page = await open('Oren Daly', { locale, width, height: 480 });
      await page.goto('/c/velmora-2025/inbox');
      // The first row takes the focus when the list has come.
      await expect(page.locator('[data-row]:focus')).toBeVisible();
      const { words, below, wider } = await page.locator('main table').evaluate(placeOfFirst);
      expect(words, `${width} px`).toBeGreaterThan(150);
      expect(below, `${width} px`).toBeGreaterThanOrEqual(0);
      expect(wider, `${width} px`).toBeLessThanOrEqual(0);
    }
  });
}

/** Pixels for the words of the first row; how far it stands below the head; how much the table is wider than its room. */
function placeOfFirst(table: Element) {
  const row = table.querySelector('[data-row]')?.getBoundingClientRect();
  const head = table.querySelector('th')?.getBoundingClientRect();
  return {
    words: row?.width ?? 0,
    below: (row?.top ?? 0) - (head?.bottom ?? 0),
    wider: table.clientWidth - (table.parentElement?.clientWidth ?? 0),
  };
}
