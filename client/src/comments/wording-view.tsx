import { useMemo } from 'react';
import { useText } from '../i18n/provider';
import { VisuallyHidden } from '../ui/visually-hidden';
import { Gapped } from './comment-words';
import { cellsApart } from './surroundings';
import { wordingChanges } from './wording-changes';
import styles from './wording-view.module.css';

type WordingViewProps = {
  readonly before: string;
  readonly after: string;
  readonly language: string;
  /** What stands around the words in their paragraph. */
  readonly lead?: string;
  readonly trail?: string;
};

/** Words before and after in one line of text: deletions struck through, insertions underlined, both spoken. */
export function WordingView({ before, after, language, lead, trail }: WordingViewProps) {
  const t = useText();
  const changes = useMemo(() => wordingChanges(before, after), [before, after]);
  return (
    <p className={styles.wording} lang={language}>
      {lead && <span className={styles.around}>{cellsApart(lead)}</span>}
      {changes.map(({ kind, text }, index) => {
        if (kind === 'kept') return <span key={index}>{cellsApart(text)}</span>;
        const Tag = kind === 'deleted' ? 'del' : 'ins';
        return (
          <Tag key={index}>
            <VisuallyHidden>{t(`comments.wording.${kind}`)} </VisuallyHidden>
            <Gapped>{cellsApart(text)}</Gapped>
            <VisuallyHidden> {t('comments.wording.end')}</VisuallyHidden>
          </Tag>
        );
      })}
      {trail && <span className={styles.around}>{cellsApart(trail)}</span>}
    </p>
  );
}
