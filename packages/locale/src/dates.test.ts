import { describe, expect, test } from 'vitest';
import { formatDate, formatDateTime, formatRelative, formatTime } from './dates.js';
import { locales, type Locale } from './locales.js';

const timeZone = 'Etc/GMT-4';
const noon = '2023-06-21T10:05:00Z';

describe('dates', () => {
  test.each([
    ['az', 'short', '21.06.2023'],
    ['az', 'long', '21 iyun 2023'],
    ['az', 'full', '21 iyun 2023, çərşənbə'],
    ['en', 'short', '21/06/2023'],
    ['en', 'long', '21 June 2023'],
    ['en', 'full', 'Wednesday, 21 June 2023'],
    ['ru', 'short', '21.06.2023'],
    ['ru', 'long', '21 июня 2023 г.'],
    ['ru', 'full', 'среда, 21 июня 2023 г.'],
  ] as const)('[LO9] %s, %s: %s', (locale, style, text) => {
    expect(formatDate(locale, noon, { timeZone, style })).toBe(text);
  });

  test('[LO9] dates are written out unless asked otherwise; days and months have two digits in short ones', () => {
    expect(formatDate('az', noon, { timeZone })).toBe('21 iyun 2023');
    expect(formatDate('az', '2025-01-02T12:00:00+04:00', { timeZone, style: 'short' })).toBe('02.01.2025');
  });

  test('[LO9] every month and weekday agrees with an engine that knows the languages', () => {
    const engines = { az: 'az', en: 'en-GB', ru: 'ru' } as const;
    for (const locale of locales) {
      const engine = new Intl.DateTimeFormat(engines[locale], { dateStyle: 'full', timeZone });
      for (let day = 0; day < 366; day += 1) {
        const moment = Date.UTC(2024, 0, 1 + day, 9);
        // Engines differ in the sort of space before "г.".
        expect(formatDate(locale, moment, { timeZone, style: 'full' })).toBe(
          engine.format(moment).replaceAll(/[\u00a0\u202f]/g, ' '),
        );
      }
    }
  });

  test('[LO10] the clock has 24 hours and follows the zone it is given', () => {
    for (const locale of locales) {
      expect(formatTime(locale, noon, { timeZone })).toBe('14:05');
      expect(formatTime(locale, '2025-06-25T18:00:00+04:00', { timeZone })).toBe('18:00');
      expect(formatTime(locale, '2025-06-02T20:07:00Z', { timeZone })).toBe('00:07');
      expect(formatTime(locale, '2025-06-02T05:07:00Z', { timeZone })).toBe('09:07');
    }
    expect(formatDate('en', '2025-06-02T20:07:00Z', { timeZone })).toBe('3 June 2025');
    expect(formatDate('en', '2025-06-02T20:07:00Z', { timeZone: 'UTC' })).toBe('2 June 2025');
    expect(formatTime('en', noon, { timeZone: 'Asia/Baku' })).toBe('14:05');
  });

  test('[LO10] date and time', () => {
    expect(formatDateTime('az', noon, { timeZone })).toBe('21 iyun 2023, 14:05');
    expect(formatDateTime('en', noon, { timeZone })).toBe('21 June 2023, 14:05');
    expect(formatDateTime('ru', noon, { timeZone, style: 'short' })).toBe('21.06.2023, 14:05');
  });

  test('[LO9] what is no moment is refused, not printed', () => {
    expect(() => formatDate('az', 'yesterday', { timeZone })).toThrow(RangeError);
    expect(() => formatTime('az', new Date(Number.NaN), { timeZone })).toThrow(RangeError);
    expect(() => formatRelative('az', noon, { now: 'yesterday', timeZone })).toThrow(RangeError);
    expect(() => formatRelative('az', 'yesterday', { now: noon, timeZone })).toThrow(RangeError);
    expect(() => formatDate('az', noon, { timeZone: 'Velmora/Kelvara' })).toThrow(RangeError);
  });
});

describe('how long ago', () => {
  const second = 1_000;
  const minute = 60 * second;
  const hour = 60 * minute;
  const day = 24 * hour;
  const now = Date.parse(noon);
  const from = (locale: Locale, difference: number): string =>
    formatRelative(locale, now + difference, { now, timeZone });

  test.each([
    [0, 'indicə', 'just now', 'только что'],
    [-29 * second, 'indicə', 'just now', 'только что'],
    [-31 * second, '1 dəqiqə əvvəl', '1 minute ago', '1 минуту назад'],
    [-2 * minute, '2 dəqiqə əvvəl', '2 minutes ago', '2 минуты назад'],
    [-5 * minute, '5 dəqiqə əvvəl', '5 minutes ago', '5 минут назад'],
    [-59.7 * minute, '1 saat əvvəl', '1 hour ago', '1 час назад'],
    [-22 * hour, '22 saat əvvəl', '22 hours ago', '22 часа назад'],
    [-23.8 * hour, '1 gün əvvəl', '1 day ago', '1 день назад'],
    [-6 * day, '6 gün əvvəl', '6 days ago', '6 дней назад'],
    [-7 * day, '14 iyun 2023', '14 June 2023', '14 июня 2023 г.'],
    [3 * hour, '3 saat sonra', 'in 3 hours', 'через 3 часа'],
    [2 * day, '2 gün sonra', 'in 2 days', 'через 2 дня'],
    [30 * day, '21 iyul 2023', '21 July 2023', '21 июля 2023 г.'],
  ])('[LO11] %d ms: %s · %s · %s', (difference, az, en, ru) => {
    expect([from('az', difference), from('en', difference), from('ru', difference)]).toEqual([az, en, ru]);
  });
});
