import { useQuery } from '@apollo/client/react';
import { VersionsDocument } from '@concord/schema';
import { useState } from 'react';
import { useParams } from 'wouter';
import { ConsultationGate, useLiveConsultation, useOpenConsultation } from '../comments';
import { touches } from '../events';
import { useText } from '../i18n/provider';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Page, Panel } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { EmptyState, ErrorState } from '../ui/state';
import { Changes } from './changes';
import { ExitCheck } from './exit-check';
import { FreezeDialog } from './freeze-dialog';
import { VersionTable } from './version-table';

/** `/c/:slug/versions`: what was frozen, what has become of the text since, and what is still open. */
export default function VersionsPage() {
  const { slug } = useParams<{ slug: string }>();
  return (
    <ConsultationGate slug={slug}>{(_, again) => <VersionsOfConsultation again={again} />}</ConsultationGate>
  );
}

function VersionsOfConsultation({ again }: { readonly again: () => Promise<string | null> }) {
  const t = useText();
  const consultation = useOpenConsultation();
  const [freezing, setFreezing] = useState(false);
  const [moved, setMoved] = useState(0);
  const [nearer, setNearer] = useState(0);
  const { data, loading, error, refetch } = useQuery(VersionsDocument, {
    variables: { consultationId: consultation.id },
  });
  useLiveConsultation(consultation, {
    onEvent: (event) => {
      if (touches(event, 'text')) setMoved((count) => count + 1);
      if (touches(event, 'ending')) setNearer((count) => count + 1);
      if (touches(event, 'versions')) void refetch();
    },
    onLost: async () => {
      const [cursor] = await Promise.all([again(), refetch()]);
      return cursor;
    },
  });
  const versions = data?.versions ?? [];
  const examines = consultation.myRoles.some((role) =>
    ['drafter', 'lead_agency', 'moderator', 'publisher'].includes(role),
  );
  return (
    <Page
      width="wide"
      title={t('versions.title')}
      lead={t('versions.lead')}
      actions={
        consultation.may.freeze && (
          <Button look="primary" icon="lock" onClick={() => setFreezing(true)}>
            {t('versions.freeze.open')}
          </Button>
        )
      }
    >
      {loading && !data ? (
        <Skeleton lines={6} />
      ) : error ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : versions.length === 0 ? (
        <EmptyState icon="lock" title={t('versions.empty')}>
          {t('versions.empty.explain')}
        </EmptyState>
      ) : (
        <>
          <Banner icon="lock">{t('versions.frozen', { number: versions.at(-1)?.number ?? 1 })}</Banner>
          <Panel title={t('versions.list')}>
            <VersionTable versions={versions} timeZone={consultation.timeZone} />
          </Panel>
          <Changes key={versions.length} versions={versions} moved={moved} />
        </>
      )}
      {examines && <ExitCheck moved={nearer} />}
      {freezing && (
        <FreezeDialog
          next={(versions.at(-1)?.number ?? 0) + 1}
          onClose={() => setFreezing(false)}
          onFrozen={() => void Promise.all([again(), refetch()])}
        />
      )}
    </Page>
  );
}
