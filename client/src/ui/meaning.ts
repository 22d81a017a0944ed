import type { IconName } from './icon';

/** The four meanings a colour may have, and none. */
export type Meaning = 'waiting' | 'agreed' | 'changed' | 'refused' | 'neutral';

export const meaningIcons: Readonly<Record<Meaning, IconName>> = {
  waiting: 'clock',
  agreed: 'agreed',
  changed: 'changed',
  refused: 'refused',
  neutral: 'neutral',
};
