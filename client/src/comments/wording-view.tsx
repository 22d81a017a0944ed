import { useMemo } from 'react';
import { useText } from '../i18n/provider';
import { VisuallyHidden } from '../ui/visually-hidden';
import { Gapped } from './comment-words';
import { cellsOf } from './surroundings';
import { inBrief, wordingChanges } from './wording-changes';
import styles from './wording-view.module.css';

type WordingViewProps = {
  readonly before: string;
  readonly after: string;
  readonly language: string;
  /** What stands around the words in their paragraph. */
  readonly lead?: string;
  readonly trail?: string;
  /** The whole text stands beside it: of many deleted words the beginning and the end will do. */
  readonly brief?: boolean;
};

/** Words before and after in one line of text: deletions struck through, insertions underlined, both spoken. */
export function WordingView({ before, after, language, lead, trail, brief = false }: WordingViewProps) {
  const t = useText();
  const changes = useMemo(() => wordingChanges(before, after), [before, after]);
  const cells = cellsOf(lead ?? '', before, after, trail ?? '');
  return (
    <p className={styles.wording} lang={language}>
      {lead && <span className={styles.around}>{cells(lead)}</span>}
      {changes.map(({ kind, text }, index) => {
        if (kind === 'kept') return <span key={index}>{cells(text)}</span>;
        const Tag = kind === 'deleted' ? 'del' : 'ins';
        return (
          <Tag key={index}>
            <VisuallyHidden>{t(`comments.wording.${kind}`)} </VisuallyHidden>
            <Gapped>{cells(brief && kind === 'deleted' ? inBrief(text) : text)}</Gapped>
            <VisuallyHidden> {t('comments.wording.end')}</VisuallyHidden>
          </Tag>
        );
      })}
      {trail && <span className={styles.around}>{cells(trail)}</span>}
    </p>
  );
}
