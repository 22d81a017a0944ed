import type { VersionFactsFragment as Version } from '@concord/schema';
import { OrganisationBadge } from '../comments';
import { useFormat } from '../i18n/format';
import { useText } from '../i18n/provider';
import { Table } from '../ui/table';
import styles from './versions.module.css';

type VersionTableProps = { readonly versions: readonly Version[]; readonly timeZone: string };

/** Newest first. The hash is whole: it is there to be compared. */
export function VersionTable({ versions, timeZone }: VersionTableProps) {
  const t = useText();
  const format = useFormat(timeZone);
  return (
    <Table caption={t('versions.list')} captionHidden>
      <thead>
        <tr>
          <th scope="col">{t('versions.version')}</th>
          <th scope="col">{t('versions.frozenAt')}</th>
          <th scope="col">{t('versions.frozenBy')}</th>
          <th scope="col">{t('versions.hash')}</th>
        </tr>
      </thead>
      <tbody>
        {versions.toReversed().map((version) => (
          <tr key={version.id}>
            <th scope="row">{t('versions.number', { number: version.number })}</th>
            <td>
              <time dateTime={version.frozenAt}>{format.dateTime(version.frozenAt)}</time>
            </td>
            <td>
              <OrganisationBadge organisation={version.organisation} />
            </td>
            <td>
              <code className={styles.hash}>{version.hash}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
