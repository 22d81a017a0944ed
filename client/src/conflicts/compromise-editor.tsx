import { limits } from '@concord/consultation';
import { compromiseDocumentName, compromiseText } from '@concord/document/compromise';
import type { LaneFieldsFragment as Lane, Locale } from '@concord/schema';
import { useEffect } from 'react';
import { useText } from '../i18n/provider';
import type { DocumentSession } from '../platform/sync/document-session';
import { DocumentStatus } from '../platform/sync/document-status';
import { peopleOf } from '../platform/sync/presence';
import { SharedArea } from '../platform/sync/shared-area';
import { writeHere } from '../platform/sync/shared-text';
import { useTextCursors } from '../platform/sync/text-cursors';
import { Button } from '../ui/button';
import { KeyHint } from '../ui/chip';
import { Select } from '../ui/field';
import { Skeleton } from '../ui/progress';
import { compromiseContent, useCompromiseDocument, useCompromiseWords } from './compromise';
import styles from './board.module.css';

export type CompromiseWording = { readonly language: Locale; readonly wording: string };

export type CompromiseEditorProps = {
  readonly sectionId: string;
  readonly blockId: string;
  readonly language: Locale;
  /** Who writes: who began goes on, also when the session ends meanwhile. */
  readonly personId: string;
  readonly lanes: readonly Lane[];
  /** The words it takes the place of. */
  readonly words: string;
  /** The same with one lane's change in them. */
  readonly withLane: (laneId: string) => string;
  readonly editedBy: string | null;
  readonly shown: boolean;
  readonly onShow: () => void;
  /** What it says now, whoever typed it. */
  readonly onWording: (now: CompromiseWording) => void;
};

/** Wording that the moderators write together, live, for all the contested words at once. */
export default function CompromiseEditor(props: CompromiseEditorProps) {
  const { sectionId, blockId, language, personId, editedBy, shown, onShow } = props;
  const t = useText();
  const opened = useCompromiseDocument(compromiseDocumentName({ sectionId, blockId, language }), personId);
  const phase = opened?.state.phase ?? 'loading';
  const writes = opened !== null && !['read', 'none'].includes(opened.state.access ?? '');
  return (
    <section className={styles.compromise} aria-label={t('conflicts.compromise')}>
      <header className={styles.laneHead}>
        <h3>{t('conflicts.compromise')}</h3>
        <p className={styles.quiet}>{t('conflicts.compromise.who')}</p>
      </header>
      {opened && phase === 'open' && (
        <>
          <DocumentStatus opened={opened} contentOf={compromiseContent} />
          <Writing {...props} session={opened.session} writes={writes} />
        </>
      )}
      {phase === 'refused' && <p>{t('conflicts.compromise.refused')}</p>}
      {phase === 'loading' && <Skeleton lines={4} label={t('conflicts.compromise.opening')} />}
      {phase === 'reaching' && <p role="status">{t('conflicts.compromise.reaching')}</p>}
      {editedBy && <p className={styles.quiet}>{t('conflicts.compromise.last', { name: editedBy })}</p>}
      <footer className={styles.laneFoot}>
        <Button size="small" icon="eye" aria-pressed={shown} aria-keyshortcuts="c" onClick={onShow}>
          {t('conflicts.ifWritten')}
        </Button>
        <KeyHint keys="c" />
      </footer>
    </section>
  );
}

type WritingProps = CompromiseEditorProps & {
  readonly session: DocumentSession;
  readonly writes: boolean;
};

function Writing({ session, writes, language, lanes, words, withLane, onWording }: WritingProps) {
  const t = useText();
  const wording = useCompromiseWords(session.doc);
  const text = compromiseText(session.doc);
  useEffect(() => onWording({ language, wording }), [onWording, language, wording]);
  const beginnings = [
    { value: '', label: t('conflicts.compromise.begin') },
    { value: 'words', label: t('conflicts.original') },
    ...lanes.flatMap((lane, index) =>
      lane.target.language === language && lane.proposal !== null && lane.proposalKind === 'words'
        ? [{ value: lane.id, label: t('conflicts.proposalOf', { number: index + 1 }) }]
        : [],
    ),
  ];
  const begin = (value: string) => {
    const lane = lanes.find(({ id }) => id === value);
    if (value === 'words') writeHere(text, words);
    else if (lane) writeHere(text, withLane(lane.id));
  };
  return (
    <>
      <Select
        label={t('conflicts.compromise.begin')}
        labelHidden
        // What stands there is not one's own alone: nobody takes it away with one press.
        disabled={!writes || wording.trim() !== ''}
        value=""
        onChange={begin}
        options={beginnings}
      />
      <SharedArea
        session={session}
        text={text}
        label={t('conflicts.compromise.wording')}
        description={t('conflicts.compromise.help')}
        lang={language}
        limit={limits.proposal.max}
        readOnly={!writes}
        serif
        rows={4}
      />
      <WritingToo session={session} />
    </>
  );
}

/** Who has their cursor in the wording: a reason to wait for them before deciding. */
function WritingToo({ session }: { readonly session: DocumentSession }) {
  const t = useText();
  const people = peopleOf(useTextCursors(compromiseText(session.doc), session.presence));
  const names = people.map(({ name }) => name).toSorted();
  return (
    <p role="status" className={styles.together}>
      {names.length > 0 &&
        t('conflicts.compromise.together', { names: names.join(', '), count: names.length })}
    </p>
  );
}
