import { useQuery } from '@apollo/client/react';
import { addsParagraph, concernsBlock, indicatorsIn, limits } from '@concord/consultation';
import { blockProblem, placesFor, placesIn } from '@concord/document/arrange';
import { blockTexts } from '@concord/document/model';
import { SectionTextDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment, Locale, ProposalKind, TargetInput } from '@concord/schema';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocale, useText } from '../../i18n/provider';
import { Select, TextArea, TextField } from '../../ui/field';
import { spansCells } from '../comment-text';
import type { CommentText, Goal, TextProblem, Wording } from '../comment-text';
import { sectionTitle, useOpenConsultation } from '../consultation';
import { WordingView } from '../wording-view';
import BlockProposal from './block-proposal';
import styles from './proposing.module.css';

export type ProposalPartProps = {
  readonly text: CommentText;
  readonly initial: CommentText;
  /** The chosen words, which other words would replace. */
  readonly words: string;
  readonly language: Locale;
  readonly sectionId: string;
  /** Of a new comment, all of the block; null where only words can be asked for. */
  readonly block: TargetInput | null;
  /** The draft that is revised: its block is looked up in the text as it stands. */
  readonly comment: Comment | null;
  /** Somebody came here to propose: they go on in the wording. */
  readonly begins: boolean;
  readonly onChange: (text: CommentText) => void;
  readonly problem: (...among: TextProblem[]) => string | undefined;
  readonly refused: (field: string) => string | undefined;
};

/** What a comment asks of the text: other words, a new paragraph, that the paragraph goes, or moves. */
export default function ProposalPart(props: ProposalPartProps) {
  const { text, initial, words, language, sectionId, comment, begins, onChange, problem, refused } = props;
  const t = useText();
  const wording = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (begins) wording.current?.focus({ preventScroll: true });
  }, [begins]);
  const { data } = useQuery(SectionTextDocument, {
    variables: { id: sectionId, language },
    skip: props.block === null && comment === null,
    fetchPolicy: 'cache-first',
  });
  const variant = data?.section?.variant ?? null;
  const content = variant?.content ?? null;
  const block = useMemo(
    () => props.block ?? (comment && variant && blockOf(comment, sectionId, variant)),
    [props.block, comment, sectionId, variant],
  );
  const choices = useMemo(() => kindsFor(content, block, words), [content, block, words]);
  const chosen: Choice = text.kind === 'words' && text.proposal === null ? 'none' : text.kind;
  const choose = (next: Choice) => {
    const kind = next === 'none' ? 'words' : next;
    const before = wordingAt(chosen);
    const aside = before ? { ...text.aside, [before]: text.proposal ?? undefined } : text.aside;
    const after = wordingAt(next);
    const fresh = after === 'added' ? '' : ((initial.kind === 'words' ? initial.proposal : null) ?? words);
    onChange({
      ...text,
      kind,
      proposal: after && (aside?.[after] ?? fresh),
      aside,
      // Words are pointed at as before; what is asked of a block points at all of it.
      about: comment && block && concernsBlock(kind) && !isWhole(comment) ? block : undefined,
      type: text.type === 'general' && next !== 'none' ? 'substantive' : text.type,
    });
  };
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const [goalSection, setGoalSection] = useState(text.goal?.sectionId ?? sectionId);
  const away = goalSection !== sectionId;
  const { data: other } = useQuery(SectionTextDocument, {
    variables: { id: goalSection, language },
    skip: !away,
    fetchPolicy: 'cache-first',
  });
  const there = away ? (other?.section?.variant?.content ?? null) : content;
  const goals = useMemo(
    () => (away ? goalsIn(content, block, there) : goalsFor(content, block)),
    [away, content, block, there],
  );
  const whole = block?.exact ?? words;
  const offered = [...new Set<Choice>([...choices, chosen])];
  return (
    <div className={styles.part}>
      <Select
        label={t('proposing.asks')}
        value={chosen}
        onChange={choose}
        options={offered.map((value) => ({ value, label: t(`proposing.choice.${value}`) }))}
        error={refused('target')}
      />
      {spansCells(words) && chosen === 'none' && <p className={styles.hint}>{t('comments.compose.cells')}</p>}
      {(chosen === 'words' || addsParagraph(text.kind)) && (
        <TextArea
          label={t(chosen === 'words' ? 'comments.proposal' : `proposing.${addedBy(text.kind)}`)}
          description={t(
            chosen === 'words' ? 'comments.compose.proposal.help' : `proposing.${addedBy(text.kind)}.help`,
          )}
          value={text.proposal ?? ''}
          onChange={(proposal) => onChange({ ...text, proposal })}
          lang={language}
          limit={limits.proposal.max}
          serif
          ref={wording}
          rows={3}
          error={problem('proposal_unchanged', 'proposal_too_long', 'paragraph_empty') ?? refused('proposal')}
        />
      )}
      {chosen === 'good_practice' && (
        <TextField
          label={t('proposing.indicators')}
          description={t('proposing.indicators.help')}
          value={text.indicators}
          onChange={(indicators) => onChange({ ...text, indicators })}
          error={problem('indicators_unknown') ?? refused('indicators')}
        />
      )}
      {chosen === 'move' && (
        <Select
          label={t('proposing.goal.section')}
          value={goalSection}
          onChange={(next) => {
            setGoalSection(next);
            onChange({ ...text, goal: null });
          }}
          options={consultation.sections
            .toSorted((a, b) => a.ordinal - b.ordinal)
            .map((section) => ({
              value: section.id,
              label: sectionTitle(section, locale, consultation.originalLanguage),
            }))}
        />
      )}
      {chosen === 'move' && (
        <Select
          label={t('proposing.goal')}
          value={text.goal?.blockId ?? ''}
          onChange={(blockId) =>
            onChange({
              ...text,
              goal:
                blockId === ''
                  ? null
                  : {
                      blockId,
                      words: beginningOf(there, blockId),
                      ...(away && { sectionId: goalSection }),
                    },
            })
          }
          options={[
            { value: '', label: t('proposing.goal.choose') },
            ...withChosen(goals, text).map(({ blockId, words: begins }) => ({
              value: blockId,
              label: begins,
            })),
          ]}
          error={problem('goal_missing') ?? refused('moveAfter')}
        />
      )}
      {chosen === 'words' && text.proposal !== null && (
        <div className={styles.preview} role="group" aria-label={t('comments.wording')}>
          <p className={styles.label} aria-hidden="true">
            {t('comments.wording')}
          </p>
          <WordingView before={words} after={text.proposal} language={language} />
        </div>
      )}
      {concernsBlock(text.kind) && text.kind !== 'words' && (
        <BlockProposal
          asked={{
            kind: text.kind,
            block: whole,
            wording: text.proposal ?? '',
            indicators: indicatorsIn(text.indicators),
            goal: text.goal?.words ?? '…',
            goalSectionId: away ? goalSection : null,
          }}
          language={language}
          views
        />
      )}
    </div>
  );
}

