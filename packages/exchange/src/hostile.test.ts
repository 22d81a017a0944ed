import { readFileSync } from 'node:fs';
import { docxPath } from '@concord/fixtures';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { docxEntries, level } from '../test/docx-builder.js';
import { madeByDocx } from '../test/made-by-docx.js';
import { flaws, refusalOf } from '../test/reading.js';
import { zip } from '../test/zip-writer.js';
import { defaultLimits } from './limits.js';
import { readPackage } from './read-package.js';
import { docxRefusals } from './refusal.js';
import { readDocx } from './read-docx.js';

const SEED = 20_261_121;
const ANSWERS: readonly string[] = ['taken', ...docxRefusals];
/** Small enough that a run which hangs shows as `too_slow`, which no answer below may be. */
const limits = { milliseconds: 10_000 };

const NUMBERING = `<w:abstractNum w:abstractNumId="1">${level(8, 'decimal', '%9.')}${level(0, 'bullet', '•')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`;

/** A flip, a cut or a repetition somewhere in the bytes. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  byte: fc.nat(255),
  cut: fc.boolean(),
});

function damaged(
  bytes: Uint8Array,
  changes: readonly { at: number; byte: number; cut: boolean }[],
): Uint8Array {
  let result = Buffer.from(bytes);
  for (const { at, byte, cut } of changes) {
    const index = Math.min(result.length - 1, Math.floor(at * result.length));
    if (cut) result = Buffer.concat([result.subarray(0, index), result.subarray(index + 1 + byte)]);
    else if (index >= 0) result[index] = byte;
  }
  return result;
}

/** Pieces of Word XML in any order, nested in any way. */
const soup = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(
      '<w:p><w:r><w:t>one</w:t></w:r></w:p>',
      '<w:r><w:t>two</w:t></w:r>',
      '<w:t>text</w:t>',
      '<w:br/>',
      '<w:tab/>',
      '<w:fldChar w:fldCharType="begin"/>',
      '<w:fldChar w:fldCharType="separate"/>',
      '<w:fldChar w:fldCharType="end"/>',
      '<w:instrText>TOC</w:instrText>',
      '<w:instrText>HYPERLINK "x:y"</w:instrText>',
      '<w:bookmarkStart w:name="b-0001"/>',
      '<w:footnoteReference w:id="1"/>',
      '<w:vMerge/>',
      '<w:gridSpan w:val="-3"/>',
      '<w:gridSpan w:val="1e99"/>',
      '<w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr></w:pPr>',
      '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>',
      '<w:pPr><w:pStyle w:val="Quote"/></w:pPr>',
      '<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>',
      '<w:pPr><w:outlineLvl w:val="x"/></w:pPr>',
      '<w:sym w:char="zz"/>',
      '<w:sym w:font="Symbol" w:char="FFFFFFF"/>',
      '<m:t>x</m:t>',
    ),
    fc
      .tuple(
        fc.constantFrom(
          'w:p',
          'w:r',
          'w:tbl',
          'w:tr',
          'w:tc',
          'w:tcPr',
          'w:ins',
          'w:del',
          'w:sdt',
          'w:sdtContent',
          'w:hyperlink',
          'w:drawing',
          'w:txbxContent',
          'mc:AlternateContent',
          'mc:Choice',
          'm:oMath',
          'w:rPr',
          'w:trPr',
          'w:ruby',
        ),
        fc.array(tie('node'), { maxLength: 5 }),
      )
      .map(([name, inner]) => `<${name}>${inner.join('')}</${name}>`),
  ),
})).node;

test('[EX19] bytes of any kind are answered, never thrown', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.boolean(), async (bytes, likeZip) => {
      const file = likeZip ? Buffer.concat([Buffer.from('504b0304', 'hex'), bytes]) : bytes;
      expect(ANSWERS).toContain(await refusalOf(file));
    }),
    { numRuns: 300, seed: SEED },
  );
});

test('[EX19] damaged Word files are answered, never thrown', async () => {
  const whole = await madeByDocx();
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 8 }), async (changes) => {
      expect(ANSWERS).toContain(await refusalOf(damaged(whole, changes)));
    }),
    { numRuns: 300, seed: SEED },
  );
});

test('[EX19] any nesting of Word XML is read into a document that holds together', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(soup, { maxLength: 8 }), async (body) => {
      const file = zip(
        docxEntries({
          body: body.join(''),
          footnotes: '<w:footnote w:id="1"><w:p><w:r><w:t>n</w:t></w:r></w:p></w:footnote>',
          numbering: NUMBERING,
        }),
      );
      // The nesting of fields and the depth of XML have limits.
      if ((await refusalOf(file)) !== 'taken') return expect(await refusalOf(file)).toBe('damaged');
      expect(flaws(await readPackage(file, defaultLimits))).toEqual([]);
    }),
    { numRuns: 400, seed: SEED },
  );
});

test('[EX19] damaged XML inside a sound archive is answered, never thrown', async () => {
  const parts = docxEntries({
    body: '<w:p><w:r><w:t>text</w:t></w:r></w:p>',
    styles: '<w:style w:styleId="a"/>',
    numbering: '',
  });
  await fc.assert(
    fc.asyncProperty(
      fc.nat(parts.length - 1),
      fc.array(damage, { minLength: 1, maxLength: 4 }),
      async (which, changes) => {
        const file = zip(
          parts.map((part, index) =>
            index === which ? { ...part, data: damaged(Buffer.from(part.data), changes) } : part,
          ),
        );
        expect(ANSWERS).toContain(await refusalOf(file));
      },
    ),
    { numRuns: 300, seed: SEED },
  );
});

test('[EX19] the same through the reading process, which always ends', async () => {
  const whole = readFileSync(docxPath('en'));
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (changes) => {
      const reading = await readDocx(damaged(whole, changes), { limits });
      expect(reading.ok || reading.reason).not.toBe('too_slow');
    }),
    { numRuns: 12, seed: SEED },
  );
}, 60_000);
