/** What a version's hash is made of. Anybody with the texts can make it again. */
import { createHash } from 'node:crypto';
import type { DocumentJson } from '@concord/document/model';
import canonicalize from 'canonicalize';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256, in hex, of the JSON Canonicalization Scheme's form (RFC 8785): PostgreSQL does not keep the order of keys. */
export function hashOf(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only JSON has a hash');
  return sha256(text);
}

export const textHash = (content: DocumentJson): string => hashOf(content);

type Part = { readonly sectionKey: string; readonly language: string; readonly hash: string };

/** [VE3] The order is part of it: sections as they are read, languages by their code. */
export const versionHash = (number: number, texts: readonly Part[]): string =>
  hashOf({
    version: number,
    texts: texts.map(({ sectionKey, language, hash }) => ({ section: sectionKey, language, hash })),
  });
