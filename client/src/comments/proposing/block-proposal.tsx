import { useId, useState } from 'react';
import { useLocale, useText } from '../../i18n/provider';
import { Icon } from '../../ui/icon';
import type { IconName } from '../../ui/icon';
import { sectionTitle, useOpenConsultation } from '../consultation';
import type { AskedOfBlock } from './asked';
import { rowsOf } from './rows';
import type { AskedView, Row } from './rows';
import { ViewSwitch } from './view-switch';
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
      {views && <ViewSwitch view={view} onChange={setView} />}
      <div className={styles.rows}>
        {rows.length === 0 && <p className={styles.none}>{t('proposing.nothing')}</p>}
        {rows.map((row, index) => (
          <Block key={index} row={row} language={language} asked={asked} />
        ))}
      </div>
    </section>
  );
}

const icons: Readonly<Record<AskedOfBlock['kind'], IconName>> = {
  paragraph: 'plus',
  good_practice: 'agreed',
  deletion: 'cross',
  move: 'arrowRight',
};

const tags = {
  inserted: 'ins',
  candidate: 'ins',
  finding: 'span',
  moved_to: 'ins',
  goal: 'span',
  deleted: 'del',
  moved_from: 'del',
} as const;

type BlockProps = {
  readonly row: Row;
  readonly language: string;
  readonly asked: AskedOfBlock;
};

function Block({ row: { mark, text }, language, asked: { indicators, goalSectionId } }: BlockProps) {
  const t = useText();
  const { locale } = useLocale();
  const { sections, originalLanguage } = useOpenConsultation();
  const section = sections.find(({ id }) => id === goalSectionId);
  if (mark === 'kept')
    return (
      <p className={styles.row} lang={language}>
        {text}
      </p>
    );
  const Tag = tags[mark];
  return (
    <div className={styles.row} data-mark={mark}>
      <span className={styles.sign}>
        {mark === 'goal' && section
          ? t('proposing.mark.goal.in', { section: sectionTitle(section, locale, originalLanguage) })
          : t(`proposing.mark.${mark}`)}
      </span>
      {(mark === 'candidate' || mark === 'finding') && indicators.length > 0 && (
        <span className={styles.sign}>
          {t('proposing.indicators.of', { count: indicators.length, codes: indicators.join(', ') })}
        </span>
      )}
      <Tag lang={language}>{text}</Tag>
    </div>
  );
}
