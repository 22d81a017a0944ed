import {
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type ASTVisitor,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** What a stock client could ever need; a document beyond it is refused by the parser before it costs anything. */
export const parseLimits = { maxTokens: 3_000 } as const;

const DEEPEST = 12;

/**
 * Chapters have texts have chapters: every level multiplies the rows, so a document of a few hundred words could keep
 * the database busy for hours. Fragments count where they are spread.
 */
export function notTooDeep(context: ValidationContext): ASTVisitor {
  const tooDeep = (set: SelectionSetNode, depth: number, spread: readonly string[]): boolean => {
    if (depth > DEEPEST) return true;
    return set.selections.some((node) => {
      if (node.kind === Kind.FIELD)
        return node.selectionSet !== undefined && tooDeep(node.selectionSet, depth + 1, spread);
      if (node.kind === Kind.INLINE_FRAGMENT) return tooDeep(node.selectionSet, depth, spread);
      const fragment = context.getFragment(node.name.value);
      // A fragment within itself is refused by another rule.
      if (!fragment || spread.includes(node.name.value)) return false;
      return tooDeep(fragment.selectionSet, depth, [...spread, node.name.value]);
    });
  };
  return {
    OperationDefinition(node) {
      if (tooDeep(node.selectionSet, 1, []))
        context.reportError(new GraphQLError(`Nested more than ${DEEPEST} levels deep`, { nodes: node }));
    },
  };
}

/** What a document must fulfil beyond the rules of the language. The schema is shown to developers alone. */
export const rulesOf = (development: boolean): readonly ValidationRule[] =>
  development ? [notTooDeep] : [notTooDeep, NoSchemaIntrospectionCustomRule];
