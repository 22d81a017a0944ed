/** What others do appears by itself, and what was missed is caught up (T8). */
import { SubmitCommentDocument } from '@concord/schema';
import { draft, draftAndClear } from '../support/comment.ts';
import { expect, test } from '../support/journey.ts';
import { enter } from '../support/person.ts';
import { selectWords } from '../support/selecting.ts';
import { words } from '../support/words.ts';

const en = words('en');

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

test('[LV4] what waits for an officer is counted when it happens, on whatever page they are', async ({
  open,
  server,
}) => {
  const officer = await open('Brin Tolvar');
  const counts: string[] = [];
  officer.on('response', async (response) => {
    const body = response.url().endsWith('/graphql') ? await response.text().catch(() => '') : '';
    if (body.includes('"toClear"')) counts.push(body);
  });
  await officer.goto('/c/velmora-2025/people');
  await expect.poll(() => counts.length).toBeGreaterThan(0);
  const corner = officer.locator('nav a[href="/c/velmora-2025/clearing"]');
  const shown = async () => Number(/\d+/.exec(await corner.innerText())?.[0] ?? 0);
  await expect(officer.getByRole('heading', { level: 1 })).toBeVisible();
  const author = await enter(server.url, 'Orla Keth');
  const commentId = await draft(author, { section: 'b-0097', block: 'b-0100', body: 'To be counted.' });
  const before = await shown();
  await author.ask(SubmitCommentDocument, { draft: { commentId, version: 1 } });
  await expect.poll(shown).toBe(before + 1);
});

test('[LV5] whoever comes back to a chapter finds what was said there meanwhile', async ({
  open,
  server,
}) => {
  const reader = await open('Ilka Renn');
  await reader.goto('/c/velmora-2025/b-0097');
  await expect(reader.locator('[id="b-0099"]')).toBeVisible();
  await reader.evaluate(() => Object.assign(window, { sameDocument: true }));
  await reader.locator('a[href="/c/velmora-2025/b-0064"]').first().click();
  await expect(reader.locator('[id="b-0094"]')).toBeVisible();
  const [author, officer] = await Promise.all([
    enter(server.url, 'Orla Keth'),
    enter(server.url, 'Brin Tolvar'),
  ]);
  const [there, here] = [`Said elsewhere, ${Date.now()}`, `Said here, ${Date.now()}`];
  await draftAndClear(author, officer, { section: 'b-0097', block: 'b-0099', body: there });
  await draftAndClear(author, officer, { section: 'b-0064', block: 'b-0094', body: here });
  await expect(reader.getByText(here).first()).toBeAttached();
  await reader.locator('a[href="/c/velmora-2025/b-0097"]').first().click();
  await expect(reader.getByText(there).first()).toBeAttached();
  expect(await reader.evaluate(() => 'sameDocument' in window)).toBe(true);
});

test('[LV6][WR1] who was away for too long is shown everything anew, with what they were typing', async ({
  open,
  server,
}) => {
  const reader = await open('Ilka Renn');
  // As the server sees one who missed more than it tells one by one: where they stood is of no use any more.
  const away = { now: false, asked: 0, leave: () => {} };
  await reader.routeWebSocket(/\/graphql$/, (socket) => {
    const there = socket.connectToServer();
    away.leave = () => void socket.close({ code: 1012 });
    socket.onMessage((message) => {
      const late = away.now && String(message).includes('"after"');
      if (late) away.asked += 1;
      if (late && away.asked === 1) away.now = false;
      there.send(late ? String(message).replace(/"after":"[^"]*"/, '"after":"too-far-back"') : message);
    });
  });
  await reader.goto('/c/velmora-2025/b-0097');
  await selectWords(reader, 'b-0102', 'the');
  await reader.keyboard.press('c');
  const typed = 'Half a sentence, then the lid was';
  await reader.getByRole('textbox', { name: en('comments.compose.body') }).fill(typed);
  await reader.evaluate(() => Object.assign(window, { sameDocument: true }));

  away.now = true;
  away.leave();
  const [author, officer] = await Promise.all([
    enter(server.url, 'Orla Keth'),
    enter(server.url, 'Brin Tolvar'),
  ]);
  const body = `Said while nobody listened, ${Date.now()}`;
  await draftAndClear(author, officer, { section: 'b-0097', block: 'b-0099', body });
  await expect(reader.getByText(body).first()).toBeAttached({ timeout: 20_000 });
  expect(away.asked).toBe(1);
  await expect(reader.getByRole('textbox', { name: en('comments.compose.body') })).toHaveValue(typed);
  expect(await reader.evaluate(() => 'sameDocument' in window)).toBe(true);
  // And from there on everything comes by itself again.
  const next = `Said when they listened again, ${Date.now()}`;
  await draftAndClear(author, officer, { section: 'b-0097', block: 'b-0099', body: next });
  await expect(reader.getByText(next).first()).toBeAttached();
});
