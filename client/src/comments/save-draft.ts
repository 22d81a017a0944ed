import { indicatorsIn } from '@concord/consultation';
import type {
  DraftCommentInput,
  CommentFieldsFragment as Comment,
  ReviseCommentInput,
} from '@concord/schema';
import { targetFor, textOf } from './comment-text';
import type { BegunComment, CommentText } from './comment-text';
import { newKey } from './key';
import type { Outcome } from './send';

/** What a person has typed, as the server wants it. */
export function wordsOf({ type, severity, visibility, body, proposal, kind }: CommentText) {
  const wording = kind === 'deletion' || kind === 'move' ? null : proposal;
  return { type, severity, visibility, body: body.trim(), proposal: wording };
}

export const draftInput = (
  begun: Pick<BegunComment, 'key' | 'target' | 'block'>,
  consultationId: string,
  text: CommentText,
): DraftCommentInput => ({
  key: begun.key,
  consultationId,
  target: targetFor(begun, text),
  language: text.language,
  ...askedIn(text),
  ...wordsOf(text),
});

/** What is asked of the text, and nothing of what was typed for another choice. */
const askedIn = ({ kind, goal, indicators }: CommentText) => ({
  proposalKind: kind,
  moveAfter: kind === 'move' ? goal?.blockId : undefined,
  moveSectionId: kind === 'move' ? goal?.sectionId : undefined,
  ...(kind === 'good_practice' && { indicators: indicatorsIn(indicators) }),
});

/** [PO13] A revision of a draft; what it asks of the text goes along where that is another thing than before. */
export function revisionInput(comment: Comment, version: number, text: CommentText): ReviseCommentInput {
  const same = JSON.stringify(askedIn(text)) === JSON.stringify(askedIn(textOf(comment)));
  const asked = !same && { ...askedIn(text), target: text.about };
  return { commentId: comment.id, version, ...asked, ...wordsOf(text) };
}

/** The two questions to the server that saving a draft may need. */
export type DraftPost = {
  readonly draft: (input: DraftCommentInput) => Promise<Outcome<Comment>>;
  readonly revise: (input: ReviseCommentInput) => Promise<Outcome<Comment>>;
};

/**
 * Sends a new draft. When the key turns out to be used, one of the `earlier` attempts arrived although nobody was
 * told: asking for it again, word for word, gives that draft, which is then revised. So nobody finds two.
 */
export async function saveDraft(
  { draft, revise }: DraftPost,
  input: DraftCommentInput,
  earlier: readonly DraftCommentInput[],
): Promise<Outcome<Comment>> {
  const outcome = await draft(input);
  if (!isReused(outcome)) return outcome;
  for (const attempt of earlier) {
    // A draft keeps the language it was written in: another one is another draft.
    if (attempt.language !== input.language) continue;
    const first = await draft(attempt);
    if (isReused(first)) continue;
    if ('failure' in first) return first;
    const { id: commentId, version } = first.done;
    const { type, severity, visibility, body, proposal = null } = input;
    const { proposalKind, moveAfter, moveSectionId, indicators, target } = input;
    return revise({
      commentId,
      version,
      type,
      severity,
      visibility: visibility ?? 'participants',
      body,
      proposal,
      proposalKind,
      moveAfter,
      moveSectionId,
      indicators,
      target,
    });
  }
  return draft({ ...input, key: newKey() });
}

const isReused = (outcome: Outcome<Comment>): boolean =>
  'failure' in outcome && outcome.failure.code === 'KEY_REUSED';
