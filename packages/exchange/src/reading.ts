import type { Fields } from './fields.js';
import type { LossLedger } from './losses.js';
import type { Notes } from './notes.js';
import type { Numbering } from './numbering.js';
import type { Relationship } from './office-package.js';
import type { Styles } from './styles.js';

/** What every reader of a story (the text, one note) needs to know. */
export type Reading = {
  readonly styles: Styles;
  readonly numbering: Numbering;
  readonly relationships: ReadonlyMap<string, Relationship>;
  readonly losses: LossLedger;
  readonly fields: Fields;
  /** Null inside a note: a note can't refer to notes. */
  readonly notes: Notes | null;
  /** Called with the length of every piece of text that is kept. */
  readonly spend: (characters: number) => void;
};
