/** Which subscriptions may be executed once for many. */
import {
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionArgs,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import { canonicalJson } from '@concord/consultation';

export type SharableOperation = {
  /** Equal for operations that ask the same of the same words; where they begin is not in it. */
  readonly key: string;
  readonly field: string;
  readonly arguments: Readonly<Record<string, unknown>>;
};

/** A field that is marked `personal`, or whose policy says that it belongs to whoever asks. */
const isPersonal = (extensions: Readonly<Record<string, unknown>> | undefined): boolean =>
  extensions?.['personal'] === true || extensions?.['policy'] === 'self';

const known = new WeakMap<DocumentNode, { readonly id: number; readonly impersonal: boolean }>();
let documents = 0;

/**
 * The operation as one that can be shared; null when a field of it depends on the person, when its argument `from`
 * (where the listener begins) is used for anything else, or when it is no subscription that could run at all.
 */
export function sharable(args: ExecutionArgs, from: string): SharableOperation | null {
  const { schema, document } = args;
  const operation = getOperationAST(document, args.operationName);
  const [root, ...others] = operation?.selectionSet.selections ?? [];
  if (!operation || root?.kind !== Kind.FIELD || others.length > 0) return null;
  const field = schema.getSubscriptionType()?.getFields()[root.name.value];
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], {
    ...args.variableValues,
  });
  if (!field || !coerced) return null;
  const { id, impersonal } = lookAt(schema, document);
  const own = variableOf(root, from);
  if (!impersonal || (own !== null && uses(document, own) > 1)) return null;
  const rest = Object.fromEntries(Object.entries(coerced).filter(([name]) => name !== own));
  return {
    key: canonicalJson([id, args.operationName ?? null, rest]),
    field: root.name.value,
    arguments: getArgumentValues(field, root, coerced),
  };
}

function lookAt(schema: GraphQLSchema, document: DocumentNode): { id: number; impersonal: boolean } {
  const found = known.get(document);
  if (found) return found;
  let impersonal = true;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        if (isPersonal(types.getFieldDef()?.extensions)) impersonal = false;
      },
    }),
  );
  documents += 1;
  const looked = { id: documents, impersonal };
  known.set(document, looked);
  return looked;
}

function variableOf(field: FieldNode, argument: string): string | null {
  const value = field.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.VARIABLE ? value.name.value : null;
}

function uses(document: DocumentNode, variable: string): number {
  let count = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      if (name.value === variable) count += 1;
    },
  });
  return count;
}
