import { diffArrays } from 'diff';

export type WordingChange = { readonly kind: 'kept' | 'deleted' | 'inserted'; readonly text: string };

// Our own words: the package's know Latin letters only, and would compare Russian letter by letter.
const tokens = /[\p{L}\p{N}\p{M}]+(?:['’\-‑/][\p{L}\p{N}\p{M}]+)*|\s+|[^\s]/gu;
const timeout = 100;

/** What turns `before` into `after`, by words. Texts too different to compare in time are one deletion, one insertion. */
export function wordingChanges(before: string, after: string): WordingChange[] {
  if (before === after) return before === '' ? [] : [{ kind: 'kept', text: before }];
  const changes = diffArrays(before.match(tokens) ?? [], after.match(tokens) ?? [], { timeout });
  if (!changes) return withoutEmpty([deleted(before), inserted(after)]);
  return chancesJoined(
    spacesJoined(
      changes.map(({ added, removed, value }) => ({
        kind: added ? 'inserted' : removed ? 'deleted' : 'kept',
        text: value.join(''),
      })),
    ),
  );
}

/** Where the whole text stands beside it, many deleted words are known by their beginning and end. */
export function inBrief(words: string): string {
  if (words.length <= 120) return words;
  const head = words.slice(0, 56).replace(/\s+\S*$/, '');
  const tail = words.slice(-40).replace(/^\S*\s+/, '');
  return `${head} … ${tail}`;
}

/** What was taken away and put in between two stretches that are kept. */
type Replaced = { gone: string; come: string };

/**
 * A sentence that was written anew shares an "of" or "the" with the old one by chance: a word or two between two long
 * changes belong to neither, and are read as a part of what was replaced.
 */
function chancesJoined(changes: readonly WordingChange[]): WordingChange[] {
  const replaced: Replaced[] = [{ gone: '', come: '' }];
  const between: string[] = [];
  for (const { kind, text } of changes) {
    const last = replaced.at(-1);
    if (!last) continue;
    if (kind !== 'kept') last[kind === 'deleted' ? 'gone' : 'come'] += text;
    else if (between.length > 0 && last.gone + last.come === '') between[between.length - 1] += text;
    else {
      between.push(text);
      replaced.push({ gone: '', come: '' });
    }
  }
  for (let at = 0; at < between.length;) {
    const [before, kept = '', after] = [replaced[at], between[at], replaced[at + 1]];
    if (before && after && isByChance(before, kept, after)) {
      const whole = { gone: before.gone + kept + after.gone, come: before.come + kept + after.come };
      replaced.splice(at, 2, whole);
      between.splice(at, 1);
      // What became longer may reach over the stretch before it.
      at = Math.max(0, at - 1);
    } else at += 1;
  }
  return replaced.flatMap(({ gone, come }, at) =>
    withoutEmpty([deleted(gone), inserted(come), kept(between[at] ?? '')]),
  );
}

function isByChance(before: Replaced, kept: string, after: Replaced): boolean {
  const isReplacement = ({ gone, come }: Replaced) => gone.trim() !== '' && come.trim() !== '';
  const words = kept.match(/[\p{L}\p{N}\p{M}]+/gu)?.length ?? 0;
  const longest = ({ gone, come }: Replaced) => Math.max(gone.length, come.length);
  return (
    words <= 2 &&
    (isReplacement(before) || isReplacement(after)) &&
    kept.length * 2 <= Math.min(longest(before), longest(after))
  );
}

/**
 * "old words" → "new words" reads better as one replacement than as words that share a space: a stretch of kept
 * white space between two changes joins them.
 */
function spacesJoined(changes: readonly WordingChange[]): WordingChange[] {
  const result: WordingChange[] = [];
  let gone = '';
  let come = '';
  const flush = () => {
    // White space that ends both belongs to neither.
    const tail = /\s+$/.exec(gone)?.[0] ?? '';
    const shared = come.endsWith(tail) ? tail : '';
    const cut = (text: string) => text.slice(0, text.length - shared.length);
    result.push(...withoutEmpty([deleted(cut(gone)), inserted(cut(come)), kept(shared)]));
    gone = come = '';
  };
  changes.forEach((change, index) => {
    if (change.kind === 'deleted') gone += change.text;
    else if (change.kind === 'inserted') come += change.text;
    else if (/^\s+$/.test(change.text) && gone !== '' && come !== '' && index < changes.length - 1) {
      gone += change.text;
      come += change.text;
    } else {
      flush();
      result.push(change);
    }
  });
  flush();
  return result;
}

function kept(text: string): WordingChange {
  return { kind: 'kept', text };
}
function deleted(text: string): WordingChange {
  return { kind: 'deleted', text };
}
function inserted(text: string): WordingChange {
  return { kind: 'inserted', text };
}
function withoutEmpty(changes: readonly WordingChange[]): WordingChange[] {
  return changes.filter(({ text }) => text !== '');
}
