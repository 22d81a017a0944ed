import type { ReadingConsultationQuery } from '@concord/schema';
import { Suspense, lazy } from 'react';
import { useParams } from 'wouter';
import { useFollowedConsultation } from '../events';
import { useConsultation } from '../consultations';
import { useFormat } from '../i18n/format';
import { useLocale, useText } from '../i18n/provider';
import { LinkButton } from '../ui/button';
import { Badge } from '../ui/chip';
import { Page, Panel } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { Table } from '../ui/table';
import styles from './people-page.module.css';

// Only the lead agency ever needs it.
const InviteForm = lazy(async () => ({ default: (await import('./invite-form')).InviteForm }));

type Consultation = NonNullable<ReadingConsultationQuery['consultation']>;

/** Who takes part; the lead agency invites from here. */
export default function PeoplePage() {
  const t = useText();
  const { slug } = useParams<{ slug: string }>();
  const { consultation } = useConsultation(slug);
  return (
    <Page
      width="wide"
      title={t('organisations.people.title')}
      lead={t('organisations.people.lead')}
      actions={
        consultation?.may.audit && (
          <LinkButton href={`/c/${consultation.slug}/audit`}>{t('organisations.audit')}</LinkButton>
        )
      }
    >
      {consultation ? (
        <div className={consultation.may.invite ? styles.columns : undefined}>
          <Organisations consultation={consultation} />
          {consultation.may.invite && (
            <Panel title={t('organisations.invite.title')} lead={t('organisations.invite.lead')}>
              <Suspense fallback={<Skeleton lines={4} />}>
                <InviteForm consultation={consultation} />
              </Suspense>
            </Panel>
          )}
        </div>
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  );
}

function Organisations({ consultation }: { readonly consultation: Consultation }) {
  useFollowedConsultation(consultation);
  const t = useText();
  const { locale } = useLocale();
  const format = useFormat(consultation.timeZone);
  const listed = consultation.organisations.toSorted(
    (a, b) =>
      Number(b.id === consultation.lead.id) - Number(a.id === consultation.lead.id) ||
      format.compare(a.name[locale], b.name[locale]),
  );
  return (
    <Table caption={t('organisations.people.count', { count: listed.length })}>
      <thead>
        <tr>
          <th scope="col">{t('organisations.people.organisation')}</th>
          <th scope="col">{t('organisations.people.kind')}</th>
        </tr>
      </thead>
      <tbody>
        {listed.map((organisation) => (
          <tr key={organisation.id}>
            <th scope="row" className={styles.organisation}>
              <span className={styles.badge}>
                <Badge
                  decorative
                  abbreviation={organisation.abbreviation[locale]}
                  name={organisation.name[locale]}
                  seed={organisation.code}
                />
              </span>
              {organisation.name[locale]}
            </th>
            <td>
              {t(`vocabulary.kind.${organisation.kind}`)}
              {organisation.id === consultation.lead.id && (
                <span className={styles.role}> · {t('organisations.people.leads')}</span>
              )}
              {organisation.id === consultation.myOrganisation?.id && (
                <span className={styles.role}> · {t('organisations.people.yours')}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
