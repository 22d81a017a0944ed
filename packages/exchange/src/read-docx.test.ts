import { readFileSync } from 'node:fs';
import { docxPath } from '@concord/fixtures';
import { expect, test, vi } from 'vitest';
import { docx, docxEntries, NAMESPACES, p } from '../test/docx-builder.js';
import { zip } from '../test/zip-writer.js';
import { defaultLimits } from './limits.js';
import { readDocx } from './read-docx.js';
import { readPackage } from './read-package.js';

const paragraphs = (count: number): string =>
  Array.from({ length: count }, (_, index) => p(`Line ${index * 7919} of a long text`)).join('');

const started = vi.hoisted((): number[] => []);
const answered = vi.hoisted((): unknown[] => []);
vi.mock(import('node:child_process'), async (original) => {
  const actual = await original();
  const fork: typeof actual.fork = (path, ...rest) => {
    const child = actual.fork(path, ...(rest as []));
    if (child.pid !== undefined) started.push(child.pid);
    child.once('message', (message) => answered.push(message));
    return child;
  };
  return { ...actual, fork };
});

/** Of the processes that were started so far, those that still exist. Fails when none was started. */
function readersAlive(): number[] {
  expect(started).not.toEqual([]);
  return started.splice(0).filter((pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  });
}

test('[EX1] gives what reading in this process gives, and the same for the same bytes', async () => {
  const bytes = readFileSync(docxPath('az'));
  const [first, second] = [await readDocx(bytes), await readDocx(bytes)];
  expect(first.ok).toBe(true);
  expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  expect(first).toEqual({ ok: true, document: await readPackage(bytes, defaultLimits) });
  expect(readersAlive()).toEqual([]);
});

test('[EX1] the reader is gone when the answer is there', async () => {
  expect(await readDocx(docx(p('Text')))).toMatchObject({ ok: true });
  expect(readersAlive()).toEqual([]);
});

test('[EX1] a reader that uses up its memory dies alone: too_large', async () => {
  const file = docx(paragraphs(19_000));
  expect(await readDocx(file, { limits: { heapMegabytes: 12 } })).toEqual({ ok: false, reason: 'too_large' });
  expect(readersAlive()).toEqual([]);
});

test('[EX1] a reader that takes too long is ended: too_slow', async () => {
  expect(await readDocx(docx(p('Text')), { limits: { milliseconds: 1 } })).toEqual({
    ok: false,
    reason: 'too_slow',
  });
  expect(readersAlive()).toEqual([]);
});

test('[EX1] the caller can end it', async () => {
  answered.length = 0;
  const controller = new AbortController();
  const reading = readDocx(docx(paragraphs(5000)), { signal: controller.signal });
  controller.abort(new Error('closed the window'));
  await expect(reading).rejects.toThrow('closed the window');
  expect(readersAlive()).toEqual([]);
  expect(answered).toEqual([]);
  await expect(readDocx(docx(p('Text')), { signal: controller.signal })).rejects.toThrow('closed the window');
});

const external = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
const withMain = (data: string): Uint8Array =>
  zip(docxEntries('').map((entry) => (entry.name === 'word/document.xml' ? { ...entry, data } : entry)));
const image = { id: 'x', kind: 'image', target: 'https://evil.example/a.png', external: true };
const oldWord = Buffer.concat([Buffer.from('D0CF11E0A1B11AE1', 'hex'), Buffer.alloc(2040)]);
const encrypted = Buffer.from(oldWord);
encrypted.write('EncryptedPackage\0', 512, 'utf16le');

test.each([
  ['not_docx', Buffer.from('%PDF-1.7 and more')],
  ['legacy_doc', oldWord],
  ['encrypted', encrypted],
  ['damaged', docx(p('Text')).subarray(0, 900)],
  ['too_large', Buffer.concat([docx(p('Text')), Buffer.alloc(defaultLimits.compressedBytes)])],
  ['zip_bomb', docx({ body: p('Text'), extra: [{ name: 'word/media/a', data: Buffer.alloc(3_000_000) }] })],
  ['doctype', withMain(`${external}<w:document ${NAMESPACES}><w:body><w:p/></w:body></w:document>`)],
  ['external_content', docx({ body: p('Text'), relations: [image] })],
  ['too_many_blocks', docx(paragraphs(20_001))],
  ['macros', docx({ body: p('Text'), extra: [{ name: 'word/vbaProject.bin', data: 'x' }] })],
])('[EX1] answers with the reason %s', async (reason, bytes) => {
  expect(await readDocx(bytes)).toEqual({ ok: false, reason });
});

test('[EX1] reads a file of the largest allowed number of paragraphs within its limits', async () => {
  const reading = await readDocx(docx(paragraphs(20_000)));
  expect(reading.ok && reading.document.counts.blocks).toBe(20_000);
});
