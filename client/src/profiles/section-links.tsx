import type { Locale } from '@concord/schema';
import { Link } from 'wouter';
import { readingHref, sectionTitle, useOpenConsultation } from '../comments';
import type { SectionHead } from '../comments';
import { useText } from '../i18n/provider';
import { Icon } from '../ui/icon';
import styles from './section-links.module.css';

type SectionLinksProps = {
  readonly sections: readonly SectionHead[];
  readonly current: SectionHead;
  readonly language: Locale;
};

/** On to the next section, or back to the one before. */
export function SectionLinks({ sections, current, language }: SectionLinksProps) {
  const t = useText();
  const { slug, originalLanguage } = useOpenConsultation();
  const at = sections.findIndex(({ id }) => id === current.id);
  const [previous, next] = [sections[at - 1], sections[at + 1]];
  return (
    <nav className={styles.links} aria-label={t('profiles.sections')}>
      {previous && (
        <Link href={readingHref(slug, previous.key)} className={styles.link} rel="prev">
          <span className={styles.way}>
            <Icon name="arrowLeft" size={14} /> {t('profiles.previous')}
          </span>
          <span lang={language}>{sectionTitle(previous, language, originalLanguage)}</span>
        </Link>
      )}
      {next && (
        <Link href={readingHref(slug, next.key)} className={`${styles.link} ${styles.next}`} rel="next">
          <span className={styles.way}>
            {t('profiles.next')} <Icon name="arrowRight" size={14} />
          </span>
          <span lang={language}>{sectionTitle(next, language, originalLanguage)}</span>
        </Link>
      )}
    </nav>
  );
}
