/** What a file is, told from its bytes. Its name and what the browser says of it prove nothing. */

export type FileType = 'pdf' | 'png' | 'jpeg' | 'docx';

type Kind = { readonly mediaType: string; readonly endings: readonly string[] };

export const fileTypes: Readonly<Record<FileType, Kind>> = {
  pdf: { mediaType: 'application/pdf', endings: ['pdf'] },
  png: { mediaType: 'image/png', endings: ['png'] },
  jpeg: { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
  },
};

/** Null: none of these. A `docx` only looks like one so far: it still has to be read. */
export function typeOf(bytes: Uint8Array): FileType | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begins = (hex: string): boolean => buffer.subarray(0, hex.length / 2).equals(Buffer.from(hex, 'hex'));
  if (begins('255044462d') && buffer.subarray(-2048).includes('%%EOF')) return 'pdf';
  if (begins('89504e470d0a1a0a') && buffer.subarray(12, 16).equals(Buffer.from('IHDR'))) return 'png';
  if (begins('ffd8ff') && buffer.subarray(-64).includes(Buffer.from('ffd9', 'hex'))) return 'jpeg';
  if (begins('504b0304')) return 'docx';
  return null;
}

/** Whether the name says the same as the content. */
export function isNamedSo(name: string, type: FileType): boolean {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  return ending !== undefined && fileTypes[type].endings.includes(ending);
}

/** The last part of a path, without what hides or turns letters around; at most 150 characters with its ending. */
export function safeName(given: string): string {
  const last = given.toWellFormed().split(/[\\/]/).at(-1) ?? '';
  const plain = last.replaceAll(/[\p{C}\p{Zl}\p{Zp}"<>|:*?]/gu, '').trim();
  const ending = /\.[a-z]{1,5}$/i.exec(plain)?.[0] ?? '';
  const whole = plain.slice(0, plain.length - ending.length);
  // Half of a character is none.
  const stem = whole.slice(0, 150 - ending.length).replace(/[\uD800-\uDBFF]$/, '');
  return stem === '' ? `file${ending}` : stem + ending;
}
