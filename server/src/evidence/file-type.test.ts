import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNamedSo, safeName, typeOf } from './file-type.js';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

test('[EV3] what a file is comes from its content', () => {
  expect(typeOf(bytes('%PDF-1.7\n1 0 obj\n%%EOF\n'))).toBe('pdf');
  expect(typeOf(bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR....'))).toBe('png');
  expect(typeOf(bytes('\xff\xd8\xff\xe0..JFIF..\xff\xd9'))).toBe('jpeg');
  expect(typeOf(bytes('PK\x03\x04....'))).toBe('docx');
});

test.each([
  ['a page', '<html><script>alert(1)</script></html>'],
  ['a page that begins like a PDF', '%PDF- <script>alert(1)</script>'],
  ['a picture with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
  ['a program', 'MZ\x90\0'],
  ['nothing', ''],
  ['half a picture', '\x89PNG\r\n\x1a\n'],
])('[EV3] %s is none of them', (_what, content) => {
  expect(typeOf(bytes(content))).toBeNull();
});

test('[EV3] a name that says something else than the content does not fit', () => {
  expect(isNamedSo('Report.PDF', 'pdf')).toBe(true);
  expect(isNamedSo('photo.jpeg', 'jpeg')).toBe(true);
  expect(isNamedSo('report.pdf', 'png')).toBe(false);
  expect(isNamedSo('report.pdf.exe', 'pdf')).toBe(false);
  expect(isNamedSo('report', 'pdf')).toBe(false);
});

test('[EV3] a name is one harmless line, whatever was sent', () => {
  expect(safeName('C:\\papers\\Hesabat 2025.pdf')).toBe('Hesabat 2025.pdf');
  expect(safeName('../../etc/passwd')).toBe('passwd');
  expect(safeName('re\u202Efdp.exe')).toBe('refdp.exe');
  expect(safeName('a\r\nSet-Cookie: x.pdf')).toBe('aSet-Cookie x.pdf');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = safeName(given);
      expect(name).not.toMatch(/[\p{C}"\\/]/u);
      expect([...name].length).toBeLessThanOrEqual(150);
      expect(name.length).toBeGreaterThan(0);
    }),
  );
});
