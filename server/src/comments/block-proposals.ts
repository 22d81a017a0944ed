import { isWholeBlock, type PinnedTarget } from '@concord/anchoring';
import { addsParagraph, areIndicators, concernsBlock } from '@concord/consultation';
import { blockProblem, moveProblem, transferProblem, type MoveProblem } from '@concord/document/arrange';
import { blockTexts, type DocumentJson } from '@concord/document/model';
import type { RequestContext } from '../platform/context.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import type { RefusalKey } from '../platform/errors/registry.js';
import type { Destination } from './comments.entity.js';
import type { DraftCommentInput } from './comments.types.js';

/**
 * [PO5] What a draft asks of a whole block, judged by the text as it stands: a block that is gone, a heading that stays, a
 * place that it has already are told at once, not at the decision.
 */
export function askedOfBlock(
  ctx: RequestContext,
  {
    proposalKind: kind,
    proposal = null,
    moveAfter = null,
    moveSectionId = null,
    indicators,
  }: DraftCommentInput,
  target: PinnedTarget,
  here: Text,
  there: Text | null,
): { readonly destination: Destination | null } | Refused {
  if (kind !== 'move' && (moveAfter !== null || moveSectionId !== null))
    return refuse(ctx, 'INVALID_INPUT', 'moveAfter');
  const codes = indicators ?? [];
  if (kind === 'good_practice' ? !areIndicators(codes) : codes.length > 0)
    return refuse(ctx, 'INDICATORS_UNKNOWN', 'indicators');
  if (!concernsBlock(kind)) return { destination: null };
  if (!isWholeBlock(target)) return refuse(ctx, 'TARGET_INVALID', 'target');
  if (addsParagraph(kind)) {
    if ((proposal ?? '').trim() === '') return refuse(ctx, 'PARAGRAPH_EMPTY', 'proposal');
  } else if (proposal !== null) return refuse(ctx, 'INVALID_INPUT', 'proposal');
  if (kind === 'words') return { destination: null };
  const problem =
    kind === 'move'
      ? problemOfMove(target.blockId, moveAfter ?? '', here, there)
      : blockProblem(here.content, target.blockId, kind);
  if (problem) return refuse(ctx, ...refusalOf[problem]);
  if (moveAfter === null || !there) return { destination: null };
  const elsewhere = there.sectionId !== here.sectionId && { sectionId: there.sectionId };
  return {
    destination: { blockId: moveAfter, words: beginning(there.content, moveAfter), ...elsewhere },
  };
}

type Text = { readonly sectionId: string; readonly content: DocumentJson };

/** [PO11] A section that has no text in this language has no place for it either. */
function problemOfMove(blockId: string, after: string, here: Text, there: Text | null): MoveProblem | null {
  if (!there) return 'goal_gone';
  return there.sectionId === here.sectionId
    ? moveProblem(here.content, blockId, after)
    : transferProblem(here.content, blockId, there.content, after);
}

const refusalOf: Readonly<Record<MoveProblem, [RefusalKey, string]>> = {
  gone: ['BLOCK_GONE', 'target'],
  note: ['NOTE_STAYS', 'target'],
  title: ['TITLE_STAYS', 'target'],
  holds_points: ['POINTS_BELOW', 'target'],
  goal_gone: ['BLOCK_GONE', 'moveAfter'],
  unfit: ['MOVE_UNFIT', 'moveAfter'],
  nowhere: ['MOVE_NOWHERE', 'moveAfter'],
};

const MOST_WORDS = 120;

/** Enough of a block that people know it again. */
function beginning(content: DocumentJson, blockId: string): string {
  const text = blockTexts(content).find(({ id }) => id === blockId)?.text ?? '';
  return text.length <= MOST_WORDS ? text : `${text.slice(0, MOST_WORDS).toWellFormed().trimEnd()}…`;
}
