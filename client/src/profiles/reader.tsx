import { describe } from '@concord/anchoring/text';
import { useApolloClient } from '@apollo/client/react';
import type {
  CommentFilter,
  EventFieldsFragment as Event,
  Locale,
  TargetInput,
  VariantRevisionsSubscription,
} from '@concord/schema';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  AtHandContext,
  BlockComments,
  CommentListContext,
  Composer,
  groupedByBlock,
  isSettled,
  Margin,
  newKey,
  Note,
  noteId,
  NotesContext,
  placeComments,
  readingHref,
  sectionTitle,
  useCommentList,
  useOpenConsultation,
  useCopyLink,
  useLiveConsultation,
  useMovedComments,
  wentAlong,
  usePlaces,
  wholeBlock,
} from '../comments';
import type {
  AtHand,
  ComposerTask,
  MarginItem,
  Notes,
  PlacedComment,
  SectionHead,
  Sought,
} from '../comments';
import { useText } from '../i18n/provider';
import { useOnceMore } from '../platform/once-more';
import { useViewer } from '../platform/session';
import { Skeleton } from '../ui/progress';
import { PageTitle } from '../ui/page';
import { Fill } from '../ui/slots';
import { EmptyState, ErrorState } from '../ui/state';
import { VisuallyHidden } from '../ui/visually-hidden';
import { CorrectionDialog, OriginDialog } from '../versions';
import { ArrivalsBar } from './arrivals-bar';
import { CommentsSheet } from './comments-sheet';
import { DocumentView } from './document-view';
import { GoneComments } from './gone-comments';
import { paintsRanges, segmentsByBlock } from './highlights';
import type { MarkedBlocks, WordsAt } from './highlights';
import { KeysDialog, SuggestLayer } from './later';
import { pickBlock, pickFocused } from './picked-words';
import type { PickedWords } from './picked-words';
import { blockById, rangeOf } from './positions';
import { ReaderHead } from './reader-head';
import { SectionLinks } from './section-links';
import { SectionOutline } from './section-outline';
import { SelectionBar } from './selection-bar';
import { UnsentBar } from './unsent-bar';
import { isAbove, useArrivals } from './use-arrivals';
import { useBlockKeys } from './use-block-keys';
import { useDeepLink } from './use-deep-link';
import { useMarkedWords } from './use-marked-words';
import { useRoom } from './use-media';
import { usePickedWords } from './use-picked-words';
import { useReaderKeys } from './use-reader-keys';
import { useReadingLanguage } from './use-reading-language';
import { useReadingPlace } from './use-reading-place';
import { useSectionText } from './use-section-text';
import { useSetting } from './use-setting';
import { useTextPointer } from './use-text-pointer';
import styles from './reader.module.css';

type ReaderProps = {
  readonly section: SectionHead;
  readonly sections: readonly SectionHead[];
  /** Fetches the consultation again; resolves to where its events now stand. */
  readonly again: () => Promise<string | null>;
};

const composing = 'composer';

