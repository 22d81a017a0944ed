import {
  addsParagraph,
  areIndicators,
  asksForChange,
  commentTypes,
  concernsBlock,
  fits,
  indicatorsIn,
  limits,
  proposalKinds,
  severities,
  visibilities,
} from '@concord/consultation';
import type {
  CommentFieldsFragment as Comment,
  CommentType,
  Locale,
  ProposalKind,
  Severity,
  TargetInput,
  Visibility,
} from '@concord/schema';

/** What a person types into the form of a comment. */
export type CommentText = {
  readonly type: CommentType;
  readonly severity: Severity;
  readonly visibility: Visibility;
  readonly language: Locale;
  readonly body: string;
  /** Null: proposes no wording. Empty: proposes to delete the words. */
  readonly proposal: string | null;
  readonly kind: ProposalKind;
  /** Of a move: the block to follow. */
  readonly goal: Goal | null;
  /** Of a good practice, as they are typed: codes of indicators. */
  readonly indicators: string;
  /** What was typed for what is not chosen just now: it comes back with the choice. */
  readonly aside?: { readonly [K in Wording]?: string | undefined } | undefined;
  /** Of a revision: what the draft is to be about with its new kind; left out where that stays. */
  readonly about?: TargetInput | undefined;
};

/** Of which there is one wording each: other words, or a new paragraph, be it a good practice or not. */
export type Wording = 'words' | 'added';

export type Goal = {
  readonly blockId: string;
  readonly words: string;
  /** Left out for the section of the comment. */
  readonly sectionId?: string | undefined;
};

/** A new comment that was begun: it outlives the page, so it keeps its key and what it is about. */
export type BegunComment = {
  readonly key: string;
  readonly target: TargetInput;
  /** All of the block, for what is proposed of a block as a whole. */
  readonly block?: TargetInput | undefined;
  readonly text: CommentText;
  /** What was sent so far without an answer: one of these may have arrived. */
  readonly sent?: readonly CommentText[];
};

export function blankText(language: Locale, proposal: string | null): CommentText {
  return {
    type: proposal === null ? 'general' : 'substantive',
    severity: 'important',
    visibility: 'participants',
    language,
    body: '',
    proposal,
    kind: 'words',
    goal: null,
    indicators: '',
  };
}

export function textOf(comment: Comment): CommentText {
  const { type, severity, visibility, language, body, proposal, proposalKind: kind, destination } = comment;
  const indicators = comment.indicators.join(', ');
  const { blockId = '', words = '', section } = destination ?? {};
  const goal = destination && { blockId, words, sectionId: section?.id };
  return { type, severity, visibility, language, body, proposal, kind, goal, indicators };
}

/** Whether a comment asks for a change of the text. */
export const asks = ({ proposalKind: kind, proposal: wording }: Pick<Comment, 'proposalKind' | 'proposal'>) =>
  asksForChange({ kind, wording });

/** What a comment is about: words, or all of their block when it asks for something of the block. */
export const targetFor = (
  { target, block }: Pick<BegunComment, 'target' | 'block'>,
  { kind }: Pick<CommentText, 'kind'>,
): TargetInput => (concernsBlock(kind) ? (block ?? target) : target);

export const wholeBlock = (target: TargetInput, text: string): TargetInput => ({
  ...target,
  start: 0,
  end: text.length,
  exact: text,
});

export type TextProblem =
  | 'body_missing'
  | 'body_too_long'
  | 'proposal_too_long'
  | 'proposal_unchanged'
  | 'paragraph_empty'
  | 'indicators_unknown'
  | 'goal_missing';

/** What keeps the text from being sent; `quote` are the words that the proposal would replace. */
export function problemsOf(
  { body, proposal, kind, goal, indicators }: CommentText,
  quote: string,
): TextProblem[] {
  const problems: TextProblem[] = [];
  const length = fits(body, limits.body);
  if (length === 'too_short') problems.push('body_missing');
  if (length === 'too_long') problems.push('body_too_long');
  if (proposal !== null && fits(proposal, limits.proposal) === 'too_long') problems.push('proposal_too_long');
  if (addsParagraph(kind) && (proposal ?? '').trim() === '') problems.push('paragraph_empty');
  if (kind === 'good_practice' && !areIndicators(indicatorsIn(indicators)))
    problems.push('indicators_unknown');
  if (kind === 'move' && goal === null) problems.push('goal_missing');
  if (kind === 'words' && proposal !== null && proposal.trim() === quote.trim())
    problems.push('proposal_unchanged');
  return problems;
}

/** Words of several cells of a table: nothing can be put in their place in one piece. */
export const spansCells = (quote: string): boolean => quote.includes('\t');

/** Whether there is anything that a person would miss. */
export function isWorthKeeping(text: CommentText, initial: CommentText): boolean {
  if (text.body.trim() !== '' || text.kind !== initial.kind) return true;
  return (text.proposal ?? '') !== (initial.proposal ?? '');
}

/** Reads what this or an older version of the page stored on the device. */
export function storedText(value: unknown): CommentText | null {
  if (!isRecord(value)) return null;
  const type = commentTypes.find((known) => known === value['type']);
  const severity = severities.find((known) => known === value['severity']);
  const visibility = visibilities.find((known) => known === value['visibility']);
  const language = locales.find((known) => known === value['language']);
  const { body, proposal } = value;
  if (!type || !severity || !visibility || !language || typeof body !== 'string') return null;
  return {
    type,
    severity,
    visibility,
    language,
    body,
    proposal: typeof proposal === 'string' ? proposal : null,
    kind: proposalKinds.find((known) => known === value['kind']) ?? 'words',
    goal: storedGoal(value['goal']),
    indicators: typeof value['indicators'] === 'string' ? value['indicators'] : '',
    aside: storedAside(value['aside']),
    about: storedTarget(value['about']) ?? undefined,
  };
}

function storedAside(value: unknown): CommentText['aside'] {
  if (!isRecord(value)) return undefined;
  const { words, added } = value;
  return {
    words: typeof words === 'string' ? words : undefined,
    added: typeof added === 'string' ? added : undefined,
  };
}

function storedGoal(value: unknown): Goal | null {
  if (!isRecord(value)) return null;
  const { blockId, words, sectionId } = value;
  if (typeof blockId !== 'string' || typeof words !== 'string') return null;
  return { blockId, words, sectionId: typeof sectionId === 'string' ? sectionId : undefined };
}

export function storedBegun(value: unknown): BegunComment | null {
  if (!isRecord(value)) return null;
  const text = storedText(value['text']);
  const target = storedTarget(value['target']);
  const { key } = value;
  if (!text || !target || typeof key !== 'string') return null;
  const sent = Array.isArray(value['sent']) ? value['sent'].flatMap((one) => storedText(one) ?? []) : [];
  const block = storedTarget(value['block']);
  return { key, target, text, ...(block && { block }), ...(sent.length > 0 && { sent }) };
}

const locales: readonly Locale[] = ['az', 'en', 'ru'];

function storedTarget(value: unknown): TargetInput | null {
  if (!isRecord(value)) return null;
  const { sectionId, blockId, start, end, exact, revision } = value;
  const language = locales.find((known) => known === value['language']);
  if (typeof sectionId !== 'string' || typeof blockId !== 'string' || typeof exact !== 'string') return null;
  if (typeof start !== 'number' || typeof end !== 'number' || typeof revision !== 'number') return null;
  return language ? { sectionId, language, blockId, start, end, exact, revision } : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
