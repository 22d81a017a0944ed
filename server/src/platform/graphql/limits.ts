import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  NoSchemaIntrospectionCustomRule,
  typeFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import { refusal } from './answers.js';

/**
 * What one operation may ask at most. Our own client needs less than half of nearly each (limits.test.ts), so a stock
 * client has room, and a document that is written to hurt is refused before it is compared with the schema.
 */
export const limits = {
  /** Words and signs of the text; the parser stops there. */
  tokens: 3_000,
  /** Levels of braces, those of fragments where they are spread. */
  depth: 12,
  /** Fields, those of fragments as often as they are spread. */
  fields: 1_200,
  aliases: 30,
  rootFields: 10,
  directives: 30,
  fragments: 40,
  /** The same name twice in one selection: each pair is compared, so a thousand would be a million comparisons. */
  repeats: 150,
  /** Of any list. */
  first: 100,
  /** Objects that could come back if every list were as long as it may be. */
  cost: 25_000,
  variables: { characters: 400_000, values: 10_000, depth: 12 },
  /** Until an answer, milliseconds; then nothing more is read for it. */
  time: 30_000,
} as const;

export const parseLimits = { maxTokens: limits.tokens } as const;

/** How long lists are taken for that take no `first`; what is not named here is taken for `USUAL`. */
const lengths: Readonly<Record<string, number>> = {
  'Change.authors': 3,
  'Comment.clarifications': 2,
  'Comment.evidence': 3,
  'Comment.outcomes': 2,
  'Comment.replies': 5,
  'Conflict.beside': 2,
  'Conflict.lanes': 4,
  'Consultation.organisations': 40,
  'Consultation.sections': 60,
  'Section.variants': 3,
};
const USUAL = 10;

export const tooMuch = (what: string, most: number): GraphQLError =>
  refusal('TOO_MUCH', `More than ${most} ${what}`);

/** What a document must fulfil beyond the rules of the language. The schema is shown to developers alone. */
export const rulesOf = (development: boolean): readonly ValidationRule[] =>
  development ? [] : [NoSchemaIntrospectionCustomRule];

type Size = { fields: number; aliases: number; directives: number; depth: number };
const nothing: Size = { fields: 0, aliases: 0, directives: 0, depth: 0 };

/** What a document has by its looks alone; of several operations the most. */
export type Measures = Size & {
  readonly rootFields: number;
  readonly fragments: number;
  readonly repeats: number;
};

/**
 * Fragments are measured once and counted where they are spread: twenty lines of fragments within fragments spell a
 * million fields.
 */
export function measured(document: DocumentNode, introspected = false): Measures {
  const fragments = fragmentsOf(document);
  const known = new Map<string, Size>();
  let repeats = 0;

  function ofFragment(name: string): Size {
    const found = known.get(name);
    if (found) return found;
    // One within itself is refused by a rule of the language; here it only must end.
    known.set(name, nothing);
    const fragment = fragments.get(name);
    const size = fragment ? ofSet(fragment.selectionSet, new Set()) : nothing;
    known.set(name, size);
    return size;
  }

  function ofSet(set: SelectionSetNode, names: Set<string>): Size {
    const size = { ...nothing };
    const add = (part: Size, below: 0 | 1): void => {
      size.fields += part.fields;
      size.aliases += part.aliases;
      size.directives += part.directives;
      size.depth = Math.max(size.depth, part.depth + below);
    };
    for (const node of set.selections) {
      size.directives += node.directives?.length ?? 0;
      if (node.kind === Kind.FRAGMENT_SPREAD) add(ofFragment(node.name.value), 0);
      else if (node.kind === Kind.INLINE_FRAGMENT) add(ofSet(node.selectionSet, names), 0);
      else {
        const name = (node.alias ?? node.name).value;
        if (names.has(name)) repeats += 1;
        names.add(name);
        size.fields += 1;
        if (node.alias) size.aliases += 1;
        const isSchema = introspected && /^__(schema|type)$/.test(node.name.value);
        if (node.selectionSet && !isSchema) add(ofSet(node.selectionSet, new Set()), 1);
      }
    }
    return size;
  }

  const most = { ...nothing, rootFields: 0, fragments: fragments.size, repeats: 0 };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) ofFragment(definition.name.value);
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const size = ofSet(definition.selectionSet, new Set());
    // Its own braces are a level too.
    size.depth += 1;
    const sizes = { ...size, rootFields: rootFields(definition.selectionSet, fragments, new Set()) };
    for (const what of ['fields', 'aliases', 'directives', 'depth', 'rootFields'] as const)
      most[what] = Math.max(most[what], sizes[what]);
  }
  return { ...most, repeats };
}

