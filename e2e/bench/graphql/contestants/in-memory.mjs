// Who and what every contestant serves from memory, and how its resolvers are laid into its own copy of graphql.

export const id = (kind, n) => `${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const words = 'The data on returns should be read together with the registration of residence. ';

export const people = new Map(
  Array.from({ length: 40 }, (_, n) => [id('person', n), { id: id('person', n), name: `Somebody ${n}` }]),
);
export const organisations = new Map(
  Array.from({ length: 12 }, (_, n) => [
    id('body', n),
    {
      id: id('body', n),
      code: `M${n}`,
      name: { az: `Nazirlik ${n}`, en: `Ministry number ${n}`, ru: `Министерство ${n}` },
    },
  ]),
);

/** Of people and organisations, as both schemas know them. */
export const sdl = `
  type Person { id: ID! name: String! }
  type Organisation { id: ID! code: String! name: Text! }
  type Text { az: String! en: String! ru: String! }
`;

export function resolved(schema, resolvers) {
  for (const [type, fields] of Object.entries(resolvers))
    for (const [field, resolve] of Object.entries(fields))
      schema.getType(type).getFields()[field].resolve = resolve;
  return schema;
}
