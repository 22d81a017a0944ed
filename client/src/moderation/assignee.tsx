import { useFragment } from '@apollo/client/react';
import { CommentAssigneeFragmentDoc } from '@concord/schema';
import { useText } from '../i18n/provider';
import { initialsOf } from '../ui/initials';
import { VisuallyHidden } from '../ui/visually-hidden';
import styles from './assignee.module.css';

type AssigneeProps = {
  readonly commentId: string;
  /** In a column: the initials, with the name for those who point at them or listen. */
  readonly short?: boolean;
};

/** Who takes care of a comment; a dash where nobody does yet. */
export function Assignee({ commentId, short = false }: AssigneeProps) {
  const t = useText();
  // The list asked for it: nothing is fetched for each row.
  const { data } = useFragment({
    fragment: CommentAssigneeFragmentDoc,
    fragmentName: 'CommentAssignee',
    from: `Comment:${commentId}`,
  });
  const name = data.moderation?.assignee?.name;
  if (name === undefined)
    return (
      <span className={styles.nobody}>
        <span aria-hidden="true">–</span>
        <VisuallyHidden>{t('moderation.assignee.nobody')}</VisuallyHidden>
      </span>
    );
  if (!short) return <span>{name}</span>;
  return (
    <span title={name}>
      <span aria-hidden="true">{initialsOf(name)}</span>
      <VisuallyHidden>{name}</VisuallyHidden>
    </span>
  );
}
