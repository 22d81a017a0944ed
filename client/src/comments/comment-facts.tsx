import { useText } from '../i18n/provider';
import { useOpenConsultation } from './consultation';
import type { Filters } from './filters';
import { noFilters, undecided } from './filters';
import styles from './comment-facts.module.css';

type CommentFactsProps = {
  readonly filters: Filters;
  readonly onChange: (change: Partial<Filters>) => void;
};

const decided: Filters['statuses'] = ['decided', 'acknowledged'];

/** Totals as facts; each is a filter. What one may not see is not counted. */
export function CommentFacts({ filters, onChange }: CommentFactsProps) {
  const t = useText();
  const { sections, myOrganisation } = useOpenConsultation();
  const sum = (kind: 'open' | 'decided' | 'mine') =>
    sections.reduce((total, { counts }) => total + counts[kind], 0);
  const facts: readonly { id: 'open' | 'decided' | 'mine'; wish: Partial<Filters>; on: boolean }[] = [
    { id: 'open', wish: undecided, on: sameList(filters.statuses, undecided.statuses) },
    { id: 'decided', wish: { statuses: decided }, on: sameList(filters.statuses, decided) },
    ...(myOrganisation ? [{ id: 'mine' as const, wish: { mine: true }, on: filters.mine }] : []),
  ];
  return (
    <ul className={styles.facts}>
      {facts.map(({ id, wish, on }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.fact}
            aria-pressed={on}
            onClick={() => onChange(on ? noFilters : { ...noFilters, ...wish })}
          >
            <strong>{sum(id)}</strong> {t(`comments.fact.${id}`, { count: sum(id) })}
          </button>
        </li>
      ))}
    </ul>
  );
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
