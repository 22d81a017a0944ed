import { localeNames } from '@concord/locale';
import { expect, type Page } from '@playwright/test';
import { plainMessages, type Language } from './words.ts';

/** No message of another language stands on a screen; texts marked with a language of their own are people's, not ours. */
export async function expectOnlyIn(page: Page, locale: Language): Promise<void> {
  const shown = await page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || element.closest('[lang]') !== document.documentElement) continue;
      texts.push(node.textContent?.trim() ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      if (element.closest('[lang]') !== document.documentElement) continue;
      for (const name of ['aria-label', 'title', 'placeholder'])
        texts.push(element.getAttribute(name)?.trim() ?? '');
    }
    return texts;
  });
  // A language is called by its own name everywhere, or those who need it would not find it.
  const own = new Set([...plainMessages(locale), ...Object.values(localeNames)]);
  const foreign = (['az', 'en', 'ru'] as const)
    .filter((language) => language !== locale)
    .flatMap((language) =>
      [...plainMessages(language)].filter((message) => message.length > 3 && !own.has(message)),
    );
  const strangers = new Set(foreign);
  expect(
    shown.filter((text) => strangers.has(text)),
    `messages that are not ${locale}`,
  ).toEqual([]);
}
