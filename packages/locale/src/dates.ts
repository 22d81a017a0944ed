import { plural, type PluralForm } from './counting.js';
import type { Locale } from './locales.js';

/** A moment: a `Date`, milliseconds since 1970, or ISO 8601 with a zone. A `RangeError` when it is none. */
export type Moment = Date | number | string;

/** `short` 21.06.2023 · `long` 21 iyun 2023 · `full` with the day of the week. */
export type DateStyle = 'short' | 'long' | 'full';

/** What the clock and the calendar show in a time zone. */
type Reading = {
  readonly year: string;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly time: string;
};

const months: Readonly<Record<Locale, readonly string[]>> = {
  az: words('yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr'),
  en: words('January February March April May June July August September October November December'),
  ru: words('января февраля марта апреля мая июня июля августа сентября октября ноября декабря'),
};

/** Monday first, as the week starts. */
const weekdays: Readonly<Record<Locale, readonly string[]>> = {
  az: ['bazar ertəsi', 'çərşənbə axşamı', 'çərşənbə', 'cümə axşamı', 'cümə', 'şənbə', 'bazar'],
  en: words('Monday Tuesday Wednesday Thursday Friday Saturday Sunday'),
  ru: words('понедельник вторник среда четверг пятница суббота воскресенье'),
};

const inNumbers = ({ day, month, year }: Reading, sign: string): string =>
  [String(day).padStart(2, '0'), String(month).padStart(2, '0'), year].join(sign);

const inWords = (locale: Locale, { day, month, year }: Reading): string =>
  `${day} ${months[locale][month - 1]} ${year}${locale === 'ru' ? ' г.' : ''}`;

const withWeekday: Readonly<Record<Locale, (date: string, weekday: string) => string>> = {
  az: (date, weekday) => `${date}, ${weekday}`,
  en: (date, weekday) => `${weekday}, ${date}`,
  ru: (date, weekday) => `${weekday}, ${date}`,
};

/** The date in a time zone, written out unless `style` says otherwise. The zone is never guessed. */
export const formatDate = (
  locale: Locale,
  moment: Moment,
  { timeZone, style = 'long' }: { readonly timeZone: string; readonly style?: DateStyle },
): string => dateOf(locale, read(moment, timeZone), style);

/** The time of day on the 24-hour clock: "14:05". */
export const formatTime = (
  _locale: Locale,
  moment: Moment,
  { timeZone }: { readonly timeZone: string },
): string => read(moment, timeZone).time;

/** Date and time: "21 iyun 2023, 14:05". */
export function formatDateTime(
  locale: Locale,
  moment: Moment,
  { timeZone, style = 'long' }: { readonly timeZone: string; readonly style?: DateStyle },
): string {
  const reading = read(moment, timeZone);
  return `${dateOf(locale, reading, style)}, ${reading.time}`;
}

function dateOf(locale: Locale, reading: Reading, style: DateStyle): string {
  if (style === 'short') return inNumbers(reading, locale === 'en' ? '/' : '.');
  const date = inWords(locale, reading);
  return style === 'long' ? date : withWeekday[locale](date, weekdays[locale][reading.weekday] ?? '');
}

type Unit = 'minute' | 'hour' | 'day';

const spans: Readonly<Record<Unit, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const units: Readonly<Record<Locale, Readonly<Record<Unit, Readonly<Partial<Record<PluralForm, string>>>>>>> =
  {
    az: { minute: { other: 'dəqiqə' }, hour: { other: 'saat' }, day: { other: 'gün' } },
    en: {
      minute: { one: 'minute', other: 'minutes' },
      hour: { one: 'hour', other: 'hours' },
      day: { one: 'day', other: 'days' },
    },
    ru: {
      // After "назад" and "через" stands the accusative: минуту назад, через минуту.
      minute: { one: 'минуту', few: 'минуты', many: 'минут' },
      hour: { one: 'час', few: 'часа', many: 'часов' },
      day: { one: 'день', few: 'дня', many: 'дней' },
    },
  };

const phrases: Readonly<Record<Locale, { now: string; past: string; future: string }>> = {
  az: { now: 'indicə', past: '{} əvvəl', future: '{} sonra' },
  en: { now: 'just now', past: '{} ago', future: 'in {}' },
  ru: { now: 'только что', past: '{} назад', future: 'через {}' },
};

/**
 * How long ago, or in how long, seen from `now`: "5 dəqiqə əvvəl". Nearer than half a minute it is "just now"; a week
 * away or more, the date, since nobody counts weeks.
 */
export function formatRelative(
  locale: Locale,
  moment: Moment,
  { now, timeZone, style }: { readonly now: Moment; readonly timeZone: string; readonly style?: DateStyle },
): string {
  const difference = instant(moment) - instant(now);
  const distance = Math.abs(difference);
  if (distance >= 7 * spans.day) return formatDate(locale, moment, { timeZone, ...(style && { style }) });
  if (distance < spans.minute / 2) return phrases[locale].now;

  // Rounded first, or else 59 and a half minutes would read "60 minutes".
  const minutes = Math.max(1, Math.round(distance / spans.minute));
  const hours = Math.round(distance / spans.hour);
  const days = Math.round(distance / spans.day);
  const [count, unit]: [number, Unit] =
    minutes < 60 ? [minutes, 'minute'] : hours < 24 ? [hours, 'hour'] : [days, 'day'];

  const names = units[locale][unit];
  const counted = `${count} ${names[plural(locale, count)] ?? names.other}`;
  return phrases[locale][difference < 0 ? 'past' : 'future'].replace('{}', counted);
}

function instant(moment: Moment): number {
  const milliseconds = moment instanceof Date ? moment.getTime() : new Date(moment).getTime();
  if (!Number.isFinite(milliseconds)) throw new RangeError(`Not a moment in time: ${String(moment)}`);
  return milliseconds;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * English numbers are in every engine; the words around them are ours. Chromium, for one, carries no Azerbaijani dates
 * ("1970 M01 1, Thu") and no Azerbaijani order, and server and browser have to agree to the letter.
 */
function clockIn(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, clock);
  return clock;
}

function read(moment: Moment, timeZone: string): Reading {
  const parts = new Map(
    clockIn(timeZone)
      .formatToParts(instant(moment))
      .map(({ type, value }) => [type, value]),
  );
  const year = parts.get('year') ?? '';
  const month = Number(parts.get('month'));
  const day = Number(parts.get('day'));
  const sunday = new Date(Date.UTC(Number(year), month - 1, day)).getUTCDay();
  return { year, month, day, weekday: (sunday + 6) % 7, time: `${parts.get('hour')}:${parts.get('minute')}` };
}

function words(list: string): readonly string[] {
  return list.split(' ');
}
