import type { LaneFieldsFragment as Lane, Locale } from '@concord/schema';
import type { WritableText } from '@concord/consultation';
import { cellsOf, withWording, WordingView } from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { VisuallyHidden } from '../ui/visually-hidden';
import { stretches } from './contested';
import type { Contested } from './contested';
import styles from './board.module.css';

/** What stands in the paragraph: its own words, or somebody's wording in their place. */
export type Shown = { readonly start: number; readonly end: number; readonly wording: string };

type ParagraphProps = {
  readonly block: WritableText;
  readonly language: Locale;
  readonly lanes: readonly Lane[];
  readonly contested: readonly Contested[];
  readonly shown: Shown | null;
  /** As it would read, without marks of what changed. */
  readonly clean: boolean;
};

/** The paragraph on top: contested words marked, or the text as it would be. */
export function Paragraph({ block, language, lanes, contested, shown, clean }: ParagraphProps) {
  const t = useText();
  const { locale } = useLocale();
  const { text } = block;
  const cells = cellsOf(text);
  if (shown) {
    const { lead, before, after, trail } = withWording(block, shown, shown.wording);
    return clean ? (
      <p className={styles.text} lang={language}>
        {cells(lead + after + trail)}
      </p>
    ) : (
      <div className={styles.text}>
        <WordingView before={before} after={after} lead={lead} trail={trail} language={language} />
      </div>
    );
  }
  const numberOf = new Map(lanes.map(({ id }, index) => [id, index + 1]));
  const namesOf = (ids: readonly string[]) =>
    lanes
      .flatMap((lane) => (ids.includes(lane.id) ? [lane.organisation.abbreviation[locale]] : []))
      .join(', ');
  return (
    <p className={styles.text} lang={language}>
      {stretches(text, contested).map(({ text: words, laneIds }, index) =>
        laneIds.length === 0 || clean ? (
          <span key={index}>{cells(words)}</span>
        ) : (
          <mark key={index} className={styles.contested} data-many={laneIds.length > 1 || undefined}>
            <VisuallyHidden>
              {t('conflicts.contestedBy', { organisations: namesOf(laneIds) })}{' '}
            </VisuallyHidden>
            {cells(words)}
            <sup aria-hidden="true" className={styles.numbers}>
              {laneIds.map((id) => numberOf.get(id)).join(' ')}
            </sup>
            <VisuallyHidden> {t('conflicts.contestedEnd')}</VisuallyHidden>
          </mark>
        ),
      )}
    </p>
  );
}
