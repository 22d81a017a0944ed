import fc from 'fast-check';

/** Few and repeated, so that the same words stand in many places; of several scripts and of two units. */
const VOCABULARY = [
  'law ',
  'the law ',
  '9/2017',
  ' ',
  ', ',
  'Article 14 ',
  'işçi ',
  'hüquqlarının ',
  'İ',
  'ığıl ',
  'ə',
  'миграция ',
  'права ',
  'й',
  'e\u0301',
  '\u0301',
  '😀',
  '👩‍👩‍👧 ',
  '𐐷',
  '\u00a0',
  'the permit of the foreign worker ',
];

export const words = fc
  .array(fc.constantFrom(...VOCABULARY), { minLength: 1, maxLength: 10 })
  .map((parts) => parts.join(''));
