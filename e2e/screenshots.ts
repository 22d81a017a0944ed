/** `npm run screenshots`: makes the pictures of the README from the demo, the same ones each time. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { startServer } from './support/server.ts';

const folder = path.resolve(import.meta.dirname, '../docs/screenshots');

type Shot = {
  readonly file: string;
  readonly who: string | null;
  readonly path: string;
  readonly locale: 'az' | 'en' | 'ru';
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
  readonly prepare?: (page: Page) => Promise<void>;
};

const toTheFindings = async (page: Page): Promise<void> => {
  await page.locator('[id="b-0093"]').evaluate((block) => block.scrollIntoView({ block: 'start' }));
};

const shots: readonly Shot[] = [
  {
    file: 'reading',
    who: 'Sayla Vint',
    path: '/c/velmora-2025/b-0064',
    locale: 'en',
    width: 1440,
    height: 900,
    prepare: toTheFindings,
  },
  {
    file: 'reading-dark',
    who: 'Sayla Vint',
    path: '/c/velmora-2025/b-0064',
    locale: 'ru',
    width: 1440,
    height: 900,
    dark: true,
    prepare: toTheFindings,
  },
  {
    file: 'reading-phone',
    who: 'Sayla Vint',
    path: '/c/velmora-2025/b-0064',
    locale: 'az',
    width: 360,
    height: 740,
    prepare: toTheFindings,
  },
  { file: 'inbox', who: 'Oren Daly', path: '/c/velmora-2025/inbox', locale: 'en', width: 1440, height: 900 },
  {
    file: 'comments',
    who: 'Sayla Vint',
    path: '/c/velmora-2025/comments',
    locale: 'az',
    width: 1440,
    height: 900,
  },
  { file: 'desk', who: 'Sayla Vint', path: '/c/velmora-2025/desk', locale: 'en', width: 1440, height: 900 },
  {
    file: 'conflicts',
    who: 'Oren Daly',
    path: '/c/velmora-2025/conflicts',
    locale: 'ru',
    width: 1440,
    height: 900,
  },
  { file: 'round', who: 'Mira Solt', path: '/c/velmora-2025/round', locale: 'en', width: 1440, height: 900 },
  { file: 'enter', who: null, path: '/enter', locale: 'en', width: 1440, height: 900 },
  {
    file: 'editor',
    who: 'Remy Falk',
    path: '/c/velmora-2025/b-0064',
    locale: 'en',
    width: 1440,
    height: 900,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Edit the text' }).click();
      await page.locator('.ProseMirror [data-block="b-0067"]').waitFor();
    },
  },
];

mkdirSync(folder, { recursive: true });
const server = await startServer();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
});
try {
  for (const shot of shots) {
    const context = await browser.newContext({
      baseURL: server.url,
      locale: { az: 'az', en: 'en-GB', ru: 'ru-RU' }[shot.locale],
      viewport: { width: shot.width, height: shot.height },
      colorScheme: shot.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      hasTouch: shot.width < 600,
    });
    await context.addInitScript((chosen) => localStorage.setItem('concord.locale', chosen), shot.locale);
    const headers = { 'x-concord': '1', origin: server.url };
    if (shot.who) {
      const people = (await (await context.request.get('/demo/people')).json()) as {
        id: string;
        name: string;
      }[];
      const personId = people.find((person) => person.name === shot.who)?.id;
      await context.request.post('/demo/enter', { headers, data: { personId } });
      await context.request.post('/graphql', {
        headers,
        data: { query: `mutation { setLocale(locale: ${shot.locale}) { done } }` },
      });
    }
    const page = await context.newPage();
    await page.goto(shot.path);
    await page.getByRole('main').getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle');
    await shot.prepare?.(page);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(500);
    await page.screenshot({ path: path.join(folder, `${shot.file}.png`) });
    await context.close();
    process.stdout.write(`${shot.file}\n`);
  }
} finally {
  await browser.close();
  await server.stop();
}
