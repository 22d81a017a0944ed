/** The private room of a ministry: colleagues draft together, also without a network; nobody else learns of it. J3 */
import type { Page } from '@playwright/test';
import {
  CommentByIdDocument,
  CommentsDocument,
  ReadingConsultationDocument,
  SectionTextDocument,
  SetLocaleDocument,
} from '@concord/schema';
import { draft } from '../support/comment.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/journey.ts';
import { enter, type Person } from '../support/person.ts';
import { selectWords } from '../support/selecting.ts';
import { openTypist } from '../support/typist.ts';
import { words } from '../support/words.ts';

const en = words('en');
const desk = '/c/velmora-2025/desk';
const CHAPTER = 'Domain 1. Migrants’ rights';

test('[T4] two of Public Health draft together; Labour learns nothing of it (J3 2–4, 11)', async ({
  open,
  server,
}) => {
  const [sayla, orla] = await Promise.all([open('Sayla Vint'), open('Orla Keth')]);
  await Promise.all([sayla.goto(desk), orla.goto(desk)]);
  await expect(sayla.getByText('Private to the Ministry of Public Health.').first()).toBeVisible();

  const body = `The title is not the only ground ${Date.now()}.`;
  await begin(sayla, 'b-0065', 'Ordinary laws then distinguish by residence title.');
  await sayla.getByLabel(en('comments.compose.body'), { exact: true }).fill(body);
  await sayla.getByRole('button', { name: en('comments.compose.save') }).click();

  // The colleague sees it without a reload and goes into it.
  const hers = orla.locator('[data-draft]', { hasText: body });
  await hers.getByRole('button').first().click();
  await expect(editor(orla)).toContainText(body);
  await expect(editor(sayla)).toContainText(body);
  await typeAtEnd(orla, ' Orla agrees.');
  await expect(editor(sayla)).toContainText('Orla agrees.');
  await typeAtEnd(sayla, ' Sayla adds.');
  for (const page of [sayla, orla]) {
    await expect(editor(page)).toContainText('Orla agrees.');
    await expect(editor(page)).toContainText('Sayla adds.');
  }
  await expect(sayla.getByText('Orla Keth is here')).toBeVisible();

  // Wording: typed as text, seen as before and after on both desks.
  await sayla.getByLabel(en('rooms.wording.propose')).check();
  await sayla
    .getByLabel(en('rooms.wording'), { exact: true })
    .fill('Ordinary laws also look at the ground of stay.');
  await expect(orla.locator('del').first()).toBeVisible();
  await expect(orla.locator('ins').first()).toContainText('also');
  // Evidence is checked by its content and given back as an attachment.
  await sayla.locator('[data-draft][data-open] input[type=file]').setInputFiles({
    name: 'act.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n'),
  });
  await expect(sayla.getByRole('link', { name: 'act.pdf' })).toBeVisible();
  const download = sayla.waitForEvent('download');
  await sayla.getByRole('link', { name: 'act.pdf' }).click();
  expect((await download).suggestedFilename()).toBe('act.pdf');

  await orla.getByText('Among ourselves').click();
  await orla.getByLabel(en('rooms.chatter.say')).fill('Shall we quote the act?');
  await orla.getByRole('button', { name: en('rooms.chatter.send'), exact: true }).click();
  await expect(sayla.getByText('Shall we quote the act?')).toBeAttached();
  // Far below in the draft one still sees that it is saved.
  await expect(sayla.getByText(/^Saved/).first()).toBeInViewport();
  await expectAccessible(sayla);

  // The draft text is there for the officer by GraphQL; a user of Labour who knows its id finds nothing.
  const id = (await sayla.locator('[data-draft][data-open]').getAttribute('data-draft')) ?? '';
  const [officer, labour, moderator] = await Promise.all([
    enter(server.url, 'Brin Tolvar'),
    enter(server.url, 'Ilka Renn'),
    enter(server.url, 'Oren Daly'),
  ]);
  await expect
    .poll(async () => (await officer.ask(CommentByIdDocument, { id })).comment?.body ?? '')
    .toContain('Orla agrees.');
  for (const stranger of [labour, moderator]) {
    expect((await stranger.ask(CommentByIdDocument, { id })).comment).toBeNull();
    const { consultation } = await stranger.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
    const found = await stranger.ask(CommentsDocument, {
      consultationId: consultation?.id ?? '',
      filter: { search: 'Orla agrees' },
      first: 10,
    });
    expect(found.comments?.totalCount).toBe(0);
  }
});

