import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { personById, PersonType } from '../accounts/index.js';
import { CommentType, readableComment } from '../comments/index.js';
import { organisationById, OrganisationType } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { readableSection, SectionType } from '../profiles/index.js';
import { mayAudit } from './audit.policy.js';
import { headOf, readRecord } from './audit.service.js';
import { RecordEntry, RecordFilter, RecordHead, RecordPage } from './audit.types.js';

@Resolver(() => RecordEntry)
export class AuditResolver {
  /** `intact`: whether the record was whole when the server last looked. */
  constructor(private readonly intact: (consultationId: string) => boolean = () => true) {}

  @Query(() => RecordPage, {
    nullable: true,
    description:
      'Who did what when, newest first. Null for everybody who does not answer for the consultation.',
  })
  record(
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('filter', () => RecordFilter, { defaultValue: {} }) filter: RecordFilter,
    @Arg('first', () => Int, { defaultValue: 50, description: 'At most 100.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<RecordPage | null> {
    return readRecord(ctx, consultationId, filter, first, after ?? null);
  }

  @Query(() => RecordHead, { nullable: true, description: 'Where the record ends. Null as with the record.' })
  async recordHead(
    @Arg('consultationId', () => ID) consultationId: string,
    @Ctx() ctx: RequestContext,
  ): Promise<RecordHead | null> {
    if (!(await mayAudit(ctx, consultationId))) return null;
    return headOf(ctx, consultationId, this.intact(consultationId));
  }

  @FieldResolver(() => OrganisationType, {
    nullable: true,
    description: 'For whom it was done; null: by time.',
  })
  organisation(@Root() { organisationId }: RecordEntry, @Ctx() ctx: RequestContext) {
    return organisationId === null ? null : ctx.load(organisationById, organisationId);
  }

  @FieldResolver(() => PersonType, {
    nullable: true,
    description: 'Who did it, inside one’s own organisation.',
  })
  person(@Root() { personId }: RecordEntry, @Ctx() ctx: RequestContext) {
    return personId === null ? null : ctx.load(personById, personId);
  }

  @FieldResolver(() => CommentType, { nullable: true })
  async comment(@Root() { commentId }: RecordEntry, @Ctx() ctx: RequestContext) {
    const comment = commentId === null ? null : await readableComment(ctx, commentId);
    return comment && Object.assign(new CommentType(), comment);
  }

  @FieldResolver(() => SectionType, { nullable: true })
  section(@Root() { sectionId }: RecordEntry, @Ctx() ctx: RequestContext) {
    return sectionId === null ? null : readableSection(ctx, sectionId);
  }
}
