/** [PO13] What a draft asks of the text can be asked anew for as long as it is a draft. */
import type { PinnedTarget } from '@concord/anchoring';
import { mayCommentOn } from '@concord/consultation';
import type { RequestContext } from '../platform/context.js';
import type { Transaction } from '../platform/database/transaction.js';
import { isRefused, refuse, type Refused } from '../platform/errors/refusal.js';
import { readableSection, type Variant } from '../profiles/index.js';
import { pinTarget } from './anchors.js';
import { askedOfBlock, goalOf, goalText, wordingProblem, type Asked } from './block-proposals.js';
import { CommentAnchor, type Comment } from './comments.entity.js';
import type { ReviseCommentInput, TargetInput } from './comments.types.js';

/** What a draft asks for and points at from now on. */
type AskedAnew = Partial<Asked & Pick<Comment, 'target' | 'targetRevision' | 'targetSectionId'>>;

/** Another kind of proposal, or another goal: by the rules of drafting, on the text that the words stand in now. */
export async function askedAnew(
  ctx: RequestContext,
  tx: Transaction,
  comment: Comment,
  here: Variant | null,
  { proposalKind, ...input }: ReviseCommentInput,
): Promise<AskedAnew | Refused> {
  const { consultationId, sectionId, targetSectionId } = comment;
  // They went to another section at this very moment.
  if (here && here.sectionId !== sectionId) return refuse(ctx, 'CHANGED_MEANWHILE');
  const standing = await ctx.standing(consultationId);
  const section = await readableSection(ctx, sectionId);
  // [PO12] What stands in a section is judged for those who read it: for others the block is gone.
  if (!standing || !here || !section || !mayCommentOn(standing, section.domain))
    return refuse(ctx, 'BLOCK_GONE', 'target');
  const goal = await goalOf(ctx, standing, input.moveSectionId, { consultationId, sectionId });
  if (goal === null) return refuse(ctx, 'NOT_FOUND');
  const there = await goalText(tx, goal, here);
  const pointed = input.target ? await pointedAnew(tx, comment, here, input.target) : comment.target;
  if (!pointed) return refuse(ctx, 'TARGET_INVALID', 'target');
  const home = input.target ? sectionId : (targetSectionId ?? sectionId);
  const wanted = { ...input, proposalKind: proposalKind ?? comment.proposalKind };
  const asked = askedOfBlock(ctx, wanted, pointed, { here, there, home });
  if (isRefused(asked) || !input.target) return asked;
  return { ...asked, target: pointed, targetRevision: input.target.revision, targetSectionId: null };
}

/** Other words of the block that a draft is about, or all of it; a comment on another block is another comment. */
async function pointedAnew(
  tx: Transaction,
  { id: commentId, target }: Comment,
  here: Variant,
  wanted: TargetInput,
): Promise<PinnedTarget | null> {
  if (wanted.sectionId !== here.sectionId || wanted.language !== here.language) return null;
  const anchor = await tx.manager.findOneBy(CommentAnchor, { commentId });
  if (wanted.blockId !== target.blockId && wanted.blockId !== anchor?.blockId) return null;
  return pinTarget(tx.manager, here.documentName, wanted);
}

/** What was asked for stays, and its wording has to fit it. */
export function askedBefore(
  ctx: RequestContext,
  { proposalKind }: Comment,
  { proposal = null, moveAfter, moveSectionId, indicators, target }: ReviseCommentInput,
): AskedAnew | Refused {
  if (moveAfter || moveSectionId || indicators || target) return refuse(ctx, 'INVALID_INPUT', 'proposalKind');
  return wordingProblem(ctx, proposalKind, proposal) ?? {};
}
