/** The one root of a section's Y.Doc. Nothing else lives in it. */
export const FRAGMENT = 'content';

/** Raised when the layout of names inside a Y.Doc or the schema changes in a way an older client can't read. */
export const DOCUMENT_VERSION = 1;

export type SectionDocument = { readonly sectionId: string; readonly language: string };

/** `section/<sectionId>/<lang>` */
export function sectionDocumentName(sectionId: string, language: string): string {
  const name = `section/${sectionId}/${language}`;
  if (parseDocumentName(name) === null) throw new RangeError(`not a section and a language: ${name}`);
  return name;
}

/** Null for everything that is not the name of a section's document. */
export function parseDocumentName(name: string): SectionDocument | null {
  const found = /^section\/([\w-]{1,64})\/(az|en|ru)$/.exec(name);
  const [, sectionId, language] = found ?? [];
  return sectionId === undefined || language === undefined ? null : { sectionId, language };
}
