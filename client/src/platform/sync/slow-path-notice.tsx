import { useState } from 'react';
import { useText } from '../../i18n/provider';
import { noticeDismissed } from '../slow-path';
import { useStore } from '../store';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/field';

/** No WebSocket gets through: nothing is lost by it, and the IT desk can help. */
export default function SlowPathNotice() {
  const { host, origin: address } = window.location;
  const t = useText();
  const dismissed = useStore(noticeDismissed);
  const [shown, setShown] = useState(false);
  if (dismissed) return null;
  return (
    <>
      <Banner
        tone="info"
        live
        title={t('sync.slow')}
        action={
          <>
            <Button onClick={() => setShown(true)}>{t('sync.slow.show')}</Button>
            <Button look="quiet" onClick={() => noticeDismissed.set(true)}>
              {t('sync.slow.dismiss')}
            </Button>
          </>
        }
      >
        {t('sync.slow.explain', { host })}
      </Banner>
      {shown && (
        <ItDeskDialog text={t('sync.slow.note', { host, address })} onClose={() => setShown(false)} />
      )}
    </>
  );
}

/** What to send to the people who look after the network. */
function ItDeskDialog({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  const t = useText();
  const [copied, setCopied] = useState<'no' | 'yes' | 'byHand'>('no');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('yes');
    } catch {
      setCopied('byHand'); // without permission, or on plain http
    }
  };
  return (
    <Dialog
      open
      size="medium"
      title={t('sync.slow.title')}
      onClose={onClose}
      actions={
        <Button
          look="primary"
          icon={copied === 'yes' ? 'check' : 'copy'}
          onClick={() => void copy()}
          data-autofocus
        >
          {t(copied === 'yes' ? 'ui.copied' : 'ui.copy')}
        </Button>
      }
    >
      <TextArea
        label={t('sync.slow.text')}
        value={text}
        onChange={() => {}}
        readOnly
        rows={8}
        error={copied === 'byHand' ? t('ui.copyByHand') : undefined}
      />
    </Dialog>
  );
}