test('[DK3][WR1] drafts written on the train survive closing the browser and are sent once (J3 5–7)', async ({
  browser,
  server,
}) => {
  // A window of her own: being told that there is no network is no fault here.
  const context = await browser.newContext({ baseURL: server.url, locale: 'en-GB' });
  const sayla = await enter(server.url, 'Sayla Vint');
  await sayla.ask(SetLocaleDocument, { locale: 'en' });
  const at = sayla.cookie.indexOf('=');
  await context.addCookies([
    { name: sayla.cookie.slice(0, at), value: sayla.cookie.slice(at + 1), url: server.url },
  ]);
  const mark = String(Date.now());
  await draft(sayla, { section: 'b-0173', block: 'b-0176', body: `From before ${mark}` });
  let page = await context.newPage();
  await page.goto(desk);
  await expect(page.getByText(/^Saved/).first()).toBeVisible();
  await keptOffline(page);

  await context.setOffline(true);
  const places = [
    ['b-0065', 'Ordinary laws then distinguish by residence title.'],
    ['b-0066', await firstWords(page, 'b-0066')],
  ] as const;
  for (const [index, [block, quote]] of places.entries()) {
    await begin(page, block, quote);
    await page.getByLabel(en('comments.compose.body'), { exact: true }).fill(`On the train ${index} ${mark}`);
    await page.getByRole('button', { name: en('comments.compose.save') }).click();
    await expect(page.getByText(`${index + 1} on this device`).first()).toBeVisible();
  }

  // She also goes on with a draft that was there before.
  await page
    .locator('[data-draft]', { hasText: `From before ${mark}` })
    .getByRole('button')
    .first()
    .click();
  await typeAtEnd(page, ` Added on the train ${mark}.`);
  await expect(editor(page)).toContainText(`Added on the train ${mark}`);
  await settled(page);

  // The browser closes; without a network it opens again, with everything.
  await page.close();
  page = await context.newPage();
  const opened = await page.goto(desk);
  expect(opened?.fromServiceWorker()).toBe(true);
  await expect(page.getByText('2 on this device').first()).toBeVisible();
  await expect(page.getByText(`On the train 0 ${mark}`)).toBeVisible();
  await expect(page.locator('[data-draft]', { hasText: `Added on the train ${mark}` })).toBeVisible();

  // A page that this device has not kept says so, instead of looking as if it came.
  await page.getByRole('link', { name: en('app.nav.round') }).click();
  await expect(page.getByText(en('app.connection.page'))).toBeVisible();
  await page.getByRole('link', { name: en('app.nav.desk') }).click();
  await expect(page.getByText('2 on this device').first()).toBeVisible();

  // Meanwhile a drafter edits the paragraph in front of the words.
  const drafter = await enter(server.url, 'Remy Falk');
  const { documentName } = await chapterOf(drafter);
  const typist = openTypist(drafter, documentName);
  await typist.ready();
  await typist.type(' Edited meanwhile.');
  typist.leave();

  await context.setOffline(false);
  await expect(page.locator('[data-draft]', { hasText: `On the train 1 ${mark}` })).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.getByText('on this device')).toHaveCount(0);
  const { consultation } = await sayla.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  const found = async () =>
    (
      await sayla.ask(CommentsDocument, {
        consultationId: consultation?.id ?? '',
        filter: { search: mark },
        first: 10,
      })
    ).comments?.edges.map(({ node }) => [node.body, node.anchor.words, node.target.quote.exact]) ?? [];
  // The two new ones once each, and the words added to the old one.
  await expect.poll(async () => (await found()).length, { timeout: 20_000 }).toBe(3);
  expect((await found()).filter(([body]) => body?.startsWith('On the train'))).toHaveLength(2);
  for (const [body, standing, quoted] of await found())
    if (body?.startsWith('On the train')) expect(standing).toBe(quoted);

  // Signing out takes all of it off the device; what stays are the files of the application.
  await page.getByRole('button', { name: en('app.person') }).click();
  await page.getByRole('button', { name: en('app.signOut') }).click();
  await page.waitForURL((url) => url.pathname === '/');
  const left = await page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name: database }) => database ?? '');
    const requests = await Promise.all(
      (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
    );
    return { databases, paths: requests.flat().map(({ url }) => new URL(url).pathname) };
  });
  expect(left.databases.filter((database) => database.startsWith('concord:'))).toEqual([]);
  expect(
    left.paths.filter((path) => !/^\/(assets\/|index\.html$|first-paint\.js$|icon\.svg$)/.test(path)),
  ).toEqual([]);
  await context.close();
});

