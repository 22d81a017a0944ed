import { describe } from '@concord/anchoring/text';
import type { CommentFieldsFragment as Comment, Locale } from '@concord/schema';
import { useEffect, useMemo, useRef, useState } from 'react';
import {
  isPrivate,
  newKey,
  placeComments,
  sectionTitle,
  useCopyLink,
  useLiveConsultation,
  useOpenConsultation,
  wholeBlock,
} from '../comments';
import type { ComposerTask } from '../comments';
import { useLocale, useText } from '../i18n/provider';
import {
  blockById,
  DocumentView,
  pickBlock,
  pickFocused,
  SelectionBar,
  segmentsByBlock,
  paintsRanges,
  useBlockKeys,
  useMarkedWords,
  usePickedWords,
  useReaderKeys,
  useSectionText,
  useSetting,
} from '../profiles';
import type { MarkedBlocks, PickedWords } from '../profiles';
import { Select } from '../ui/field';
import { rowOf } from '../ui/focus';
import { Skeleton } from '../ui/progress';
import { EmptyState, ErrorState } from '../ui/state';
import { VisuallyHidden } from '../ui/visually-hidden';
import { NoComments } from './no-comments';
import styles from './desk.module.css';

type DeskTextProps = {
  readonly comments: readonly Comment[];
  readonly open: string | null;
  /** What is being written just now. */
  readonly begun: (ComposerTask & { kind: 'draft' }) | null;
  readonly onOpen: (id: string) => void;
  readonly onBegin: (task: ComposerTask & { kind: 'draft' }) => void;
};

/** The text that the drafts are about: the words of each are marked, those of the open one lit; choose words to begin. */
export function DeskText({ comments, open, begun, onOpen, onBegin }: DeskTextProps) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const sections = useMemo(
    () => consultation.sections.toSorted((a, b) => a.ordinal - b.ordinal),
    [consultation.sections],
  );
  const drafts = useMemo(() => comments.filter(isPrivate), [comments]);
  const opened = drafts.find(({ id }) => id === open);
  const [chosen, setChosen] = useState<{ sectionId: string; language: Locale } | null>(null);
  // A draft brings its chapter and its language along.
  const [followed, setFollowed] = useState<string | null>(null);
  if (opened && followed !== opened.id) {
    setFollowed(opened.id);
    setChosen({ sectionId: opened.section.id, language: opened.target.language });
  }
  const first = drafts[0];
  const section =
    sections.find(({ id }) => id === (chosen?.sectionId ?? first?.section.id)) ?? sections[0] ?? null;
  const languages = section?.variants.map(({ language }) => language) ?? [];
  const wished = chosen?.language ?? locale;
  const language = languages.includes(wished) ? wished : consultation.originalLanguage;
  if (!section) return <EmptyState icon="file" title={t('rooms.text.none')} />;
  return (
    <section className={styles.text} aria-label={t('rooms.text')}>
      <div className={styles.choose}>
        <Select
          label={t('rooms.text.section')}
          value={section.id}
          onChange={(sectionId) => setChosen({ sectionId, language })}
          options={sections.map((one) => ({
            value: one.id,
            label: sectionTitle(one, locale, consultation.originalLanguage),
          }))}
        />
        <Select
          label={t('rooms.text.language')}
          value={language}
          onChange={(next) => setChosen({ sectionId: section.id, language: next })}
          options={languages.map((value) => ({ value, label: t(`rooms.language.${value}`) }))}
        />
      </div>
      <NoComments key={section.id} sectionId={section.id} />
      <SectionText
        key={`${section.id}/${language}`}
        sectionId={section.id}
        language={language}
        drafts={drafts}
        open={open}
        begun={begun}
        onOpen={onOpen}
        onBegin={onBegin}
      />
    </section>
  );
}

type SectionTextProps = Omit<DeskTextProps, 'comments'> & {
  readonly sectionId: string;
  readonly language: Locale;
  readonly drafts: readonly Comment[];
};

