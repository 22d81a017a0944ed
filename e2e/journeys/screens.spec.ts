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
