import { expect, test } from 'vitest';
import { docx, docxEntries, p } from '../test/docx-builder.js';
import { read, refusalOf, texts } from '../test/reading.js';
import { zip } from '../test/zip-writer.js';

const MEGABYTE = 1024 * 1024;
const zeros = (megabytes: number): Buffer => Buffer.alloc(megabytes * MEGABYTE);

test('[EX3] refuses an entry that unpacks more than two hundred times', async () => {
  const bomb = docx({ body: p('Text'), extra: [{ name: 'word/media/bomb.bin', data: zeros(2) }] });
  expect(await refusalOf(bomb)).toBe('zip_bomb');
  expect(await refusalOf(bomb, { ratio: 2000 })).toBe('taken');
});

test('[EX3] a small entry may be packed as tightly as it likes', async () => {
  expect(
    await refusalOf(docx({ body: p('Text'), extra: [{ name: 'a', data: Buffer.alloc(MEGABYTE) }] })),
  ).toBe('taken');
});

test('[EX3] refuses too many entries and too many unpacked bytes', async () => {
  const many = Array.from({ length: 2000 }, (_, index) => ({ name: `x/${index}`, data: '', stored: true }));
  expect(await refusalOf(docx({ body: p('Text'), extra: many }))).toBe('zip_bomb');
  const stored = { name: 'word/media/a.bin', data: zeros(2), stored: true };
  expect(await refusalOf(docx({ body: p('Text'), extra: [stored] }), { uncompressedBytes: MEGABYTE })).toBe(
    'zip_bomb',
  );
});

test('[EX3] refuses an entry that unpacks to more, or to other bytes, than it claims', async () => {
  const lying = (change: object): Uint8Array =>
    zip(
      docxEntries(p('Text')).map((entry) =>
        entry.name === 'word/document.xml' ? { ...entry, ...change } : entry,
      ),
    );
  expect(await refusalOf(lying({ claimedSize: 10 }))).toMatch(/damaged|zip_bomb/u);
  expect(await refusalOf(lying({ claimedChecksum: 1 }))).toBe('damaged');
});

test('[EX3] an archive inside the archive is never opened', async () => {
  const inner = zip([{ name: 'bomb', data: zeros(4) }]);
  const document = await read({
    body: p('Text'),
    extra: [{ name: 'word/embeddings/inner.zip', data: inner, stored: true }],
  });
  expect(texts(document)).toEqual(['Text']);
  expect(await refusalOf(zip([{ name: 'inner.docx', data: docx(p('Text')), stored: true }]))).toBe(
    'not_docx',
  );
});

test.each(['../evil.xml', 'word/../../evil.xml', '/etc/passwd', 'C:\\evil.xml', '..\\evil.xml'])(
  '[EX3] refuses the name %s',
  async (name) => {
    expect(await refusalOf(docx({ body: p('Text'), extra: [{ name, data: 'x' }] }))).toBe('damaged');
  },
);

test('[EX3] refuses two entries of one name, whatever their case', async () => {
  const second = { name: 'word/DOCUMENT.xml', data: String(docxEntries(p('Other'))[2]?.data) };
  expect(await refusalOf(docx({ body: p('Text'), extra: [second] }))).toBe('damaged');
});

test('[EX2] says that a zip with a password is encrypted', async () => {
  expect(await refusalOf(docx({ body: p('Text'), extra: [{ name: 'a', data: 'x', flags: 1 }] }))).toBe(
    'encrypted',
  );
});

test('[EX2] refuses a file that was cut off anywhere', async () => {
  const whole = docx(p('Text'));
  for (const share of [0.1, 0.5, 0.9, 0.99]) {
    expect(await refusalOf(whole.subarray(0, Math.floor(whole.length * share)))).toBe('damaged');
  }
});
