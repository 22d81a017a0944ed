// What every contestant serves: fifty threads with author, organisation, four replies and a disposition, in memory. Each
// hands in its own copy of graphql: two in one process don't know each other's types.
import { readFileSync } from 'node:fs';
import { id, organisations, people, resolved, sdl, words as sentence } from './in-memory.mjs';

export const query = readFileSync(new URL('query.graphql', import.meta.url), 'utf8');

const threadsSdl = `
  type Query { threads: [Thread!]! }
  type Thread {
    id: ID! number: Int! body: String! type: String! severity: String! status: String! createdAt: String!
    author: Person! organisation: Organisation! replies: [Reply!]! disposition: Disposition
  }
  type Reply { id: ID! body: String! createdAt: String! author: Person! organisation: Organisation! }
  type Disposition { id: ID! outcome: String! reason: String! decidedAt: String! decidedBy: Person! }
  ${sdl}
`;

const words = sentence.repeat(3).trim();
const moment = '2026-11-22T10:00:00.000Z';
const threads = Array.from({ length: 50 }, (_, n) => ({
  id: id('thread', n),
  number: n + 1,
  body: words.slice(0, 90),
  type: 'substantive',
  severity: 'important',
  status: 'decided',
  createdAt: moment,
  authorId: id('person', n % 40),
  organisationId: id('body', n % 12),
}));
const repliesOf = new Map(
  threads.map((thread, t) => [
    thread.id,
    Array.from({ length: 4 }, (_, n) => ({
      id: id('reply', t * 4 + n),
      body: words.slice(0, 40),
      createdAt: moment,
      authorId: id('person', (t + n) % 40),
      organisationId: id('body', (t + n) % 12),
    })),
  ]),
);
const dispositionOf = new Map(
  threads.map((thread, n) => [
    thread.id,
    {
      id: id('outcome', n),
      outcome: 'accepted',
      reason: words.slice(0, 60),
      decidedAt: moment,
      deciderId: id('person', (n + 7) % 40),
    },
  ]),
);

const resolvers = {
  Query: { threads: () => threads },
  Thread: {
    author: ({ authorId }) => people.get(authorId),
    organisation: ({ organisationId }) => organisations.get(organisationId),
    replies: (thread) => repliesOf.get(thread.id),
    disposition: (thread) => dispositionOf.get(thread.id),
  },
  Reply: {
    author: ({ authorId }) => people.get(authorId),
    organisation: ({ organisationId }) => organisations.get(organisationId),
  },
  Disposition: { decidedBy: ({ deciderId }) => people.get(deciderId) },
};

export const threadsSchema = ({ buildSchema }) => resolved(buildSchema(threadsSdl), resolvers);
