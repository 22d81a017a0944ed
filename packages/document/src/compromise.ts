/**
 * Wording that moderators write together for a contested paragraph: one plain text in a document of its own, so that whoever
 * may write it opens this and nothing else.
 */
import type * as Y from 'yjs';
import { plainWords, replaceText } from './plain-text.js';

export type CompromisePlace = {
  readonly sectionId: string;
  readonly blockId: string;
  readonly language: 'az' | 'en' | 'ru';
};

/** `compromise/<sectionId>/<blockId>/<lang>` */
export function compromiseDocumentName({ sectionId, blockId, language }: CompromisePlace): string {
  const name = `compromise/${sectionId}/${blockId}/${language}`;
  if (parseCompromiseName(name) === null) throw new RangeError(`not a paragraph: ${name}`);
  return name;
}

/** Null for everything that is not the name of a compromise's document. */
export function parseCompromiseName(name: string): CompromisePlace | null {
  const [, sectionId, blockId, language] =
    /^compromise\/([\w-]{1,64})\/([\w-]{1,64})\/(az|en|ru)$/.exec(name) ?? [];
  return sectionId === undefined || blockId === undefined || language === undefined
    ? null
    : { sectionId, blockId, language: language as CompromisePlace['language'] };
}

/** The one root. Nothing else lives in the document. */
export const COMPROMISE_ROOT = 'wording';

export const compromiseText = (doc: Y.Doc): Y.Text => doc.getText(COMPROMISE_ROOT);

/** What it says now, in words that can be stored. */
export const readCompromise = (doc: Y.Doc): string => plainWords(compromiseText(doc));

export const writeCompromise = (doc: Y.Doc, words: string): void =>
  doc.transact(() => replaceText(compromiseText(doc), words));
