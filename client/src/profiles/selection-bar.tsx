import { useMemo } from 'react';
import type { RefObject } from 'react';
import { useText } from '../i18n/provider';
import { Button, IconButton } from '../ui/button';
import { Popover } from '../ui/popover';
import type { PickedWords } from './picked-words';
import { blockById, rangeOf } from './positions';
import { useMedia } from './use-media';
import styles from './selection-bar.module.css';

type SelectionBarProps = {
  readonly text: RefObject<HTMLElement | null>;
  readonly picked: PickedWords;
  readonly mayComment: boolean;
  readonly onComment: () => void;
  readonly onPropose: () => void;
  /** For those who may correct a frozen text. */
  readonly onCorrect?: () => void;
  /** Left out where the text is not the place to ask for its history. */
  readonly onOrigin?: () => void;
  readonly onCopyLink: () => void;
  readonly onClose: () => void;
};

/** What one can do with chosen words. Over them with a mouse; at the thumb by touch, clear of the system's own menu. */
export function SelectionBar({ text, picked, mayComment, onClose, ...acts }: SelectionBarProps) {
  const t = useText();
  const byTouch = useMedia('(hover: none)');
  const anchor = useMemo(
    () => ({
      getBoundingClientRect: () => {
        const block = text.current && blockById(text.current, picked.blockId);
        return (block && rangeOf(block, picked.start, picked.end))?.getBoundingClientRect() ?? new DOMRect();
      },
    }),
    [text, picked],
  );
  const buttons = (
    <>
      {mayComment && (
        <>
          <Button look="quiet" size="small" icon="comment" onClick={acts.onComment}>
            {t('profiles.pick.comment')}
          </Button>
          <Button look="quiet" size="small" icon="pencil" onClick={acts.onPropose}>
            {t('profiles.pick.propose')}
          </Button>
        </>
      )}
      {acts.onCorrect && (
        <Button look="quiet" size="small" icon="pencil" onClick={acts.onCorrect}>
          {t('profiles.pick.correct')}
        </Button>
      )}
      {acts.onOrigin && (
        <IconButton icon="history" label={t('profiles.pick.origin')} onClick={acts.onOrigin} />
      )}
      {byTouch ? (
        <IconButton icon="link" label={t('profiles.pick.copyLink')} onClick={acts.onCopyLink} />
      ) : (
        <Button look="quiet" size="small" icon="link" onClick={acts.onCopyLink}>
          {t('profiles.pick.copyLink')}
        </Button>
      )}
      {picked.clipped && <p className={styles.clipped}>{t('profiles.pick.clipped')}</p>}
    </>
  );
  if (byTouch) {
    return (
      <div className={styles.thumb} role="toolbar" aria-label={t('profiles.pick')}>
        {buttons}
      </div>
    );
  }
  return (
    <Popover
      open
      shape="toolbar"
      placement="above"
      anchor={anchor}
      label={t('profiles.pick')}
      onClose={onClose}
    >
      {buttons}
    </Popover>
  );
}
