import type { OrganisationBadgeFragment } from '@concord/schema';
import { useLocale } from '../i18n/provider';
import { Badge } from '../ui/chip';

/** Who speaks: always the organisation. */
export function OrganisationBadge({ organisation }: { readonly organisation: OrganisationBadgeFragment }) {
  const { locale } = useLocale();
  return (
    <Badge
      abbreviation={organisation.abbreviation[locale]}
      name={organisation.name[locale]}
      seed={organisation.code}
    />
  );
}
