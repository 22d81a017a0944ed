import { useText } from '../i18n/provider';
import { LinkButton } from '../ui/button';
import { PageTitle } from '../ui/page';
import { EmptyState } from '../ui/state';

/** The same for what does not exist and for what is not open to the person. */
export function NotFoundPage() {
  const t = useText();
  return (
    <>
      <PageTitle title={t('app.notFound.title')} />
      <EmptyState
        wholePage
        icon="search"
        title={t('app.notFound.title')}
        action={<LinkButton href="/">{t('app.notFound.action')}</LinkButton>}
      >
        {t('app.notFound.hint')}
      </EmptyState>
    </>
  );
}
