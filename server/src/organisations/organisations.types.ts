import type { OrganisationKind } from '@concord/consultation';
import { Field, ID, ObjectType } from 'type-graphql';
import { OrganisationKindEnum } from '../platform/graphql/enums.js';
import { LocalText } from '../platform/graphql/types.js';

@ObjectType('Organisation', { description: 'A ministry, body or association that takes part.' })
export class OrganisationType {
  @Field(() => ID)
  id!: string;
  @Field({ description: 'Short ASCII code, the same in every language.' })
  code!: string;
  @Field(() => OrganisationKindEnum)
  kind!: OrganisationKind;
  @Field(() => LocalText)
  name!: LocalText;
  @Field(() => LocalText)
  abbreviation!: LocalText;
}
