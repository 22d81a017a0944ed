import { expect, test } from 'vitest';

const sources = import.meta.glob<string>(['../**/*.tsx', '!../**/*.test.tsx', '!../ui/**'], {
  eager: true,
  import: 'default',
  query: '?raw',
});

/** Boxes whose text is kept by the form around them, lives in a shared document, or is there to be copied only. */
const keptElsewhere = [
  './proposing/proposal-part.tsx',
  '../conflicts/decision-dialog.tsx',
  '../platform/sync/kept-text-dialog.tsx',
  '../platform/sync/shared-area.tsx',
  '../platform/sync/slow-path-notice.tsx',
];

test('[WR1] every box for more than a line keeps what is typed in it', () => {
  const boxes = Object.entries(sources).filter(([, source]) => source.includes('<TextArea'));
  const forgetful = boxes.filter(([, source]) => !/\buseUnsent(Text)?[(<]|\bUnsentContext\b/.test(source));
  expect(boxes.length).toBeGreaterThan(10);
  expect(forgetful.map(([name]) => name)).toEqual(keptElsewhere);
});