/** One section of the draft profile: contents at the left, the text, the comments beside their words. */
export function Reader({ section, sections, again }: ReaderProps) {
  const t = useText();
  const consultation = useOpenConsultation();
  const client = useApolloClient();
  const copyLink = useCopyLink();
  const me = useViewer()?.person.id ?? null;
  const room = useRoom();
  const wide = room !== null;
  const withOutline = room === 'outline' || room === 'ample';
  const { language, setLanguage } = useReadingLanguage(
    consultation,
    section.variants.map((variant) => variant.language),
  );
  const {
    text,
    loading,
    error,
    refetch: refetchText,
    readAgain: readText,
    missing,
  } = useSectionText(section.id, language);
  const content = text?.variant.content;
  const root = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);

  const mine = consultation.myOrganisation?.id ?? null;
  const filter = useMemo<CommentFilter>(() => ({ sectionIds: [section.id] }), [section.id]);
  const {
    list,
    loading: loadingComments,
    apply,
    edit,
    refetch: refetchComments,
    hasMore: hasMoreComments,
  } = useCommentList({
    consultationId: consultation.id,
    filter,
    first: 100,
    whole: true,
    mine,
  });
  const ids = useMemo(() => list?.edges.map(({ node }) => node.id) ?? [], [list]);
  const comments = usePlaces(ids);
  const findMoved = useMovedComments(section.id, comments, !loadingComments && !hasMoreComments);
  const placement = useMemo(
    () => placeComments(comments, text?.blocks ?? [], language),
    [comments, text, language],
  );
  const byBlock = useMemo(() => groupedByBlock(placement.placed), [placement]);

  const [open, setOpen] = useState<string | null>(null);
  const [lit, setLit] = useState<string | null>(null);
  const [sought, setSought] = useState<Sought | null>(null);
  const [corrected, setCorrected] = useState<TargetInput | null>(null);
  const [asked, setAsked] = useState<PickedWords | null>(null);
  const [task, setTask] = useState<(ComposerTask & { kind: 'draft' }) | null>(null);
  const [sheetBlock, setSheetBlock] = useState<string | null>(null);
  const [suggesting, setSuggesting] = useState(false);
  const [suggestion, setSuggestion] = useState<string | null>(null);
  const [keysShown, setKeysShown] = useState(false);
  const [singleKeys, setSingleKeys] = useSetting('concord.single-keys', true);
  const [said, setSaid] = useState('');
  const { picked, pick } = usePickedWords(root);
  const whereabouts = useReadingPlace(root, section.id, content);
  const arrivals = useArrivals(root, content);

  // Another section is another page.
  const [shownSection, setShownSection] = useState(section.id);
  if (shownSection !== section.id) {
    setShownSection(section.id);
    setOpen(null);
    setLit(null);
    setTask(null);
    setAsked(null);
    setCorrected(null);
    setSheetBlock(null);
    setSuggesting(false);
    setSuggestion(null);
  }

  // The text and where the comments now stand in it belong together.
  const revised = useRef(new Map<Locale, number | null>());
  const readAgain = useOnceMore(async () => {
    const revisions = [...revised.current];
    revised.current.clear();
    // One that fails must not make the others look finished.
    const answers = await Promise.allSettled([
      revisions.some(([one]) => one === language) ? readText() : null,
      ...revisions.map(([one, revision]) => findMoved(one, revision)),
    ]);
    // At once, so that all of it is drawn once.
    client.cache.batch({
      update: () => answers.forEach((answer) => answer.status === 'fulfilled' && answer.value?.()),
    });
  });
  const live = {
    onEvent: (event: Event) => {
      const { comment } = event;
      const isNew = comment !== null && !list?.edges.some(({ node }) => node.id === comment.id);
      apply(event);
      // What this person just wrote, here or on another device, is no news to them, nor is what came with its block.
      if (!isNew || wentAlong(event) || comment.section.id !== section.id || comment.author?.id === me)
        return;
      if (comment.anchor.blockId === null) return;
      arrivals.arrive({ commentId: comment.id, blockId: comment.anchor.blockId });
    },
    onRevision: (revision: VariantRevisionsSubscription['revisions']) => {
      if (revision.sectionId !== section.id) return;
      revised.current.set(revision.language, revision.revision);
      readAgain();
    },
    onBack: () => {
      for (const variant of section.variants) revised.current.set(variant.language, null);
      readAgain();
    },
    onLost: async () => {
      const [cursor] = await Promise.all([again(), refetchText(), refetchComments()]);
      return cursor;
    },
  };
  useLiveConsultation(consultation, live, section.id);

  const goTo = useCallback(
    (one: Pick<PlacedComment, 'blockId' | 'span'>) => {
      const block = root.current && blockById(root.current, one.blockId);
      if (!block) return;
      const words = one.span && rangeOf(block, one.span.start, one.span.end)?.getBoundingClientRect();
      const { top, bottom } = words ?? block.getBoundingClientRect();
      const inView = top > 80 && bottom < window.innerHeight * (wide ? 0.8 : 0.35);
      if (!inView)
        window.scrollBy({ top: top - window.innerHeight * (wide ? 0.3 : 0.14), behavior: 'smooth' });
    },
    [wide],
  );
  /** Opens a comment where it stands: in the margin, or in the sheet of its block. */
  const openComment = useCallback(
    (one: PlacedComment, focus = false) => {
      goTo(one);
      setOpen(one.comment.id);
      if (!wide) setSheetBlock(one.blockId);
      else if (focus) setSought({ key: one.comment.id });
    },
    [goTo, wide],
  );

  const notes = useMemo<Notes>(
    () => ({
      placement,
      byBlock,
      open,
      openBlock: (blockId) => {
        const first = byBlock.get(blockId)?.[0];
        if (first) openComment(first, true);
      },
    }),
    [placement, byBlock, open, openComment],
  );
  const placed = useRef(placement.placed);
  useEffect(() => {
    placed.current = placement.placed;
  });
  const atHand = useMemo<AtHand>(
    () => ({
      language,
      open,
      setOpen,
      lit,
      setLit,
      arrived: arrivals.ids,
      backToText: (commentId) => {
        const place = placed.current.find(({ comment }) => comment.id === commentId);
        setSheetBlock(null);
        if (place && root.current) blockById(root.current, place.blockId)?.focus({ preventScroll: true });
      },
    }),
    [language, open, lit, arrivals.ids],
  );

  /** The words as the model has them, not as the page shows them: it is the model that the server checks. */
  const targetOf = ({ blockId, start, end }: Pick<PickedWords, 'blockId' | 'start' | 'end'>) => {
    const block = text?.blocks.find(({ id }) => id === blockId);
    if (!text || !block) return null;
    const { quote, position } = describe(block.text, start, end);
    const { revision } = text.variant;
    return { sectionId: section.id, language, blockId, ...position, exact: quote.exact, revision };
  };
  const compose = (words: PickedWords, proposes: boolean) => {
    const target = consultation.may.comment ? targetOf(words) : null;
    if (!target) return;
    const { blockId, start, end } = target;
    const { clipped } = words;
    setOpen(null);
    setSheetBlock(null);
    const block = text?.blocks.find(({ id }) => id === blockId);
    setTask({
      kind: 'draft',
      key: newKey(),
      target,
      block: block && wholeBlock(target, block.text),
      proposes,
      clipped,
    });
    pick(null);
    if (!wide) goTo({ blockId, span: { start, end } });
  };
  const stopComposing = () => {
    const block = task && root.current && blockById(root.current, task.target.blockId);
    setTask(null);
    block?.focus({ preventScroll: true });
    // Whoever went down a tall form to its buttons comes back to the words.
    block?.scrollIntoView({ block: 'nearest' });
  };

  const marked = useMemo<MarkedBlocks>(
    () =>
      new Map(
        [...byBlock].map(([blockId, here]) => [
          blockId,
          here.flatMap(({ comment, span }) =>
            span ? [{ key: comment.id, ...span, settled: isSettled(comment) }] : [],
          ),
        ]),
      ),
    [byBlock],
  );
  const litWords = useMemo(() => wordsOf(placement.placed, lit ?? open), [placement, lit, open]);
  const pickedWords = useMemo<WordsAt | null>(() => task?.target ?? picked, [task, picked]);
  useMarkedWords(root, content, { marked, lit: litWords, picked: pickedWords });
  const segments = useMemo(() => (paintsRanges ? undefined : segmentsByBlock(marked)), [marked]);

  useTextPointer(root, content, marked, {
    onWords: (commentId) => {
      const place = placement.placed.find(({ comment }) => comment.id === commentId);
      if (place) openComment(place);
    },
    onHover: setLit,
    onTap: (block) => {
      const words = pickBlock(block);
      pick(words && picked?.blockId !== words.blockId ? words : null);
    },
  });
  useBlockKeys(root, content, {
    language,
    onEnter: notes.openBlock,
    onPicked: (words) => setSaid(t('profiles.picked', { words })),
  });
  const step = (direction: 1 | -1) => {
    const next = neighbourOf(placement.placed, root.current, direction);
    if (!next) return setSaid(t('profiles.noMoreComments'));
    goTo(next);
    setLit(next.comment.id);
    if (wide) return setSought({ key: next.comment.id });
    root.current
      ?.querySelector<HTMLElement>(`[data-comments-of="${CSS.escape(next.blockId)}"]`)
      ?.focus({ preventScroll: true });
  };
  useReaderKeys(singleKeys, {
    n: () => step(1),
    p: () => step(-1),
    c: () => {
      const words = picked ?? pickFocused(root.current);
      if (words) compose(words, false);
      else setSaid(t('profiles.pickFirst'));
    },
    '?': () => setKeysShown(true),
  });
  const title = sectionTitle(section, language, consultation.originalLanguage);
  const previousSection = useRef(section.id);
  useEffect(() => {
    if (previousSection.current === section.id) return;
    previousSection.current = section.id;
    // A place named in the address is scrolled to when its text is there.
    if (window.location.hash === '') window.scrollTo({ top: 0, behavior: 'instant' });
    top.current?.focus({ preventScroll: true });
  }, [section.id]);
  useDeepLink({
    root,
    content,
    ready: text !== null && !loadingComments,
    placed: placement.placed,
    openComment,
    section,
    sections,
  });

  const after = useCallback((blockId: string) => <BlockComments blockId={blockId} />, []);
  const headings = text?.variant.outline ?? [];
  const begins = content?.content[0];
  const hasTitle = begins?.type === 'heading' && begins.attrs.level === 1;
  const outline = (onGo?: () => void) => (
    <SectionOutline
      {...{ sections, current: section, headings, language, whereabouts }}
      {...(onGo && { onGo })}
    />
  );

  const composer = task && <Composer key={task.key} task={task} onClose={stopComposing} titled={wide} />;
  const beside = useMemo<readonly MarginItem[]>(
    () =>
      placement.placed.map(({ comment, blockId, span }) => ({
        key: comment.id,
        blockId,
        span,
        node: <Note commentId={comment.id} />,
      })),
    [placement],
  );
  let items = beside;
  if (wide && task && composer && text) {
    const { blockId, start, end } = task.target;
    const at = text.blocks.findIndex(({ id }) => id === blockId);
    const before = placement.placed.findIndex((one) => {
      const other = text.blocks.findIndex(({ id }) => id === one.blockId);
      return other > at || (other === at && (one.span?.start ?? -1) > start);
    });
    const item = {
      key: composing,
      blockId,
      span: { start, end },
      node: <div className={styles.composer}>{composer}</div>,
    };
    items = beside.toSpliced(before === -1 ? beside.length : before, 0, item);
  }

  return (
    <NotesContext value={notes}>
      <AtHandContext value={atHand}>
        <CommentListContext value={edit}>
          <div
            className={styles.reader}
            data-room={room ?? undefined}
            data-sheet={(!wide && (sheetBlock !== null || task !== null)) || undefined}
          >
            {withOutline && <div className={styles.outline}>{outline()}</div>}
            <div ref={top} className={styles.main} tabIndex={-1}>
              <PageTitle title={title} />
              <Fill slot="place">
                <span lang={language}>{title}</span>
              </Fill>
              <ReaderHead
                language={language}
                onLanguage={setLanguage}
                outline={withOutline ? null : outline}
                whereabouts={whereabouts}
                onKeys={() => setKeysShown(true)}
                variant={text?.variant ?? null}
                suggesting={suggesting}
                onSuggest={() => setSuggesting(true)}
              />
              <UnsentBar
                section={section}
                sections={sections}
                current={task?.key ?? suggestion}
                onContinue={(begun) =>
                  setTask({
                    kind: 'draft',
                    key: begun.key,
                    target: begun.target,
                    block: begun.block,
                    proposes: begun.text.proposal !== null,
                  })
                }
              />
              {suggesting && text && (
                <SuggestLayer
                  root={root}
                  text={content}
                  targetOf={(blockId) => {
                    const block = text.blocks.find(({ id }) => id === blockId);
                    return block?.text ? targetOf({ blockId, start: 0, end: block.text.length }) : null;
                  }}
                  onKey={setSuggestion}
                  onStop={() => setSuggesting(false)}
                />
              )}
              {text ? (
                <article className={styles.text} aria-busy={loading || undefined}>
                  {!hasTitle && (
                    <h1 className={styles.title} lang={language}>
                      {text.variant.title}
                    </h1>
                  )}
                  <div ref={root} className={styles.root}>
                    <DocumentView
                      content={text.variant.content}
                      language={text.variant.language}
                      after={after}
                      {...(segments && { segments })}
                    />
                  </div>
                  <GoneComments comments={placement.gone} />
                  <SectionLinks sections={sections} current={section} language={language} />
                </article>
              ) : error ? (
                <ErrorState onRetry={() => void refetchText()} />
              ) : missing ? (
                <EmptyState icon="globe" title={t('profiles.noVariant')}>
                  {t('profiles.noVariant.explain')}
                </EmptyState>
              ) : (
                <Skeleton lines={12} label={t('profiles.loading')} />
              )}
            </div>
            {wide && text && (
              <div className={styles.margin}>
                <Margin
                  text={root}
                  items={items}
                  sought={sought}
                  pinned={task ? composing : open}
                  led={task ? composing : (lit ?? open)}
                  label={t('profiles.margin', { count: placement.placed.length })}
                  content={content}
                />
              </div>
            )}
            {!wide && (
              <CommentsSheet
                blockId={sheetBlock}
                composer={composer}
                onClose={() => {
                  setSheetBlock(null);
                  setOpen(null);
                  if (task) stopComposing();
                }}
              />
            )}
            {picked && !task && (
              <SelectionBar
                text={root}
                picked={picked}
                mayComment={consultation.may.comment}
                onComment={() => compose(picked, false)}
                onPropose={() => compose(picked, true)}
                {...(consultation.may.correct &&
                  consultation.frozenVersion !== null && { onCorrect: () => setCorrected(targetOf(picked)) })}
                onOrigin={() => setAsked(picked)}
                onCopyLink={() => {
                  copyLink(`${readingHref(consultation.slug, section.key)}#${picked.blockId}`);
                  pick(null);
                }}
                onClose={() => pick(null)}
              />
            )}
            {asked && (
              <OriginDialog
                place={{
                  sectionId: section.id,
                  language,
                  blockId: asked.blockId,
                  start: asked.start,
                  end: asked.end,
                }}
                words={asked.exact}
                onClose={() => setAsked(null)}
              />
            )}
            {corrected && <CorrectionDialog target={corrected} onClose={() => setCorrected(null)} />}
            <ArrivalsBar
              unseen={arrivals.unseen}
              isAbove={(arrival) => root.current !== null && isAbove(root.current, arrival)}
              onGo={(arrival) => {
                const place = placement.placed.find(({ comment }) => comment.id === arrival.commentId);
                if (place) openComment(place, true);
              }}
            />
            {keysShown && (
              <KeysDialog onClose={() => setKeysShown(false)} single={singleKeys} onSingle={setSingleKeys} />
            )}
            <div role="status" aria-live="polite">
              <VisuallyHidden>{said}</VisuallyHidden>
            </div>
          </div>
        </CommentListContext>
      </AtHandContext>
    </NotesContext>
  );
}

