import { isWholeBlock, type PinnedTarget } from '@concord/anchoring';
import {
  addsParagraph,
  areIndicators,
  concernsBlock,
  mayCommentOn,
  type ProposalKind,
} from '@concord/consultation';
import { blockProblem, moveProblem, transferProblem, type MoveProblem } from '@concord/document/arrange';
import { blockTexts, type DocumentJson } from '@concord/document/model';
import type { RequestContext, Standing } from '../platform/context.js';
import type { Transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import type { RefusalKey } from '../platform/errors/registry.js';
import { readableSection, Variant, type Section } from '../profiles/index.js';
import type { Comment } from './comments.entity.js';
import type { DraftCommentInput } from './comments.types.js';

/** What a draft asks of the text, as it is sent when it is begun and when it is revised. */
export type AskedInput = Pick<
  DraftCommentInput,
  'proposalKind' | 'proposal' | 'moveAfter' | 'moveSectionId' | 'indicators'
>;

/** The same as it is kept beside its words. */
export type Asked = Pick<Comment, 'proposalKind' | 'destination' | 'indicators'>;

/** Where it is asked: the text that the block stands in, the one it is to go to, and the section it was written about. */
type Texts = { readonly here: Text; readonly there: Text | null; readonly home: string };

/**
 * [PO5] What a draft asks of a whole block, judged by the text as it stands: a block that is gone, a heading that stays, a
 * place that it has already are told at once, not at the decision.
 */
export function askedOfBlock(
  ctx: RequestContext,
  { proposalKind, proposal = null, moveAfter = null, moveSectionId = null, indicators }: AskedInput,
  target: PinnedTarget,
  { here, there, home }: Texts,
): Asked | Refused {
  const kind = proposalKind;
  if (kind !== 'move' && (moveAfter !== null || moveSectionId !== null))
    return refuse(ctx, 'INVALID_INPUT', 'moveAfter');
  const codes = indicators ?? [];
  if (kind === 'good_practice' ? !areIndicators(codes) : codes.length > 0)
    return refuse(ctx, 'INDICATORS_UNKNOWN', 'indicators');
  const asked = { proposalKind, destination: null, indicators: codes };
  if (!concernsBlock(kind)) return asked;
  if (!isWholeBlock(target)) return refuse(ctx, 'TARGET_INVALID', 'target');
  const unworded = wordingProblem(ctx, kind, proposal);
  if (unworded) return unworded;
  if (kind === 'words') return asked;
  const problem =
    kind === 'move'
      ? problemOfMove(target.blockId, moveAfter ?? '', here, there)
      : blockProblem(here.content, target.blockId, kind);
  if (problem) return refuse(ctx, ...refusalOf[problem]);
  if (moveAfter === null || !there) return asked;
  const near = there.sectionId === here.sectionId && there.sectionId === home;
  const elsewhere = !near && { sectionId: there.sectionId };
  const destination = { blockId: moveAfter, words: beginning(there.content, moveAfter), ...elsewhere };
  return { ...asked, destination };
}

/** [PO5] A new paragraph is its wording; a deletion and a move have none. */
export function wordingProblem(
  ctx: RequestContext,
  kind: ProposalKind,
  proposal: string | null,
): Refused | null {
  if (!concernsBlock(kind)) return null;
  if (!addsParagraph(kind)) return proposal === null ? null : refuse(ctx, 'INVALID_INPUT', 'proposal');
  return (proposal ?? '').trim() === '' ? refuse(ctx, 'PARAGRAPH_EMPTY', 'proposal') : null;
}

/** [PO11] The section that a block is to be moved to: one where its author may comment too; null when it is none. */
export async function goalOf(
  ctx: RequestContext,
  standing: Standing,
  moveSectionId: string | null | undefined,
  { consultationId, sectionId }: Pick<Comment, 'consultationId' | 'sectionId'>,
): Promise<Section | 'same' | null> {
  if (!moveSectionId || moveSectionId === sectionId) return 'same';
  const section = await readableSection(ctx, moveSectionId);
  const may = section?.consultationId === consultationId && mayCommentOn(standing, section.domain);
  return may ? section : null;
}

/** The text of that section in the language of the draft's own; null where it has none. */
export const goalText = async (
  tx: Transaction,
  goal: Section | 'same',
  here: Variant,
): Promise<Variant | null> =>
  goal === 'same' ? here : tx.manager.findOneBy(Variant, { sectionId: goal.id, language: here.language });

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
