// What every contestant tells: a comment was added, fifteen leaves, 0.6 kB, from memory. The last field differs between
// audiences. Each contestant hands in its own copy of graphql: two in one process don't know each other's types.

import { id, organisations, people, resolved, sdl, words } from './in-memory.mjs';

export const AUDIENCES = 40;

const comment = `
  type Query { nothing: Boolean }
  type Comment {
    id: ID! number: Int! body: String! type: String! severity: String! status: String! createdAt: String! replies: Int!
    mayReply: Boolean! author: Person! organisation: Organisation!
  }
  ${sdl}
`;

const fields = `
  id number body type severity status createdAt replies mayReply author { id name }
  organisation { id code name { az en ru } }
`;

export const query = `subscription CommentAdded { commentAdded { ${fields} } }`;

/** As ours asks: from a cursor on. */
export const eventsQuery = `subscription Events($consultationId: ID!, $after: String!) {
  events(consultationId: $consultationId, after: $after) { cursor comment { ${fields} } }
}`;

/** The load generator finds `bench:7:` in what it is sent. */
export const commentNumbered = (n) => ({
  id: id('comment', n),
  number: n,
  body: `bench:${n}: ${words}`,
  type: 'substantive',
  severity: 'important',
  status: 'cleared',
  createdAt: '2026-11-22T10:00:00.000Z',
  replies: 0,
  authorId: id('person', n % 40),
  organisationId: id('body', n % 12),
});

const resolvers = {
  Comment: {
    author: ({ authorId }) => people.get(authorId),
    organisation: ({ organisationId }) => organisations.get(organisationId),
    mayReply: ({ number }, _args, { audience }) => (number + audience) % 3 > 0,
  },
};

/** `subscribe(context)` gives what `{ commentAdded }` is read from. */
export function commentsSchema({ buildSchema }, subscribe) {
  const schema = buildSchema(`${comment} type Subscription { commentAdded: Comment! }`);
  schema.getType('Subscription').getFields().commentAdded.subscribe = (_root, _args, context) =>
    subscribe(context);
  return resolved(schema, resolvers);
}

/** `commentOf(event)` finds the comment of one of our events; `audienceOf(context)` whose request it is. */
export function eventsSchema({ buildSchema }, { commentOf, audienceOf }) {
  const schema = buildSchema(`${comment}
    type Subscription { events(consultationId: ID!, after: String!): Event! }
    type Event { cursor: String! comment: Comment! }`);
  const event = schema.getType('Subscription').getFields().events;
  event.resolve = (root) => root;
  schema.getType('Event').getFields().comment.resolve = commentOf;
  resolved(schema, resolvers);
  schema.getType('Comment').getFields().mayReply.resolve = async ({ number }, _args, context) =>
    (number + (await audienceOf(context))) % 3 > 0;
  return schema;
}

/** Whose audience a socket is: `/graphql?audience=7`. */
export const audienceIn = (url) => Number(/audience=(\d+)/.exec(url)?.[1] ?? 0) % AUDIENCES;
