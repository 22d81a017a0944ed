import type { OrganisationBadgeFragment } from '@concord/schema';
import { useLocale } from '../i18n/provider';
import { Badge } from '../ui/chip';

type OrganisationBadgeProps = {
  readonly organisation: OrganisationBadgeFragment;
  /** Where its name stands beside it: said once. */
  readonly decorative?: boolean;
};

/** Who speaks: always the organisation. */
export function OrganisationBadge({ organisation, ...rest }: OrganisationBadgeProps) {
  const { locale } = useLocale();
  return (
    <Badge
      {...rest}
      abbreviation={organisation.abbreviation[locale]}
      name={organisation.name[locale]}
      seed={organisation.code}
    />
  );
}
