import { useText } from '../i18n/provider';
import { StatusChip } from '../ui/chip';
import { stateOf } from './words';
import type { WithState } from './words';

type CommentStateProps = { readonly comment: WithState; readonly plain?: boolean };

export function CommentState({ comment, plain = false }: CommentStateProps) {
  const t = useText();
  const { meaning, icon, word } = stateOf(comment);
  return <StatusChip meaning={meaning} label={t(word)} plain={plain} {...(icon && { icon })} />;
}
