import { limits } from '@concord/consultation';
import type { LaneFieldsFragment as Lane, Locale } from '@concord/schema';
import { useText } from '../i18n/provider';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { KeyHint, StatusChip } from '../ui/chip';
import { Select, TextArea } from '../ui/field';
import { acceptedWording } from './contested';
import type { CompromiseText } from './use-compromise';
import styles from './board.module.css';

type CompromiseEditorProps = {
  readonly compromise: CompromiseText;
  readonly language: Locale;
  readonly lanes: readonly Lane[];
  /** The words it takes the place of. */
  readonly words: string;
  readonly editedBy: string | null;
  readonly shown: boolean;
  readonly onShow: () => void;
};

const states = {
  kept: { meaning: 'agreed', word: 'conflicts.compromise.kept' },
  writing: { meaning: 'waiting', word: 'conflicts.compromise.writing' },
  saving: { meaning: 'waiting', word: 'conflicts.compromise.writing' },
  unreachable: { meaning: 'refused', word: 'conflicts.compromise.unreachable' },
  apart: { meaning: 'changed', word: 'conflicts.compromise.apart' },
} as const;

/** Wording that the moderators write together, for all the contested words at once. */
export function CompromiseEditor({
  compromise,
  language,
  lanes,
  words,
  editedBy,
  shown,
  onShow,
}: CompromiseEditorProps) {
  const t = useText();
  const { meaning, word } = states[compromise.state];
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
    if (value === 'words') compromise.write(words);
    else if (lane) compromise.write(replaced(lane, words));
  };
  return (
    <section className={styles.compromise} aria-label={t('conflicts.compromise')}>
      <header className={styles.laneHead}>
        <h3>{t('conflicts.compromise')}</h3>
        <StatusChip plain meaning={meaning} label={t(word)} />
      </header>
      <p className={styles.quiet}>{t('conflicts.compromise.who')}</p>
      <Select
        label={t('conflicts.compromise.begin')}
        labelHidden
        value=""
        onChange={begin}
        options={beginnings}
      />
      <TextArea
        label={t('conflicts.compromise.wording')}
        description={t('conflicts.compromise.help')}
        value={compromise.text}
        onChange={compromise.write}
        lang={language}
        limit={limits.proposal.max}
        serif
        rows={4}
      />
      {compromise.theirs !== null && (
        <Banner tone="changed" title={t('conflicts.compromise.apart.title')} live>
          <p lang={language}>
            <q>{compromise.theirs}</q>
          </p>
          <p className={styles.buttons}>
            <Button size="small" onClick={() => compromise.take('mine')}>
              {t('conflicts.compromise.mine')}
            </Button>
            <Button size="small" onClick={() => compromise.take('theirs')}>
              {t('conflicts.compromise.theirs')}
            </Button>
          </p>
        </Banner>
      )}
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

/** All of the contested words with one lane's change in them. */
function replaced(lane: Lane, words: string): string {
  const quoted = lane.anchor.words ?? lane.target.quote.exact;
  return words.replace(quoted, () => acceptedWording(lane) ?? quoted);
}
