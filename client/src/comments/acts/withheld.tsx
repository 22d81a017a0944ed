import { useQuery } from '@apollo/client/react';
import type { Range } from '@concord/consultation';
import { CommentWithholdingsDocument, type WithholdingFieldsFragment } from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { use } from 'react';
import { useLocale, useText } from '../../i18n/provider';
import { Icon } from '../../ui/icon';
import { VisuallyHidden } from '../../ui/visually-hidden';
import { CommentWords } from '../comment-words';
import { useMoment } from '../use-moment';
import styles from './withheld.module.css';

export type WithheldProps = {
  readonly comment: Comment;
  /** When it was asked for ahead: until then there is nothing to show, here or below. */
  readonly until: Promise<unknown> | null;
};

/** A comment of which something is kept from others: why, and what is left of it for this reader. */
export default function Withheld({ comment, until }: WithheldProps) {
  if (until) use(until);
  const t = useText();
  const { data } = useQuery(CommentWithholdingsDocument, {
    variables: { id: comment.id },
    fetchPolicy: until ? 'cache-first' : 'cache-and-network',
  });
  const withheld = data?.comment?.withheld;
  const full = withheld?.note != null;
  const ranges = withheld?.kind === 'hidden' ? [{ start: 0, end: comment.body.length }] : withheld?.body;
  return (
    <>
      {withheld && <WithheldNote withheld={withheld} />}
      {comment.body !== '' && (
        <p
          className={styles.body}
          lang={comment.language}
          data-hidden={withheld?.kind === 'hidden' || undefined}
        >
          {full && withheld.kind === 'redacted' && ranges ? (
            <Marked text={comment.body} ranges={ranges} />
          ) : (
            <CommentWords comment={comment} />
          )}
        </p>
      )}
      {full && comment.proposal !== null && withheld.proposal.length > 0 && (
        <p className={styles.fact}>
          {t('acts.withheld.proposal')}{' '}
          <span lang={comment.target.language}>
            {withheld.proposal.map(({ start, end }) => comment.proposal?.slice(start, end)).join(' · ')}
          </span>
        </p>
      )}
    </>
  );
}

type WithheldNoteProps = { readonly withheld: WithholdingFieldsFragment };

/** Who withholds what, and why; the note for those it was written to. */
export function WithheldNote({ withheld }: WithheldNoteProps) {
  const t = useText();
  const { locale } = useLocale();
  const { moment } = useMoment();
  const { kind, reasonCode, files, note, endNote } = withheld;
  return (
    <div className={styles.note}>
      <p className={styles.what}>
        <Icon name="lock" size={14} />{' '}
        {t(`acts.withheld.${kind}`, {
          organisation: withheld.organisation.abbreviation[locale],
          reason: t(`acts.withheld.reason.${reasonCode}`),
        })}
      </p>
      {kind === 'redacted' && files && <p>{t('acts.withheld.files')}</p>}
      {note !== null && (
        <>
          <p>{note}</p>
          {withheld.endedAt === null && <p className={styles.fact}>{t('acts.withheld.full')}</p>}
        </>
      )}
      <p className={styles.fact}>
        <time dateTime={withheld.madeAt}>{moment(withheld.madeAt)}</time>
        {withheld.endedAt !== null && (
          <>
            {' · '}
            {t('acts.withheld.ended', { moment: moment(withheld.endedAt) })}
            {endNote !== null && ` ${endNote}`}
          </>
        )}
      </p>
    </div>
  );
}

/** The words with those marked that others don't read, seen and heard. */
export function Marked({ text, ranges }: { readonly text: string; readonly ranges: readonly Range[] }) {
  const t = useText();
  const pieces = ranges.map(({ start, end }, index) => (
    <span key={start}>
      {text.slice(ranges[index - 1]?.end ?? 0, start)}
      <mark className={styles.withheld}>
        <VisuallyHidden>{t('acts.withheld.from')} </VisuallyHidden>
        {text.slice(start, end)}
        <VisuallyHidden> {t('acts.withheld.to')}</VisuallyHidden>
      </mark>
    </span>
  ));
  return (
    <>
      {pieces}
      {text.slice(ranges.at(-1)?.end ?? 0)}
    </>
  );
}
