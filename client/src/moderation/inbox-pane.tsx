import { useApolloClient } from '@apollo/client/react';
import { hostsOf } from '@concord/document/model';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useLocale, useText } from '../i18n/provider';
import { useSectionText } from '../profiles';
import { IconButton } from '../ui/button';
import {
  askedOf,
  BlockProposal,
  CommentState,
  CommentThread,
  commentHref,
  fetchComment,
  isSettled,
  DecisionForm,
  numberWords,
  ParagraphView,
  sectionTitle,
  surroundings,
  useOpenConsultation,
  WordsProposal,
} from '../comments';
import ModerationPanel from './moderation-panel';
import styles from './inbox-pane.module.css';

type InboxPaneProps = {
  readonly comment: Comment;
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
};

/** One comment as a moderator works on it: its paragraph with the proposal in place, the thread, the decision. */
export function InboxPane({ comment, onPrevious, onNext }: InboxPaneProps) {
  const t = useText();
  const { locale } = useLocale();
  const client = useApolloClient();
  const consultation = useOpenConsultation();
  // The form stays while somebody writes in it, even if another moderator is faster.
  const [decides, setDecides] = useState(comment.may.decide);
  const { text } = useSectionText(comment.section.id, comment.target.language);
  const section = consultation.sections.find(({ id }) => id === comment.section.id);
  const block = text?.blocks.find(({ id }) => id === comment.anchor.blockId);
  // What was put off is still asked for.
  const open = !isSettled(comment);
  const ofBlock = open ? askedOf(comment) : null;
  const ofWords = open && comment.proposal !== null;
  const around =
    text && block
      ? surroundings({ text: block.text, hosts: hostsOf(text.variant.content, block.id) }, comment.anchor)
      : null;
  const lags = block !== undefined && around === null && comment.anchor.status !== 'orphaned';
  useEffect(() => {
    if (lags) void fetchComment(client, comment.id);
  }, [client, comment.id, lags]);
  return (
    <article className={styles.pane} aria-label={numberWords(t, comment)}>
      <header className={styles.head}>
        <h2>{numberWords(t, comment)}</h2>
        <CommentState comment={comment} />
        <span className={styles.space} />
        <IconButton
          size="small"
          icon="chevronUp"
          label={t('moderation.inbox.previous')}
          disabled={!onPrevious}
          {...(onPrevious && { onClick: onPrevious })}
        />
        <IconButton
          size="small"
          icon="chevronDown"
          label={t('moderation.inbox.next')}
          disabled={!onNext}
          {...(onNext && { onClick: onNext })}
        />
      </header>
      <section className={styles.place}>
        <h3>
          <Link href={commentHref(consultation, comment)}>
            {section && sectionTitle(section, locale, consultation.originalLanguage)}
          </Link>
        </h3>
        {around && !ofBlock && !ofWords && (
          <ParagraphView around={around} language={comment.target.language} />
        )}
        {around && !ofBlock && ofWords && <WordsProposal around={around} comment={comment} />}
        {around && ofBlock && <BlockProposal asked={ofBlock} language={comment.target.language} views />}
      </section>
      <CommentThread
        comment={comment}
        language={comment.target.language}
        besideItsWords={around !== null}
        inInbox
      />
      {decides && (
        <DecisionForm comment={comment} onDecided={() => setDecides(false)} {...(around && { around })} />
      )}
      <ModerationPanel comment={comment} />
    </article>
  );
}
