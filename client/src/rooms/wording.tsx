import { addsParagraph, limits } from '@concord/consultation';
import { draftRoot, wordingRoot } from '@concord/document/room';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { askedOf, BlockProposal, WordingView } from '../comments';
import { useText } from '../i18n/provider';
import type { DocumentSession } from '../platform/sync/document-session';
import { SharedArea } from '../platform/sync/shared-area';
import { Checkbox } from '../ui/choice';
import { useDraftText } from './draft-text';
import styles from './desk.module.css';

type WordingProps = {
  readonly session: DocumentSession;
  readonly comment: Comment;
  readonly editable: boolean;
};

/** The words proposed in place of those in the text: typed as text, seen at once as before and after. */
export function Wording({ session, comment, editable }: WordingProps) {
  const t = useText();
  const { doc } = session;
  const proposal = useDraftText(doc, comment.id)?.proposal ?? null;
  const quote = comment.anchor.words ?? comment.target.quote.exact;
  const spansCells = quote.includes('\t');
  const propose = (proposes: boolean) =>
    doc.transact(() => {
      const wording = doc.getText(wordingRoot(comment.id));
      if (proposes && wording.length === 0) wording.insert(0, quote);
      doc.getMap(draftRoot(comment.id)).set('proposes', proposes);
    });
  const { proposalKind: kind, indicators } = comment;
  if (kind === 'deletion' || kind === 'move') {
    const asked = askedOf(comment);
    return asked && <BlockProposal asked={asked} language={comment.target.language} views />;
  }
  if (!editable && proposal === null) return null;
  if (addsParagraph(kind))
    return (
      <div className={styles.part}>
        {editable && <WordingArea session={session} comment={comment} />}
        <BlockProposal
          asked={{ kind, block: quote, wording: proposal ?? '', indicators, goal: '', goalSectionId: null }}
          language={comment.target.language}
          views
        />
      </div>
    );
  return (
    <div className={styles.part}>
      {editable && !spansCells && (
        <Checkbox label={t('rooms.wording.propose')} checked={proposal !== null} onChange={propose} />
      )}
      {proposal !== null && (
        <>
          {editable && <WordingArea session={session} comment={comment} />}
          <div role="group" aria-label={t('rooms.wording.preview')}>
            <p className={styles.label} aria-hidden="true">
              {t('rooms.wording.preview')}
            </p>
            <WordingView before={quote} after={proposal} language={comment.target.language} />
          </div>
        </>
      )}
    </div>
  );
}

function WordingArea({ session, comment }: Omit<WordingProps, 'editable'>) {
  const t = useText();
  return (
    <SharedArea
      session={session}
      text={session.doc.getText(wordingRoot(comment.id))}
      label={t('rooms.wording')}
      description={t(addsParagraph(comment.proposalKind) ? 'rooms.wording.paragraph' : 'rooms.wording.help')}
      lang={comment.target.language}
      limit={limits.proposal.max}
      serif
      rows={3}
    />
  );
}
