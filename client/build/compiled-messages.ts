import { parse } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';

const catalog = /\/messages\.(az|en|ru)\.json$/;
const syntax = /[{}<#']/;

/**
 * Compiles the ICU messages of `messages.<locale>.json` when the client is built, so that nobody downloads the
 * parser. A message without any syntax stays a string; every other becomes its syntax tree.
 */
export function compiledMessages(): Plugin {
  return {
    name: 'concord:compiled-messages',
    enforce: 'pre',
    config: (_, { command }) => ({
      resolve: {
        alias:
          command === 'build'
            ? [
                {
                  find: /^@formatjs\/icu-messageformat-parser$/,
                  replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
                },
              ]
            : [],
      },
    }),
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

function compile(source: string, file: string): Record<string, unknown> {
  const messages = JSON.parse(source) as Record<string, string>;
  return Object.fromEntries(
    Object.entries(messages).map(([id, message]) => {
      try {
        return [id, syntax.test(message) ? parse(message, { ignoreTag: false }) : message];
      } catch (error) {
        throw new Error(`${file}: message "${id}" is not valid ICU`, { cause: error });
      }
    }),
  );
}
