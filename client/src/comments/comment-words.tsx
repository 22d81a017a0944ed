import { GAP } from '@concord/consultation';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { Fragment } from 'react';
import { useText } from '../i18n/provider';

type CommentWordsProps = {
  readonly comment: Pick<Comment, 'body' | 'withheld'>;
  /** Characters after which it breaks off. */
  readonly most?: number;
};

/** What a comment says to this reader: its words, with gaps where some are withheld, or that it is hidden. */
export function CommentWords({ comment: { body, withheld }, most = Infinity }: CommentWordsProps) {
  const t = useText();
  if (withheld && body === '') return <em>{t('comments.hidden')}</em>;
  return <Gapped>{body.length > most ? `${body.slice(0, most)}…` : body}</Gapped>;
}

/** Gaps are seen as black, and heard as words. */
export function Gapped({ children: text }: { readonly children: string }) {
  const t = useText();
  return text.split(GAP).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && (
        <span role="img" aria-label={t('comments.gap')}>
          {GAP}
        </span>
      )}
      {part}
    </Fragment>
  ));
}
