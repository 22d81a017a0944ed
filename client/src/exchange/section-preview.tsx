import { useQuery } from '@apollo/client/react';
import { ImportSectionDocument } from '@concord/schema';
import { DocumentView } from '../profiles';
import { useText } from '../i18n/provider';
import { Dialog } from '../ui/dialog';
import { Skeleton } from '../ui/progress';
import { ErrorState } from '../ui/state';
import styles from './import.module.css';
import type { ImportPreview } from './preview';

type SectionPreviewProps = {
  readonly preview: ImportPreview;
  readonly sectionKey: string | null;
  readonly onClose: () => void;
};

/** How a section will read, before anything is stored. */
export function SectionPreview({ preview, sectionKey, onClose }: SectionPreviewProps) {
  const t = useText();
  const section = preview.sections.find(({ key }) => key === sectionKey);
  return (
    <Dialog open={section !== undefined} onClose={onClose} size="large" title={t('exchange.preview.reading')}>
      {section && <Text preview={preview} sectionKey={section.key} />}
    </Dialog>
  );
}

function Text({ preview, sectionKey }: { readonly preview: ImportPreview; readonly sectionKey: string }) {
  const { data, error, refetch } = useQuery(ImportSectionDocument, {
    variables: { id: preview.id, key: sectionKey },
    // A whole section is large and looked at once.
    fetchPolicy: 'no-cache',
  });
  if (data?.importPreview) {
    return (
      // Focusable, so that keys can scroll a text without links.
      <div className={styles.reading} tabIndex={0}>
        <DocumentView content={data.importPreview.content} language={preview.language} />
      </div>
    );
  }
  return error ? <ErrorState onRetry={() => void refetch()} /> : <Skeleton lines={8} />;
}
