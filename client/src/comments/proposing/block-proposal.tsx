import { useId, useState } from 'react';
import { useText } from '../../i18n/provider';
import { RadioGroup } from '../../ui/choice';
import { Icon } from '../../ui/icon';
import type { IconName } from '../../ui/icon';
import type { AskedOfBlock } from './asked';
import { askedViews, rowsOf } from './rows';
import type { AskedView, Row } from './rows';
import styles from './proposing.module.css';

export type BlockProposalProps = {
  readonly asked: AskedOfBlock;
  readonly language: string;
  /** Lets one look at the text before, as asked, with marks, and clean. */
  readonly views?: boolean;
};

/** A new paragraph, a deletion or a move: said in words, marked by sign and line as well as by colour. */
export default function BlockProposal({ asked, language, views = false }: BlockProposalProps) {
  const t = useText();
  const [view, setView] = useState<AskedView>('accepted');
  const title = useId();
  const rows = rowsOf(asked, view);
  return (
    <section className={styles.asked} aria-labelledby={title}>
      <p id={title} className={styles.what}>
        <Icon name={icons[asked.kind]} size={14} /> {t(`proposing.kind.${asked.kind}`)}
      </p>
      {views && (
        <RadioGroup
          label={t('proposing.view')}
          labelHidden
          layout="segments"
          value={view}
          onChange={setView}
          choices={askedViews.map((value) => ({ value, label: t(`proposing.view.${value}`) }))}
        />
      )}
      <div className={styles.rows}>
        {rows.length === 0 && <p className={styles.none}>{t('proposing.nothing')}</p>}
        {rows.map((row, index) => (
          <Block key={index} row={row} language={language} />
        ))}
      </div>
    </section>
  );
}

const icons: Readonly<Record<AskedOfBlock['kind'], IconName>> = {
  paragraph: 'plus',
  deletion: 'cross',
  move: 'arrowRight',
};

function Block({ row: { mark, text }, language }: { readonly row: Row; readonly language: string }) {
  const t = useText();
  if (mark === 'kept')
    return (
      <p className={styles.row} lang={language}>
        {text}
      </p>
    );
  const Tag = mark === 'inserted' || mark === 'moved_to' ? 'ins' : mark === 'goal' ? 'span' : 'del';
  return (
    <div className={styles.row} data-mark={mark}>
      <span className={styles.sign}>{t(`proposing.mark.${mark}`)}</span>
      <Tag lang={language}>{text}</Tag>
    </div>
  );
}
