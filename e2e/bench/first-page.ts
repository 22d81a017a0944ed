/** What it costs a reader to see the first paragraph of a chapter: time, requests, script. Empty cache each round. */
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { startServer } from '../support/server.ts';

export type FirstPage = {
  readonly rounds: number;
  /** Milliseconds from the start of the navigation until the first paragraph of the text is on the page. */
  readonly firstParagraphMs: { readonly median: number; readonly best: number; readonly worst: number };
  /** The same on a second visit, scripts and fonts in the cache. */
  readonly againMs: { readonly median: number };
  /** Script a reader downloads, gzip -9. 1 kB = 1000 bytes. */
  readonly scriptKb: number;
  readonly scripts: number;
};

export async function firstPage(rounds: number): Promise<FirstPage> {
  const server = await startServer();
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
  const first: number[] = [];
  const again: number[] = [];
  let scripts = new Map<string, number>();
  try {
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext({ baseURL: server.url, locale: 'en-GB' });
      const people = (await (await context.request.get('/demo/people')).json()) as {
        id: string;
        name: string;
      }[];
      const personId = people.find((person) => person.name === 'Tamsin Orvel')?.id;
      await context.request.post('/demo/enter', {
        headers: { 'x-concord': '1', origin: server.url },
        data: { personId },
      });
      const page = await context.newPage();
      const seen = new Map<string, Promise<number>>();
      page.on('response', (response) => {
        if (!/javascript/.test(response.headers()['content-type'] ?? '')) return;
        seen.set(
          response.url(),
          response.body().then((body) => gzipSync(body, { level: 9 }).length),
        );
      });
      const visit = async (): Promise<number> => {
        await page.goto('/c/velmora-2025/b-0064', { waitUntil: 'commit' });
        await page.locator('article p').first().waitFor();
        return page.evaluate(() => performance.now());
      };
      first.push(await visit());
      await page.waitForLoadState('networkidle');
      scripts = new Map(
        await Promise.all([...seen].map(async ([url, size]): Promise<[string, number]> => [url, await size])),
      );
      again.push(await visit());
      await context.close();
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
  return {
    rounds,
    firstParagraphMs: {
      median: median(first),
      best: Math.round(Math.min(...first)),
      worst: Math.round(Math.max(...first)),
    },
    againMs: { median: median(again) },
    scriptKb: Math.round(bytes / 100) / 10,
    scripts: scripts.size,
  };
}

const median = (values: readonly number[]): number =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
