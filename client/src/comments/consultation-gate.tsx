import { useQuery } from '@apollo/client/react';
import { ReadingConsultationDocument } from '@concord/schema';
import type { ReactNode } from 'react';
import { useText } from '../i18n/provider';
import { useViewer } from '../platform/session';
import { Skeleton } from '../ui/progress';
import { EmptyState, ErrorState } from '../ui/state';
import { ConsultationProvider } from './consultation';
import type { Consultation } from './consultation';
import { UnsentContext } from './use-unsent';
import { useUnsentStore } from './use-unsent-store';
import styles from './consultation-gate.module.css';

type ConsultationGateProps = {
  readonly slug: string;
  /** A page that is only for some of those who take part. */
  readonly isFor?: (consultation: Consultation) => boolean;
  /** `again` fetches the consultation anew and resolves to where its events now stand. */
  readonly children: (consultation: Consultation, again: () => Promise<string | null>) => ReactNode;
};

/** Fetches a consultation for a page of its own. "Not there" and "not yours" look alike. */
export function ConsultationGate({ slug, isFor = () => true, children }: ConsultationGateProps) {
  const t = useText();
  const { data, loading, error, refetch } = useQuery(ReadingConsultationDocument, { variables: { slug } });
  const consultation = data?.consultation;
  if (consultation && isFor(consultation)) {
    const again = async () => (await refetch()).data?.consultation?.cursor ?? null;
    return <OpenConsultation consultation={consultation}>{children(consultation, again)}</OpenConsultation>;
  }
  return (
    <div className={styles.waiting}>
      {loading && !consultation ? (
        <Skeleton lines={9} />
      ) : error && !consultation ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : (
        <EmptyState icon="lock" title={t('comments.notFound')}>
          {t('comments.notFound.explain')}
        </EmptyState>
      )}
    </div>
  );
}

function OpenConsultation(props: { readonly consultation: Consultation; readonly children: ReactNode }) {
  const viewer = useViewer();
  const unsent = useUnsentStore(props.consultation.id, viewer?.person.id ?? 'nobody');
  return (
    <ConsultationProvider value={props.consultation}>
      <UnsentContext value={unsent}>{props.children}</UnsentContext>
    </ConsultationProvider>
  );
}
