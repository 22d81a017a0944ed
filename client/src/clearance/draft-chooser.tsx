import { useRef, useState } from 'react';
import { useRowKeys } from '../comments';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { ClearSeveral } from './clear-several';
import { DraftRow } from './draft-row';
import { MergeDialog } from './merge-dialog';
import type { Draft, Pair } from './drafts';
import styles from './clearing.module.css';

type DraftChooserProps = {
  readonly comments: readonly Draft[];
  readonly pairs: readonly Pair[];
  readonly open: string | null;
  readonly onOpen: (id: string | null) => void;
  readonly onDone: () => void;
};

/** Drafts in the order of the text; those who clear choose some and make them official, or one of several. */
export function DraftChooser({ comments, pairs, open, onOpen, onDone }: DraftChooserProps) {
  const t = useText();
  const rows = useRef<HTMLOListElement>(null);
  useRowKeys(rows);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<'clear' | 'merge' | null>(null);
  const chosen = comments.filter(({ id }) => picked.has(id));
  const choosable = comments.filter(({ may }) => may.setAside);
  const all = chosen.length === choosable.length;
  const clearable = chosen.filter(({ may, visibility }) => may.clear || visibility === 'organisation');
  const pick = (id: string, on: boolean) =>
    setPicked((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)));
  const finish = (kept: string | null = null) => {
    setPicked(new Set());
    setAsking(null);
    if (kept !== null) onOpen(kept);
    onDone();
  };
  return (
    <>
      <ol ref={rows} className={styles.rows} aria-label={t('clearance.list')}>
        {comments.map((comment) => (
          <DraftRow
            key={comment.id}
            comment={comment}
            relation={relationOf(comment, pairs)}
            picked={picked.has(comment.id)}
            onPick={comment.may.setAside ? (on) => pick(comment.id, on) : null}
            isOpen={open === comment.id}
            onToggle={() => onOpen(open === comment.id ? null : comment.id)}
          />
        ))}
      </ol>
      {choosable.length > 0 && (
        <div className={styles.bar} role="group" aria-label={t('clearance.chosen')}>
          <span className={styles.count}>{t('clearance.chosen.count', { count: chosen.length })}</span>
          <Button
            size="small"
            look="quiet"
            onClick={() => setPicked(new Set(all ? [] : choosable.map(({ id }) => id)))}
          >
            {t(all ? 'clearance.chosen.none' : 'clearance.chosen.all')}
          </Button>
          {chosen.length > 1 && (
            <Button size="small" icon="link" onClick={() => setAsking('merge')}>
              {t('clearance.merge.open', { count: chosen.length })}
            </Button>
          )}
          {chosen.length > 0 && clearable.length === chosen.length && (
            <Button look="primary" onClick={() => setAsking('clear')}>
              {t('clearance.clear.open', { count: chosen.length })}
            </Button>
          )}
        </div>
      )}
      {asking === 'clear' && (
        <ClearSeveral
          comments={chosen}
          onLeaveOut={(id) => pick(id, false)}
          onClose={() => setAsking(null)}
          onDone={finish}
        />
      )}
      {asking === 'merge' && (
        <MergeDialog comments={chosen} onClose={() => setAsking(null)} onDone={finish} />
      )}
    </>
  );
}

function relationOf({ id }: Draft, pairs: readonly Pair[]): Pair['relation'] | null {
  const own = pairs.filter(({ commentIds }) => commentIds.includes(id));
  return own.find(({ relation }) => relation === 'contradict')?.relation ?? own[0]?.relation ?? null;
}
