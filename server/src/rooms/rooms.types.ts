import { Field, ObjectType } from 'type-graphql';

@ObjectType('Room', {
  description: 'The private desk of one’s own organisation. Nobody else can see that it exists.',
})
export class RoomType {
  @Field({ description: 'Name of its Yjs document on the sync socket.' })
  documentName!: string;

  organisationId!: string;
}
