import type { Surroundings } from './surroundings';
import { WordingView } from './wording-view';
import styles from './paragraph-view.module.css';

type ParagraphViewProps = {
  readonly around: Surroundings;
  readonly proposal: string | null;
  readonly language: string;
};

/** The paragraph of a comment: its words marked, or already with the proposal in their place. */
export function ParagraphView({ around, proposal, language }: ParagraphViewProps) {
  if (proposal !== null) {
    return (
      <WordingView
        before={around.words}
        after={proposal}
        lead={around.lead}
        trail={around.trail}
        language={language}
      />
    );
  }
  return (
    <p className={styles.paragraph} lang={language}>
      {around.lead}
      <mark>{around.words}</mark>
      {around.trail}
    </p>
  );
}
