import { expect, test } from 'vitest';
import { canonicalJson, sealedText, type SealedComment } from './seal.js';

const comment: SealedComment = {
  id: 'c1',
  organisationId: 'mph',
  sectionId: 's1',
  type: 'substantive',
  severity: 'important',
  language: 'az',
  body: 'Tibbi yardım “hər kəsə” – ödənişsiz.',
  proposal: '',
  proposalKind: 'words',
  destination: null,
  indicators: [],
  rich: null,
  targetLanguage: 'en',
  targetRevision: 7,
  target: {
    blockId: 'b-0065',
    quote: { exact: 'free of charge', prefix: 'is ', suffix: '.' },
    position: { start: 10, end: 24 },
  },
};

const file = { name: 'Report.pdf', hash: 'ab12', href: null };
const link = { name: 'The act', hash: null, href: 'https://example.org/act' };

test('[CE8] the bytes under a seal are the same whatever the order of what was given', () => {
  const { target, body, ...rest } = comment;
  const files = [file, link];
  expect(sealedText({ body, ...rest, target: { ...target } }, 2, files)).toBe(
    sealedText(comment, 2, files.toReversed()),
  );
  expect(canonicalJson({ b: [1, { d: null, c: 'ə' }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"ə","d":null}]}',
  );
});

test('[CE8] every word, the place and the base are under the seal', () => {
  const { target } = comment;
  const others: Partial<SealedComment>[] = [
    { id: 'c2' },
    { organisationId: 'mlw' },
    { sectionId: 's2' },
    { type: 'editorial' },
    { severity: 'minor' },
    { language: 'ru' },
    { body: 'x' },
    { proposal: null },
    { proposalKind: 'deletion' },
    { proposalKind: 'move', destination: { blockId: 'b-0067', words: 'Emergency care' } },
    { proposalKind: 'good_practice' },
    { proposalKind: 'good_practice', indicators: ['3.11'] },
    { rich: { type: 'doc' } },
    { targetLanguage: 'az' },
    { targetRevision: 8 },
    { target: { ...target, blockId: 'b-0066' } },
    { target: { ...target, quote: { ...target.quote, exact: 'Free of charge' } } },
    { target: { ...target, position: { start: 11, end: 25 } } },
  ];
  const texts = others.map((change) => sealedText({ ...comment, ...change }, 2, [file]));
  expect(new Set([sealedText(comment, 2, [file]), ...texts]).size).toBe(others.length + 1);
});

test('[CE8] so is every file and address; a seal from before holds as it was made', () => {
  const sealed = sealedText(comment, 2, [file, link]);
  for (const others of [
    [],
    [file],
    [{ ...file, hash: 'ab13' }, link],
    [file, { ...link, href: 'https://example.com' }],
  ])
    expect(sealedText(comment, 2, others)).not.toBe(sealed);
  expect(sealedText(comment, 1, [file])).toBe(sealedText(comment, 1, []));
  expect(JSON.parse(sealedText(comment, 1, [file]))).not.toHaveProperty('evidence');
});
