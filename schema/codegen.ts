/**
 * Writes `src/generated/graphql.ts`: typed documents for `operations/*.graphql`, checked against `schema.graphql`; and
 * `operations.ts`: the texts that our client stands for when it sends their hash; and `reference.md`, for programmers.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildSchema, isAbstractType, Kind, parse, print, visit, type DocumentNode } from 'graphql';
import { reference } from './reference.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const sdl = readFileSync(here('schema.graphql'), 'utf8');
const local = readFileSync(here('local.graphql'), 'utf8');
const documents = readdirSync(here('operations'))
  .filter((file) => file.endsWith('.graphql'))
  .toSorted()
  .map((file) => ({ location: file, document: parse(readFileSync(here(`operations/${file}`), 'utf8')) }));

const output = await codegen({
  filename: 'graphql.ts',
  schema: parse(`${sdl}\n${local}`),
  documents,
  config: {
    scalars: {
      DateTimeISO: 'string',
      ID: 'string',
      DocumentJson: "import('@concord/document/model').DocumentJson",
      RichTextJson: "import('@concord/document/rich-text').RichTextJson",
    },
    strictScalars: true,
    enumsAsTypes: true,
    useTypeImports: true,
    avoidOptionals: { field: true },
    nonOptionalTypename: true,
    skipTypeNameForRoot: true,
    documentMode: 'documentNode',
  },
  plugins: [{ operations: {} }, { documents: {} }],
  pluginMap: { operations: typescriptOperations, documents: typedDocumentNode },
});

// Apollo's cache needs to know what a union may hold before it has seen one.
const schema = buildSchema(sdl);
const possibleTypes = Object.fromEntries(
  Object.values(schema.getTypeMap())
    .filter((type) => isAbstractType(type) && !type.name.startsWith('__'))
    .map((type) => [
      type.name,
      isAbstractType(type) ? schema.getPossibleTypes(type).map((one) => one.name) : [],
    ]),
);

/** As the client's cache needs the answer: every object says what it is. What Apollo Client would add to the text. */
const withTypes = (document: DocumentNode): DocumentNode =>
  visit(document, {
    SelectionSet: {
      enter: (node, _key, parent) => {
        const named = node.selections.some(
          (one) => one.kind === Kind.FIELD && one.name.value === '__typename',
        );
        const ofOperation =
          parent && !Array.isArray(parent) && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION;
        return named || ofOperation ? undefined : { ...node, selections: [...node.selections, typename] };
      },
    },
  });
const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;

const operations: Record<string, string> = {};

/** Enough of a hash to tell our own operations apart, and what each of them costs a reader's download. */
const DIGITS = 12;

/** Notes the text of each operation, and writes the beginning of its hash into its document. */
const hashed = output.replaceAll(
  /^(export const \w+Document = )(\{.*\})( as unknown as DocumentNode<.*)$/gm,
  (_line, head: string, literal: string, tail: string) => {
    const document = JSON.parse(literal) as DocumentNode;
    const text = print(withTypes(document));
    const hash = createHash('sha256').update(text).digest('hex');
    operations[hash] = text;
    return `${head}${JSON.stringify({ ...document, hash: hash.slice(0, DIGITS) })}${tail}`;
  },
);
const short = new Set(Object.keys(operations).map((hash) => hash.slice(0, DIGITS)));
if (short.size !== Object.keys(operations).length)
  throw new Error('Two operations begin with the same hash.');
if (short.size === 0) throw new Error('The generated documents look different: none has a hash.');

mkdirSync(here('src/generated'), { recursive: true });
writeFileSync(
  here('src/generated/graphql.ts'),
  `${hashed}\nexport const possibleTypes: Record<string, string[]> = ${JSON.stringify(possibleTypes, null, 2)};\n`,
);
writeFileSync(
  here('src/generated/operations.ts'),
  `/** The text of each operation of the client by its sha-256. */
export const operations: Readonly<Record<string, string>> = ${JSON.stringify(operations, null, 2)};\n`,
);
writeFileSync(
  here('src/generated/reference.md'),
  reference(schema, readFileSync(here('examples.graphql'), 'utf8').trim()),
);
