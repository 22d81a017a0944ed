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
  return joined(
    changes.map(({ added, removed, value }) => ({
      kind: added ? 'inserted' : removed ? 'deleted' : 'kept',
      text: value.join(''),
    })),
  );
}

/**
 * "old words" → "new words" reads better as one replacement than as words that share a space: a stretch of kept
 * white space between two changes joins them.
 */
function joined(changes: readonly WordingChange[]): WordingChange[] {
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
