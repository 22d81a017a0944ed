/**
 * Why a file is not taken in at all. Codes only: the sentence a person reads is made by the server in their
 * language.
 */
export const docxRefusals = [
  'not_docx',
  'legacy_doc',
  'encrypted',
  'damaged',
  'too_large',
  'zip_bomb',
  'doctype',
  'external_content',
  'too_many_blocks',
  'too_slow',
  'macros',
] as const;

export type DocxRefusal = (typeof docxRefusals)[number];

export function isDocxRefusal(value: unknown): value is DocxRefusal {
  return docxRefusals.some((reason) => reason === value);
}

/** Thrown anywhere in the reading; `detail` is for logs and never shown. */
export class Refused extends Error {
  readonly reason: DocxRefusal;

  constructor(reason: DocxRefusal, detail: string) {
    super(`${reason}: ${detail}`);
    this.name = 'Refused';
    this.reason = reason;
  }
}