/** What is too much in a document. `introspected`: what is asked of the schema itself is not measured, for developers. */
export function oversized(document: DocumentNode, introspected = false): GraphQLError | null {
  if (fragmentsOf(document).size > limits.fragments) return tooMuch('fragments', limits.fragments);
  const sizes = measured(document, introspected);
  for (const [what, name] of names) if (sizes[what] > limits[what]) return tooMuch(name, limits[what]);
  return null;
}

const names = [
  ['depth', 'levels'],
  ['fields', 'fields'],
  ['aliases', 'aliases'],
  ['directives', 'directives'],
  ['rootFields', 'fields at the root'],
  ['repeats', 'repeated names'],
] as const;

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return fragments;
}

function rootFields(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  spread: Set<string>,
): number {
  let count = 0;
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) count += 1;
    else if (node.kind === Kind.INLINE_FRAGMENT) count += rootFields(node.selectionSet, fragments, spread);
    else {
      const fragment = fragments.get(node.name.value);
      if (!fragment || spread.has(node.name.value)) continue;
      spread.add(node.name.value);
      count += rootFields(fragment.selectionSet, fragments, spread);
    }
  }
  return count;
}

type Variables = Readonly<Record<string, unknown>>;
/** @throws {GraphQLError} when a list is asked for more than there ever is */
export type Price = (variables: Variables) => number;

/** What an operation of a valid document could cost: one for each object, lists as long as they may be. */
export function priceOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Price {
  const fragments = fragmentsOf(document);
  const defaults: Record<string, unknown> = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? [])
    if (defaultValue?.kind === Kind.INT) defaults[variable.name.value] = Number(defaultValue.value);

  /** `page`: how long the lists right below are, when their owner was asked for `first`. */
  function ofSet(set: SelectionSetNode, parent: GraphQLCompositeType, page: Price | null): Price {
    const parts: Price[] = [];
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        const part = ofField(node, parent, page);
        if (part) parts.push(part);
      } else {
        const target = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
        if (!target) continue;
        const condition = target.typeCondition ? typeFromAST(schema, target.typeCondition) : parent;
        if (isCompositeType(condition)) parts.push(ofSet(target.selectionSet, condition, page));
      }
    }
    return (variables) => parts.reduce((sum, part) => sum + part(variables), 0);
  }

  function ofField(node: FieldNode, parent: GraphQLCompositeType, page: Price | null): Price | null {
    const field = isUnionType(parent) ? undefined : parent.getFields()[node.name.value];
    if (!field) return null;
    const given = firstOf(node, field, defaults);
    const type = getNamedType(field.type);
    if (!isCompositeType(type) || !node.selectionSet) return given;
    const below = ofSet(node.selectionSet, type, given);
    if (!isListType(getNullableType(field.type)))
      return (variables) => {
        given?.(variables);
        return 1 + below(variables);
      };
    const length = given ?? page ?? (() => lengths[`${parent.name}.${field.name}`] ?? USUAL);
    return (variables) => length(variables) * (1 + below(variables));
  }

  const root = schema.getRootType(operation.operation);
  return root ? ofSet(operation.selectionSet, root, null) : () => 0;
}

/** How much a field that takes `first` is asked for. */
function firstOf(node: FieldNode, field: GraphQLField<unknown, unknown>, defaults: Variables): Price | null {
  const argument = field.args.find(({ name }) => name === 'first');
  if (!argument) return null;
  const value = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  return (variables) => {
    const asked =
      value?.kind === Kind.VARIABLE
        ? (variables[value.name.value] ?? defaults[value.name.value] ?? argument.defaultValue)
        : value?.kind === Kind.INT
          ? Number(value.value)
          : argument.defaultValue;
    // What is no number is refused as such, later.
    if (typeof asked !== 'number') return limits.first;
    if (asked >= 1 && asked <= limits.first) return asked;
    throw refusal('BAD_USER_INPUT', `first: from 1 to ${limits.first}`);
  };
}

/** What is too much in the variables. Walks no further than it must. */
export function oversizedVariables(variables: unknown): GraphQLError | null {
  const most = limits.variables;
  let characters = 0;
  let values = 0;
  let deepest = 0;
  const waiting: [unknown, number][] = [[variables, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, depth] = next;
    values += 1;
    deepest = Math.max(deepest, depth);
    if (typeof value === 'string') characters += value.length;
    if (values > most.values) return tooMuch('values in the variables', most.values);
    if (characters > most.characters) return tooMuch('characters in the variables', most.characters);
    if (deepest > most.depth) return tooMuch('levels in the variables', most.depth);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      characters += key.length;
      waiting.push([inner, depth + 1]);
    }
  }
  return null;
}
