import { blockTexts, wordCount } from '@concord/document/model';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { consultationOf } from '../consultations/index.js';
import type { RequestContext } from '../platform/context.js';
import { isRefused } from '../platform/errors/refusal.js';
import { DocumentJsonScalar } from '../platform/graphql/types.js';
import type { Projections } from '../profiles/index.js';
import type { ImportPreview } from './exchange.entity.js';
import * as service from './exchange.service.js';
import { ApplyImportResult, ImportApplied, ImportPreviewType, SectionAssignment } from './exchange.types.js';
import { lossTexts } from './losses.js';

@Resolver(() => ImportPreviewType)
export class ExchangeResolver {
  constructor(private readonly projections: Projections) {}

  @Query(() => ImportPreviewType, {
    nullable: true,
    description: 'Null when it has expired or is not the viewer’s.',
  })
  async importPreview(@Arg('id', () => ID) id: string, @Ctx() ctx: RequestContext) {
    const held = await service.usablePreview(ctx, id);
    return held && view(ctx, held, await service.statuses(ctx, held));
  }

  @FieldResolver(() => DocumentJsonScalar, { description: 'One chapter as the reading view shows it.' })
  async content(
    @Root() preview: ImportPreviewType,
    @Arg('key', () => String) key: string,
    @Ctx() ctx: RequestContext,
  ) {
    const held = await service.usablePreview(ctx, preview.id);
    return (held && service.previewContent(held, key)) ?? { type: 'doc', content: [] };
  }

  @Mutation(() => ApplyImportResult, {
    description: 'Takes a preview over into the profile, whole or not at all.',
  })
  async applyImport(
    @Arg('previewId', () => ID) previewId: string,
    @Arg('assignments', () => [SectionAssignment]) assignments: SectionAssignment[],
    @Ctx() ctx: RequestContext,
  ) {
    const domains = new Map(assignments.map(({ key, domain }) => [key, domain ?? null]));
    const applied = await service.apply(ctx, this.projections, previewId, domains);
    if (isRefused(applied)) return applied;
    const consultation = await consultationOf(ctx, applied.consultationId);
    return Object.assign(new ImportApplied(), applied, { consultation });
  }
}

function view(
  ctx: RequestContext,
  held: ImportPreview,
  statuses: ReadonlyMap<string, service.SectionStatus>,
): ImportPreviewType {
  const { id, fileName, language, expiresAt, document } = held;
  return Object.assign(new ImportPreviewType(), {
    id,
    fileName,
    language,
    expiresAt,
    ...document.counts,
    sections: document.sections.map((section) => ({
      key: section.key,
      title: section.title,
      domain: section.domain,
      blocks: blockTexts(section.content).length,
      words: wordCount(section.content),
      status: statuses.get(section.key) ?? 'new',
    })),
    losses: document.losses.map((loss) => ({ ...loss, message: lossTexts[loss.kind][ctx.locale] })),
  });
}
