import type { Plugin } from 'vite';

const generated = /\/schema\/(dist|src)\/generated\/graphql\.[jt]s$/;
const exported = /^export const (\w+) = (\{"kind":"Document".*\}|\{ "kind": "Document".*\});$/gm;

type Definition = { readonly kind: string };

/**
 * The generated documents spell every fragment out in each operation that uses it. Here each fragment is written once
 * and shared: a third of the bytes to parse on a phone.
 */
export function sharedFragments(): Plugin {
  return {
    name: 'concord:shared-fragments',
    apply: 'build',
    enforce: 'pre',
    transform(source, id) {
      if (!generated.test(id)) return null;
      const names = new Map<string, string>();
      const code = source.replaceAll(exported, (_whole, name: string, literal: string) => {
        const { definitions } = JSON.parse(literal) as { definitions: Definition[] };
        const parts = definitions.map((definition) => {
          const text = JSON.stringify(definition);
          if (definition.kind !== 'FragmentDefinition') return text;
          if (!names.has(text)) names.set(text, `fragment${names.size}`);
          return names.get(text);
        });
        return `export const ${name} = {kind:"Document",definitions:[${parts.join(',')}]};`;
      });
      if (names.size === 0)
        this.error('The generated documents look different: build/shared-fragments.ts shares nothing.');
      const shared = [...names].map(([text, name]) => `const ${name} = ${text};`).join('\n');
      return { code: `${shared}\n${code}`, map: null };
    },
  };
}
