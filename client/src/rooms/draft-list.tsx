import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useMemo } from 'react';
import { isPrivate, sectionTitle, useOpenConsultation } from '../comments';
import type { ComposerTask } from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/state';
import { DraftLine } from './draft-line';
import { useDraftPeople } from './draft-people';
import { OnThisDevice } from './on-this-device';
import { useOpenRoom } from './room';
import styles from './desk.module.css';

type DraftListProps = {
  readonly comments: readonly Comment[];
  readonly open: string | null;
  readonly onOpen: (id: string | null) => void;
  /** Goes on with a draft that is on this device only. */
  readonly onContinue: (task: ComposerTask & { kind: 'draft' }) => void;
  /** Key of the draft that is being written just now. */
  readonly current: string | null;
  /** Where the text is not beside the list. */
  readonly onText?: (() => void) | undefined;
};

/** Our drafts in the order of the text, chapter by chapter; what is official already comes after them. */
export function DraftList({ comments, open, onOpen, onContinue, current, onText }: DraftListProps) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const room = useOpenRoom();
  const people = useDraftPeople(room?.session.doc ?? null, room?.session.presence ?? null);
  const drafts = useMemo(
    () => comments.filter((comment) => isPrivate(comment) && comment.status !== 'set_aside'),
    [comments],
  );
  const official = comments.filter((comment) => !isPrivate(comment)).length;
  const sections = consultation.sections.filter(({ id }) => drafts.some(({ section }) => section.id === id));
  return (
    <>
      <OnThisDevice onContinue={onContinue} current={current} />
      {drafts.length === 0 && (
        <EmptyState
          icon="pencil"
          title={t('rooms.empty')}
          action={onText && <Button onClick={onText}>{t('rooms.empty.text')}</Button>}
        >
          {t('rooms.empty.explain')}
        </EmptyState>
      )}
      {sections.map((section) => (
        <section key={section.id} className={styles.chapter}>
          <h2 className={styles.chapterTitle}>
            {sectionTitle(section, locale, consultation.originalLanguage)}
          </h2>
          <ol className={styles.drafts}>
            {drafts
              .filter((draft) => draft.section.id === section.id)
              .map((draft) => (
                <li key={draft.id}>
                  <DraftLine
                    comment={draft}
                    isOpen={draft.id === open}
                    people={people.get(draft.id) ?? []}
                    onOpen={onOpen}
                  />
                </li>
              ))}
          </ol>
        </section>
      ))}
      {official > 0 && <p className={styles.official}>{t('rooms.official', { count: official })}</p>}
    </>
  );
}
