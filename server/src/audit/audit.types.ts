import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { eventTypes, quietTypes, type EventType } from '../platform/events/event.js';
import { enumOf } from '../platform/graphql/enums.js';
import { PageInfo } from '../platform/graphql/types.js';

export type RecordKind = EventType | (typeof quietTypes)[number];

export const RecordKindEnum = enumOf(
  'RecordKind',
  [...eventTypes, ...quietTypes],
  'What the record tells: everything that is heard, who was invited and joined, and which webhooks there are.',
);

@ObjectType({ description: 'One thing that happened, as far as the viewer may know.' })
export class RecordEntry {
  @Field({ description: 'Its place in the record, sealed; pass it as `after` to go on from here.' })
  cursor!: string;
  @Field(() => RecordKindEnum)
  kind!: RecordKind;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field({ description: 'Done by somebody of the viewer’s organisation whose name has been erased.' })
  formerMember!: boolean;

  organisationId!: string | null;
  personId!: string | null;
  commentId!: string | null;
  sectionId!: string | null;
}

@ObjectType({ description: 'A page of the record, newest first.' })
export class RecordPage {
  @Field(() => [RecordEntry])
  entries!: RecordEntry[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'The end of a record: its hash vouches for everything before it.' })
export class RecordHead {
  @Field({ description: 'SHA-256, in hex. Kept elsewhere, it shows whether the record was changed since.' })
  hash!: string;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field({ description: 'Found whole when the server last looked.' })
  intact!: boolean;
}

@InputType({ description: 'What of the record is asked for; everything left out is not narrowed.' })
export class RecordFilter {
  @Field(() => [RecordKindEnum], { nullable: true })
  kinds?: RecordKind[] | null;
  @Field(() => ID, { nullable: true })
  organisationId?: string | null;
  @Field(() => ID, { nullable: true, description: 'A colleague of the viewer; nobody else is found.' })
  personId?: string | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'From this moment on.' })
  from?: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Before this moment.' })
  until?: Date | null;
}
