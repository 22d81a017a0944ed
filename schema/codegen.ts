/** Writes `src/generated/graphql.ts`: typed documents for `operations/*.graphql`, checked against `schema.graphql`. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildSchema, isAbstractType, parse } from 'graphql';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const sdl = readFileSync(here('schema.graphql'), 'utf8');
const documents = readdirSync(here('operations'))
  .filter((file) => file.endsWith('.graphql'))
  .toSorted()
  .map((file) => ({ location: file, document: parse(readFileSync(here(`operations/${file}`), 'utf8')) }));

const output = await codegen({
  filename: 'graphql.ts',
  schema: parse(sdl),
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

mkdirSync(here('src/generated'), { recursive: true });
writeFileSync(
  here('src/generated/graphql.ts'),
  `${output}\nexport const possibleTypes: Record<string, string[]> = ${JSON.stringify(possibleTypes, null, 2)};\n`,
);
