import { addsParagraph } from '@concord/consultation';
import type { ProposalKind } from '@concord/schema';
import { useText } from '../../i18n/provider';
import styles from './proposing.module.css';

export type DecidedBlockProps = {
  readonly change: { readonly kind: ProposalKind; readonly before: string; readonly after: string };
  readonly language: string;
};

/** What a decision did to a whole block: said in words, and shown. */
export default function DecidedBlock({ change: { kind, before, after }, language }: DecidedBlockProps) {
  const t = useText();
  const Tag = kind === 'deletion' ? 'del' : addsParagraph(kind) ? 'ins' : 'span';
  return (
    <div className={styles.row} data-mark={kind === 'deletion' ? 'deleted' : 'inserted'}>
      <span className={styles.sign}>{t(`proposing.decided.${kind}`)}</span>
      <Tag lang={language}>{kind === 'deletion' ? before : after}</Tag>
    </div>
  );
}
