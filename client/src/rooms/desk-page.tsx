import { useParams } from 'wouter';
import { ConsultationGate, useOpenConsultation } from '../comments';
import { LateWords, useText } from '../i18n/provider';
import { LinkButton } from '../ui/button';
import { EmptyState } from '../ui/state';
import { Desk } from './desk';

/** `/c/:slug/desk`: the private room of one's own organisation, beside the text that its drafts are about. */
export default function DeskPage() {
  const { slug } = useParams<{ slug: string }>();
  return (
    <LateWords feature="platform/sync">
      <ConsultationGate slug={slug}>{(_, again) => <OwnDesk again={again} />}</ConsultationGate>
    </LateWords>
  );
}

function OwnDesk({ again }: { readonly again: () => Promise<string | null> }) {
  const t = useText();
  const { slug, may, myOrganisation } = useOpenConsultation();
  if (may.comment && myOrganisation) return <Desk again={again} organisation={myOrganisation} />;
  return (
    <EmptyState
      wholePage
      icon="lock"
      title={t('rooms.notYours')}
      action={<LinkButton href={`/c/${slug}`}>{t('rooms.notYours.back')}</LinkButton>}
    >
      {t('rooms.notYours.explain')}
    </EmptyState>
  );
}
