/** Operations as a program would write them, made from the schema: whatever is added there is asked for here. */
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { Subject } from './subjects.js';

export type Call = { readonly query: string; readonly variables: Record<string, unknown> };

/** A value for an argument, by what the subject says, by its name, or by its type; without one there is no cell. */
export type Maker = (name: string, path: string) => unknown;

export class NoMaker extends Error {}

export function makerOf(
  operation: string,
  subject: Subject,
  values: Readonly<Record<string, () => unknown>>,
): Maker {
  return (name, path) => {
    for (const key of [path, name]) if (key in subject) return subject[key];
    for (const key of [`${operation}.${path}`, path, name]) if (key in values) return values[key]?.();
    return undefined;
  };
}

export function variablesOf(
  operation: string,
  args: readonly (GraphQLArgument | GraphQLInputField)[],
  make: Maker,
  above = '',
): Record<string, unknown> {
  return Object.fromEntries(
    args.flatMap(({ name, type }) => {
      const path = `${above}${name}`;
      const value = isNonNullType(type) ? needed(type.ofType, name, path, make, operation) : make(name, path);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Arguments that say nothing by their own name: what is in them is known by its own. */
const CONTAINERS = ['input', 'draft', 'items'];

function needed(type: GraphQLInputType, name: string, path: string, make: Maker, operation: string): unknown {
  if (isInputObjectType(type)) {
    const above = CONTAINERS.includes(path) ? '' : `${path}.`;
    return variablesOf(operation, Object.values(type.getFields()), make, above);
  }
  const made = make(name, path);
  if (made !== undefined) return made;
  if (isListType(type)) {
    const { ofType } = type;
    return [needed(isNonNullType(ofType) ? ofType.ofType : ofType, name, path, make, operation)];
  }
  if (isEnumType(type)) return type.getValues()[0]?.name;
  throw new NoMaker(`${operation}: nobody makes a value for ${path}; say one in testing/policy/values.ts`);
}

/** `{ field(args) { … } }` under names of variables, with everything that is asked of the answer. */
export function callOf(
  kind: 'query' | 'mutation' | 'subscription',
  field: GraphQLField<unknown, unknown>,
  variables: Record<string, unknown>,
  selection: string,
): Call {
  const given = field.args.filter(({ name }) => name in variables);
  const types = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const args = given.map(({ name }) => `${name}: $${name}`).join(', ');
  const head = `${kind}${types ? `(${types})` : ''}`;
  return { query: `${head} { ${field.name}${args ? `(${args})` : ''} ${selection} }`, variables };
}

const NESTED_ARGS: Readonly<Record<string, string>> = { language: 'language: en', key: 'key: "b-0064"' };

const withArgs = (field: GraphQLField<unknown, unknown>): string => {
  const needed = field.args.filter(({ type }) => isNonNullType(type));
  return needed.length === 0
    ? field.name
    : `${field.name}(${needed.map(({ name }) => NESTED_ARGS[name] ?? name).join(', ')})`;
};

/** Everything of a type, and of what it leads to, `depth` levels down; never a type within itself. */
export function everythingOf(type: GraphQLOutputType, depth: number, above: readonly string[] = []): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named))
    return `{ __typename ${named
      .getTypes()
      .map(
        (one) => `... on ${one.name} ${everythingOf(one, one.name === 'SeveralRefused' ? 3 : depth, above)}`,
      )
      .join(' ')} }`;
  if (!isObjectType(named)) return '{ __typename }';
  const inner = [...above, named.name];
  const fields = Object.values(named.getFields()).flatMap((field) => {
    const next = getNamedType(field.type);
    if (isLeafType(next)) return [withArgs(field)];
    if (depth <= 1 || inner.includes(next.name)) return [];
    return [`${withArgs(field)} ${everythingOf(field.type, depth - 1, inner)}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

/** Each field of a type, as far as to tell whether it is given. */
export const fieldsOf = (type: GraphQLObjectType): string =>
  `{ __typename ${Object.values(type.getFields())
    .map((field) => `${withArgs(field)} ${isLeafType(getNamedType(field.type)) ? '' : '{ __typename }'}`)
    .join(' ')} }`;

export type Path = { readonly root: string; readonly steps: readonly GraphQLField<unknown, unknown>[] };

/** How to come to each type from the queries, by the fewest steps; subjects decide which query is tried first. */
export function pathsOf(schema: GraphQLSchema, first: readonly string[]): ReadonlyMap<string, Path> {
  const paths = new Map<string, Path>();
  const queue: { type: GraphQLObjectType; path: Path }[] = [];
  const come = (type: GraphQLOutputType, path: Path): void => {
    const named = getNamedType(type);
    for (const one of isUnionType(named) ? named.getTypes() : [named])
      if (isObjectType(one) && !paths.has(one.name)) {
        paths.set(one.name, path);
        queue.push({ type: one, path });
      }
  };
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {});
  const order = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length);
  for (const root of roots.toSorted((a, b) => order(a.name) - order(b.name) || (a.name < b.name ? -1 : 1)))
    come(root.type, { root: root.name, steps: [] });
  for (let next = queue.shift(); next; next = queue.shift())
    for (const field of Object.values(next.type.getFields()))
      come(field.type, { root: next.path.root, steps: [...next.path.steps, field] });
  return paths;
}

export const selectionAlong = ({ steps }: Path, selection: string): string =>
  steps.reduceRight((inner, field) => `{ __typename ${withArgs(field)} ${inner} }`, selection);

/** The objects at the end of a path in an answer: none where it was cut off. */
export function objectsAt(answer: unknown, { steps }: Path): Record<string, unknown>[] {
  let found: unknown[] = [answer].flat();
  for (const { name } of steps) found = found.flatMap((one) => (isObject(one) ? [one[name]].flat() : []));
  return found.filter(isObject);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
