import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';
import type { Message, Piece } from '../src/i18n/message.ts';

const catalog = /\/messages\.(az|en|ru)\.json$/;

/**
 * Compiles the ICU messages of `messages.<locale>.json` when the client is built, to what `src/i18n/message.ts` says
 * aloud: nobody downloads a parser, nor the parts of ICU that our messages do without. Whoever writes one of those in
 * a message is told here.
 */
export function compiledMessages(): Plugin {
  return {
    name: 'concord:compiled-messages',
    enforce: 'pre',
    transform(source, id) {
      const file = id.split('?')[0] ?? id;
      if (!catalog.test(file)) return null;
      return {
        code: `export default ${JSON.stringify(compile(source, file))};`,
        map: null,
        moduleType: 'js',
      };
    },
  };
}

function compile(source: string, file: string): Record<string, Message> {
  const messages = JSON.parse(source) as Record<string, string>;
  return Object.fromEntries(
    Object.entries(messages).map(([id, message]) => {
      try {
        return [id, messageOf(parse(message, { ignoreTag: false }))];
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new Error(`${file}: message "${id}" is not an ICU message that we can say: ${why}`, {
          cause: error,
        });
      }
    }),
  );
}

function messageOf(elements: readonly MessageFormatElement[]): Message {
  const pieces = elements.map(pieceOf);
  const [only = ''] = pieces;
  return pieces.length < 2 && typeof only === 'string' ? only : pieces;
}

function pieceOf(element: MessageFormatElement): Piece {
  switch (element.type) {
    case TYPE.literal:
      return element.value;
    case TYPE.pound:
      return 0;
    case TYPE.argument:
      return { say: element.value };
    case TYPE.number:
      if (element.style) break;
      return { number: element.value };
    case TYPE.select:
      return { by: element.value, forms: formsOf(element.options) };
    case TYPE.plural:
      if (element.offset !== 0 || element.pluralType !== 'cardinal') break;
      return { count: element.value, forms: formsOf(element.options) };
    case TYPE.tag:
      return { tag: element.value, words: messageOf(element.children) };
    default:
  }
  throw new Error(`{${element.value}, ${TYPE[element.type]}} with such a style`);
}

const formsOf = (options: Record<string, { readonly value: MessageFormatElement[] }>) =>
  Object.fromEntries(Object.entries(options).map(([form, { value }]) => [form, messageOf(value)]));
