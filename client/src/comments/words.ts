import type {
  CommentFieldsFragment as Comment,
  CommentStatus,
  Disposition,
  Visibility,
} from '@concord/schema';
import type { Translate } from '../i18n/provider';
import type { IconName } from '../ui/icon';
import type { Meaning } from '../ui/meaning';

/** How a state looks: one of the four meanings, its icon, and the id of its word. */
export type State = { readonly meaning: Meaning; readonly icon?: IconName; readonly word: string };

const statusMeanings: Readonly<Record<CommentStatus, Pick<State, 'meaning' | 'icon'>>> = {
  draft: { meaning: 'neutral', icon: 'pencil' },
  internal_review: { meaning: 'neutral', icon: 'eye' },
  returned: { meaning: 'changed', icon: 'undo' },
  cleared: { meaning: 'waiting' },
  under_review: { meaning: 'waiting' },
  decided: { meaning: 'neutral' },
  acknowledged: { meaning: 'neutral' },
  withdrawn: { meaning: 'neutral', icon: 'cross' },
  merged: { meaning: 'neutral', icon: 'link' },
  set_aside: { meaning: 'neutral', icon: 'lock' },
};

const dispositionMeanings: Readonly<Record<Disposition, Pick<State, 'meaning' | 'icon'>>> = {
  accepted: { meaning: 'agreed' },
  accepted_with_modification: { meaning: 'changed' },
  partially_accepted: { meaning: 'changed' },
  not_accepted: { meaning: 'refused' },
  noted: { meaning: 'neutral' },
  referred: { meaning: 'neutral', icon: 'arrowRight' },
  deferred_to_session: { meaning: 'waiting' },
  deferred: { meaning: 'waiting' },
  merged: { meaning: 'neutral', icon: 'link' },
  superseded: { meaning: 'neutral' },
  withdrawn: { meaning: 'neutral', icon: 'cross' },
};

/** What tells the state of a comment. */
export type WithState = Pick<Comment, 'status'> & {
  readonly outcome: { readonly disposition: Disposition } | null;
};

/** Once decided, the outcome says more than the state. */
export function stateOf({ status, outcome }: WithState): State {
  if (outcome && status !== 'withdrawn') return dispositionState(outcome.disposition);
  return { ...statusMeanings[status], word: `vocabulary.status.${status}` };
}

export function dispositionState(disposition: Disposition): State {
  return { ...dispositionMeanings[disposition], word: `vocabulary.disposition.${disposition}` };
}

/** Nobody has to do anything about it any more. */
export function isSettled({ status }: Pick<Comment, 'status'>): boolean {
  return ['decided', 'acknowledged', 'withdrawn', 'merged'].includes(status);
}

export function isPrivate({ status }: Pick<Comment, 'status'>): boolean {
  return ['draft', 'internal_review', 'returned', 'set_aside'].includes(status);
}

/** "No. 12", or what stands in for a number that is given only when a comment becomes official. */
export function numberWords(t: Translate, { number }: Pick<Comment, 'number'>): string {
  return number === null ? t('comments.number.none') : t('comments.number', { number });
}

export function audienceWords(t: Translate, visibility: Visibility, organisation: string): string {
  return t(`comments.audience.${visibility}`, { organisation });
}
