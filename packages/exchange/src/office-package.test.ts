import { expect, test } from 'vitest';
import { docx, docxEntries, p, relationships } from '../test/docx-builder.js';
import { refusalOf } from '../test/reading.js';
import { zip } from '../test/zip-writer.js';

const external = (kind: string): { id: string; kind: string; target: string; external: boolean } => ({
  id: 'x1',
  kind,
  target: 'https://evil.example/x',
  external: true,
});

test.each(['attachedTemplate', 'image', 'oleObject', 'frame', 'subDocument', 'aFChunk', 'externalLinkPath'])(
  '[EX5] refuses an outside %s',
  async (kind) => {
    expect(await refusalOf(docx({ body: p('Text'), relations: [external(kind)] }))).toBe('external_content');
  },
);

test('[EX5] looks at the relationships of parts that are not read', async () => {
  const extra = [
    { name: 'word/_rels/settings.xml.rels', data: relationships([external('attachedTemplate')]) },
  ];
  expect(await refusalOf(docx({ body: p('Text'), extra }))).toBe('external_content');
});

test('[EX5] links that a person clicks may point outside', async () => {
  expect(await refusalOf(docx({ body: p('Text'), relations: [external('hyperlink')] }))).toBe('taken');
});

test('[EX6] refuses macros by content type and by part', async () => {
  const mainType = 'application/vnd.ms-word.document.macroEnabled.main+xml';
  expect(await refusalOf(docx({ body: p('Text'), mainType }))).toBe('macros');
  expect(
    await refusalOf(docx({ body: p('Text'), extra: [{ name: 'word/vbaProject.bin', data: 'x' }] })),
  ).toBe('macros');
});

test('[EX2] refuses other office files and archives of anything', async () => {
  const mainType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  expect(await refusalOf(docx({ body: p('Text'), mainType }))).toBe('not_docx');
  expect(await refusalOf(zip([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.text' }]))).toBe(
    'not_docx',
  );
  const without = (name: string): Uint8Array =>
    zip(docxEntries(p('Text')).filter((entry) => entry.name !== name));
  expect(await refusalOf(without('[Content_Types].xml'))).toBe('not_docx');
  expect(await refusalOf(without('_rels/.rels'))).toBe('not_docx');
  expect(await refusalOf(without('word/document.xml'))).toBe('damaged');
});
