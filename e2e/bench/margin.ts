/**
 * What thousands of comments beside a text cost a reader: frames while scrolling, and what the page has to do after
 * somebody's edit. In Chromium, on the built client and server; the worst case has all 4,000 in one chapter.
 */
import { ReadingConsultationDocument } from '@concord/schema';
import { chromium, type CDPSession, type Page } from '@playwright/test';
import { enter } from '../support/person.ts';
import { openTypist } from '../support/typist.ts';
import { startCrowd } from './crowd.ts';

export type MarginFigures = {
  readonly chapter: string;
  /** Comments beside the text. */
  readonly comments: number;
  readonly inDocument: number;
  readonly frames: number;
  /** Share of frames that took longer than 20 ms while scrolling, in percent. */
  readonly slowPercent: number;
  readonly p95Ms: number;
  readonly worstMs: number;
  /** Work of the page's main thread in each of them, on average; the rest of a frame is the browser's painting. */
  readonly workMs: number;
  /** Work of the page's main thread after one edit of the text, over what it does anyway. */
  readonly edit: { readonly medianMs: number; readonly worstMs: number };
};

export async function marginBench(
  rounds: number,
  say: (line: string) => void,
  data?: string,
): Promise<{ readonly rounds: number; readonly chapters: readonly MarginFigures[] }> {
  const server = await startCrowd(data);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
  const chapters: MarginFigures[] = [];
  try {
    for (const slug of ['crowd', 'crowded-chapter']) {
      const reader = await enter(server.url, 'Ilka Renn');
      const { consultation } = await reader.ask(ReadingConsultationDocument, { slug });
      const busiest = consultation?.sections.toSorted((a, b) => b.counts.open - a.counts.open)[0];
      if (!busiest) throw new Error('There is no text');
      const context = await browser.newContext({
        baseURL: server.url,
        locale: 'en-GB',
        viewport: { width: 1440, height: 900 },
      });
      const [name = '', value = ''] = reader.cookie.split('=');
      await context.addCookies([{ name, value, url: server.url }]);
      const page = await context.newPage();
      await page.goto(`/c/${slug}/${busiest.key}`);
      const comments = await allNotes(page);
      const cdp = await context.newCDPSession(page);
      await cdp.send('Performance.enable');
      const times: number[] = [];
      let work = 0;
      for (let round = 0; round < rounds; round += 1) {
        const before = await busyMs(cdp);
        times.push(...(await framesWhileScrolling(page)));
        work += (await busyMs(cdp)) - before;
      }
      const edits = await editing(page, cdp, server.url, `section/${busiest.id}/en`, rounds * 3);
      const sorted = times.toSorted((a, b) => a - b);
      const figures: MarginFigures = {
        chapter: `${slug}/${busiest.key}`,
        comments,
        inDocument: await page.locator('[data-margin-item]').count(),
        frames: times.length,
        slowPercent: tenths((100 * times.filter((time) => time > 20).length) / times.length),
        p95Ms: tenths(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0),
        worstMs: tenths(sorted.at(-1) ?? 0),
        workMs: tenths(work / times.length),
        edit: {
          medianMs: tenths(edits.toSorted((a, b) => a - b)[Math.floor(edits.length / 2)] ?? 0),
          worstMs: tenths(Math.max(...edits)),
        },
      };
      say(JSON.stringify(figures));
      chapters.push(figures);
      await context.close();
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  return { rounds, chapters };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** What the page's main thread has worked since it began, in milliseconds. */
async function busyMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}

/** How many notes the margin counts, when no more of them come. */
async function allNotes(page: Page): Promise<number> {
  const counted = (): Promise<number> =>
    page.evaluate(() => Number(document.querySelector('[aria-setsize]')?.getAttribute('aria-setsize') ?? 0));
  await page.locator('[data-margin-item]').first().waitFor();
  let before = -1;
  for (let now = await counted(); now !== before || now === 0; now = await counted()) {
    before = now;
    await page.waitForTimeout(3_000);
  }
  return before;
}

/** Three seconds of steady scrolling from the top; milliseconds of each frame. */
const framesWhileScrolling = (page: Page): Promise<number[]> =>
  page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        window.scrollTo(0, 0);
        const times: number[] = [];
        let last = 0;
        const began = performance.now();
        const frame = (now: number): void => {
          if (last > 0) times.push(now - last);
          last = now;
          if (now - began > 3_000) return resolve(times);
          window.scrollBy(0, 24);
          requestAnimationFrame(frame);
        };
        setTimeout(() => requestAnimationFrame(frame), 500);
      }),
  );

/** Milliseconds of the main thread from before an edit until a second after, less those of a second in which nothing happens. */
async function editing(
  page: Page,
  cdp: CDPSession,
  url: string,
  documentName: string,
  rounds: number,
): Promise<number[]> {
  const drafter = await enter(url, 'Remy Falk');
  const typist = openTypist(drafter, documentName);
  await typist.ready();
  const during = async (work: () => Promise<void>): Promise<number> => {
    const before = await busyMs(cdp);
    await work();
    await page.waitForTimeout(1_000);
    return (await busyMs(cdp)) - before;
  };
  try {
    await page.evaluate(() => window.scrollTo(0, 0));
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const idle = await during(() => page.waitForTimeout(1_000));
      const words = `Edit ${round} `;
      const edited = await during(async () => {
        await typist.type(words);
        // Looking for the words in the page meanwhile would be work of the page, too.
        await page.waitForTimeout(1_000);
      });
      if (!(await page.locator('main article').first().innerText()).includes(words.trim()))
        throw new Error('The edit did not arrive');
      times.push(Math.max(0, edited - idle));
    }
    return times;
  } finally {
    typist.leave();
  }
}
