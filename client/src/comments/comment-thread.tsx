import type { CommentFieldsFragment as Comment, Locale } from '@concord/schema';
import { localeNames } from '@concord/locale';
import { useApolloClient } from '@apollo/client/react';
import { Suspense, useDeferredValue, useState } from 'react';
import { Link } from 'wouter';
import { useLocale, useText } from '../i18n/provider';
import { Skeleton } from '../ui/progress';
import { AnchorNote, Quote } from './anchor-note';
import { CommentActions } from './comment-actions';
import type { CommentAct } from './comment-actions';
import { Composer } from './composer';
import { useOpenConsultation } from './consultation';
import { DecisionView } from './decision-view';
import {
  AcknowledgeForm,
  askAhead,
  Clarifications,
  CommentRecord,
  DecisionForm,
  DraftAnew,
  ReplyForm,
  WithdrawForm,
  WaitedEvidence,
  WaitedWithheld,
} from './later-acts';
import { CommentBody, WaitedBlockProposal } from './later-proposals';
import { PrivateNote } from './private-note';
import { askedOf } from './proposing/asked';
import { OrganisationBadge } from './organisation-badge';
import { useMoment } from './use-moment';
import { WordingView } from './wording-view';
import { audienceWords, isPrivate, isSettled, numberWords } from './words';
import styles from './comment-thread.module.css';

type CommentThreadProps = {
  readonly comment: Comment;
  /** The language of the text that is being read beside it. */
  readonly language: Locale;
  /** False where the words are not lit beside the thread: then the thread quotes them. */
  readonly besideItsWords?: boolean;
  /** In an inbox the paragraph with the proposal and the decision form stand beside the thread. */
  readonly inInbox?: boolean;
};

/** All of one comment: what it says, what became of its words, replies, decision, and what one may do. */
export function CommentThread({
  comment,
  language,
  besideItsWords = true,
  inInbox = false,
}: CommentThreadProps) {
  const t = useText();
  const { locale } = useLocale();
  const { day, moment } = useMoment();
  const [act, setAct] = useState<CommentAct | null>(null);
  const stop = () => setAct(null);
  const organisation = comment.organisation.name[locale];
  const asked = askedOf(comment);
  /** The inbox shows it where its words stand already. */
  const inParagraph = inInbox && besideItsWords && !isSettled(comment);
  const { slug, may } = useOpenConsultation();
  const client = useApolloClient();
  const [until] = useState(() => askAhead(client, comment));
  // What is withheld meanwhile comes when it is here: whoever writes an answer below goes on writing.
  const withheld = useDeferredValue(comment.withheld);

  if (act === 'revise') return <Composer task={{ kind: 'revise', comment }} onClose={stop} />;
  return (
    <div className={styles.thread}>
      {isPrivate(comment) && (
        <PrivateNote organisation={organisation}>
          <Link href={`/c/${slug}/desk?draft=${comment.id}`}>{t('comments.desk')}</Link>
        </PrivateNote>
      )}
      <p className={styles.who}>
        <strong>{organisation}</strong>
        {comment.author && <span>{t('comments.by', { name: comment.author.name })}</span>}
      </p>
      <p className={styles.facts}>
        <span>{numberWords(t, comment)}</span>
        <span>{t(`vocabulary.type.${comment.type}`)}</span>
        <span data-severity={comment.severity}>{t(`vocabulary.severity.${comment.severity}`)}</span>
        <span>
          {t('comments.visibleTo', { audience: audienceWords(t, comment.visibility, organisation) })}
        </span>
        <time dateTime={comment.clearedAt ?? comment.revisedAt}>
          {day(comment.clearedAt ?? comment.revisedAt)}
        </time>
        {comment.language !== locale && <span>{localeNames[comment.language]}</span>}
      </p>
      <AnchorNote comment={comment} language={language} />
      {!besideItsWords && comment.anchor.status === 'exact' && comment.target.language === language && (
        <p className={styles.quote}>
          <Quote language={comment.target.language}>{comment.target.quote.exact}</Quote>
        </p>
      )}
      {!withheld && <CommentBody comment={comment} className={styles.body} />}
      <Suspense fallback={<Skeleton lines={4} />}>
        {withheld && <WaitedWithheld comment={comment} until={until} />}
        {asked && !inParagraph && (
          <WaitedBlockProposal asked={asked} language={comment.target.language} views={!isSettled(comment)} />
        )}
        {!asked && comment.proposal !== null && !inParagraph && (
          <section className={styles.part}>
            <h4>{t('comments.proposal')}</h4>
            <WordingView
              // What was asked of the text that stood then; what has become of it is said beside.
              before={comment.target.quote.exact}
              after={comment.proposal}
              language={comment.target.language}
            />
          </section>
        )}
        <WaitedEvidence comment={comment} until={until} />
        {comment.withdrawalReason && (
          <section className={styles.part}>
            <h4>{t('comments.withdrawalReason')}</h4>
            <p lang={comment.language}>{comment.withdrawalReason}</p>
          </section>
        )}
        {comment.outcome && <DecisionView comment={comment} outcome={comment.outcome} />}
        {comment.replies.length > 0 && (
          <ol
            className={styles.replies}
            aria-label={t('comments.replies', { count: comment.replies.length })}
          >
            {comment.replies.map((reply) => (
              <li key={reply.id}>
                <p className={styles.facts}>
                  <OrganisationBadge organisation={reply.organisation} />
                  {reply.author && <span>{t('comments.by', { name: reply.author.name })}</span>}
                  <time dateTime={reply.createdAt}>{moment(reply.createdAt)}</time>
                </p>
                <p className={styles.body} lang={reply.language}>
                  {reply.body}
                </p>
              </li>
            ))}
          </ol>
        )}
        {act === null && <CommentActions comment={comment} decides={!inInbox} onAct={setAct} />}
        {act === 'reply' && <ReplyForm comment={comment} onClose={stop} />}
        {act === 'withdraw' && <WithdrawForm comment={comment} onClose={stop} />}
        {act === 'decide' && <DecisionForm comment={comment} onClose={stop} />}
        {act === 'acknowledge' && <AcknowledgeForm comment={comment} onClose={stop} />}
        {comment.status === 'withdrawn' && comment.author && may.comment && <DraftAnew comment={comment} />}
        {/* Last: they come later, and what one is about to press must not move. */}
        <Clarifications comment={comment} />
        {showsRecord(comment) && <CommentRecord comment={comment} />}
      </Suspense>
    </div>
  );
}

/** [ST1] Others may say something of it, whether it proposes wording or not. */
const showsRecord = (comment: Comment): boolean => !isPrivate(comment) && comment.status !== 'withdrawn';
