import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { organisationById, OrganisationType } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { ownRoom } from './rooms.service.js';
import { RoomType } from './rooms.types.js';

@Resolver(() => RoomType)
export class RoomsResolver {
  @Query(() => RoomType, {
    nullable: true,
    description: 'The room of the viewer’s own organisation. Null for those who do not comment.',
  })
  room(@Arg('consultationId', () => ID) consultationId: string, @Ctx() ctx: RequestContext) {
    return ownRoom(ctx, consultationId);
  }

  @FieldResolver(() => OrganisationType)
  organisation(@Root() room: RoomType, @Ctx() ctx: RequestContext) {
    return ctx.load(organisationById, room.organisationId);
  }
}