function SectionText({ sectionId, language, drafts, open, begun, onOpen, onBegin }: SectionTextProps) {
  const t = useText();
  const consultation = useOpenConsultation();
  const copyLink = useCopyLink();
  const root = useRef<HTMLDivElement>(null);
  const { text, error, refetch } = useSectionText(sectionId, language);
  const content = text?.variant.content;
  const { picked, pick } = usePickedWords(root);
  const live: Parameters<typeof useLiveConsultation>[1] = {
    onEvent: () => {},
    onRevision: (revision) => {
      if (revision.sectionId === sectionId && revision.language === language) void refetch();
    },
    onBack: () => void refetch(),
    onLost: () => Promise.resolve(null),
  };
  useLiveConsultation(consultation, live, 'text at the desk');
  const placed = useMemo(
    () =>
      placeComments(
        drafts.filter(({ section }) => section.id === sectionId),
        text?.blocks ?? [],
        language,
      ).placed,
    [drafts, sectionId, text, language],
  );
  const marked = useMemo<MarkedBlocks>(() => {
    const blocks = new Map<string, { key: string; start: number; end: number; settled: boolean }[]>();
    for (const { comment, blockId, span } of placed) {
      if (span)
        blocks.set(blockId, [...(blocks.get(blockId) ?? []), { key: comment.id, ...span, settled: false }]);
    }
    return blocks;
  }, [placed]);
  const opened = useMemo(() => {
    const place = placed.find(({ comment }) => comment.id === open);
    return place?.span ? { blockId: place.blockId, ...place.span, key: place.comment.id } : null;
  }, [placed, open]);
  const lit = useMemo(() => {
    if (begun?.target.sectionId !== sectionId || begun.target.language !== language) return opened;
    const { blockId, start, end } = begun.target;
    return { blockId, start, end, key: begun.key };
  }, [begun, sectionId, language, opened]);
  useMarkedWords(root, content, { marked, lit, picked });
  const segments = useMemo(() => (paintsRanges ? undefined : segmentsByBlock(marked)), [marked]);
  const litBlock = opened?.blockId;
  useEffect(() => {
    if (litBlock && root.current) blockById(root.current, litBlock)?.scrollIntoView({ block: 'center' });
  }, [litBlock, content]);

  const begin = (words: PickedWords, proposes: boolean) => {
    const block = text?.blocks.find(({ id }) => id === words.blockId);
    if (!text || !block) return;
    // The words as the model has them, not as the page shows them: it is the model that the server checks.
    const { quote, position } = describe(block.text, words.start, words.end);
    pick(null);
    const { revision } = text.variant;
    const { blockId } = words;
    const target = { sectionId, language, blockId, ...position, exact: quote.exact, revision };
    onBegin({
      kind: 'draft',
      key: newKey(),
      target,
      block: wholeBlock(target, block.text),
      proposes,
      clipped: words.clipped,
    });
  };
  const [singleKeys] = useSetting('concord.single-keys', true);
  const [said, setSaid] = useState('');
  const beginHere = () => {
    const words = picked ?? pickFocused(root.current);
    if (words) begin(words, false);
    else setSaid(t('profiles.pickFirst'));
  };
  useReaderKeys(singleKeys, { c: beginHere });
  useBlockKeys(root, content, {
    language,
    onEnter: (block) => {
      const [first] = placed.filter(({ blockId }) => blockId === block);
      if (!first) return beginHere();
      const { id } = first.comment;
      onOpen(id);
      requestAnimationFrame(() => rowOf(document, id)?.focus());
    },
    onPicked: (words) => setSaid(t('profiles.picked', { words })),
  });
  if (!text) return error ? <ErrorState onRetry={() => void refetch()} /> : <Skeleton lines={10} />;
  return (
    // A press on a marked stretch opens its draft; the keys are those of the reading view.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      ref={root}
      className={styles.paper}
      onClick={(event) => {
        if (!(event.target instanceof Element) || !document.getSelection()?.isCollapsed) return;
        const block = event.target.closest<HTMLElement>('[data-block]');
        const here = placed.filter(({ blockId }) => blockId === block?.dataset['block']);
        if (here.length === 1 && here[0]) onOpen(here[0].comment.id);
        else if (block && here.length === 0) pick(pickBlock(block));
      }}
    >
      <DocumentView content={text.variant.content} language={language} {...(segments && { segments })} />
      <div role="status">
        <VisuallyHidden>{said}</VisuallyHidden>
      </div>
      {picked && (
        <SelectionBar
          text={root}
          picked={picked}
          mayComment
          onComment={() => begin(picked, false)}
          onPropose={() => begin(picked, true)}
          onCopyLink={() => copyLink(`${window.location.pathname}#${picked.blockId}`)}
          onClose={() => pick(null)}
        />
      )}
    </div>
  );
}
