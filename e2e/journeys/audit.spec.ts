/**
 * Those who answer for a consultation read who did what when, on a phone and a desk, in each language, and let other
 * systems hear of it; nobody else.
 */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/journey.ts';
import { expectOnlyIn } from '../support/translated.ts';
import { words } from '../support/words.ts';

const screens = [
  { locale: 'az', width: 360, height: 740, dark: true },
  { locale: 'en', width: 1440, height: 900, dark: true },
  { locale: 'ru', width: 360, height: 740, dark: false },
] as const;

const entries = (page: Page) => page.getByRole('main').locator('ol > li');

for (const screen of screens) {
  const { locale, width, dark } = screen;
  test(`[AT1][T12] the record in ${locale} at ${width} px${dark ? ', dark' : ''}: read, narrowed, taken along`, async ({
    open,
  }) => {
    const w = words(locale);
    const page = await open('Mira Solt', screen);
    await page.goto('/c/velmora-2025/audit');
    await expect(page.getByRole('heading', { name: w('audit.title'), level: 1 })).toBeVisible();
    await expect(entries(page).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectOnlyIn(page, locale);
    await expectAccessible(page);

    // Drafts of ministries have no entry, whatever they did in the demo.
    await expect(page.getByText(w('audit.kind.comment_drafted'))).toHaveCount(0);
    await page.getByLabel(w('audit.what'), { exact: true }).selectOption('decisions');
    await expect(page).toHaveURL(/group=decisions/);
    await expect(page.getByText(w('audit.kind.comment_cleared'), { exact: true })).toHaveCount(0);
    await expect(page.getByText(w('audit.kind.comment_decided'), { exact: true }).first()).toBeVisible();

    const hash = await page.getByLabel(w('audit.head.label')).inputValue();
    const way = await page.getByRole('link', { name: w('audit.export') }).getAttribute('href');
    const file = await page.request.get(way ?? '');
    expect(file.headers()['content-type']).toContain('text/csv');
    const text = await file.text();
    expect(text).toContain('comment_decided');
    expect(text).not.toContain('comment_cleared');
    expect(text.trimEnd().split('\n').at(-1)).toContain(hash);
  });
}

test('[AT1] for a moderator there is no record', async ({ open }) => {
  const page = await open('Oren Daly');
  await page.goto('/c/velmora-2025/audit');
  await expect(page.getByText(words('en')('comments.notFound'))).toBeVisible();
  await expect(entries(page)).toHaveCount(0);
  expect((await page.request.get('/files/record?consultation=none')).status()).toBe(404);
});

test('[WH1][WH3] the lead agency registers a webhook, sees its secret once, and takes it away', async ({
  open,
}) => {
  const w = words('en');
  const page = await open('Mira Solt', { width: 360, height: 740 });
  await page.goto('/account');
  await page.getByRole('link', { name: /Velmora/ }).click();
  await page.getByRole('button', { name: w('account.webhooks.register') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(w('account.webhooks.url')).fill('http://127.0.0.1/hook');
  await dialog.getByLabel(w('account.webhooks.type.text_imported')).check();
  await dialog.getByRole('button', { name: w('account.webhooks.register') }).click();
  // Neither plain http nor an address of one's own network.
  await expect(dialog.getByText('https://', { exact: false }).last()).toBeVisible();
  await expect(dialog.getByLabel(w('account.webhooks.url'))).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await dialog.getByLabel(w('account.webhooks.url')).fill('https://example.org/in');
  await dialog.getByRole('button', { name: w('account.webhooks.register') }).click();
  await expect(dialog.getByLabel(w('account.webhooks.secret'), { exact: true })).toHaveValue(/^whsec_/);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: w('account.webhooks.stored') }).click();
  await page.getByRole('button', { name: w('account.webhooks.deliveries'), exact: true }).click();
  await expect(page.getByText(w('account.webhooks.deliveries.empty'))).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: w('account.webhooks.remove') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: w('account.webhooks.remove') })
    .click();
  await expect(page.getByText(w('account.webhooks.empty'))).toBeVisible();
});
