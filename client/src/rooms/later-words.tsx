import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useText } from '../i18n/provider';
import { Banner } from '../ui/banner';
import { CopyField } from '../ui/copy';
import { laterWords } from './draft-text';
import type { DraftText } from './draft-text';
import styles from './desk.module.css';

type LaterWordsProps = { readonly comment: Comment; readonly typed: DraftText | null };

/** Words that came into the room when the draft was locked already: nobody clears them, and nobody loses them. */
export function LaterWords({ comment, typed }: LaterWordsProps) {
  const t = useText();
  const later = typed && laterWords(comment, typed);
  if (!later) return null;
  return (
    <Banner tone="changed" title={t('rooms.draft.later')} live>
      <div className={styles.later}>
        <p>{t('rooms.draft.later.explain')}</p>
        {later.body !== null && <CopyField label={t('rooms.draft.later.body')} value={later.body} long />}
        {later.wording !== null && (
          <CopyField label={t('rooms.draft.later.wording')} value={later.wording} long />
        )}
      </div>
    </Banner>
  );
}
