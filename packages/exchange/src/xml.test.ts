import { expect, test } from 'vitest';
import { docx, docxEntries, NAMESPACES, p } from '../test/docx-builder.js';
import { read, refusalOf, texts } from '../test/reading.js';
import { zip } from '../test/zip-writer.js';
import { defaultLimits } from './limits.js';
import { readPackage } from './read-package.js';

/** The smallest file with this as its main part. */
function withMain(data: string | Uint8Array): Uint8Array {
  return zip(
    docxEntries('').map((entry) => (entry.name === 'word/document.xml' ? { ...entry, data } : entry)),
  );
}
const main = (body: string, before = ''): string =>
  `${before}<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`;

test('[EX4] refuses a document type, with or without entities', async () => {
  const external = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
  expect(await refusalOf(withMain(main('<w:p><w:r><w:t>&x;</w:t></w:r></w:p>', external)))).toBe('doctype');
  expect(await refusalOf(withMain(main(p('Text'), '<!DOCTYPE w>')))).toBe('doctype');
  const laughs = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>';
  expect(await refusalOf(withMain(main(p('&b;'), laughs)))).toBe('doctype');
});

test('[EX4] refuses it in every part that is read', async () => {
  const styles = { name: 'word/styles.xml', data: `<!DOCTYPE w><w:styles ${NAMESPACES}/>` };
  const entries = docxEntries({ body: p('Text'), styles: '' }).map((e) =>
    e.name === styles.name ? styles : e,
  );
  expect(await refusalOf(zip(entries))).toBe('doctype');
  const rels = docxEntries(p('Text')).map((entry) =>
    entry.name === '_rels/.rels' ? { ...entry, data: `<!DOCTYPE r>${String(entry.data)}` } : entry,
  );
  expect(await refusalOf(zip(rels))).toBe('doctype');
});

test('[EX2] refuses XML that is not well-formed, cut, empty or of unknown entities', async () => {
  expect(await refusalOf(withMain(main('<w:p>')))).toBe('damaged');
  expect(await refusalOf(withMain(main(p('Text')).slice(0, -10)))).toBe('damaged');
  expect(await refusalOf(withMain(''))).toBe('damaged');
  expect(await refusalOf(withMain(main(p('&nbsp;'))))).toBe('damaged');
  expect(await refusalOf(withMain(Buffer.from(main(p('\u00e9')), 'latin1')))).toBe('damaged');
});

test('[EX2] refuses XML nested deeper than any program nests it', async () => {
  const deep = `${'<w:smartTag>'.repeat(5000)}${'</w:smartTag>'.repeat(5000)}`;
  expect(await refusalOf(docx(p(deep)))).toBe('damaged');
});

test('[EX7] refuses the first paragraph above the limit, and takes the limit itself', async () => {
  const many = (count: number): string =>
    Array.from({ length: count }, (_, index) => p(`Line ${index * 7919}`)).join('');
  expect(await refusalOf(docx(many(20_001)))).toBe('too_many_blocks');
  expect((await read(many(20_000))).counts.blocks).toBe(20_000);
}, 30_000);

test('[EX7] refuses more text than a book holds', async () => {
  expect(await refusalOf(docx(p('x'.repeat(101))), { characters: 100 })).toBe('too_large');
  expect(await refusalOf(docx(p('<w:r/>'.repeat(101))), { elements: 100 })).toBe('too_large');
});

test('[EX12] reads any prefix, the strict namespaces and UTF-16', async () => {
  const strict =
    '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>Text</x:t></x:r></x:p></x:body></x:document>';
  expect(texts(await readPackage(withMain(strict), defaultLimits))).toEqual(['Text']);
  const utf16 = Buffer.from(
    `\uFEFF${main(p('Müraciət'), '<?xml version="1.0" encoding="UTF-16"?>')}`,
    'utf16le',
  );
  expect(texts(await readPackage(withMain(utf16), defaultLimits))).toEqual(['Müraciət']);
});

test('[EX12] reads character data sections and entities of XML itself', async () => {
  const document = await read(p('<w:r><w:t><![CDATA[a < b]]> &amp; c</w:t></w:r>'));
  expect(texts(document)).toEqual(['a < b & c']);
});
