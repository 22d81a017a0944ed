import { fits, type Limit } from './limits.js';
import { moderates } from './moderation.js';
import type { Viewer } from './visibility.js';

/** `hidden`: none of its words is shown to others. `redacted`: some words are, with gaps. */
export const withholdingKinds = ['hidden', 'redacted'] as const;
export type WithholdingKind = (typeof withholdingKinds)[number];

export const withholdingReasons = [
  'personal_data',
  'classified_information',
  'offensive_language',
  'rights_of_others',
  'sent_in_error',
  'other',
] as const;
export type WithholdingReason = (typeof withholdingReasons)[number];

/** From one character to another, in UTF-16 units. */
export type Range = { readonly start: number; readonly end: number };

/** What of a comment is kept from others. Of what is hidden no ranges are kept: all of it is. */
export type Withheld = {
  readonly kind: WithholdingKind;
  readonly body: readonly Range[];
  readonly proposal: readonly Range[];
  /** Its evidence as well. */
  readonly files: boolean;
};

export const withholdingNote = { min: 1, max: 2_000 } as const satisfies Limit;

/** What stands for words that are withheld: always as long, or its length would tell of theirs. */
export const GAP = '█████';

/** [MO8] Words that are withheld are read by their own organisation and by the moderators who answer for it. */
export const mayReadWithheld = (viewer: Viewer, comment: { readonly organisationId: string }): boolean =>
  viewer.organisationId === comment.organisationId || moderates(viewer);

/** Ranges in order, with none touching another. */
export function tidyRanges(ranges: readonly Range[]): Range[] {
  const tidy: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = tidy.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else tidy.push({ start, end });
  }
  return tidy;
}

/** The text as others read it. */
export function withGaps(text: string, ranges: readonly Range[]): string {
  let read = '';
  let at = 0;
  for (const { start, end } of tidyRanges(ranges)) {
    read += text.slice(at, start) + GAP;
    at = end;
  }
  return read + text.slice(at);
}

/** Every place where these words stand. */
export function rangesOf(text: string, words: string): Range[] {
  const wanted = words.trim();
  const found: Range[] = [];
  if (wanted === '') return found;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
    found.push({ start: at, end: at + wanted.length });
  return found;
}

export type WithholdingProblem = 'note_length' | 'nothing' | 'not_its_words';

/** What is wrong with withholding this of a comment, or null. */
export function withholdingProblem(
  wanted: Withheld & { readonly note: string },
  comment: { readonly body: string; readonly proposal: string | null },
): WithholdingProblem | null {
  if (fits(wanted.note, withholdingNote) !== 'fits') return 'note_length';
  if (wanted.kind === 'hidden') return null;
  if (wanted.body.length + wanted.proposal.length === 0 && !wanted.files) return 'nothing';
  const fitting = (ranges: readonly Range[], text: string) =>
    ranges.length <= MOST_RANGES && ranges.every((range) => isRangeOf(range, text));
  return fitting(wanted.body, comment.body) && fitting(wanted.proposal, comment.proposal ?? '')
    ? null
    : 'not_its_words';
}

const MOST_RANGES = 500;

const isRangeOf = ({ start, end }: Range, text: string): boolean =>
  Number.isInteger(start) &&
  start >= 0 &&
  start < end &&
  end <= text.length &&
  whole(text, start) &&
  whole(text, end);

/** Not between the two halves of one character. */
const whole = (text: string, at: number): boolean =>
  !(/[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1)));

/** Whether others read all of its proposed wording: what they may not read can't be put into the text word for word. */
export const proposalIsOpen = (withheld: Withheld | null): boolean =>
  withheld === null || (withheld.kind === 'redacted' && withheld.proposal.length === 0);
