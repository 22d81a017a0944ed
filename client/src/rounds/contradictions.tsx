import { Link } from 'wouter';
import { OrganisationBadge, readingHref, sectionTitle, useOpenConsultation } from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { Panel } from '../ui/page';
import type { Round } from './round';
import styles from './rounds.module.css';

type ContradictionsProps = { readonly contradictions: NonNullable<Round['contradictions']> };

/** While the round is blind: who contradicts whom and where. What they want is not told yet. */
export function Contradictions({ contradictions }: ContradictionsProps) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  return (
    <Panel title={t('rounds.contradictions')} lead={t('rounds.contradictions.lead')}>
      {contradictions.length === 0 ? (
        <p className={styles.quiet}>{t('rounds.contradictions.none')}</p>
      ) : (
        <ul className={styles.list}>
          {contradictions.map(({ blockId, section, organisations }) => {
            const head = consultation.sections.find(({ id }) => id === section.id);
            return (
              <li key={`${section.id} ${blockId}`} className={styles.contradiction}>
                <Link href={`${readingHref(consultation.slug, section.key)}#${blockId}`}>
                  {head ? sectionTitle(head, locale, consultation.originalLanguage) : section.key}
                </Link>
                <span className={styles.organisations}>
                  {organisations.map((organisation) => (
                    <OrganisationBadge key={organisation.id} organisation={organisation} />
                  ))}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
