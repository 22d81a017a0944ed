import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { CommentType, readableComment } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { lostPlace } from '../platform/errors/lost-place.js';
import { readableSection, SectionType } from '../profiles/index.js';
import * as service from './events.service.js';
import { EventPage, EventType } from './events.types.js';

@ArgsType()
class EventsArgs {
  @Field(() => ID)
  consultationId!: string;
  @Field({ description: 'A cursor of this consultation that the viewer was given.' })
  after!: string;
}

@Resolver(() => EventType)
export class EventsResolver {
  @Query(() => EventPage, {
    nullable: true,
    description:
      'What was missed. Null when the consultation is not open to the viewer; CURSOR_INVALID for a cursor of others.',
  })
  eventsSince(
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('after', () => String) after: string,
    @Arg('first', () => Int, { defaultValue: 100, description: 'From 1 to 100.' }) first: number,
    @Ctx() ctx: RequestContext,
  ): Promise<EventPage | null> {
    return service.eventsSince(ctx, consultationId, after, first);
  }

  @Subscription(() => EventType, {
    description: 'Everything after a cursor: first what was missed, then live, without gaps.',
    subscribe: async ({ context, args }: { context: RequestContext; args: EventsArgs }) => {
      const events = await service.follow(context, args.consultationId, args.after);
      if (events) return events;
      throw lostPlace(context);
    },
  })
  events(@Root() event: EventType, @Args(() => EventsArgs) _args: EventsArgs): EventType {
    return event;
  }

  @FieldResolver(() => CommentType, { nullable: true, description: 'The comment as it is now.' })
  async comment(@Root() event: EventType, @Ctx() ctx: RequestContext) {
    const comment = event.commentId ? await readableComment(ctx, event.commentId) : null;
    return comment && Object.assign(new CommentType(), comment);
  }

  @FieldResolver(() => SectionType, { nullable: true })
  section(@Root() event: EventType, @Ctx() ctx: RequestContext) {
    return event.sectionId ? readableSection(ctx, event.sectionId) : null;
  }
}
