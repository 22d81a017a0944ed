import { COMPROMISE_ROOT } from './compromise.js';

const never = (): boolean => false;

/** What may stand in a compromise (see `sectionGrammar`): plain words, and nothing else. */
export const compromiseGrammar = {
  root: COMPROMISE_ROOT,

  atRoot: (root: string, key: string | null, what: string): boolean =>
    root === COMPROMISE_ROOT && key === null && (what === 'words' || what === 'nothing'),

  element: never,
  text: never,
  attribute: never,
  mark: never,
};
