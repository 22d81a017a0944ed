/** Two nodes behind a balancer without memory, and no WebSockets: requests find their stream, nothing is lost. */
import type { Browser, Page } from '@playwright/test';
import { test } from '@playwright/test';
import { expect } from '../support/journey.ts';
import { databaseOf } from '../lab/databases.ts';
import { freePort, startRoundRobin } from '../support/round-robin.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { words } from '../support/words.ts';

const en = words('en');
const chapter = '/c/velmora-2025/b-0222';

test('[SY31][ED19] two drafters type over two nodes in turn; every word is saved once', async ({
  browser,
}) => {
  const balancer = await startRoundRobin();
  const running: RunningServer[] = [];
  try {
    const env = { PUBLIC_URL: balancer.url };
    // A server that is told its address says that one, and not where it listens.
    const ports = [await freePort(), await freePort()] as const;
    const a = await startServer({ env, port: ports[0] });
    running.push(a);
    running.push(await startServer({ env: { ...env, ...databaseOf(a) }, port: ports[1] }));
    balancer.nodes = ports.map((port) => `http://localhost:${port}`);

    const [first, second] = await Promise.all(
      ['Remy Falk', 'Sim Vale'].map((name) => editingAs(browser, balancer.url, name)),
    );
    if (!first || !second) throw new Error('two people');
    const typed = ['one ', 'two ', 'three ', 'four ', 'five ', 'six '];
    await typeAtStart(first, 'b-0223', typed);
    await typeAtStart(second, 'b-0233', typed);
    for (const page of [first, second]) {
      await expect(block(page, 'b-0223')).toContainText(typed.join(''), { timeout: 15_000 });
      await expect(block(page, 'b-0233')).toContainText(typed.join(''), { timeout: 15_000 });
      await expect(page.getByText(/^Saved at/).first()).toBeVisible();
    }
    const statuses = balancer.statuses('/sync/frames');
    // Some came to the other node, else this has proved nothing.
    expect(statuses.filter((status) => status === 421).length).toBeGreaterThan(3);
    expect(new Set(statuses)).toEqual(new Set([204, 421]));

    await first.reload();
    for (const id of ['b-0223', 'b-0233']) {
      const text = await first.locator(`article [id="${id}"]`).textContent();
      expect(text?.split(typed.join(''))).toHaveLength(2);
    }
  } finally {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await running[1]?.stop();
    await running[0]?.stop();
    await balancer.close();
  }
});

async function editingAs(browser: Browser, url: string, name: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', reducedMotion: 'reduce' });
  const people = (await (await context.request.get('/demo/people')).json()) as { id: string; name: string }[];
  const headers = { 'x-concord': '1', origin: url };
  const personId = people.find((person) => person.name === name)?.id;
  await context.request.post('/demo/enter', { headers, data: { personId } });
  // Both write in one variant.
  await context.request.post('/graphql', {
    headers,
    data: { query: 'mutation { setLocale(locale: en) { done } }' },
  });
  const page = await context.newPage();
  await page.goto(chapter);
  await page.getByRole('button', { name: en('profiles.edit') }).click();
  await expect(block(page, 'b-0223')).toBeVisible({ timeout: 20_000 });
  return page;
}

const block = (page: Page, id: string) => page.locator(`.ProseMirror [data-block="${id}"]`);

async function typeAtStart(page: Page, id: string, parts: readonly string[]): Promise<void> {
  await block(page, id).click({ position: { x: 2, y: 10 } });
  await page.keyboard.press('Home');
  for (const part of parts) await page.keyboard.type(part, { delay: 30 });
}
