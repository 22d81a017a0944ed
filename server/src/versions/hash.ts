/** What a version's hash is made of. Anybody with the texts can make it again. */
import { hashOf } from '@concord/record';
import type { DocumentJson } from '@concord/document/model';

/** PostgreSQL does not keep the order of keys, so it is taken of their one spelling. */
export const textHash = (content: DocumentJson): string => hashOf(content);

type Part = { readonly sectionKey: string; readonly language: string; readonly hash: string };

/** [VE3] The order is part of it: sections as they are read, languages by their code. */
export const versionHash = (number: number, texts: readonly Part[]): string =>
  hashOf({
    version: number,
    texts: texts.map(({ sectionKey, language, hash }) => ({ section: sectionKey, language, hash })),
  });
