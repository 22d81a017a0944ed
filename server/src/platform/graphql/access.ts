/**
 * Who is asked before a field is given: declared for every field and argument of the schema, by the feature that has
 * it, and enforced where the object is loaded. What nobody declared makes the schema fail to build (T7).
 */
import { isInputObjectType, isIntrospectionType, isObjectType, type GraphQLSchema } from 'graphql';

/** What a feature says of its part of the schema. */
export type Access = {
  /** The policies that it brings: by name, the function that is asked where the object is loaded. */
  readonly asks?: Readonly<Record<string, (...given: never[]) => unknown>>;
  /** Of each object type, by policy: its fields, each with how its arguments are taken: `comment(id: its)`. */
  readonly fields?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Of each input type, by how they are taken: its fields. */
  readonly inputs?: Readonly<Record<string, Readonly<Partial<Record<Taken, string>>>>>;
};

/** Policies that need no function. */
const plain: Readonly<Record<string, string>> = {
  anyone: 'Whoever asks, signed in or not.',
  self: 'What belongs to the person who asks: read by their own id, which is never taken from input.',
  given: 'A part of something that was guarded when it was loaded: whoever was given that is given this.',
};

/** How an argument is taken. */
const taken = {
  its: 'An id of what the operation is about: the policy is asked first, and what is not theirs is not there.',
  named: 'An id of something else, taken only where the actor may name it; anything else is answered alike.',
  text: 'Words of a person: length and characters are ruled.',
  choice: 'One or several of a list.',
  number: 'A number within bounds.',
  moment: 'A moment that a rule judges.',
  key: 'Made by the client: sending twice does it once.',
  version: 'What the actor saw: refused when it has changed since.',
  place: 'Where in a list or a text: what lies elsewhere is not reached by it.',
  narrows: 'Takes away from what is visible, and can add nothing.',
  secret: 'Proves something; neither logged nor given back.',
  fields: 'By its own fields.',
} as const;

type Taken = keyof typeof taken;

/** Every field's policy is in its `extensions.policy` afterwards, every argument's handling in `extensions.taken`. */
export function declareAccess(schema: GraphQLSchema, tables: readonly Access[]): GraphQLSchema {
  const problems: string[] = [];
  const policies = new Set(Object.keys(plain));
  for (const name of tables.flatMap(({ asks }) => Object.keys(asks ?? {}))) {
    if (policies.has(name)) problems.push(`The policy ${name} is declared twice`);
    policies.add(name);
  }
  const fields = new Map<string, { policy: string; args: ReadonlyMap<string, string> }>();
  const inputs = new Map<string, string>();
  for (const table of tables) {
    for (const [type, groups] of Object.entries(table.fields ?? {}))
      for (const [policy, list] of Object.entries(groups)) {
        if (!policies.has(policy)) problems.push(`${type} names the policy ${policy}, which nobody declares`);
        for (const { name, args } of read(list)) {
          if (fields.has(`${type}.${name}`)) problems.push(`${type}.${name} is declared twice`);
          fields.set(`${type}.${name}`, { policy, args });
        }
      }
    for (const [type, groups] of Object.entries(table.inputs ?? {}))
      for (const [how, list] of Object.entries(groups))
        for (const { name } of read(list)) {
          if (inputs.has(`${type}.${name}`)) problems.push(`${type}.${name} is declared twice`);
          inputs.set(`${type}.${name}`, how);
        }
  }

  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    if (isObjectType(type))
      for (const field of Object.values(type.getFields())) {
        const name = `${type.name}.${field.name}`;
        const declared = fields.get(name);
        fields.delete(name);
        if (!declared) {
          problems.push(`${name} has no policy`);
          continue;
        }
        field.extensions = { ...field.extensions, policy: declared.policy };
        for (const arg of field.args) {
          const how = declared.args.get(arg.name);
          if (!how || !(how in taken)) problems.push(`${name}(${arg.name}) is taken in no declared way`);
          arg.extensions = { ...arg.extensions, taken: how };
        }
        for (const arg of declared.args.keys())
          if (!field.args.some((one) => one.name === arg)) problems.push(`${name}(${arg}) is not there`);
      }
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) {
        const name = `${type.name}.${field.name}`;
        const how = inputs.get(name);
        inputs.delete(name);
        if (!how) problems.push(`${name} is taken in no declared way`);
        field.extensions = { ...field.extensions, taken: how };
      }
  }
  for (const name of [...fields.keys(), ...inputs.keys()]) problems.push(`${name} is declared and not there`);
  if (problems.length > 0)
    throw new Error(
      `Every field and argument has a declared policy, in the .access.ts of its feature:\n${problems.join('\n')}`,
    );
  return schema;
}

/** `id comment(id: its, first: number) …` */
function read(list: string): { name: string; args: ReadonlyMap<string, string> }[] {
  return [...list.matchAll(/(\w+)(?:\(([^)]*)\))?/g)].map(([, name = '', args = '']) => ({
    name,
    args: new Map(
      [...args.matchAll(/(\w+): (\w+)/g)].map(([, arg = '', how = '']): [string, string] => [arg, how]),
    ),
  }));
}
