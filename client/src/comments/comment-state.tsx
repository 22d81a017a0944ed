import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useText } from '../i18n/provider';
import { StatusChip } from '../ui/chip';
import { stateOf } from './words';

type CommentStateProps = { readonly comment: Pick<Comment, 'status' | 'outcome'>; readonly plain?: boolean };

export function CommentState({ comment, plain = false }: CommentStateProps) {
  const t = useText();
  const { meaning, icon, word } = stateOf(comment);
  return <StatusChip meaning={meaning} label={t(word)} plain={plain} {...(icon && { icon })} />;
}
