import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import type { EventType as EventKind } from '../platform/events/event.js';
import { EventTypeEnum } from '../platform/graphql/enums.js';

@ObjectType('Event', {
  description: 'Something that happened in a consultation, as far as the viewer may know.',
})
export class EventType {
  @Field({ description: 'Pass it as `after` to go on from here.' })
  cursor!: string;
  @Field(() => EventTypeEnum)
  type!: EventKind;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field(() => ID, { nullable: true, description: 'Comment concerned, also when it is gone.' })
  commentId!: string | null;

  sectionId!: string | null;
}

@ObjectType()
export class EventPage {
  @Field(() => [EventType])
  events!: EventType[];
  @Field({ description: 'Where this page ends, events of others included.' })
  cursor!: string;
  @Field()
  hasMore!: boolean;
}
