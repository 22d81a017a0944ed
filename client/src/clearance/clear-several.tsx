import { officialVisibilities } from '@concord/consultation';
import { ClearCommentsDocument } from '@concord/schema';
import type {
  ClearCommentsMutation,
  CommentFieldsFragment as CommentFields,
  Visibility,
} from '@concord/schema';
import { useApolloClient } from '@apollo/client/react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import {
  askedOf,
  BlockProposal,
  CommentBody,
  Evidence,
  OrganisationBadge,
  Quote,
  useOpenConsultation,
  WordingView,
} from '../comments';
import { useLocale, useText, Words } from '../i18n/provider';
import { describeFailure } from '../platform/refused';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/choice';
import { Dialog } from '../ui/dialog';
import { Select } from '../ui/field';
import { useToast } from '../ui/toast';
import type { Draft } from './drafts';
import styles from './clearing.module.css';

type ClearSeveralProps = {
  readonly comments: readonly Draft[];
  readonly onLeaveOut: (id: string) => void;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

type Answer = ClearCommentsMutation['clearComments'];
type Problems = Extract<Answer, { __typename: 'SeveralRefused' }>['items'];

const strong = (words: ReactNode) => <strong>{words}</strong>;
const audienceOf = ({ visibility }: Draft): Visibility =>
  visibility === 'organisation' ? 'participants' : visibility;

/** The last page: exactly what will be seen, by whom, under which name. All become official, or none. */
export function ClearSeveral({ comments, onLeaveOut, onClose, onDone }: ClearSeveralProps) {
  const t = useText();
  const { locale } = useLocale();
  const client = useApolloClient();
  const toast = useToast();
  const { myOrganisation } = useOpenConsultation();
  const [audiences, setAudiences] = useState<Readonly<Record<string, Visibility>>>({});
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [problems, setProblems] = useState<Problems>([]);
  const [late, setLate] = useState(false);
  const asksWhetherLate = problems.some(({ refused }) => refused.code === 'LATE');
  const organisation = myOrganisation?.name[locale] ?? '';
  const top = useRef<HTMLDivElement>(null);
  /** Who pressed the button far below reads there why nothing happened; the list under it says what is wrong with which. */
  const toTop = () => requestAnimationFrame(() => top.current?.focus());

  const clear = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const { data } = await client.mutate({
        mutation: ClearCommentsDocument,
        variables: {
          items: comments.map((comment) => ({
            commentId: comment.id,
            version: comment.version,
            visibility: audiences[comment.id] ?? audienceOf(comment),
          })),
          late,
        },
      });
      const answer = data?.clearComments;
      if (!answer) throw new Error('an answer without data');
      if (answer.__typename === 'CommentsCleared') {
        toast({ text: t('clearance.clear.done', { count: answer.comments.length }), meaning: 'agreed' });
        return onDone();
      }
      setFailure(answer.message);
      setProblems(answer.__typename === 'SeveralRefused' ? answer.items : []);
      toTop();
    } catch (error) {
      setFailure(describeFailure(error, t));
      toTop();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={t('clearance.clear.title', { count: comments.length })}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void clear()}>
            {t('clearance.clear', { count: comments.length })}
          </Button>
        </>
      }
    >
      <div ref={top} tabIndex={-1} className={styles.top}>
        <p>
          <Words id="clearance.clear.who" values={{ organisation, strong }} />
        </p>
        {failure && (
          <Banner tone="refused" live>
            {failure}
          </Banner>
        )}
        {asksWhetherLate && <Checkbox label={t('clearance.clear.late')} checked={late} onChange={setLate} />}
      </div>
      <ol className={styles.previews}>
        {comments.map((comment) => {
          const problem = problems.find(({ commentId }) => commentId === comment.id)?.refused;
          return (
            <li key={comment.id} className={styles.preview}>
              <p className={styles.facts}>
                <OrganisationBadge organisation={comment.organisation} decorative />
                <strong>{organisation}</strong>
                <span>{t(`vocabulary.type.${comment.type}`)}</span>
                <span>{t(`vocabulary.severity.${comment.severity}`)}</span>
              </p>
              <p className={styles.quoted}>
                <Quote language={comment.target.language}>{comment.target.quote.exact}</Quote>
              </p>
              <CommentBody comment={comment} className={styles.said} />
              <Asked comment={comment} />
              {comment.proposalKind === 'words' && comment.proposal !== null && (
                <WordingView
                  before={comment.anchor.words ?? comment.target.quote.exact}
                  after={comment.proposal}
                  language={comment.target.language}
                />
              )}
              <Evidence comment={comment} whole inList />
              <Select
                label={t('clearance.clear.audience')}
                value={audiences[comment.id] ?? audienceOf(comment)}
                onChange={(visibility) => setAudiences((before) => ({ ...before, [comment.id]: visibility }))}
                options={officialVisibilities.map((value) => ({
                  value,
                  label: t(`comments.audience.${value}`, { organisation }),
                }))}
              />
              {problem && problem.code !== 'LATE' && (
                <Banner
                  tone="refused"
                  action={
                    comments.length > 1 && (
                      <Button
                        size="small"
                        onClick={() => {
                          onLeaveOut(comment.id);
                          toTop();
                        }}
                      >
                        {t('clearance.clear.leaveOut')}
                      </Button>
                    )
                  }
                >
                  {problem.message}
                </Banner>
              )}
            </li>
          );
        })}
      </ol>
      <p className={styles.note}>{t('clearance.clear.sealed')}</p>
    </Dialog>
  );
}

function Asked({ comment }: { readonly comment: CommentFields }) {
  const asked = askedOf(comment);
  return asked && <BlockProposal asked={asked} language={comment.target.language} />;
}
