import { useQuery } from '@apollo/client/react';
import { ConflictBoardDocument, SettledConflictDocument } from '@concord/schema';
import type {
  ConflictBoardQuery,
  LaneFieldsFragment as Lane,
  Locale,
  SettledConflictQuery,
} from '@concord/schema';
import type { WritableText } from '@concord/consultation';
import { hostsOf } from '@concord/document/model';
import { localeNames } from '@concord/locale';
import { Suspense, useCallback, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { Link, useParams } from 'wouter';
import {
  ConsultationGate,
  newKey,
  readingHref,
  sectionTitle,
  useLiveConsultation,
  useOpenConsultation,
  useUnsent,
  withWording,
} from '../comments';
import { touches } from '../events';
import { lazyPage } from '../i18n/lazy-page';
import { useLocale, useText } from '../i18n/provider';
import { useOnceMore } from '../platform/once-more';
import { useViewer } from '../platform/session';
import { useSectionText, useSetting } from '../profiles';
import { Banner } from '../ui/banner';
import { Checkbox, RadioGroup } from '../ui/choice';
import { KeyHint, StatusChip } from '../ui/chip';
import { useFocusComesTo } from '../ui/focus-comes-to';
import { Icon } from '../ui/icon';
import { PageTitle } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { EmptyState, ErrorState } from '../ui/state';
import { VisuallyHidden } from '../ui/visually-hidden';
import { blankBoard, fateOf, storedBoard, withBasis } from './board-draft';
import type { Basis } from './board-draft';
import type { CompromiseEditorProps, CompromiseWording } from './compromise-editor';
import { contestedIn, languagesOf, span, together, withLane } from './contested';
import type { Contested } from './contested';
import { DecisionBar } from './decision-bar';
import { DecisionDialog } from './decision-dialog';
import { LaneView } from './lane';
import { LeftReasons, LeftWording } from './left-wording';
import { Paragraph } from './paragraph';
import type { Shown } from './paragraph';
import { Settled } from './settled';
import { useBoardKeys } from './use-board-keys';
import styles from './board.module.css';

/** Comes with what it takes to write together: a reader of the board does without. */
const CompromiseEditor = lazyPage<CompromiseEditorProps>(
  () => import('./compromise-editor'),
  'platform/sync',
);

type Conflict = NonNullable<ConflictBoardQuery['conflict']>;

/** `/c/:slug/conflicts/:commentId`: rival proposals for the same words, side by side, and one decision for all. */
export default function BoardPage() {
  const { slug, id } = useParams<{ slug: string; id: string }>();
  return (
    <ConsultationGate slug={slug}>
      {(_, again) => <ConflictAt key={id} commentId={id} again={again} />}
    </ConsultationGate>
  );
}

type ConflictAtProps = { readonly commentId: string; readonly again: () => Promise<string | null> };

function ConflictAt({ commentId, again }: ConflictAtProps) {
  const t = useText();
  const consultation = useOpenConsultation();
  const board = useQuery(ConflictBoardDocument, {
    variables: { commentId },
    fetchPolicy: 'cache-and-network',
  });
  const settled = useQuery(SettledConflictDocument, {
    variables: { commentId },
    fetchPolicy: 'cache-and-network',
  });
  /** What is being decided from here: it stays until the answer is there, whatever is heard of the decision before. */
  const [held, setHeld] = useState<Conflict | null>(null);
  const conflict = board.data?.conflict ?? held;
  const [seen, setSeen] = useState(false);
  if (conflict && !seen) setSeen(true);
  /** What was decided from here: whoever did it is not told that somebody else has. */
  const [own, setOwn] = useState<string | null>(null);
  const heading = useFocusComesTo(conflict ? 'board' : 'record');
  /** What the compromise said last, as long as nothing was decided here. */
  const [wording, setWording] = useState('');
  const refetch = () => Promise.all([board.refetch(), settled.refetch()]);
  const readAgain = useOnceMore(refetch);
  const place = conflict?.section.id ?? settled.data?.comment?.section.id ?? null;
  useLiveConsultation(consultation, {
    onEvent: (event) => {
      if (touches(event, 'conflicts', place)) readAgain();
    },
    onRevision: ({ sectionId }) => {
      if (place === null || place === sectionId) readAgain();
    },
    onBack: readAgain,
    onLost: async () => {
      const [cursor] = await Promise.all([again(), refetch()]);
      return cursor;
    },
  });
  const comment = settled.data?.comment ?? null;
  if (board.data === undefined || settled.data === undefined) {
    return (
      <div className={styles.page}>
        {board.error ? <ErrorState onRetry={() => void refetch()} /> : <Skeleton lines={9} />}
      </div>
    );
  }
  const decisions = comment?.outcomes.map(({ decision }) => decision).toReversed() ?? [];
  const standing = decisions.find(({ undoneBy }) => undoneBy === null) ?? null;
  return (
    <div className={styles.page}>
      <PageTitle title={t(conflict ? 'conflicts.board' : 'conflicts.record')} />
      <p className={styles.back}>
        <Link href={`/c/${consultation.slug}/conflicts`}>
          <Icon name="chevronLeft" size={14} /> {t('conflicts.all')}
        </Link>
      </p>
      {conflict ? (
        <Board
          key={conflict.blockId}
          conflict={conflict}
          heading={heading}
          onWording={setWording}
          onSending={setHeld}
          onStale={() => void refetch()}
          onDecided={(decisionId) => {
            setWording('');
            setOwn(decisionId);
            void refetch();
          }}
        />
      ) : (
        <>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {t('conflicts.record')}
          </h1>
          {seen && standing && standing.id !== own && (
            <Banner tone="changed" title={t('conflicts.overtaken')} live>
              {t('conflicts.overtaken.explain')}
            </Banner>
          )}
          {wording.trim() !== '' && !isWritten(wording, standing) && <LeftWording wording={wording} />}
          <LeftReasons commentId={commentId} decisions={decisions} />
          {decisions.length === 0 && (
            <EmptyState icon="check" title={t('conflicts.gone')}>
              {t('conflicts.gone.explain')}
            </EmptyState>
          )}
        </>
      )}
      {decisions.map((decision) => (
        <section key={decision.id} className={styles.past}>
          <Settled decision={decision} onUndone={() => void refetch()} />
        </section>
      ))}
    </div>
  );
}

type Decided = NonNullable<SettledConflictQuery['comment']>['outcomes'][number]['decision'];

/** Whether the decision that stands has put these very words into the text. */
const isWritten = (wording: string, standing: Decided | null): boolean =>
  standing?.changes.some(({ after }) => after.includes(wording.trim())) ?? false;

/** What is put into the paragraph: a lane by its id, the compromise, or nothing. */
type View = string | null;
const COMPROMISE = 'compromise';

type BoardProps = {
  readonly conflict: Conflict;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly onWording: (wording: string) => void;
  /** The conflict on which a decision is on its way; null: it is no longer. */
  readonly onSending: (conflict: Conflict | null) => void;
  readonly onStale: () => void;
  readonly onDecided: (decisionId: string) => void;
};

function Board({ conflict, heading, onWording, onSending, onStale, onDecided }: BoardProps) {
  const t = useText();
  const viewer = useViewer();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const [singleKeys] = useSetting('concord.single-keys', true);
  const lanes = [...conflict.lanes, ...conflict.beside];
  const languages = languagesOf(conflict.lanes);
  const [chosen, setChosen] = useState<Locale | null>(null);
  const language = chosen ?? (languages.includes(locale) ? locale : (languages[0] ?? locale));
  const { text: section } = useSectionText(conflict.section.id, language);
  const text = section?.blocks.find(({ id }) => id === conflict.blockId)?.text ?? null;
  const block =
    section && text !== null ? { text, hosts: hostsOf(section.variant.content, conflict.blockId) } : null;
  const contested = text === null ? [] : contestedIn(lanes, language, text);
  const range = span(contested.filter(({ wording }) => wording !== null));
  const [view, setView] = useState<View>(null);
  const [clean, setClean] = useState(false);
  /** The compromise as it read when the decision was opened: that is what is decided on. */
  const [deciding, setDeciding] = useState<{ readonly wording: string } | null>(null);
  const kept = conflict.compromises.find((one) => one.language === language) ?? null;
  const [live, setLive] = useState<CompromiseWording | null>(null);
  const wording = live?.language === language ? live.wording : (kept?.text ?? '');
  const hear = useCallback(
    (now: CompromiseWording) => {
      setLive(now);
      onWording(now.wording);
    },
    [onWording],
  );
  // Whoever types is not interrupted while the words around are being found again.
  const [writing, setWriting] = useState<Locale | null>(null);
  if (range && writing !== language) setWriting(language);
  const [blank] = useState(() => blankBoard(newKey()));
  const { value: draft, change, forget } = useUnsent(`conflict/${conflict.id}`, blank, storedBoard);
  const top = useRef<HTMLElement>(null);
  const decides = consultation.may.decide;

  const shown = shownIn(view, contested, range, wording);
  const show = (next: View) => {
    const lane = lanes.find(({ id }) => id === next);
    // A lane in another language is shown in its own text.
    if (lane && lane.target.language !== language) setChosen(lane.target.language);
    setView(next === view ? null : next);
    // On a phone the paragraph is above the lanes, out of sight.
    top.current?.scrollIntoView({ block: 'nearest' });
  };
  useBoardKeys(singleKeys, (key) => {
    if (key === '0') return (setView(null), true);
    if (key === 'c' && decides && range) return (show(COMPROMISE), true);
    const lane = /^[1-9]$/.test(key) ? conflict.lanes[Number(key) - 1] : undefined;
    if (lane) show(lane.id);
    return lane !== undefined;
  });

  const where = consultation.sections.find(({ id }) => id === conflict.section.id);
  const nameOf = (lane: Lane | undefined) => lane?.organisation.abbreviation[locale] ?? '';
  const shownName =
    view === COMPROMISE ? t('conflicts.compromise') : nameOf(lanes.find(({ id }) => id === view));
  const basisShown = draft.basis && viewOf(draft.basis);
  const decided = deciding?.wording ?? wording;
  const final = text === null || basisShown === null ? null : shownIn(basisShown, contested, range, decided);
  const accepted = contested.filter(({ laneId }) => fateOf(draft, laneId).disposition === 'accepted');
  return (
    <>
      <section ref={top} className={styles.top} aria-label={t('conflicts.paragraph')}>
        <header className={styles.topHead}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {where ? (
              <Link href={`${readingHref(consultation.slug, where.key)}#${conflict.blockId}`}>
                {sectionTitle(where, locale, consultation.originalLanguage)}
              </Link>
            ) : (
              t('conflicts.board')
            )}
          </h1>
          <StatusChip meaning="changed" label={t(`conflicts.kind.${conflict.kind}`)} />
          {languages.length > 1 && (
            <RadioGroup
              label={t('conflicts.language')}
              labelHidden
              layout="segments"
              value={language}
              onChange={(next) => {
                setChosen(next);
                setView(null);
              }}
              choices={languages.map((value) => ({ value, label: localeNames[value] }))}
            />
          )}
          <span className={styles.space} />
          <p className={styles.view}>
            {shown ? t('conflicts.shown', { name: shownName }) : t('conflicts.shownOriginal')}{' '}
            <KeyHint keys="0" />
          </p>
          <Checkbox label={t('conflicts.clean')} checked={clean} onChange={setClean} />
        </header>
        <VisuallyHidden>
          <span role="status">
            {shown ? t('conflicts.shown', { name: shownName }) : t('conflicts.shownOriginal')}
          </span>
        </VisuallyHidden>
        {block === null ? (
          <Skeleton lines={3} />
        ) : (
          <Paragraph {...{ block, language, lanes: conflict.lanes, contested, shown, clean }} />
        )}
      </section>
      <div className={styles.board}>
        <div className={styles.lanes}>
          {lanes.map((lane, index) => (
            <LaneView
              key={lane.id}
              lane={lane}
              number={index + 1}
              shown={view === lane.id}
              onShow={() => show(lane.id)}
            />
          ))}
        </div>
        {decides && viewer && writing === language && (
          <Suspense
            fallback={
              <section className={styles.compromise}>
                <Skeleton lines={5} />
              </section>
            }
          >
            <CompromiseEditor
              key={language}
              sectionId={conflict.section.id}
              blockId={conflict.blockId}
              language={language}
              personId={viewer.person.id}
              lanes={conflict.lanes}
              words={text !== null && range ? text.slice(range.start, range.end) : ''}
              withLane={(id) => (text !== null && range ? withLane(text, range, contested, id) : '')}
              editedBy={kept?.editedBy?.name ?? null}
              shown={view === COMPROMISE}
              onShow={() => show(COMPROMISE)}
              onWording={hear}
            />
          </Suspense>
        )}
      </div>
      {decides && (
        <DecisionBar
          draft={draft}
          lanes={lanes}
          compromise={range !== null && wording.trim() !== ''}
          onBasis={(basis: Basis) => {
            change(withBasis(draft, basis, lanes));
            setView(viewOf(basis));
          }}
          onDecide={() => setDeciding({ wording })}
        />
      )}
      {deciding && section && (
        <DecisionDialog
          draft={draft}
          onChange={change}
          lanes={lanes}
          changes={
            draft.basis === 'compromise' && range && text !== null
              ? [
                  {
                    target: {
                      sectionId: conflict.section.id,
                      language,
                      blockId: conflict.blockId,
                      ...range,
                      exact: text.slice(range.start, range.end),
                      revision: section.variant.revision,
                    },
                    wording: deciding.wording,
                  },
                ]
              : []
          }
          preview={finalText(block, final, accepted, language)}
          onRenew={
            draft.basis === 'compromise' && decided !== wording ? () => setDeciding({ wording }) : null
          }
          onClose={() => setDeciding(null)}
          onSending={(sending) => onSending(sending ? conflict : null)}
          onStale={onStale}
          onDecided={(decisionId) => {
            setDeciding(null);
            forget();
            onDecided(decisionId);
          }}
        />
      )}
    </>
  );
}

function viewOf(basis: Basis): View {
  if (basis === 'none') return null;
  return basis === 'compromise' ? COMPROMISE : basis.slice('lane:'.length);
}

/** The paragraph after the decision; null = it stays. */
function finalText(
  block: WritableText | null,
  final: Shown | null,
  accepted: readonly Contested[],
  language: Locale,
) {
  if (block === null || final === null) return null;
  if (accepted.length < 2) return { ...withWording(block, final, final.wording), language };
  return { lead: '', before: block.text, after: together(block, accepted), trail: '', language };
}

function shownIn(
  view: View,
  contested: readonly Contested[],
  range: { start: number; end: number } | null,
  compromise: string,
): Shown | null {
  if (view === COMPROMISE) return range && { ...range, wording: compromise };
  const lane = contested.find(({ laneId }) => laneId === view);
  return lane && lane.wording !== null ? { ...lane, wording: lane.wording } : null;
}
