/**
 * Whether the schema still keeps what `released.graphql` promised: a field goes only after a release in which it was
 * `@deprecated`. At a release `schema.graphql` is copied over it.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  BreakingChangeType,
  buildSchema,
  findBreakingChanges,
  isInputObjectType,
  isObjectType,
} from 'graphql';

const read = (path: string) =>
  buildSchema(readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8'));
const [released, schema] = [read('released.graphql'), read('schema.graphql')];

const broken = findBreakingChanges(released, schema).filter(
  ({ type, description }) => type !== BreakingChangeType.FIELD_REMOVED || !wasDeprecated(description),
);
for (const { description } of broken) process.stderr.write(`This breaks what was promised: ${description}\n`);
process.exitCode = broken.length > 0 ? 1 : 0;

function wasDeprecated(description: string): boolean {
  const [, typeName = '', field = ''] = /^(\w+)\.(\w+) /.exec(description) ?? [];
  const type = released.getType(typeName);
  const fields = isObjectType(type) || isInputObjectType(type) ? type.getFields() : {};
  return Boolean(fields[field]?.deprecationReason);
}
