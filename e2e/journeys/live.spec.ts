/** What others do appears by itself, and what was missed is caught up (T8). */
import { expect, test } from '../support/journey.ts';
import { enter } from '../support/person.ts';
import { draftAndClear } from '../support/comment.ts';

test('[T8] a laptop that slept catches up without a reload', async ({ open, server }) => {
  const reader = await open('Ilka Renn');
  await reader.goto('/c/velmora-2025/b-0097');
  await expect(reader.locator('[id="b-0099"]')).toBeVisible();
  await reader.evaluate(() => Object.assign(window, { sameDocument: true }));

  await reader.context().setOffline(true);
  const [author, officer] = await Promise.all([
    enter(server.url, 'Orla Keth'),
    enter(server.url, 'Brin Tolvar'),
  ]);
  const body = `Written while the reader slept, ${Date.now()}`;
  await draftAndClear(author, officer, { section: 'b-0097', block: 'b-0099', body });
  await expect(reader.getByText(body)).toHaveCount(0);

  await reader.context().setOffline(false);
  await expect(reader.getByText(body).first()).toBeVisible({ timeout: 20_000 });
  expect(await reader.evaluate(() => 'sameDocument' in window)).toBe(true);
});

test('[T8] an official comment is on every entitled screen within a second', async ({ open, server }) => {
  const readers = await Promise.all(['Ilka Renn', 'Oren Daly', 'Tove Lisk'].map((name) => open(name)));
  const outsider = await open('Kas Brenn');
  await Promise.all([...readers, outsider].map((page) => page.goto('/c/velmora-2025/b-0064')));
  await Promise.all(readers.map((page) => expect(page.locator('[id="b-0094"]')).toBeVisible()));
  const [author, officer] = await Promise.all([
    enter(server.url, 'Orla Keth'),
    enter(server.url, 'Brin Tolvar'),
  ]);
  const body = `Now official, ${Date.now()}`;
  const cleared = await draftAndClear(author, officer, { section: 'b-0064', block: 'b-0094', body });
  await Promise.all(
    readers.map((page) => expect(page.getByText(body).first()).toBeAttached({ timeout: 5_000 })),
  );
  const after = Date.now() - cleared;
  test.info().annotations.push({ type: 'on every screen after', description: `${after} ms` });
  await expect(outsider.getByText(body)).toHaveCount(0);
});
