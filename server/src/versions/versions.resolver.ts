import type { Locale } from '@concord/locale';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { CommentType } from '../comments/index.js';
import { organisationById, OrganisationType } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { isRefused } from '../platform/errors/refusal.js';
import { LocaleEnum } from '../platform/graphql/enums.js';
import type { Projections } from '../profiles/index.js';
import { DecisionType } from '../decisions/index.js';
import { originOf } from './provenance.js';
import * as service from './versions.service.js';
import { ExitCheck, FreezeResult, Origin, SectionChanges, VersionType } from './versions.types.js';

@Resolver(() => VersionType)
export class VersionsResolver {
  constructor(private readonly projections: Projections) {}

  @Query(() => [VersionType], {
    nullable: true,
    description: 'Oldest first. Null when the consultation is not open to the viewer.',
  })
  versions(@Arg('consultationId', () => ID) consultationId: string, @Ctx() ctx: RequestContext) {
    return service.versions(ctx, consultationId);
  }

  @Query(() => [SectionChanges], {
    nullable: true,
    description: 'From one version to another, or to the text as it is now. Null when one is not there.',
  })
  async changes(
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('language', () => LocaleEnum) language: Locale,
    @Arg('from', () => Int) from: number,
    @Arg('to', () => Int, { nullable: true, description: 'Left out: the text as it is now.' }) to:
      | number
      | null,
    @Ctx() ctx: RequestContext,
  ) {
    return service.changes(ctx, consultationId, language, from, to ?? null);
  }

  @Query(() => ExitCheck, {
    nullable: true,
    description: 'For those who prepare the end of a consultation; null for others.',
  })
  async exitCheck(@Arg('consultationId', () => ID) consultationId: string, @Ctx() ctx: RequestContext) {
    const found = await service.examine(ctx, consultationId);
    return (
      found && {
        version: found.version,
        intact: found.intact,
        undecidedCount: found.undecided.count,
        undecided: [...found.undecided.comments],
        maintainedObjections: found.objections.map((comment) => Object.assign(new CommentType(), comment)),
        untraced: found.untraced,
      }
    );
  }

  @Query(() => Origin, {
    nullable: true,
    description: 'Which decisions wrote the words of a range. Null where the viewer has no such place.',
  })
  async origin(
    @Arg('sectionId', () => ID) sectionId: string,
    @Arg('language', () => LocaleEnum) language: Locale,
    @Arg('blockId', () => ID) blockId: string,
    @Arg('start', () => Int, { description: 'UTF-16 units of the block’s reading text.' }) start: number,
    @Arg('end', () => Int) end: number,
    @Ctx() ctx: RequestContext,
  ) {
    const found = await originOf(ctx, { sectionId, language, blockId, start, end });
    return (
      found && {
        unchangedSince: found.unchangedSince,
        changes: found.changes.map((change) => ({
          ...change,
          decision: Object.assign(new DecisionType(), change.decision),
        })),
      }
    );
  }

  @Mutation(() => FreezeResult, {
    description: 'Keeps the whole profile as it is; from then on only decisions change it.',
  })
  async freezeVersion(
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('key', () => ID, { description: 'Made by the client: sending twice freezes once.' }) key: string,
    @Ctx() ctx: RequestContext,
  ) {
    const version = await service.freeze(ctx, this.projections, consultationId, key);
    return isRefused(version) ? version : Object.assign(new VersionType(), version);
  }

  @FieldResolver(() => OrganisationType, { description: 'The body that froze it.' })
  organisation(@Root() version: VersionType, @Ctx() ctx: RequestContext) {
    return ctx.load(organisationById, version.organisationId);
  }
}
