import { formatNumber, plural, type Locale } from '@concord/locale';

/** What the build leaves of an ICU message (build/compiled-messages.ts): its words, or the pieces it is put together of. */
export type Message = string | readonly Piece[];

type Forms = Readonly<Record<string, Message>>;

export type Piece =
  | string
  /** `#`: the number that the plural around it counts. */
  | 0
  /** `{name}` */
  | { readonly say: string }
  /** `{name, number}` */
  | { readonly number: string }
  /** `{name, select, …}` */
  | { readonly by: string; readonly forms: Forms }
  /** `{name, plural, …}` */
  | { readonly count: string; readonly forms: Forms }
  /** `<name>…</name>` */
  | { readonly tag: string; readonly words: Message };

export type Messages = Readonly<Record<string, Message>>;
type Values = Readonly<Record<string, unknown>>;
type Tag = (words: readonly unknown[]) => unknown;

/**
 * What a message says with these values, in order; whatever is no text or number among them stays what it is. Which form a
 * number takes and how it is written is told by @concord/locale: browsers leave Azerbaijani out of their data.
 */
export function spoken(message: Message, values: Values, locale: Locale): unknown[] {
  return typeof message === 'string' ? [message] : put(message, values, locale, 0).reduce(joined, []);
}

function put(message: Message, values: Values, locale: Locale, counted: number): unknown[] {
  if (typeof message === 'string') return [message];
  return message.flatMap((piece) => {
    if (typeof piece === 'string') return [piece];
    if (piece === 0) return [formatNumber(locale, counted)];
    if ('say' in piece) return [sayable(valueOf(piece.say, values))];
    if ('number' in piece) return [formatNumber(locale, Number(valueOf(piece.number, values)))];
    if ('tag' in piece) {
      const tag = valueOf(piece.tag, values) as Tag;
      return [tag(put(piece.words, values, locale, counted).reduce(joined, []))];
    }
    if ('by' in piece)
      return put(formOf(piece.forms, String(valueOf(piece.by, values))), values, locale, counted);
    const count = Number(valueOf(piece.count, values));
    const exact = piece.forms[`=${count}`];
    return put(exact ?? formOf(piece.forms, plural(locale, count)), values, locale, count);
  });
}

const formOf = (forms: Forms, name: string): Message =>
  (Object.hasOwn(forms, name) && forms[name]) || (forms['other'] ?? '');

function valueOf(name: string, values: Values): unknown {
  if (name in values) return values[name];
  throw new Error(`is not told {${name}}`);
}

const sayable = (value: unknown): unknown => (typeof value === 'number' ? String(value) : (value ?? ''));

/** Text that follows text is one text. */
function joined(parts: unknown[], part: unknown): unknown[] {
  const last = parts.at(-1);
  if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
  else parts.push(part);
  return parts;
}
