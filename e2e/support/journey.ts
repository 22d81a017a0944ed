/** What every journey starts from: a server of its own with Velmora in it, and people at their screens. */
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Browser, type Page } from '@playwright/test';
import { startServer, type RunningServer } from './server.ts';

export { expect } from '@playwright/test';

export type Screen = {
  readonly locale?: 'az' | 'en' | 'ru';
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
};

/** Opens a browser window as somebody of Velmora, in a session of their own. */
export type Open = (name: string, screen?: Screen) => Promise<Page>;

export const test = base.extend<{ open: Open }, { server: RunningServer }>({
  server: [
    // Playwright reads the dependencies from the pattern: there are none.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  open: async ({ browser, server }, use) => {
    const complaints: string[] = [];
    const pages: Page[] = [];
    await use(async (name, screen = {}) => {
      const page = await openAs(browser, server, name, screen, complaints);
      pages.push(page);
      return page;
    });
    await Promise.all(pages.map((page) => page.context().close()));
    expect(complaints, 'nothing is reported to the console').toEqual([]);
  },
});

async function openAs(
  browser: Browser,
  server: RunningServer,
  name: string,
  screen: Screen,
  complaints: string[],
): Promise<Page> {
  const { locale = 'en', width = 1440, height = 900, dark = false } = screen;
  const context = await browser.newContext({
    baseURL: server.url,
    locale: { az: 'az', en: 'en-GB', ru: 'ru-RU' }[locale],
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    hasTouch: width < 600,
  });
  await context.addInitScript((chosen) => localStorage.setItem('concord.locale', chosen), locale);
  const people = (await (await context.request.get('/demo/people')).json()) as { id: string; name: string }[];
  const personId = people.find((person) => person.name === name)?.id;
  if (!personId) throw new Error(`Nobody in Velmora is called ${name}`);
  const headers = { 'x-concord': '1', origin: server.url };
  await context.request.post('/demo/enter', { headers, data: { personId } });
  await context.request.post('/graphql', {
    headers,
    data: {
      query: 'mutation Choose($locale: Locale!) { setLocale(locale: $locale) { done } }',
      variables: { locale },
    },
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    // Chromium reports every refused upload by itself; the page tells the person.
    const refusedFile = message.location().url.includes('/files/imports');
    // Nor is it news that a device without a network has none.
    const offline = message.text().includes('net::ERR_INTERNET_DISCONNECTED');
    if (message.type() === 'error' && !refusedFile && !offline) complaints.push(`${name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${name}: ${error.message}`));
  return page;
}

/** [T12] No rule of WCAG 2.2 AA that a machine can check is broken on this screen. */
export async function expectAccessible(page: Page): Promise<void> {
  // Nothing of ours stands in a frame of another origin: what looks into those too opens a second page for each look.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode()
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
  );
  expect(found, 'axe').toEqual([]);
}

/** Nothing sticks out to the side. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(beyond, 'pixels that stick out').toBeLessThanOrEqual(0);
}
