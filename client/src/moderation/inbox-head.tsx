import { commentTypes } from '@concord/consultation';
import { useText } from '../i18n/provider';
import { RadioGroup } from '../ui/choice';
import { Select } from '../ui/field';
import {
  cares,
  inboxFacts,
  inboxViews,
  noInboxFilters,
  sameFilters,
  wishes,
  type InboxFact,
  type InboxFilters,
} from './inbox-filters';
import { SavedViews } from './saved-views';
import type { Facts } from './use-inbox-facts';
import styles from './inbox-page.module.css';

type InboxHeadProps = {
  readonly filters: InboxFilters;
  readonly facts: Facts | null;
  readonly total: number | null;
  readonly onChange: (filters: InboxFilters) => void;
};

/** What the inbox shows: facts that are filters, who takes care, tags, and the viewer's own views. */
export function InboxHead({ filters, facts, total, onChange }: InboxHeadProps) {
  const t = useText();
  const tags = facts?.tags ?? [];
  const known = tags.some(({ tag }) => tag === filters.tag);
  return (
    <header className={styles.head}>
      <h1>{t('moderation.inbox')}</h1>
      <RadioGroup
        label={t('moderation.inbox.view')}
        labelHidden
        layout="segments"
        value={filters.view}
        onChange={(view) => onChange({ ...filters, view })}
        choices={inboxViews.map((value) => ({ value, label: t(`moderation.inbox.${value}`) }))}
      />
      <Select
        label={t('moderation.view')}
        labelHidden
        value={filters.care}
        onChange={(care) => onChange({ ...filters, care })}
        options={cares.map((value) => ({ value, label: t(`moderation.view.${value}`) }))}
      />
      <Select
        label={t('moderation.inbox.type')}
        labelHidden
        value={filters.type ?? ''}
        onChange={(type) => onChange({ ...filters, type: commentTypes.find((one) => one === type) ?? null })}
        options={[
          { value: '', label: t('moderation.inbox.type.all') },
          ...commentTypes.map((value) => ({ value: value as string, label: t(`vocabulary.type.${value}`) })),
        ]}
      />
      {(tags.length > 0 || filters.tag !== '') && (
        <Select
          label={t('moderation.inbox.tag')}
          labelHidden
          value={filters.tag}
          onChange={(tag) => onChange({ ...filters, tag })}
          options={[
            { value: '', label: t('moderation.inbox.tag.all') },
            ...tags.map(({ tag, count }) => ({
              value: tag,
              label: t('moderation.inbox.tag.count', { tag, count }),
            })),
            // Somebody kept or sent a view with a tag that is in use no more.
            ...(filters.tag !== '' && !known ? [{ value: filters.tag, label: filters.tag }] : []),
          ]}
        />
      )}
      <SavedViews filters={filters} onChange={onChange} />
      <span className={styles.total}>{total !== null && t('comments.count', { count: total })}</span>
      <ul className={styles.facts} aria-label={t('moderation.inbox.facts')}>
        {inboxFacts
          .map((fact) => ({ fact, count: facts ? countIn(facts, fact) : null }))
          // What there is none of needs no button, unless it is what is shown.
          .filter(({ fact, count }) => count !== 0 || fact === 'open' || sameFilters(filters, wishes[fact]))
          .map(({ fact, count }) => {
            const on = sameFilters(filters, wishes[fact]);
            return (
              <li key={fact}>
                <button
                  type="button"
                  className={styles.fact}
                  aria-pressed={on}
                  onClick={() => onChange(on ? noInboxFilters : wishes[fact])}
                >
                  <strong>{count ?? '–'}</strong> {t(`moderation.fact.${fact}`, { count: count ?? 0 })}
                </button>
              </li>
            );
          })}
      </ul>
    </header>
  );
}

const countIn = (facts: Facts, fact: InboxFact): number =>
  fact === 'contested' ? facts.contested.length : facts[fact];
