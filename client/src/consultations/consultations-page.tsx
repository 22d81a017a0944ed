import { useQuery } from '@apollo/client/react';
import { ConsultationsDocument, type ConsultationsQuery } from '@concord/schema';
import { Link } from 'wouter';
import { useFormat } from '../i18n/format';
import { useLocale, useText } from '../i18n/provider';
import { useNow } from '../platform/now';
import { Badge } from '../ui/chip';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { EmptyState, ErrorState } from '../ui/state';
import { PhaseNote } from './phase-note';
import styles from './consultations-page.module.css';

type Listed = ConsultationsQuery['consultations'][number];

/** Where a person lands after signing in: what they take part in, as whom, and until when. */
export default function ConsultationsPage() {
  const t = useText();
  const { data, loading, error, refetch } = useQuery(ConsultationsDocument, {
    fetchPolicy: 'cache-and-network',
  });
  return (
    <Page title={t('consultations.list.title')} lead={t('consultations.list.lead')}>
      {data ? (
        data.consultations.length > 0 ? (
          <ul className={styles.list}>
            {data.consultations.map((consultation) => (
              <Entry key={consultation.id} consultation={consultation} />
            ))}
          </ul>
        ) : (
          <EmptyState icon="file" title={t('consultations.list.empty')}>
            {t('consultations.list.emptyHint')}
          </EmptyState>
        )
      ) : error ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : (
        loading && <Skeleton lines={5} />
      )}
    </Page>
  );
}

function Entry({ consultation }: { readonly consultation: Listed }) {
  const t = useText();
  const { locale } = useLocale();
  const format = useFormat(consultation.timeZone);
  const mine = consultation.myOrganisation;
  const now = useNow();
  return (
    <li className={styles.entry}>
      <h2 className={styles.title}>
        <Link href={`/c/${consultation.slug}`} className={styles.link}>
          {consultation.title[locale]}
        </Link>
      </h2>
      <div className={styles.phase}>
        <PhaseNote consultation={consultation} now={now} />
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{t('vocabulary.role.lead_agency')}</dt>
          <dd>{consultation.lead.name[locale]}</dd>
        </div>
        {consultation.opensAt && consultation.closesAt && (
          <div>
            <dt>{t('consultations.list.written')}</dt>
            <dd>
              {t('consultations.list.fromTo', {
                from: format.date(consultation.opensAt),
                to: format.date(consultation.closesAt),
              })}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('consultations.list.languages')}</dt>
          <dd>
            {consultation.languages.map((language) => t(`consultations.language.${language}`)).join(' · ')}
          </dd>
        </div>
        {mine && (
          <div>
            <dt>{t('consultations.list.you')}</dt>
            <dd className={styles.you}>
              <Badge abbreviation={mine.abbreviation[locale]} name={mine.name[locale]} seed={mine.code} />
              {consultation.myRoles.map((role) => t(`vocabulary.role.${role}`)).join(' · ')}
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
}