type Choice = 'none' | ProposalKind;

/** Which wording a choice goes with, if any. */
const wordingAt = (choice: Choice): Wording | null =>
  choice === 'words' ? 'words' : choice === 'paragraph' || choice === 'good_practice' ? 'added' : null;

const isWhole = ({ target: { quote } }: Comment): boolean => quote.prefix === '' && quote.suffix === '';

type Text = { readonly revision: number; readonly content: NonNullable<Content> };

/** All of the block that a draft is about, as it stands now; null when it is gone. */
function blockOf(
  { anchor, target }: Comment,
  sectionId: string,
  { revision, content }: Text,
): TargetInput | null {
  const blockId = anchor.blockId ?? target.blockId;
  const text = blockTexts(content).find(({ id }) => id === blockId)?.text;
  if (!text) return null;
  return { sectionId, language: target.language, blockId, start: 0, end: text.length, exact: text, revision };
}

const addedBy = (kind: ProposalKind) => (kind === 'good_practice' ? kind : 'paragraph');

type Content = Parameters<typeof placesFor>[0] | null;

/** What can be asked where these words are. */
function kindsFor(content: Content, block: TargetInput | null, words: string): readonly Choice[] {
  const ofWords: Choice[] = spansCells(words) ? ['none'] : ['none', 'words'];
  if (!content || !block) return ofWords;
  const { blockId } = block;
  return [
    ...ofWords,
    ...(['paragraph', 'good_practice', 'deletion', 'move'] as const).filter(
      (kind) => blockProblem(content, blockId, kind) === null,
    ),
  ];
}

function goalsFor(content: Content, block: TargetInput | null): readonly Goal[] {
  const places = content && block ? placesFor(content, block.blockId) : [];
  return places.map((blockId) => ({ blockId, words: beginningOf(content, blockId) }));
}

/** [PO11] The same in another section. */
function goalsIn(content: Content, block: TargetInput | null, there: Content): readonly Goal[] {
  const places = content && block && there ? placesIn(content, block.blockId, there) : [];
  return places.map((blockId) => ({ blockId, words: beginningOf(there, blockId) }));
}

/** Chosen on another day: it is for the server to say whether it is still there. */
const withChosen = (goals: readonly Goal[], { goal }: CommentText): readonly Goal[] =>
  goal && !goals.some(({ blockId }) => blockId === goal.blockId) ? [goal, ...goals] : goals;

const MOST = 80;

function beginningOf(content: Content, blockId: string): string {
  const text = (content && blockTexts(content).find(({ id }) => id === blockId)?.text) ?? '';
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= MOST ? line || '…' : `${line.slice(0, MOST).trimEnd()}…`;
}
