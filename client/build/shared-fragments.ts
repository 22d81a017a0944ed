import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const exported = /^export const (\w+) = (\{"kind":"Document".*\}|\{ "kind": "Document".*\});$/gm;
const imported = /^import \{([^}]*)\} from '@concord\/schema';$/gm;

type Definition = { readonly kind: string; readonly name?: { readonly value: string } };

const prefix = 'concord:document/';

/**
 * The generated documents spell every fragment out in each operation that uses it, all in one file. Here each fragment
 * is written once and shared, a third of the bytes to parse on a phone; and each operation is a module of its own, so
 * that a reader does not download what only other pages ask for.
 */
export function sharedFragments(): Plugin {
  const modules = new Map<string, string>();
  return {
    name: 'concord:shared-fragments',
    apply: 'build',
    enforce: 'pre',
    async buildStart() {
      const file = fileURLToPath(import.meta.resolve('@concord/schema'));
      for (const [name, code] of modulesOf(await readFile(file, 'utf8'))) modules.set(name, code);
      if (modules.size === 0)
        this.error('The generated documents look different: build/shared-fragments.ts shares nothing.');
    },
    transform(source, id) {
      if (!/\/client\/src\/.*\.tsx?$/.test(id) || !source.includes("'@concord/schema'")) return null;
      const code = source.replaceAll(imported, (_whole, list: string) =>
        list
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '')
          .map((name) =>
            modules.has(name)
              ? `import { ${name} } from '${prefix}${name}';`
              : `import { ${name} } from '@concord/schema';`,
          )
          // One line, so that the lines of a stack stay those of the source.
          .join(' '),
      );
      return { code, map: null };
    },
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load(id) {
      const code = id.startsWith(`\0${prefix}`) ? modules.get(id.slice(prefix.length + 1)) : undefined;
      return code === undefined ? null : { code, moduleSideEffects: false };
    },
  };
}

/** Each operation and each fragment as the code of a module. */
function modulesOf(generated: string): Map<string, string> {
  const modules = new Map<string, string>();
  const fragments = new Map<string, string>();
  for (const [, name = '', literal = ''] of generated.matchAll(exported)) {
    const { definitions, hash } = JSON.parse(literal) as { definitions: Definition[]; hash?: string };
    const imports: string[] = [];
    const parts = definitions.map((definition) => {
      const text = JSON.stringify(definition);
      if (definition.kind !== 'FragmentDefinition') return text;
      // By its name: what only later pages ask for is kept apart by it (vite.config.ts).
      const fragment = `fragment${definition.name?.value ?? ''}`;
      fragments.set(text, fragment);
      imports.push(`import { ${fragment} } from '${prefix}${fragment}';`);
      return fragment;
    });
    const known = hash === undefined ? '' : `,hash:"${hash}"`;
    const document = `{kind:"Document",definitions:[${parts.join(',')}]${known}}`;
    modules.set(name, `${imports.join('\n')}\nexport const ${name} = ${document};`);
  }
  for (const [text, name] of fragments) modules.set(name, `export const ${name} = ${text};`);
  return modules;
}
