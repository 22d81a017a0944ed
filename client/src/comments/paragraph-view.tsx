import { cellsOf } from './surroundings';
import type { Surroundings } from './surroundings';
import styles from './paragraph-view.module.css';

type ParagraphViewProps = {
  readonly around: Pick<Surroundings, 'lead' | 'words' | 'trail'>;
  readonly language: string;
};

/** The paragraph of a comment with its words marked; where none are, it is simply read. */
export function ParagraphView({ around: { lead, words, trail }, language }: ParagraphViewProps) {
  const cells = cellsOf(lead, words, trail);
  return (
    <p className={styles.paragraph} data-plain={words === '' || undefined} lang={language}>
      {cells(lead)}
      {words !== '' && <mark>{cells(words)}</mark>}
      {cells(trail)}
    </p>
  );
}