function wordsOf(placed: readonly PlacedComment[], commentId: string | null): WordsAt | null {
  const one = commentId === null ? undefined : placed.find(({ comment }) => comment.id === commentId);
  return one?.span ? { blockId: one.blockId, ...one.span, key: one.comment.id } : null;
}

/** The comment after or before the one that has focus, else after or before what is in view. */
function neighbourOf(
  placed: readonly PlacedComment[],
  root: HTMLElement | null,
  direction: 1 | -1,
): PlacedComment | undefined {
  const focused = document.activeElement;
  const at = placed.findIndex(({ comment, blockId }) => {
    const note = document.getElementById(noteId(comment.id));
    return note
      ? note.closest('article')?.contains(focused)
      : focused?.getAttribute('data-comments-of') === blockId;
  });
  if (at !== -1) {
    const here = placed[at];
    // Without a margin all comments of a block share one way in.
    const onwards = direction === 1 ? placed.slice(at + 1) : placed.slice(0, at).toReversed();
    return onwards.find(
      (one) => document.getElementById(noteId(one.comment.id)) !== null || one.blockId !== here?.blockId,
    );
  }
  const top = (one: PlacedComment) =>
    (root && blockById(root, one.blockId)?.getBoundingClientRect().top) ?? 0;
  return direction === 1 ? placed.find((one) => top(one) > 80) : placed.findLast((one) => top(one) < 80);
}
