import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { organisationById, organisationsOf, OrganisationType } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { currentCursor } from '../platform/events/feed.js';
import * as service from './consultations.service.js';
import { ConsultationType } from './consultations.types.js';

@Resolver(() => ConsultationType)
export class ConsultationsResolver {
  @Query(() => [ConsultationType], { description: 'Consultations the viewer takes part in, newest first.' })
  async consultations(@Ctx() ctx: RequestContext): Promise<ConsultationType[]> {
    return (await service.myMemberships(ctx)).map((membership) => membership.consultation);
  }

  @Query(() => ConsultationType, {
    nullable: true,
    description: 'Null when it is not there or not open to the viewer.',
  })
  consultation(@Arg('slug', () => String) slug: string, @Ctx() ctx: RequestContext) {
    return service.consultation(ctx, slug);
  }

  @FieldResolver(() => OrganisationType)
  lead(@Root() consultation: ConsultationType, @Ctx() ctx: RequestContext) {
    return ctx.load(organisationById, consultation.leadId);
  }

  @FieldResolver(() => [OrganisationType], { description: 'Everybody who takes part, in official order.' })
  async organisations(@Root() consultation: ConsultationType, @Ctx() ctx: RequestContext) {
    return (await ctx.load(organisationsOf, consultation.id)) ?? [];
  }

  @FieldResolver(() => OrganisationType, { nullable: true, description: 'The body the viewer acts for.' })
  async myOrganisation(@Root() consultation: ConsultationType, @Ctx() ctx: RequestContext) {
    const standing = await ctx.standing(consultation.id);
    return standing && ctx.load(organisationById, standing.organisationId);
  }

  @FieldResolver(() => String, {
    description: 'Sealed position in the stream of events as of this answer: pass it to events(after:).',
  })
  cursor(@Root() consultation: ConsultationType, @Ctx() ctx: RequestContext): Promise<string> {
    return currentCursor(ctx, consultation.id);
  }
}
