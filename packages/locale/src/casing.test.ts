import { describe, expect, test } from 'vitest';
import { capitalise, lower, upper } from './casing.js';
import { locales } from './locales.js';

describe('upper and lower case', () => {
  test('[LO4] Azerbaijani keeps the dot of i and the dotlessness of ı', () => {
    expect(upper('az', 'miqrasiya ışığı')).toBe('MİQRASİYA IŞIĞI');
    expect(lower('az', 'MİQRASİYA IŞIĞI')).toBe('miqrasiya ışığı');
    expect(lower('az', 'I\u0307clas')).toBe('iclas');
    expect(capitalise('az', 'iclas')).toBe('İclas');
    expect(capitalise('az', 'ışıq')).toBe('Işıq');
    expect(capitalise('az', 'əmək')).toBe('Əmək');
  });

  test('[LO4] English and Russian do as they always do', () => {
    expect(upper('en', 'minister')).toBe('MINISTER');
    expect(lower('en', 'MINISTER')).toBe('minister');
    expect(capitalise('en', 'iclas')).toBe('Iclas');
    expect(upper('ru', 'объём')).toBe('ОБЪЁМ');
    expect(capitalise('ru', 'ёлка')).toBe('Ёлка');
  });

  test('[LO4] agrees with an engine that knows the language', () => {
    const alphabet = 'aAbBcCçÇdDeEəƏfFgGğĞhHxXıIiİjJkKqQlLmMnNoOöÖpPrRsSşŞtTuUüÜvVyYzZ';
    expect(upper('az', alphabet)).toBe(alphabet.toLocaleUpperCase('az'));
    expect(lower('az', alphabet)).toBe(alphabet.toLocaleLowerCase('az'));
  });

  test('[LO4] raising the first letter leaves the rest and the empty text alone', () => {
    for (const locale of locales) {
      expect(capitalise(locale, '')).toBe('');
      expect(capitalise(locale, '9/2017 saylı')).toBe('9/2017 saylı');
      expect(capitalise(locale, 'xYZ')).toBe('XYZ');
    }
  });
});
