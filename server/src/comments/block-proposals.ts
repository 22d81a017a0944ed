import { isWholeBlock, type PinnedTarget } from '@concord/anchoring';
import { addsParagraph, areIndicators, concernsBlock } from '@concord/consultation';
import { blockProblem, moveProblem, type MoveProblem } from '@concord/document/arrange';
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
  { proposalKind: kind, proposal = null, moveAfter = null, indicators }: DraftCommentInput,
  target: PinnedTarget,
  content: DocumentJson,
): { readonly destination: Destination | null } | Refused {
  if (kind !== 'move' && moveAfter !== null) return refuse(ctx, 'INVALID_INPUT', 'moveAfter');
  const codes = indicators ?? [];
  if (kind === 'good_practice' ? !areIndicators(codes) : codes.length > 0)
    return refuse(ctx, 'INDICATORS_UNKNOWN', 'indicators');
  if (!concernsBlock(kind)) return { destination: null };
  if (!isWholeBlock(target)) return refuse(ctx, 'TARGET_INVALID', 'target');
  if (addsParagraph(kind)) {
    if ((proposal ?? '').trim() === '') return refuse(ctx, 'PARAGRAPH_EMPTY', 'proposal');
  } else if (proposal !== null) return refuse(ctx, 'INVALID_INPUT', 'proposal');
  const problem =
    kind === 'move'
      ? moveProblem(content, target.blockId, moveAfter ?? '')
      : kind === 'words'
        ? null
        : blockProblem(content, target.blockId, kind);
  if (problem) return refuse(ctx, ...refusalOf[problem]);
  return {
    destination: moveAfter === null ? null : { blockId: moveAfter, words: beginning(content, moveAfter) },
  };
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
