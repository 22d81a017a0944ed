/** A civil society organisation with two domains in its scope: J5.1, J5.4 and J5.6, and what J1.9 asks of scopes. */
import { CommentsDocument, ReadingConsultationDocument } from '@concord/schema';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { enter } from '../support/person.ts';
import { words } from '../support/words.ts';

const en = words('en');
const slug = 'velmora-2025';

/** Domain 1 is in the scope of Open Door Legal Aid, domain 2 is not. */
const INSIDE = 'b-0064';
const OUTSIDE = 'b-0097';

test('[T4] a section outside the scope is not listed, and its address leads nowhere (J5.1)', async ({
  open,
  server,
}) => {
  const everybody = await enter(server.url, 'Orla Keth');
  const { consultation } = await everybody.ask(ReadingConsultationDocument, { slug });
  const outside = consultation?.sections.filter(({ domain }) => domain !== null && ![1, 6].includes(domain));
  expect(outside?.map(({ key }) => key)).toContain(OUTSIDE);
  const page = await open('Tove Lisk');
  await page.goto(`/c/${slug}/${INSIDE}`);
  await expect(page.locator('[id="b-0064"]')).toBeVisible();
  for (const { key } of outside ?? [])
    await expect(page.locator(`a[href$="/${slug}/${key}"]`), key).toHaveCount(0);
  for (const address of [OUTSIDE, 'b-9999']) {
    await page.goto(`/c/${slug}/${address}`);
    await expect(page.getByText(en('profiles.notFound'))).toBeVisible();
  }
});

test('[T4] what state bodies say among themselves is in no list and no total (J5.6)', async ({
  open,
  server,
}) => {
  const page = await open('Wyn Adair');
  const [official, defender] = await Promise.all([
    enter(server.url, 'Ilka Renn'),
    enter(server.url, 'Wyn Adair'),
  ]);
  const { consultation } = await official.ask(ReadingConsultationDocument, { slug });
  const filter = { consultationId: consultation?.id ?? '', first: 100 };
  const [all, seen] = await Promise.all([
    official.ask(CommentsDocument, filter),
    defender.ask(CommentsDocument, filter),
  ]);
  const hidden = all.comments?.edges.filter(({ node }) => node.visibility === 'government') ?? [];
  expect(hidden.length).toBeGreaterThan(0);
  expect(seen.comments?.edges.filter(({ node }) => node.visibility === 'government')).toEqual([]);
  await page.goto(`/c/${slug}/comments`);
  const total = page.getByRole('status').filter({ hasText: `${seen.comments?.totalCount} comments` });
  await expect(total).toBeVisible();
  for (const { node } of hidden) await expect(page.getByText(node.body.slice(0, 40))).toHaveCount(0);
});

test('[T12] by keyboard alone the comments come in the order of the text (J5.4)', async ({ open }) => {
  const page = await open('Tove Lisk');
  await page.goto(`/c/${slug}/${INSIDE}`);
  const line = page.locator('article > button[aria-expanded]');
  await expect(line.first()).toBeVisible();
  const notes: { id: string; top: number }[] = [];
  for (let step = 0; step < 4; step += 1) {
    await page.keyboard.press('n');
    const focused = line.and(page.locator(':focus'));
    await expect(focused).toHaveCount(1);
    notes.push(
      await focused.evaluate((note) => ({ id: note.id, top: note.getBoundingClientRect().top + scrollY })),
    );
  }
  expect(new Set(notes.map(({ id }) => id)).size).toBe(4);
  const tops = notes.map(({ top }) => top);
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  await page.keyboard.press('Enter');
  await expect(line.and(page.locator('[aria-expanded=true]'))).toHaveCount(1);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(line.and(page.locator('[aria-expanded=true]'))).toHaveCount(0);
});
