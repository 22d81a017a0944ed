import { useText } from '../../i18n/provider';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import type { SaveState } from './save-state';
import type { SectionState } from './section-session';

type NoticesProps = {
  readonly section: SectionState;
  readonly save: SaveState;
  readonly onSignIn: () => void;
  readonly onTryAgain: () => void;
  readonly onShowUnsent: () => void;
};

/** One calm sentence about what stands between the text and the server: what happened, what is safe, what to do. */
export function Notices({ section, save, onSignIn, onTryAgain, onShowUnsent }: NoticesProps) {
  const t = useText();
  const { access, signedOut, kept } = section;
  const unsaved = section.save.unsavedSince !== null;
  const showUnsent = <Button onClick={onShowUnsent}>{t('editor.notice.showUnsent')}</Button>;
  if (signedOut) {
    return (
      <Banner
        tone="waiting"
        live
        title={t('editor.notice.signedOut')}
        action={
          <Button look="primary" onClick={onSignIn}>
            {t('editor.notice.signIn')}
          </Button>
        }
      >
        {t(`editor.notice.signedOut.${kept}`)}
      </Banner>
    );
  }
  if (access === 'read' || access === 'none') {
    if (!unsaved) {
      return access === 'read' ? <Banner tone="info">{t('editor.notice.readOnly')}</Banner> : null;
    }
    return (
      <Banner tone="refused" live title={t('editor.notice.rightGone')} action={showUnsent}>
        {t('editor.notice.rightGone.explain')}
      </Banner>
    );
  }
  if (save.kind !== 'notSaved') return null;
  if (save.reason === 'refused') {
    return (
      <Banner
        tone="refused"
        live
        title={t('editor.notice.notTaken')}
        action={
          <>
            {showUnsent} <Button onClick={onTryAgain}>{t('editor.notice.tryAgain')}</Button>
          </>
        }
      >
        {t('editor.notice.notTaken.explain')}
      </Banner>
    );
  }
  return (
    <Banner tone="waiting" icon="offline" live>
      {t(`editor.notice.${kept}`)}
    </Banner>
  );
}
