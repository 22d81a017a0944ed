import type { Role } from '@concord/consultation';
import type { Locale } from '@concord/locale';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { LocaleEnum, RoleEnum } from '../platform/graphql/enums.js';
import { LocalText } from '../platform/graphql/types.js';

@ObjectType({
  description: 'What the viewer can do in a consultation. The server still judges each request.',
})
export class ConsultationAbilities {
  @Field()
  edit!: boolean;
  @Field()
  import!: boolean;
  @Field()
  comment!: boolean;
  @Field()
  clear!: boolean;
  @Field()
  decide!: boolean;
  @Field()
  invite!: boolean;
  @Field()
  freeze!: boolean;
  @Field({ description: 'Correct the frozen text by a decision of one’s own.' })
  correct!: boolean;
  @Field({ description: 'Sets the dates of rounds, extends, pauses, reminds.' })
  run!: boolean;
  @Field({ description: 'Looks into the record: who did what when.' })
  audit!: boolean;
  @Field({ description: 'Registers addresses that are told what happens.' })
  connect!: boolean;
}

@ObjectType('Consultation', { description: 'A draft profile and everything said about it.' })
export class ConsultationType {
  @Field(() => ID)
  id!: string;
  @Field({ description: 'Its name in addresses.' })
  slug!: string;
  @Field(() => LocalText)
  title!: LocalText;
  @Field({ description: 'Fictional country: a banner says so on every page.' })
  demo!: boolean;
  @Field(() => [LocaleEnum])
  languages!: Locale[];
  @Field(() => LocaleEnum)
  originalLanguage!: Locale;
  @Field({ description: 'IANA time zone in which deadlines are meant.' })
  timeZone!: string;
  @Field(() => Int, {
    nullable: true,
    description: 'The last frozen version; since then only decisions change the text. Null before the first.',
  })
  frozenVersion!: number | null;
  @Field(() => [RoleEnum])
  myRoles!: Role[];
  @Field(() => ConsultationAbilities)
  may!: ConsultationAbilities;

  leadId!: string;
}
