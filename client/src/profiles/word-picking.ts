/** Choosing words of a block by keyboard: a stretch of whole words that grows and shrinks at either end. */
export type WordRange = { readonly start: number; readonly end: number };

export type PickStep = 'longer' | 'shorter' | 'later' | 'earlier';

/** The range after one step; the first step of all picks the first word. Never empty, never outside the text. */
export function pickWords(
  text: string,
  locale: string,
  range: WordRange | null,
  step: PickStep,
): WordRange | null {
  const words = wordsOf(text, locale);
  const first = words[0];
  if (!first) return null;
  if (!range) return first;
  const from = words.findIndex((word) => word.end > range.start);
  const to = words.findLastIndex((word) => word.start < range.end);
  const [start, end] = {
    longer: [from, to + 1],
    shorter: [from, Math.max(from, to - 1)],
    later: [Math.min(from + 1, to), to],
    earlier: [from - 1, to],
  }[step];
  const firstWord = words[clamp(start ?? 0, words.length)] ?? first;
  const lastWord = words[clamp(end ?? 0, words.length)] ?? firstWord;
  return { start: firstWord.start, end: lastWord.end };
}

function clamp(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length - 1);
}

function wordsOf(text: string, locale: string): WordRange[] {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
  return [...segmenter.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }));
}
