import type { CommentBehindFragment as Comment } from '@concord/schema';
import { Link } from 'wouter';
import {
  commentHref,
  dispositionState,
  numberWords,
  OrganisationBadge,
  useOpenConsultation,
} from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { StatusChip } from '../ui/chip';
import styles from './versions.module.css';

/** Who asked for it, under which number, and what became of it; leads to the comment at its words. */
export function CommentLine({ comment }: { readonly comment: Comment }) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const state = comment.outcome && dispositionState(comment.outcome.disposition);
  return (
    <span className={styles.line}>
      <OrganisationBadge organisation={comment.organisation} />
      <Link href={commentHref(consultation, comment)}>
        {comment.organisation.name[locale]}, {numberWords(t, comment)}
      </Link>
      {state && (
        <StatusChip
          plain
          meaning={state.meaning}
          label={t(state.word)}
          {...(state.icon && { icon: state.icon })}
        />
      )}
      {comment.acknowledgement && <span>{t(`vocabulary.acknowledgement.${comment.acknowledgement}`)}</span>}
    </span>
  );
}
