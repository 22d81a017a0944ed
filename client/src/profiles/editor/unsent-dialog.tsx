import { useApolloClient } from '@apollo/client/react';
import { parseDocumentName, project } from '@concord/document';
import type { DocumentJson } from '@concord/document/model';
import { SectionTextDocument } from '@concord/schema';
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { Skeleton } from '../../ui/progress';
import { readableText, unsentBlocks } from './unsent-text';
import styles from './section-editor.module.css';

type UnsentDialogProps = {
  readonly doc: Y.Doc;
  readonly documentName: string;
  readonly onClose: () => void;
  /** Throws the copy on this device away and starts from what is stored. */
  readonly onDiscard: () => void;
};

/** Text that the server does not take: to read, to copy out, to throw away by intention. */
export function UnsentDialog({ doc, documentName, onClose, onDiscard }: UnsentDialogProps) {
  const t = useText();
  const stored = useStoredText(documentName);
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
      title={t('editor.unsent.title')}
      onClose={onClose}
      actions={
        sure ? (
          <>
            <p className={styles.sure}>{t('editor.unsent.discard.sure')}</p>
            <Button onClick={() => setSure(false)}>{t('editor.unsent.keep')}</Button>
            <Button look="danger" onClick={onDiscard}>
              {t('editor.unsent.discard')}
            </Button>
          </>
        ) : (
          <>
            <Button look="danger" onClick={() => setSure(true)}>
              {t('editor.unsent.discard')}
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
        <p>{t('editor.unsent.none')}</p>
      ) : (
        <TextArea
          label={t('editor.unsent.text')}
          description={
            stored === null ? t('editor.unsent.all') : t('editor.unsent.changed', { count: blocks.length })
          }
          lang={parseDocumentName(documentName)?.language}
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

/** What the server has now; null when it can't be read. */
function useStoredText(documentName: string): DocumentJson | null | 'loading' {
  const client = useApolloClient();
  const [stored, setStored] = useState<DocumentJson | null | 'loading'>('loading');
  useEffect(() => {
    let wanted = true;
    const name = parseDocumentName(documentName);
    const fetchStored = async (): Promise<DocumentJson | null> => {
      if (!name || !isLocaleName(name.language)) return null;
      const { data } = await client.query({
        query: SectionTextDocument,
        variables: { id: name.sectionId, language: name.language },
        fetchPolicy: 'no-cache',
      });
      return data?.section?.variant?.content ?? null;
    };
    fetchStored().then(
      (content) => wanted && setStored(content),
      () => wanted && setStored(null),
    );
    return () => {
      wanted = false;
    };
  }, [client, documentName]);
  return stored;
}

const isLocaleName = (language: string): language is 'az' | 'en' | 'ru' => /^(az|en|ru)$/.test(language);