test('[RE3] "no comments on this section" is said and taken back, by one or the other of the ministry (J3 8)', async ({
  open,
}) => {
  const sayla = await open('Sayla Vint');
  await sayla.goto(desk);
  await sayla.getByLabel(en('rooms.text.section')).selectOption({ label: 'Domain 3. Partnerships' });
  await sayla.getByRole('button', { name: en('rooms.nothing') }).click();
  await expect(sayla.getByText(en('rooms.nothing.said'), { exact: true })).toBeVisible();
  const orla = await open('Orla Keth');
  await orla.goto(desk);
  await orla.getByLabel(en('rooms.text.section')).selectOption({ label: 'Domain 3. Partnerships' });
  await expect(orla.getByText(en('rooms.nothing.said'), { exact: true })).toBeVisible();
  await orla.getByRole('button', { name: en('rooms.nothing.takeBack') }).click();
  await expect(orla.getByRole('button', { name: en('rooms.nothing') })).toBeVisible();
});

test('[RV7][CL4] at the desk one begins a comment by keys alone, and comes back to the words', async ({
  open,
}) => {
  const page = await open('Sayla Vint');
  await page.goto(desk);
  await page.getByLabel(en('rooms.text.section')).selectOption({ label: CHAPTER });
  const block = page.locator('[id="b-0067"]');
  await expect(block).toBeVisible();
  await page.getByRole('button', { name: en('rooms.nothing') }).focus();
  await page.keyboard.press('Tab');
  for (let row = 0; row < 3; row += 1) await page.keyboard.press('ArrowDown');
  await expect(block).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('c');
  const box = page.getByLabel(en('comments.compose.body'), { exact: true });
  await expect(box).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(block).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(box).toBeFocused();
  const body = `By keys alone ${Date.now()}`;
  await page.keyboard.type(body);
  await page.keyboard.press('Control+Enter');
  const row = page.locator('[data-draft][data-open]', { hasText: body }).locator('[data-row]');
  await expect(row).toBeFocused();
  await page.keyboard.press('Enter');
  await block.focus();
  await page.keyboard.press('Enter');
  await expect(row).toBeFocused();
});

test('[T12] the desk works at 360 px, by its two sides', async ({ open, server }) => {
  const page = await open('Sayla Vint', { locale: 'ru', width: 360, height: 740 });
  const ru = words('ru');
  const body = `For the thumb ${Date.now()}`;
  await draft(await enter(server.url, 'Sayla Vint'), { section: 'b-0173', block: 'b-0177', body });
  await page.goto(desk);
  await page.locator('[data-draft]', { hasText: body }).getByRole('button').first().click();
  await expect(editor(page)).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: ru('rooms.side.text'), exact: true }).click();
  await expect(page.locator('.document')).toBeVisible();
  await expectNoSidewaysScroll(page);
});

/** Resolves when this device can open the desk by itself: its files, its answers and its drafts. */
async function keptOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const desk = (): Promise<boolean> =>
      indexedDB.databases().then((all) => all.some(({ name }) => name?.endsWith(':desk')));
    while (!(await desk())) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  // From now on the page itself is served by the worker.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Resolves when what was typed lies in this device's database: a reading waits for the writings before it. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const room = (await indexedDB.databases()).find(({ name }) => name?.includes(':room/'));
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open(room?.name ?? '');
      opening.addEventListener('error', reject);
      opening.addEventListener('success', () => {
        const reading = opening.result.transaction('updates').objectStore('updates').count();
        reading.addEventListener('success', resolve);
        reading.addEventListener('error', reject);
      });
    });
  });
}

/** A few words of a block, as they stand on the desk. */
async function firstWords(page: Page, block: string): Promise<string> {
  await page.getByLabel(en('rooms.text.section')).selectOption({ label: CHAPTER });
  const text = (await page.locator(`[id="${block}"]`).textContent()) ?? '';
  return text.split(' ').slice(0, 4).join(' ');
}

async function chapterOf(person: Person): Promise<{ readonly documentName: string }> {
  const { consultation } = await person.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  const id = consultation?.sections.find(({ key }) => key === 'b-0064')?.id ?? '';
  const { section } = await person.ask(SectionTextDocument, { id, language: 'en' });
  if (!section?.variant) throw new Error('The chapter has no English text');
  return section.variant;
}

/** Chooses words in the text of the desk and begins a comment on them. */
async function begin(page: Page, block: string, quote: string): Promise<void> {
  await page.getByLabel(en('rooms.text.section')).selectOption({ label: CHAPTER });
  await expect(page.locator(`[id="${block}"]`)).toBeVisible();
  await selectWords(page, block, quote);
  await page.getByRole('button', { name: en('profiles.pick.comment'), exact: true }).click();
}

const editor = (page: Page) => page.locator('[data-draft][data-open] .ProseMirror');

async function typeAtEnd(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
}
