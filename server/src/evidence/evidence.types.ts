import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { resultOf } from '../platform/graphql/types.js';

@ObjectType('Evidence', { description: 'A file or an address that a comment rests on.' })
export class EvidenceType {
  @Field(() => ID)
  id!: string;
  @Field()
  name!: string;
  @Field(() => String, { nullable: true, description: 'Of a file: told from its content.' })
  mediaType!: string | null;
  @Field(() => Int, { nullable: true, description: 'Bytes of a file.' })
  size!: number | null;
  @Field(() => String, { nullable: true, description: 'An address elsewhere; null for a file.' })
  href!: string | null;
  @Field(() => GraphQLISODateTime)
  addedAt!: Date;
}

@ObjectType()
export class EvidenceRemoved {
  @Field(() => ID)
  evidenceId!: string;
}

export const EvidenceResult = resultOf('EvidenceResult', EvidenceType);
export const EvidenceRemovedResult = resultOf('EvidenceRemovedResult', EvidenceRemoved);
