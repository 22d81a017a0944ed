import { rebased } from '@concord/consultation';
import { SaveCompromiseDocument } from '@concord/schema';
import type { CompromiseFieldsFragment as Compromise, Locale } from '@concord/schema';
import { useEffect, useRef, useState } from 'react';
import { useSend } from '../comments';

/** `apart`: a colleague changed the same words; both texts are here, a person chooses. */
export type CompromiseState = 'kept' | 'writing' | 'saving' | 'unreachable' | 'apart';

export type CompromiseText = {
  readonly text: string;
  readonly state: CompromiseState;
  /** What a colleague wrote, while it can't be put together with one's own. */
  readonly theirs: string | null;
  readonly write: (text: string) => void;
  /** Ends `apart`: with one's own text, or with theirs. */
  readonly take: (whose: 'mine' | 'theirs') => void;
};

type Place = { readonly sectionId: string; readonly blockId: string; readonly language: Locale };

const PAUSE_MS = 500;

/**
 * One text that several moderators write: saved a moment after the last key, and put together with what others saved
 * meanwhile wherever the two changes don't touch. Nobody's words are overwritten.
 */
export function useCompromise(place: Place, kept: Compromise | null): CompromiseText {
  const send = useSend();
  const [text, setText] = useState(kept?.text ?? '');
  const [state, setState] = useState<CompromiseState>('kept');
  const [theirs, setTheirs] = useState<string | null>(null);
  /** What both sides last agreed on. */
  const base = useRef({ text: kept?.text ?? '', version: kept?.version ?? 0 });
  const mine = useRef(text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saving = useRef(false);

  const show = (next: string) => {
    mine.current = next;
    setText(next);
  };
  const schedule = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), PAUSE_MS);
  };

  async function save(): Promise<void> {
    if (saving.current || mine.current === base.current.text) return;
    saving.current = true;
    setState('saving');
    const sent = mine.current;
    const outcome = await send(
      SaveCompromiseDocument,
      { input: { ...place, text: sent, version: base.current.version } },
      (data) => data.saveCompromise,
    );
    saving.current = false;
    if ('done' in outcome) {
      // A colleague's save may have arrived while this one was under way; the newer version counts.
      if (outcome.done.version > base.current.version)
        base.current = { text: outcome.done.text, version: outcome.done.version };
      setState(mine.current === sent ? 'kept' : 'writing');
      if (mine.current !== sent) schedule();
    } else if (outcome.failure.code === 'WRONG_STATE') {
      // Their text comes with the event of their save; until then nothing is sent again.
      setState('writing');
    } else setState('unreachable');
  }

  useEffect(() => {
    if (!kept || kept.version <= base.current.version) return;
    const common = base.current.text;
    base.current = { text: kept.text, version: kept.version };
    const merged = mine.current === common ? kept.text : rebased(common, mine.current, kept.text);
    if (merged === null) {
      setTheirs(kept.text);
      setState('apart');
      return;
    }
    show(merged);
    if (merged === kept.text) setState('kept');
    else schedule();
    // What the server keeps moves it; the rest is read where it stands.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [kept]);

  useEffect(() => () => clearTimeout(timer.current), []);

  return {
    text,
    state,
    theirs,
    write(next) {
      show(next);
      if (theirs !== null) return;
      setState('writing');
      schedule();
    },
    take(whose) {
      if (whose === 'theirs') show(base.current.text);
      setTheirs(null);
      setState('writing');
      schedule();
    },
  };
}
