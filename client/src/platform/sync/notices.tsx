import { useEffect } from 'react';
import { useText } from '../../i18n/provider';
import { noticeCovered, socketsBlocked } from '../slow-path';
import { useStore } from '../store';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import SlowPathNotice from './slow-path-notice';
import type { SaveState } from './save-state';
import type { DocumentState } from './document-session';

type NoticesProps = {
  readonly onShowAside: () => void;
  readonly section: DocumentState;
  readonly save: SaveState;
  readonly onSignIn: () => void;
  readonly onTryAgain: () => void;
  readonly onShowUnsent: () => void;
};

/** Calm sentences about what stands between the text and the server: what happened, what is safe, what to do. */
export function Notices(props: NoticesProps) {
  const t = useText();
  const { section, onShowAside } = props;
  const blocked = useStore(socketsBlocked);
  useEffect(() => {
    noticeCovered.set(true);
    return () => noticeCovered.set(false);
  }, []);
  return (
    <>
      {section.aside.length > 0 && (
        <Banner
          tone="refused"
          live
          title={t('sync.notice.aside')}
          action={
            <Button look="primary" onClick={onShowAside}>
              {t('sync.notice.showAside')}
            </Button>
          }
        >
          {t(`sync.notice.aside.${section.aside.at(-1)?.reason ?? 'content'}`)}
        </Banner>
      )}
      <SaveNotice {...props} />
      {blocked && <SlowPathNotice />}
    </>
  );
}

function SaveNotice({ section, save, onSignIn, onTryAgain, onShowUnsent }: NoticesProps) {
  const t = useText();
  const { access, signedOut, outdated, full, kept } = section;
  const unsaved = section.save.unsavedSince !== null;
  const showUnsent = <Button onClick={onShowUnsent}>{t('sync.notice.showUnsent')}</Button>;
  if (signedOut) {
    return (
      <Banner
        tone="waiting"
        live
        title={t('sync.notice.signedOut')}
        action={
          <Button look="primary" onClick={onSignIn}>
            {t('sync.notice.signIn')}
          </Button>
        }
      >
        {t(`sync.notice.signedOut.${kept}`)}
      </Banner>
    );
  }
  if (outdated) {
    return (
      <Banner
        tone="waiting"
        live
        title={t('sync.notice.outdated')}
        action={
          <>
            {unsaved && kept === 'page' && showUnsent}
            <Button look="primary" onClick={() => window.location.reload()}>
              {t('sync.notice.reload')}
            </Button>
          </>
        }
      >
        {t(unsaved ? `sync.notice.outdated.${kept}` : 'sync.notice.outdated.saved')}
      </Banner>
    );
  }
  if (access === 'read' || access === 'none') {
    if (!unsaved) {
      return access === 'read' ? <Banner tone="info">{t('sync.notice.readOnly')}</Banner> : null;
    }
    return (
      <Banner tone="refused" live title={t('sync.notice.rightGone')} action={showUnsent}>
        {t('sync.notice.rightGone.explain')}
      </Banner>
    );
  }
  if (save.kind !== 'notSaved') return null;
  if (save.reason === 'refused') {
    return (
      <Banner
        tone="refused"
        live
        title={t(full ? 'sync.notice.full' : 'sync.notice.notTaken')}
        action={
          <>
            {showUnsent} <Button onClick={onTryAgain}>{t('sync.notice.tryAgain')}</Button>
          </>
        }
      >
        {t(full ? 'sync.notice.full.explain' : 'sync.notice.notTaken.explain')}
      </Banner>
    );
  }
  return (
    <Banner tone="waiting" icon="offline" live>
      {t(`sync.notice.${kept}`)}
    </Banner>
  );
}
