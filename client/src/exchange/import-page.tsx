import { useQuery } from '@apollo/client/react';
import { ImportPreviewDocument, type ReadingConsultationQuery } from '@concord/schema';
import { useState } from 'react';
import { useParams, useSearchParams } from 'wouter';
import { useFollowedConsultation } from '../events';
import { useConsultation } from '../consultations';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { EmptyState, ErrorState } from '../ui/state';
import { Applied, type AppliedCounts } from './applied';
import { ChooseFile } from './choose-file';
import { Preview } from './preview';

type Consultation = NonNullable<ReadingConsultationQuery['consultation']>;

/** A Word file becomes the text of the profile: choose, look, confirm. Nothing is stored before the last step. */
export default function ImportPage() {
  const t = useText();
  const { slug } = useParams<{ slug: string }>();
  const { consultation } = useConsultation(slug);
  return (
    <Page width="wide" title={t('exchange.import.title')} lead={t('exchange.import.lead')}>
      {!consultation ? (
        <Skeleton lines={5} />
      ) : consultation.may.import ? (
        <Steps consultation={consultation} />
      ) : (
        <EmptyState icon="lock" title={t('exchange.import.notYours')}>
          {t('exchange.import.notYoursHint')}
        </EmptyState>
      )}
    </Page>
  );
}

function Steps({ consultation }: { readonly consultation: Consultation }) {
  useFollowedConsultation(consultation);
  const t = useText();
  // The preview's id lives in the address: a reload or a look elsewhere does not lose the work.
  const [search, setSearch] = useSearchParams();
  const previewId = search.get('preview');
  const [applied, setApplied] = useState<AppliedCounts | null>(null);
  const { data, error, loading, refetch } = useQuery(ImportPreviewDocument, {
    variables: { id: previewId ?? '' },
    skip: previewId === null || applied !== null,
    fetchPolicy: 'network-only',
  });
  const startOver = () => {
    setApplied(null);
    setSearch({});
  };

  if (applied) return <Applied counts={applied} slug={consultation.slug} onStartOver={startOver} />;
  if (previewId === null) {
    return <ChooseFile consultation={consultation} onRead={(id) => setSearch({ preview: id })} />;
  }
  if (data?.importPreview) {
    return (
      <Preview
        preview={data.importPreview}
        consultation={consultation}
        onApplied={setApplied}
        onStartOver={startOver}
      />
    );
  }
  if (loading) return <Skeleton lines={6} label={t('exchange.import.reading')} />;
  if (error) return <ErrorState onRetry={() => void refetch()} />;
  return (
    <EmptyState
      icon="clock"
      title={t('exchange.import.expired')}
      action={<Button onClick={startOver}>{t('exchange.import.chooseAgain')}</Button>}
    >
      {t('exchange.import.expiredHint')}
    </EmptyState>
  );
}
