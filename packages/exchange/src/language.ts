import type { XmlElement } from './xml.js';
import { child, descendants, innerText } from './xml.js';

export type ImportLanguage = 'az' | 'en' | 'ru';

const LANGUAGES: readonly ImportLanguage[] = ['az', 'en', 'ru'];
/** Below it letters prove nothing, and what the file says of itself decides. */
const ENOUGH_LETTERS = 120;
const ENGLISH_WORDS = new Set([
  'the',
  'of',
  'and',
  'to',
  'in',
  'is',
  'a',
  'for',
  'that',
  'by',
  'with',
  'are',
]);

/**
 * The language of the text, or null. Letters come first: files written in Azerbaijani are commonly marked as
 * English or Russian, because that is what the program was set to.
 */
export function languageOf(text: string, marked: readonly (string | undefined)[]): ImportLanguage | null {
  const byLetters = languageByLetters(text);
  if (byLetters !== undefined) return byLetters;
  for (const tag of marked) {
    const found = LANGUAGES.find((language) => tag?.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return null;
}

/** `undefined` when there is too little text, null when it is a language we do not work in. */
function languageByLetters(text: string): ImportLanguage | null | undefined {
  const sample = text.slice(0, 200_000).toLowerCase();
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < ENOUGH_LETTERS) return undefined;
  const cyrillic = sample.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (cyrillic > letters / 2) {
    // Letters that Russian does not have: Ukrainian, Belarusian, Serbian, Kazakh, Azerbaijani of before 1991.
    const foreign = sample.match(/[іїєґўәғқңөұүһҹҝјљњћђџ]/gu)?.length ?? 0;
    return foreign > cyrillic / 200 ? null : 'ru';
  }
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (latin < letters / 2) return null;
  if ((sample.match(/ə/gu)?.length ?? 0) > latin / 100) return 'az';
  const words = sample.match(/\p{L}+/gu) ?? [];
  const english = words.filter((word) => ENGLISH_WORDS.has(word)).length;
  return english > words.length / 10 ? 'en' : undefined;
}

/** What the file says of itself: most runs, then its defaults, then its properties. */
export function markedLanguages(
  main: XmlElement,
  styles: XmlElement | undefined,
  properties: XmlElement | undefined,
): (string | undefined)[] {
  const counts = new Map<string, number>();
  for (const element of descendants(main)) {
    if (element.name !== 'w:lang') continue;
    const tag = element.attributes['w:val'];
    if (tag !== undefined) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, left], [, right]) => right - left);
  const defaults = child(child(child(styles, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr');
  const property = child(properties, 'dc:language');
  return [most?.[0], child(defaults, 'w:lang')?.attributes['w:val'], property && innerText(property)];
}
