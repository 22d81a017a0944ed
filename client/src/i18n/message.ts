import { formatNumber, plural, type Locale } from '@concord/locale';
import { IntlMessageFormat, type Formatters } from 'intl-messageformat';

type Elements = ConstructorParameters<typeof IntlMessageFormat>[0] & object;

/** What the build leaves of an ICU message (build/compiled-messages.ts): its words, or its syntax tree when it asks for more. */
export type Message = string | Elements;
export type Messages = Readonly<Record<string, Message>>;

/** Numbers and the forms that they take are told by @concord/locale: browsers leave Azerbaijani out of their data. */
const formattersOf = (locale: Locale): Formatters => ({
  getNumberFormat: () => ({ format: (n: number) => formatNumber(locale, n) }) as Intl.NumberFormat,
  getPluralRules: () => ({ select: (n: number) => plural(locale, n) }) as Intl.PluralRules,
  getDateTimeFormat: (...options) => new Intl.DateTimeFormat(...options),
});

const formats = new WeakMap<Elements, IntlMessageFormat>();

/**
 * What a message says with these values: a text, or a list when there are elements among them. Throws when it is not told
 * what it asks for.
 */
export function spoken(message: Message, values: Readonly<Record<string, unknown>>, locale: Locale): unknown {
  if (typeof message === 'string') return message;
  const known = formats.get(message);
  const format =
    known ?? new IntlMessageFormat(message, locale, undefined, { formatters: formattersOf(locale) });
  formats.set(message, format);
  return format.format(values);
}
