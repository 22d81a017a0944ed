import type { LaneFieldsFragment as Lane } from '@concord/schema';
import { asks } from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choice';
import { fateOf } from './board-draft';
import type { Basis, BoardDraft } from './board-draft';
import styles from './board.module.css';

type DecisionBarProps = {
  readonly draft: BoardDraft;
  readonly lanes: readonly Lane[];
  readonly compromise: boolean;
  readonly onBasis: (basis: Basis) => void;
  readonly onDecide: () => void;
};

/** What goes into the text, and in one line what each lane's organisation will be told. */
export function DecisionBar({ draft, lanes, compromise, onBasis, onDecide }: DecisionBarProps) {
  const t = useText();
  const { locale } = useLocale();
  const proposals = lanes.flatMap((lane, index) => (asks(lane) ? [{ lane, number: index + 1 }] : []));
  return (
    <section className={styles.bar} aria-label={t('conflicts.decision')}>
      <RadioGroup
        label={t('conflicts.basis')}
        layout="row"
        value={draft.basis}
        onChange={onBasis}
        choices={[
          ...proposals.map(({ lane, number }) => ({
            value: `lane:${lane.id}` as const,
            label: `${number} · ${lane.organisation.abbreviation[locale]}`,
          })),
          { value: 'compromise' as const, label: t('conflicts.compromise'), disabled: !compromise },
          { value: 'none' as const, label: t('conflicts.basis.none') },
        ]}
      />
      <p className={styles.told} aria-live="polite">
        {draft.basis === null
          ? t('conflicts.told.choose')
          : lanes.map((lane, index) => {
              const { disposition } = fateOf(draft, lane.id);
              return (
                <span key={lane.id}>
                  {index > 0 && ' · '}
                  {lane.organisation.abbreviation[locale]}:{' '}
                  <strong>
                    {disposition === 'leave'
                      ? t('conflicts.leave')
                      : t(`vocabulary.disposition.${disposition}`)}
                  </strong>
                </span>
              );
            })}
      </p>
      <Button look="primary" disabled={draft.basis === null} onClick={onDecide}>
        {t('conflicts.decide.open')}
      </Button>
    </section>
  );
}
