/** The reference for programmers, as Markdown: made of the schema by every build, so that it can't be out of date. */
import {
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** One line of a table: no bars, no breaks. */
const plain = (text: string | null | undefined): string =>
  (text ?? '').replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();
const old = (reason: string | null | undefined): string =>
  reason ? ` **Deprecated:** ${plain(reason)}` : '';

function rows(
  fields: readonly (GraphQLField<unknown, unknown> | GraphQLInputField | GraphQLArgument)[],
): string[] {
  return fields.flatMap((field) => [
    `| \`${field.name}\` | \`${String(field.type)}\` | ${plain(field.description)}${old(field.deprecationReason)} |`,
    ...('args' in field ? field.args : []).map(
      (each) => `| – \`${each.name}\` | \`${String(each.type)}\` | ${plain(each.description)} |`,
    ),
  ]);
}

function section(type: GraphQLNamedType): string {
  const head = `### ${type.name}\n\n${plain(type.description)}\n`;
  if (isObjectType(type) || isInputObjectType(type)) {
    const table = ['| | | |', '| --- | --- | --- |', ...rows(Object.values(type.getFields()))];
    return `${head}\n${table.join('\n')}\n`;
  }
  if (isUnionType(type))
    return `${head}\n${type
      .getTypes()
      .map(({ name }) => `\`${name}\``)
      .join(' · ')}\n`;
  if (isEnumType(type)) {
    const words = type
      .getValues()
      .map(
        ({ name, description, deprecationReason }) =>
          `| \`${name}\` | ${plain(description)}${old(deprecationReason)} |`,
      );
    return `${head}\n${['| | |', '| --- | --- |', ...words].join('\n')}\n`;
  }
  return head;
}

/** Where the server puts in what it takes: only it knows. */
const LIMITS = '<!-- limits -->';

export function reference(schema: GraphQLSchema, examples: string): string {
  const roots = ['Query', 'Mutation', 'Subscription'];
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !roots.includes(type.name),
  );
  const kinds: readonly (readonly [string, readonly GraphQLNamedType[]])[] = [
    ['Operations', roots.map((name) => schema.getType(name)).filter((type) => type !== undefined)],
    ['Objects', types.filter(isObjectType)],
    ['Inputs', types.filter(isInputObjectType)],
    ['Results', types.filter(isUnionType)],
    [
      'Words and scalars',
      types.filter((type) => !isObjectType(type) && !isInputObjectType(type) && !isUnionType(type)),
    ],
  ];

  return `# The API

Everything is at \`/graphql\`: queries and mutations by POST, subscriptions over \`graphql-transport-ws\`. A program brings
\`Authorization: Bearer …\` with a key from "Account and settings", "Keys for programs"; one that does not hold is answered
401. A page of a browser sends \`x-concord: 1\`. An installation may take the operations of its own pages alone
(\`GRAPHQL_OPERATIONS\`). The schema itself is at \`/schema.graphql\`.

**Refusals.** What was expected is a result: \`Refused\`, with a code for programs and a sentence for people in the language
of \`x-concord-locale\`. What was asked wrongly is an error with a code and \`requestId\`, a number that stands in the log. A
socket that is closed says its number at the end of the reason.

**Lists** come page by page: pass \`endCursor\` as \`after\`. A cursor is of that list and of whoever was given it; anywhere
else it is refused (\`CURSOR_INVALID\`): begin anew. The same code at \`events\` says that rights have changed or too much was
missed: read everything anew and go on from the new \`Consultation.cursor\`.

**Webhooks** are signed as Standard Webhooks says (\`webhook-id\`, \`webhook-timestamp\`, \`webhook-signature\`) and tell the
type, the time and the ids; the rest is asked for here. Whatever is not answered by 2xx is sent again under the same id.

${LIMITS}

**Deprecation.** A field, argument or word is marked \`@deprecated\` with what to use instead, stays for one release at
least, and goes then. \`schema/released.graphql\` is what was promised last; \`npm run check\` refuses anything that would
break it.

## Examples

These are run by the tests.

\`\`\`graphql
${examples}
\`\`\`

${kinds.map(([name, list]) => `## ${name}\n\n${list.map(section).join('\n')}`).join('\n')}`;
}
