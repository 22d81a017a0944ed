import type { Locale } from '@concord/locale';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { ConsultationType } from '../consultations/index.js';
import type { RequestContext } from '../platform/context.js';
import { LocaleEnum } from '../platform/graphql/enums.js';
import { DocumentJsonScalar } from '../platform/graphql/types.js';
import { contentOf } from './profiles.repository.js';
import * as service from './profiles.service.js';
import { SectionType, VariantRevision, VariantType } from './profiles.types.js';

@ArgsType()
class RevisionsArgs {
  @Field(() => ID)
  consultationId!: string;
}

@Resolver(() => SectionType)
export class SectionsResolver {
  @Query(() => SectionType, {
    nullable: true,
    description: 'Null when it is not there or outside the viewer’s scope.',
  })
  section(@Arg('id', () => ID) id: string, @Ctx() ctx: RequestContext): Promise<SectionType | null> {
    return service.readableSection(ctx, id);
  }

  @FieldResolver(() => [VariantType])
  variants(@Root() section: SectionType, @Ctx() ctx: RequestContext) {
    return service.variants(ctx, section);
  }

  @FieldResolver(() => VariantType, { nullable: true })
  variant(
    @Root() section: SectionType,
    @Arg('language', () => LocaleEnum) language: Locale,
    @Ctx() ctx: RequestContext,
  ) {
    return service.variant(ctx, section, language);
  }

  @Subscription(() => VariantRevision, {
    description: 'New revisions of texts the viewer may read.',
    subscribe: ({ context, args }: { context: RequestContext; args: RevisionsArgs }) =>
      service.followRevisions(context, args.consultationId),
  })
  revisions(
    @Root() revision: VariantRevision,
    @Args(() => RevisionsArgs) _args: RevisionsArgs,
  ): VariantRevision {
    return revision;
  }
}

@Resolver(() => VariantType)
export class VariantsResolver {
  @FieldResolver(() => SectionType)
  section(@Root() variant: VariantType, @Ctx() ctx: RequestContext) {
    return service.readableSection(ctx, variant.sectionId);
  }

  @FieldResolver(() => DocumentJsonScalar, { description: 'The text as canonical JSON.' })
  content(@Root() variant: VariantType, @Ctx() ctx: RequestContext) {
    return ctx.load(contentOf, variant.id);
  }
}

@Resolver(() => ConsultationType)
export class ConsultationSectionsResolver {
  @FieldResolver(() => [SectionType], { description: 'The chapters open to the viewer, in reading order.' })
  sections(@Root() consultation: ConsultationType, @Ctx() ctx: RequestContext): Promise<SectionType[]> {
    return service.readableSections(ctx, consultation.id);
  }
}
