import { useQuery } from '@apollo/client/react';
import { RoomDocument, WholeCommentsFragmentDoc } from '@concord/schema';
import type {
  CommentFieldsFragment as Comment,
  CommentFilter,
  OrganisationBadgeFragment,
} from '@concord/schema';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import {
  CommentListContext,
  Composer,
  useCommentList,
  useLiveConsultation,
  useOpenConsultation,
} from '../comments';
import type { CommentList, ComposerTask } from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { useViewer } from '../platform/session';
import { useRoomFor } from '../profiles';
import { Button } from '../ui/button';
import { focusGoesOn } from '../ui/focus';
import { Icon } from '../ui/icon';
import { PageTitle } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { ErrorState } from '../ui/state';
import { DeskText } from './desk-text';
import { DraftList } from './draft-list';
import { RoomStatus } from './room-status';
import { RoomContext, useRoomDocument } from './room';
import { useOfflineDesk } from './use-offline-desk';
import styles from './desk.module.css';

type DeskProps = {
  readonly organisation: OrganisationBadgeFragment;
  readonly again: () => Promise<string | null>;
};

/** Two columns: the text, and beside it what colleagues draft about it together. */
export function Desk({ organisation, again }: DeskProps) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const viewer = useViewer();
  // Who began goes on, also when the session ends meanwhile; the page may start before it is known who that is.
  const [personId, setPersonId] = useState(viewer?.person.id ?? '');
  if (personId === '' && viewer) setPersonId(viewer.person.id);
  const filter = useMemo<CommentFilter>(() => ({ mine: true }), []);
  const { list, failed, refetch, apply, edit } = useCommentList({
    consultationId: consultation.id,
    filter,
    first: 100,
    of: WholeCommentsFragmentDoc,
    whole: true,
    mine: organisation.id,
  });
  useOfflineDesk({ personId, filter, first: 100, list, language: locale });
  const { data } = useQuery(RoomDocument, { variables: { consultationId: consultation.id } });
  useLiveConsultation(consultation, {
    onEvent: apply,
    // It may be the desk as this device kept it.
    onBack: () => void refetch(),
    onLost: async () => {
      const [cursor] = await Promise.all([again(), refetch()]);
      return cursor;
    },
  });

  const [query, setQuery] = useSearchParams();
  const open = query.get('draft');
  const setOpen = useCallback(
    (id: string | null) => setQuery(id === null ? {} : { draft: id }, { replace: true }),
    [setQuery],
  );
  const [task, setTask] = useState<(ComposerTask & { kind: 'draft' }) | null>(null);
  const comments = useMemo(() => list?.edges.map(({ node }) => node) ?? [], [list]);
  const wide = useRoomFor('pane');
  const [side, setSide] = useState<'drafts' | 'text'>('drafts');
  const saved = useRef(false);
  const drafts = useMemo<CommentList>(
    () => ({
      add: (comment: Comment) => {
        saved.current = true;
        edit.add(comment);
        setOpen(comment.id);
      },
      remove: (id) => {
        edit.remove(id);
        setOpen(null);
      },
    }),
    [edit, setOpen],
  );

  const begin = (begun: ComposerTask & { kind: 'draft' }) => {
    saved.current = false;
    setTask(begun);
    setSide('drafts');
  };
  const openDraft = (id: string | null) => {
    setOpen(id);
    if (id !== null) setSide('drafts');
  };
  const name = organisation.name[locale];
  const documentName = data?.room?.documentName;
  const room = (
    <>
      {task && (
        <div key={task.key} ref={intoView} className={styles.composer}>
          <Composer
            task={task}
            onClose={() => {
              setTask(null);
              // What was saved is opened; from what was left one goes back to the words, where they stand beside it.
              if (!saved.current)
                document.getElementById(task.target.blockId)?.focus({ preventScroll: true });
            }}
            onKept={() => setTask(null)}
          />
        </div>
      )}
      {list === null && failed ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : list === null ? (
        <Skeleton lines={8} label={t('rooms.loading')} />
      ) : (
        <DraftList
          comments={comments}
          open={open}
          onOpen={setOpen}
          onContinue={begin}
          current={task?.key ?? null}
          onText={wide ? undefined : () => setSide('text')}
        />
      )}
    </>
  );
  return (
    <div className={styles.page}>
      <PageTitle title={t('rooms.page')} />
      <h1 className={styles.title}>{t('rooms.page')}</h1>
      {/* It never leaves: whoever writes here sees whose eyes see it. */}
      <p className={styles.private}>
        <Icon name="lock" size={14} />
        <span>{t('rooms.private.explain', { organisation: name })}</span>
      </p>
      {!wide && (
        <div role="group" aria-label={t('rooms.side')} className={styles.sides}>
          {(['drafts', 'text'] as const).map((one) => (
            <Button key={one} size="small" aria-pressed={side === one} onClick={() => setSide(one)}>
              {t(`rooms.side.${one}`)}
            </Button>
          ))}
        </div>
      )}
      <CommentListContext value={drafts}>
        <div className={styles.columns} data-wide={wide || undefined}>
          {(wide || side === 'text') && (
            <DeskText comments={comments} open={open} begun={task} onOpen={openDraft} onBegin={begin} />
          )}
          {(wide || side === 'drafts') && (
            <section ref={focusGoesOn} className={styles.room} aria-label={t('rooms.drafts')}>
              {documentName && personId ? (
                <InRoom documentName={documentName} personId={personId}>
                  {room}
                </InRoom>
              ) : (
                room
              )}
            </section>
          )}
        </div>
      </CommentListContext>
    </div>
  );
}

/** On a phone it takes the place of the text, which was scrolled to where one chose the words. */
const intoView = (place: HTMLElement | null) => place?.scrollIntoView({ block: 'nearest' });

type InRoomProps = {
  readonly documentName: string;
  readonly personId: string;
  readonly children: ReactNode;
};

function InRoom({ documentName, personId, children }: InRoomProps) {
  const room = useRoomDocument(documentName, personId);
  return (
    <RoomContext value={room}>
      {room && (
        <div className={styles.status}>
          <RoomStatus room={room} />
        </div>
      )}
      {children}
    </RoomContext>
  );
}
