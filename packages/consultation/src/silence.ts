/** The silence round: decisions that stand unless somebody concerned objects before a deadline. Silence counts only here. */
import { dispositionFacts } from './dispositions.js';
import type { Disposition } from './words.js';

/** A day at least: whoever is asked must be able to notice. A month at most. */
export const silenceHours = { min: 24, max: 720 } as const;

export const silenceItemStates = ['waiting', 'objected', 'closing', 'closed', 'lapsed'] as const;
export type SilenceItemState = (typeof silenceItemStates)[number];

export type SilenceProblem = 'hours_out_of_range' | 'nothing' | 'too_many' | 'twice' | 'not_for_silence';

/** Each item is decided by itself at the deadline; more than this is another package. */
export const MOST_ITEMS = 100;

/** Dispositions that can be put to silence: the moderator's own, final, and without another comment. */
export const maySilence = (disposition: Disposition): boolean => {
  const { givenBy, needsOther, statusAfter } = dispositionFacts[disposition];
  return givenBy === 'moderator' && !needsOther && statusAfter === 'decided';
};

export function silenceProblem(
  hours: number,
  items: readonly { readonly commentId: string; readonly disposition: Disposition }[],
): SilenceProblem | null {
  if (!Number.isInteger(hours) || hours < silenceHours.min || hours > silenceHours.max)
    return 'hours_out_of_range';
  if (items.length === 0) return 'nothing';
  if (items.length > MOST_ITEMS) return 'too_many';
  if (new Set(items.map(({ commentId }) => commentId)).size < items.length) return 'twice';
  return items.every(({ disposition }) => maySilence(disposition)) ? null : 'not_for_silence';
}

/** Until the deadline, to the second, and also where another has objected already. */
export const mayObjectTo = (state: SilenceItemState, closesAt: Date, now: Date): boolean =>
  now < closesAt && (state === 'waiting' || state === 'objected');

/** Whether an item concerns an organisation: its own comment, or one on words on which it has an official comment. */
export const concerns = (
  organisationId: string,
  item: { readonly organisationId: string; readonly blockId: string | null },
  ownBlocks: ReadonlySet<string>,
): boolean =>
  item.organisationId === organisationId || (item.blockId !== null && ownBlocks.has(item.blockId));
