import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { formatNumber, locales } from '@concord/locale';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { spoken } from './message';
import { parsedMessages } from './parsed-messages.fixture';
import { allMessages } from './testing';

type Values = Record<string, string | number | ((words: unknown[]) => unknown)>;

const counts = [0, 1, 2, 3, 5, 11, 12, 21, 22, 25, 101, 111, 1327];
const tag = (words: unknown[]) => ({ words });

/** What `{name}` can be told: each count where it is counted, each form that is chosen by it, else a text. */
function toldTo(elements: readonly MessageFormatElement[], round: number): Values {
  const values: Values = {};
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    if (element.type === TYPE.tag)
      Object.assign(values, toldTo(element.children, round), { [element.value]: tag });
    else if (element.type === TYPE.argument) values[element.value] ??= `«${element.value}»`;
    else if (element.type === TYPE.number) values[element.value] = counts[round % counts.length] ?? 0;
    if (!('options' in element)) continue;
    const forms = Object.keys(element.options);
    for (const form of forms) Object.assign(values, toldTo(element.options[form]?.value ?? [], round));
    values[element.value] =
      element.type === TYPE.plural
        ? (counts[round % counts.length] ?? 0)
        : (forms[round % forms.length] ?? '');
  }
  return values;
}

test.each(locales)('[UI14] every message in %s says what ICU says', (locale) => {
  // Numbers are the one thing in which a machine may differ: packages/locale holds them to its own table.
  const formatters = {
    getNumberFormat: () => ({ format: (n: number) => formatNumber(locale, n) }) as Intl.NumberFormat,
    getDateTimeFormat: () => new Intl.DateTimeFormat(locale),
    getPluralRules: (_: unknown, options?: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options),
  };
  const parsed = Object.entries(parsedMessages(locale));
  expect(parsed.length).toBeGreaterThan(1000);
  for (const [id, elements] of parsed)
    for (let round = 0; round < counts.length; round += 1) {
      const values = toldTo(elements, round);
      const reference = new IntlMessageFormat(elements, locale, undefined, { formatters });
      const expected = [reference.format(values)].flat();
      expect(
        spoken(allMessages[locale][id] ?? '', values, locale),
        `${id} with ${JSON.stringify(values)}`,
      ).toEqual(expected);
    }
});

test('a message says which of its values it was not told', () => {
  expect(() => spoken(['by ', { say: 'name' }], {}, 'en')).toThrow('{name}');
});

test('a value that is not there leaves a gap, and one that is no text stays what it is', () => {
  const element = { type: 'b' };
  const message = ['a ', { say: 'none' }, ' b ', { say: 'one' }, ' ', { say: 'number' }];
  expect(spoken(message, { none: null, one: element, number: 1327 }, 'az')).toEqual([
    'a  b ',
    element,
    ' 1327',
  ]);
});
