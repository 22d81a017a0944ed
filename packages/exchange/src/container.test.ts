import { expect, test } from 'vitest';
import { docx, p } from '../test/docx-builder.js';
import { refuseByContainer } from './container.js';
import { defaultLimits } from './limits.js';

/** A compound file as Office writes it, reduced to header and one directory sector with these streams. */
function compoundFile(streams: readonly string[]): Uint8Array {
  const file = Buffer.alloc(512 + 128 * 4);
  Buffer.from('D0CF11E0A1B11AE1', 'hex').copy(file);
  for (const [index, name] of ['Root Entry', ...streams].entries()) {
    file.write(`${name}\0`, 512 + index * 128, 'utf16le');
  }
  return file;
}

const of = (bytes: Uint8Array): string | null => refuseByContainer(bytes, defaultLimits);

test('[EX2] tells an old .doc, an encrypted file and another program apart', () => {
  expect(of(compoundFile(['1Table', 'WordDocument']))).toBe('legacy_doc');
  expect(of(compoundFile(['EncryptionInfo', 'EncryptedPackage']))).toBe('encrypted');
  expect(of(compoundFile(['Workbook']))).toBe('not_docx');
  expect(of(compoundFile([]))).toBe('legacy_doc');
});

test('[EX2] a name in the middle of a text does not make a file encrypted', () => {
  const file = compoundFile(['WordDocument']);
  Buffer.from(file.buffer).write('EncryptedPackage\0', 512 + 128 * 3 + 6, 'utf16le');
  expect(of(file)).toBe('legacy_doc');
});

test('[EX2] refuses what is no zip by its first bytes', () => {
  expect(of(Buffer.from('%PDF-1.7'))).toBe('not_docx');
  expect(of(Buffer.from('{\\rtf1'))).toBe('not_docx');
  expect(of(Buffer.alloc(0))).toBe('not_docx');
  expect(of(docx(p('Text')))).toBeNull();
});

test('[EX2] refuses by size before anything is looked at', () => {
  const limits = { ...defaultLimits, compressedBytes: 100 };
  expect(refuseByContainer(docx(p('Text')), limits)).toBe('too_large');
});
