import type { AskedOfBlock } from './asked';

export const askedViews = ['original', 'proposal', 'accepted', 'clean'] as const;
export type AskedView = (typeof askedViews)[number];

export type Row = {
  /** `goal`: what stands around a moved block, for orientation. `finding`: a good practice as the text shows one. */
  readonly mark:
    | 'kept'
    | 'inserted'
    | 'candidate'
    | 'finding'
    | 'deleted'
    | 'moved_from'
    | 'moved_to'
    | 'goal';
  readonly text: string;
};

/** The blocks that a view shows, one below the other. */
export function rowsOf({ kind, block, wording, goal }: AskedOfBlock, view: AskedView): readonly Row[] {
  const kept: Row = { mark: 'kept', text: block };
  const near: Row = { mark: 'goal', text: goal };
  switch (kind) {
    case 'paragraph': {
      if (view === 'original') return [kept];
      const added: Row = { mark: view === 'clean' ? 'kept' : 'inserted', text: wording };
      return view === 'proposal' ? [added] : [kept, added];
    }
    case 'good_practice': {
      if (view === 'original') return [kept];
      const added: Row = { mark: view === 'clean' ? 'finding' : 'candidate', text: wording };
      return view === 'proposal' ? [added] : [kept, added];
    }
    case 'deletion':
      if (view === 'original') return [kept];
      return view === 'clean' ? [] : [{ mark: 'deleted', text: block }];
    case 'move':
      if (view === 'original') return [kept];
      if (view === 'clean') return [near, kept];
      if (view === 'proposal') return [near, { mark: 'moved_to', text: block }];
      return [{ mark: 'moved_from', text: beginningOf(block) }, near, { mark: 'moved_to', text: block }];
  }
}

const MOST = 120;

/** All of it is shown where it goes to. */
const beginningOf = (text: string): string =>
  text.length <= MOST ? text : `${text.slice(0, MOST).toWellFormed().trimEnd()}…`;
