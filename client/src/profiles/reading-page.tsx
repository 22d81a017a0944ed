import { useParams } from 'wouter';
import { ConsultationGate } from '../comments';
import type { Consultation } from '../comments';
import { useText } from '../i18n/provider';
import { LinkButton } from '../ui/button';
import { EmptyState } from '../ui/state';
import { Reader } from './reader';

/** `/c/:slug` and `/c/:slug/:sectionKey`: the draft profile, with its comments. */
export default function ReadingPage() {
  const { slug, sectionKey } = useParams<{ slug: string; sectionKey?: string }>();
  return (
    <ConsultationGate slug={slug}>
      {(consultation, again) => (
        <ReadingRoom consultation={consultation} sectionKey={sectionKey ?? null} again={again} />
      )}
    </ConsultationGate>
  );
}

type ReadingRoomProps = {
  readonly consultation: Consultation;
  readonly sectionKey: string | null;
  readonly again: () => Promise<string | null>;
};

function ReadingRoom({ consultation, sectionKey, again }: ReadingRoomProps) {
  const t = useText();
  const sections = consultation.sections.toSorted((a, b) => a.ordinal - b.ordinal);
  const section = sectionKey === null ? sections[0] : sections.find(({ key }) => key === sectionKey);
  if (section) return <Reader section={section} sections={sections} again={again} />;
  if (sections.length > 0) {
    return (
      <EmptyState
        wholePage
        icon="file"
        title={t('profiles.notFound')}
        action={<LinkButton href={`/c/${consultation.slug}`}>{t('profiles.notFound.back')}</LinkButton>}
      >
        {t('profiles.notFound.explain')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      wholePage
      icon="file"
      title={t('profiles.empty')}
      action={
        consultation.may.import && (
          <LinkButton href={`/c/${consultation.slug}/import`}>{t('profiles.empty.import')}</LinkButton>
        )
      }
    >
      {t('profiles.empty.explain')}
    </EmptyState>
  );
}
