import type { RecordEntryFieldsFragment as Entry } from '@concord/schema';
import { useOpenConsultation } from '../comments';
import { useFormat } from '../i18n/format';
import { useLocale, useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { DateField } from '../ui/date-field';
import { Select } from '../ui/field';
import { groups } from './kinds';
import type { Filters } from './use-filters';
import styles from './audit.module.css';

type FilterFieldsProps = { readonly filters: Filters; readonly entries: readonly Entry[] };

export function FilterFields({ filters, entries }: FilterFieldsProps) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const format = useFormat(consultation.timeZone);
  const all = { value: '', label: t('audit.all') };
  const person = entries.find((entry) => entry.person?.id === filters.person)?.person;
  return (
    <div className={styles.filters} role="search" aria-label={t('audit.filters')}>
      <Select
        label={t('audit.what')}
        value={filters.group ?? ''}
        onChange={(value) => filters.set('group', value)}
        options={[all, ...groups.map((group) => ({ value: group, label: t(`audit.group.${group}`) }))]}
      />
      <Select
        label={t('audit.organisation')}
        value={filters.organisation ?? ''}
        onChange={(value) => filters.set('organisation', value)}
        options={[
          all,
          ...consultation.organisations
            .toSorted((a, b) => format.compare(a.name[locale], b.name[locale]))
            .map(({ id, name }) => ({ value: id, label: name[locale] })),
        ]}
      />
      <DateField
        label={t('audit.from')}
        value={filters.from}
        onChange={(value) => filters.set('from', value)}
      />
      <DateField
        label={t('audit.until')}
        value={filters.until}
        onChange={(value) => filters.set('until', value)}
      />
      {filters.person !== null && (
        <p className={styles.person}>
          {t('audit.only', { name: person?.name ?? '…' })}{' '}
          <Button look="quiet" size="small" onClick={() => filters.set('person', null)}>
            {t('audit.everybody')}
          </Button>
        </p>
      )}
    </div>
  );
}
