import { useState } from 'react';
import { useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { Skeleton } from '../../ui/progress';
import styles from './sync.module.css';

type KeptTextDialogProps = {
  readonly title: string;
  /** Null while it is being found out. */
  readonly text: string | null;
  readonly description: string;
  /** Instead of a text that is empty. */
  readonly none: string;
  readonly language: string;
  readonly discard: string;
  readonly onDiscard: () => void;
  readonly onClose: () => void;
  /** Absent where nothing can be put in. */
  readonly onInsert?: (() => void) | undefined;
};

/** Text that the server does not have: to read, to copy out, to put in again, to throw away by intention. */
export function KeptTextDialog(props: KeptTextDialogProps) {
  const { title, text, description, none, language, discard, onDiscard, onClose, onInsert } = props;
  const t = useText();
  const [sure, setSure] = useState(false);
  const [copied, setCopied] = useState<'no' | 'yes' | 'byHand'>('no');
  const some = text !== null && text !== '';

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text ?? '');
      setCopied('yes');
    } catch {
      setCopied('byHand'); // without permission, or on plain http
    }
  };

  return (
    <Dialog
      open
      size="medium"
      title={title}
      onClose={onClose}
      actions={
        sure ? (
          <>
            <p className={styles.sure}>{t('sync.unsent.discard.sure')}</p>
            <Button onClick={() => setSure(false)}>{t('sync.unsent.keep')}</Button>
            <Button look="danger" onClick={onDiscard}>
              {discard}
            </Button>
          </>
        ) : (
          <>
            <Button look="danger" onClick={() => setSure(true)}>
              {discard}
            </Button>
            {some && (
              <Button
                look={onInsert ? undefined : 'primary'}
                icon={copied === 'yes' ? 'check' : 'copy'}
                onClick={() => void copy()}
              >
                {t(copied === 'yes' ? 'ui.copied' : 'ui.copy')}
              </Button>
            )}
            {some && onInsert && (
              <Button look="primary" onClick={onInsert}>
                {t('sync.aside.insert')}
              </Button>
            )}
          </>
        )
      }
    >
      {text === null ? (
        <Skeleton lines={4} />
      ) : some ? (
        <TextArea
          label={t('sync.unsent.text')}
          description={description}
          lang={language}
          value={text}
          onChange={() => {}}
          readOnly
          serif
          rows={10}
          error={copied === 'byHand' ? t('ui.copyByHand') : undefined}
        />
      ) : (
        <p>{none}</p>
      )}
    </Dialog>
  );
}
