/** Where a comment is for somebody, once its words have gone to another section. */
import type { RequestContext } from '../platform/context.js';
import { readableSection, sectionById, type Section } from '../profiles/index.js';
import { CommentAnchor, type Comment } from './comments.entity.js';
import { anchorOf } from './comments.repository.js';

type Row = Pick<Comment, 'id' | 'sectionId' | 'targetSectionId'>;

/** [PO12] The section that its words are in; the one it was written about for those who may not read that. */
export async function whereItStands(
  ctx: RequestContext,
  { sectionId, targetSectionId }: Row,
): Promise<Section> {
  if (targetSectionId === null) return known(ctx, sectionId);
  return (await readableSection(ctx, sectionId)) ?? known(ctx, targetSectionId);
}

/** [PO12] The section it was written about; the one its words are in for those who may not read that. */
export async function whereItWasWritten(
  ctx: RequestContext,
  { sectionId, targetSectionId }: Row,
): Promise<Section> {
  if (targetSectionId === null) return known(ctx, sectionId);
  return (await readableSection(ctx, targetSectionId)) ?? known(ctx, sectionId);
}

/** [PO12] What those words say now is for those who may read them: for others they are gone. */
export async function anchorFor(
  ctx: RequestContext,
  { id, sectionId, targetSectionId }: Row,
): Promise<CommentAnchor | null> {
  const anchor = await ctx.load(anchorOf, id);
  if (!anchor || targetSectionId === null || (await readableSection(ctx, sectionId))) return anchor;
  const gone = { status: 'orphaned' as const, blockId: null, start: null, end: null, words: null };
  return Object.assign(new CommentAnchor(), anchor, gone);
}

async function known(ctx: RequestContext, id: string): Promise<Section> {
  const section = await ctx.load(sectionById, id);
  if (!section) throw new Error(`There is no section ${id}`);
  return section;
}
