import { commentStatuses, commentTypes, proposalKinds } from '@concord/consultation';
import { collator, localeNames } from '@concord/locale';
import { useEffect, useState } from 'react';
import { useLocale, useText } from '../../i18n/provider';
import { useMedia } from '../../profiles';
import { Checkbox } from '../../ui/choice';
import { Select, TextField } from '../../ui/field';
import { sectionTitle, useOpenConsultation } from '../consultation';
import { countOf } from '../filters';
import type { Filters } from '../filters';
import styles from './filter-bar.module.css';

type FilterBarProps = { readonly filters: Filters; readonly onChange: (change: Partial<Filters>) => void };

/** One choice per list; an address may name several, which then shows as "several". */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const roomy = useMedia('(min-width: 720px)');
  const byName = collator(locale);
  const organisations = consultation.organisations.toSorted((a, b) =>
    byName.compare(a.name[locale], b.name[locale]),
  );
  const sections = consultation.sections.toSorted((a, b) => a.ordinal - b.ordinal);

  const lists = (
    <>
      <Choose
        name="organisation"
        value={filters.organisations}
        options={organisations.map(({ code, name }) => ({ value: code, label: name[locale] }))}
        onChange={(organisations) => onChange({ organisations })}
      />
      <Choose
        name="type"
        value={filters.types}
        options={commentTypes.map((value) => ({ value, label: t(`vocabulary.type.${value}`) }))}
        onChange={(types) => onChange({ types })}
      />
      <Choose
        name="status"
        value={filters.statuses}
        options={commentStatuses.map((value) => ({ value, label: t(`vocabulary.status.${value}`) }))}
        onChange={(statuses) => onChange({ statuses })}
      />
      <Choose
        name="proposal"
        value={filters.proposals}
        options={proposalKinds.map((value) => ({ value, label: t(`list.proposal.${value}`) }))}
        onChange={(proposals) => onChange({ proposals })}
      />
      <Choose
        name="section"
        value={filters.sections}
        options={sections.map((section) => ({
          value: section.key,
          label: sectionTitle(section, locale, consultation.originalLanguage),
        }))}
        onChange={(chosen) => onChange({ sections: chosen })}
      />
      <Choose
        name="language"
        value={filters.languages}
        options={consultation.languages.map((value) => ({ value, label: localeNames[value] }))}
        onChange={(languages) => onChange({ languages })}
      />
      <div className={styles.mine}>
        {consultation.myOrganisation && (
          <Checkbox
            label={t('list.filter.mine')}
            checked={filters.mine}
            onChange={(mine) => onChange({ mine })}
          />
        )}
      </div>
    </>
  );
  return (
    <search className={styles.bar}>
      <Search value={filters.search} onChange={(search) => onChange({ search })} />
      {roomy ? (
        lists
      ) : (
        <details className={styles.more}>
          <summary>{t('list.filter.more', { count: countOf({ ...filters, search: '' }) })}</summary>
          <div className={styles.bar}>{lists}</div>
        </details>
      )}
    </search>
  );
}

type ChooseProps<Value extends string> = {
  readonly name: 'organisation' | 'type' | 'status' | 'proposal' | 'section' | 'language';
  readonly value: readonly Value[];
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: readonly Value[]) => void;
};

const all = '';
const several = '*';

function Choose<Value extends string>({ name, value, options, onChange }: ChooseProps<Value>) {
  const t = useText();
  const chosen: string = value.length > 1 ? several : (value[0] ?? all);
  return (
    <Select<string>
      label={t(`list.filter.${name}`)}
      value={chosen}
      options={[
        { value: all, label: t('list.filter.all') },
        ...(value.length > 1
          ? [{ value: several, label: t('list.filter.several', { count: value.length }) }]
          : []),
        ...options,
      ]}
      onChange={(next) => {
        if (next === several) return;
        onChange(options.filter((option) => option.value === next).map((option) => option.value));
      }}
    />
  );
}

const rest = 300;

/** Typing does not ask the server at every letter. */
function Search({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const t = useText();
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  // The address changed otherwise (back, "clear filters"): the field follows.
  if (known !== value) {
    setKnown(value);
    if (typed.trim() !== value) setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onChange(typed.trim()), rest);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextField
      label={t('list.filter.search')}
      type="search"
      data-comment-search=""
      value={typed}
      onChange={setTyped}
      enterKeyHint="search"
    />
  );
}
