import { useEffect, useState } from 'react';
import { useFormat } from '../../i18n/format';
import { useText } from '../../i18n/provider';
import { StatusChip } from '../../ui/chip';
import type { IconName } from '../../ui/icon';
import type { Meaning } from '../../ui/meaning';
import { VisuallyHidden } from '../../ui/visually-hidden';
import type { SaveFacts } from './acknowledgements';
import styles from './sync.module.css';
import { patience, saveStateOf, type SaveState } from './save-state';

/** Follows the acknowledgements, and the clock while something is unsaved. */
export function useSaveState(facts: SaveFacts): SaveState {
  const { unsavedSince } = facts;
  /** The edit that has waited too long, by its time. */
  const [overdue, setOverdue] = useState<number | null>(null);
  useEffect(() => {
    if (unsavedSince === null) return;
    const left = unsavedSince + patience - Date.now();
    const timer = setTimeout(() => setOverdue(unsavedSince), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [unsavedSince]);
  const waited = overdue === unsavedSince ? patience : 0;
  return saveStateOf(facts, (unsavedSince ?? 0) + waited);
}

const looks: Readonly<Record<SaveState['kind'], { readonly meaning: Meaning; readonly icon: IconName }>> = {
  saved: { meaning: 'agreed', icon: 'check' },
  saving: { meaning: 'neutral', icon: 'clock' },
  reconnecting: { meaning: 'waiting', icon: 'offline' },
  notSaved: { meaning: 'refused', icon: 'warning' },
};

type SaveChipProps = {
  readonly state: SaveState;
  /** Without one, in that of the device. */
  readonly timeZone?: string;
};

/** Am I saved? Needs the words of `platform/sync` above it. */
export function SaveChip({ state, timeZone }: SaveChipProps) {
  const t = useText();
  const format = useFormat(timeZone);
  const label =
    state.kind === 'saved' && state.at !== null
      ? t('sync.save.savedAt', { time: format.time(state.at) })
      : t(`sync.save.${state.kind}`);
  const spoken = useSpoken(state);
  return (
    <>
      <span data-save={state.kind} className={styles.save}>
        <StatusChip {...looks[state.kind]} label={label} />
      </span>
      <span role="status">
        <VisuallyHidden>{spoken && t(`sync.save.${spoken}`)}</VisuallyHidden>
      </span>
    </>
  );
}

/** Milliseconds. A connection that comes back within a breath is no news. */
const worthTelling = 1000;

/** Trouble is spoken, and that it is over; "saving" and "saved" with every word typed are not. */
function useSpoken({ kind }: SaveState): SaveState['kind'] | null {
  const [spoken, setSpoken] = useState<SaveState['kind'] | null>(null);
  const worth = kind === 'notSaved' || kind === 'reconnecting' || (kind === 'saved' && spoken !== null);
  useEffect(() => {
    if (!worth) return;
    const timer = setTimeout(() => setSpoken(kind), worthTelling);
    return () => clearTimeout(timer);
  }, [kind, worth]);
  return spoken;
}
