import { project } from '@concord/document';
import type { DocumentJson } from '@concord/document/model';
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { Skeleton } from '../../ui/progress';
import { readableText, unsentBlocks } from './unsent-text';
import styles from './sync.module.css';

type UnsentDialogProps = {
  readonly doc: Y.Doc;
  readonly language: string;
  /** What the server has now; null when there is none to be had. */
  readonly readStored: () => Promise<DocumentJson | null>;
  readonly onClose: () => void;
  /** Throws the copy on this device away and starts from what is stored. */
  readonly onDiscard: () => void;
};

/** Text that the server does not take: to read, to copy out, to throw away by intention. */
export function UnsentDialog({ doc, language, readStored, onClose, onDiscard }: UnsentDialogProps) {
  const t = useText();
  const stored = useStoredText(readStored);
  const [mine] = useState(() => project(doc).content);
  const [sure, setSure] = useState(false);
  const [copied, setCopied] = useState<'no' | 'yes' | 'byHand'>('no');
  const blocks = stored === 'loading' ? [] : unsentBlocks(mine, stored);
  const text = readableText(blocks);

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
      title={t('sync.unsent.title')}
      onClose={onClose}
      actions={
        sure ? (
          <>
            <p className={styles.sure}>{t('sync.unsent.discard.sure')}</p>
            <Button onClick={() => setSure(false)}>{t('sync.unsent.keep')}</Button>
            <Button look="danger" onClick={onDiscard}>
              {t('sync.unsent.discard')}
            </Button>
          </>
        ) : (
          <>
            <Button look="danger" onClick={() => setSure(true)}>
              {t('sync.unsent.discard')}
            </Button>
            {text !== '' && (
              <Button look="primary" icon={copied === 'yes' ? 'check' : 'copy'} onClick={() => void copy()}>
                {t(copied === 'yes' ? 'ui.copied' : 'ui.copy')}
              </Button>
            )}
          </>
        )
      }
    >
      {stored === 'loading' ? (
        <Skeleton lines={4} />
      ) : text === '' ? (
        <p>{t('sync.unsent.none')}</p>
      ) : (
        <TextArea
          label={t('sync.unsent.text')}
          description={
            stored === null ? t('sync.unsent.all') : t('sync.unsent.changed', { count: blocks.length })
          }
          lang={language}
          value={text}
          onChange={() => {}}
          readOnly
          serif
          rows={10}
          error={copied === 'byHand' ? t('ui.copyByHand') : undefined}
        />
      )}
    </Dialog>
  );
}

/** Null when it can't be read. */
function useStoredText(readStored: () => Promise<DocumentJson | null>): DocumentJson | null | 'loading' {
  const [stored, setStored] = useState<DocumentJson | null | 'loading'>('loading');
  // Asked once: the dialog compares with one state.
  const [read] = useState(() => readStored);
  useEffect(() => {
    let wanted = true;
    read().then(
      (content) => wanted && setStored(content),
      () => wanted && setStored(null),
    );
    return () => {
      wanted = false;
    };
  }, [read]);
  return stored;
}
