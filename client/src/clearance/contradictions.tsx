import { useText } from '../i18n/provider';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { firstWords } from './drafts';
import type { Draft, Pair } from './drafts';
import styles from './clearing.module.css';

type ContradictionsProps = {
  readonly comments: readonly Draft[];
  readonly pairs: readonly Pair[];
  readonly onOpen: (id: string) => void;
};

/** Drafts that ask for different words in the same place: said before anybody chooses, with a way to each of them. */
export function Contradictions({ comments, pairs, onOpen }: ContradictionsProps) {
  const t = useText();
  const against = pairs.filter(({ relation }) => relation === 'contradict');
  if (against.length === 0) return null;
  return (
    <Banner tone="changed" title={t('clearance.contradictions', { count: against.length })}>
      <p>{t('clearance.contradictions.explain')}</p>
      <ul className={styles.pairs}>
        {against.map(({ commentIds }) => (
          <li key={commentIds.join(' ')}>
            {commentIds.map((id) => {
              const draft = comments.find((one) => one.id === id);
              return draft ? (
                <Button key={id} size="small" look="quiet" onClick={() => onOpen(id)}>
                  {firstWords(draft)}
                </Button>
              ) : (
                <span key={id}>{t('clearance.contradictions.official')}</span>
              );
            })}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
