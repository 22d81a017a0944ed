import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useState } from 'react';
import { ParagraphView } from '../paragraph-view';
import type { Surroundings } from '../surroundings';
import { acceptedWording, reworded } from '../with-wording';
import { WordingView } from '../wording-view';
import type { AskedView } from './rows';
import { ViewSwitch } from './view-switch';
import styles from './proposing.module.css';

export type WordsProposalProps = {
  /** The paragraph as it stands, cut at the words. */
  readonly around: Surroundings;
  /** What asks for other words in their place. */
  readonly comment: Pick<Comment, 'proposal' | 'anchor' | 'target'>;
};

/** Other words in a paragraph, as one looks at what is asked of a whole one. */
export default function WordsProposal({ around, comment }: WordsProposalProps) {
  const [view, setView] = useState<AskedView>('accepted');
  const { language } = comment.target;
  const wording = acceptedWording(comment);
  // It can't follow what became of its words: a person has to choose, and there is no text yet that would result.
  if (wording === null)
    return (
      <WordingView before={comment.target.quote.exact} after={comment.proposal ?? ''} language={language} />
    );
  const { lead, before, after, trail } = reworded(around, wording);
  return (
    <div className={styles.asked}>
      <ViewSwitch view={view} onChange={setView} />
      {view === 'original' ? (
        <ParagraphView around={around} language={language} />
      ) : view === 'clean' ? (
        <ParagraphView around={{ lead: lead + after + trail, words: '', trail: '' }} language={language} />
      ) : (
        <WordingView
          before={view === 'accepted' ? before : around.words}
          after={after}
          language={language}
          {...(view === 'accepted' && { lead, trail })}
        />
      )}
    </div>
  );
}
