/** What the operations lab sends. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CommentsDocument, ReadingConsultationDocument } from '@concord/schema';
import { operations } from '@concord/schema/operations';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLInputType,
} from 'graphql';
import type { Person } from '../support/person.ts';
import type { Chance } from './random.ts';

/** Stands in a ministry's draft and nowhere else. */
export const CANARY = 'CANARY-7f3a';

export type Payload = {
  readonly query?: string;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
};

/** `raw`: bytes for the HTTP door alone, in the place of a payload. */
export type Forged = {
  readonly kind: string;
  readonly payload?: Payload;
  readonly raw?: string;
  readonly type?: string;
  readonly method?: 'GET' | 'POST';
  readonly search?: string;
};

const schema = buildSchema(
  readFileSync(fileURLToPath(import.meta.resolve('@concord/schema/schema.graphql')), 'utf8'),
);
// A subscription that is let in is answered when something happens, here never; signing out would end the siege.
const texts = Object.values(operations).filter((text) => !/^subscription|Sign|Invit|Password/.test(text));

export async function createForge(chance: Chance, person: Person): Promise<() => Forged> {
  const ids = await realIds(person);
  const below = (most: number): number => Math.floor(chance() * most);
  const pick = <T>(list: readonly T[]): T | undefined => list[below(list.length)];

  /** Everything that a variable should not be, and now and then what it should. */
  function anything(depth = 0): unknown {
    const lot = below(depth > 3 ? 10 : 12);
    if (lot === 10) return Array.from({ length: below(4) }, () => anything(depth + 1));
    if (lot === 11)
      return Object.fromEntries([[pick(['input', 'id', 'az', '__proto__']), anything(depth + 1)]]);
    return [null, true, -1, 2 ** 31, 1e300, '', 'x\u0000y', '\ud800', pick(ids), 'ə'.repeat(below(300))][lot];
  }

  function literal(type: GraphQLInputType, depth = 0): string {
    const bare = getNullableType(type);
    if (bare === type && chance() < 0.3) return 'null';
    if (isListType(bare))
      return `[${Array.from({ length: below(3) }, () => literal(bare.ofType, depth + 1)).join(' ')}]`;
    if (isEnumType(bare)) return pick(bare.getValues())?.name ?? 'null';
    if (isInputObjectType(bare)) {
      const fields = Object.values(bare.getFields()).filter(
        (field) => isNonNullType(field.type) || (depth < 3 && chance() < 0.5),
      );
      return `{${fields.map(({ name, type: inner }) => `${name}: ${literal(inner, depth + 1)}`).join(' ')}}`;
    }
    switch (getNamedType(bare).name) {
      case 'Int':
        return String(pick([0, 1, 2, 7, 50, 100, 101, -1, 2_147_483_647]));
      case 'Float':
        return String(pick([0.5, -1e9, 3]));
      case 'Boolean':
        return String(chance() < 0.5);
      case 'DateTimeISO':
        return JSON.stringify(
          pick(['2027-01-01T00:00:00Z', '9999-12-31T23:59:59Z', 'never', '0001-01-01T00:00:00Z']),
        );
      default:
        return JSON.stringify(
          pick([...ids.slice(0, 12), 'velmora-2025', 'x', '', 'ə\u0000', 'a'.repeat(50)]),
        );
    }
  }

  function selection(type: GraphQLCompositeType, depth: number): string {
    if (isUnionType(type))
      return `{ __typename ${type
        .getTypes()
        .map((member) => `... on ${member.name} ${selection(member, depth)}`)
        .join(' ')} }`;
    const fields = Object.values(type.getFields());
    const chosen = fields.filter((field) => {
      const composite = isCompositeType(getNamedType(field.type));
      return chance() < (composite ? (depth > 0 ? 0.35 : 0) : 0.5);
    });
    const parts = chosen.map((field) => {
      const inner = getNamedType(field.type);
      const args = field.args.filter((arg) => isNonNullType(arg.type) || chance() < 0.3);
      const given = args.map((arg) => `${arg.name}: ${literal(arg.type)}`).join(' ');
      return `${field.name}${given === '' ? '' : `(${given})`}${isCompositeType(inner) ? ` ${selection(inner, depth - 1)}` : ''}`;
    });
    return `{ ${['__typename', ...parts].join(' ')} }`;
  }

  /** One field of the root, with whatever the schema lets one write. */
  function fromSchema(): Forged {
    const kind = chance() < 0.7 ? 'query' : 'mutation';
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    // Signing out would end the siege; asking for passwords is slow on purpose.
    const able = Object.values(root?.getFields() ?? {}).filter(
      ({ name }) => !/sign|password|Invitation/.test(name),
    );
    const field = pick(able);
    if (!field) throw new Error('The schema has no fields');
    const type = getNamedType(field.type);
    const given = field.args
      .filter((arg) => isNonNullType(arg.type) || chance() < 0.5)
      .map((arg) => `${arg.name}: ${literal(arg.type)}`)
      .join(' ');
    const head = `${field.name}${given === '' ? '' : `(${given})`}`;
    const body = isCompositeType(type) ? selection(type, 1 + below(4)) : '';
    return { kind, payload: { query: `${kind} { ${head} ${body} }` } };
  }

  function mixedUp(): Forged {
    const words = (pick(texts) ?? '').split(/(\s+|[{}()!:$])/);
    for (let count = 1 + below(5); count > 0; count -= 1) {
      const at = below(words.length);
      const what = below(4);
      if (what === 0) words.splice(at, 1 + below(3));
      else if (what === 1) words.splice(at, 0, ...words.slice(at, at + below(20)));
      else if (what === 2)
        words.splice(at, 0, pick(['{', '}', '"""', '\u0000', '...', '@skip(if: true)', '🜚', '#']) ?? '');
      else words[at] = pick(words) ?? '';
    }
    return { kind: 'mixed up', payload: { query: words.join(''), variables: socketSafe(shaped()) } };
  }

  const shaped = (): unknown =>
    chance() < 0.1
      ? anything()
      : { consultationId: pick(ids), id: pick(ids), first: 10, slug: 'velmora-2025' };

  function wrongVariables(): Forged {
    const query = pick(texts) ?? '';
    const names = [...query.matchAll(/\$(\w+):/g)].map(([, name = '']) => name);
    const variables = Object.fromEntries(names.map((name) => [name, anything()]));
    return {
      kind: 'variables',
      payload: { query, variables: socketSafe(chance() < 0.1 ? anything() : variables) },
    };
  }

  function bomb(): Forged {
    const many = 10 + below(3_000);
    const query = [
      () => `{ ${Array.from({ length: many }, (_, n) => `a${n}: viewer { email }`).join(' ')} }`,
      () => `{ viewer { ${'email '.repeat(many)} } }`,
      () =>
        `{ consultations ${'{ sections { variants { section '.repeat(many % 60)} { id } ${'} } }'.repeat(many % 60)} }`,
      () =>
        `{ ...F0 } ${Array.from({ length: many % 60 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ')}`,
      () => `{ viewer { email ${'@include(if: true) '.repeat(many % 200)} } }`,
      () => `{ comments(consultationId: "${pick(ids)}", first: ${many}) { totalCount } }`,
      () =>
        `query(${Array.from({ length: many % 400 }, (_, n) => `$v${n}: Int = ${n}`).join(' ')}) { viewer { email } }`,
      () => `{ viewer(a: ${'['.repeat(many)}1${']'.repeat(many)}) { email } }`,
      () => `{ __schema { types { fields { type { fields { type { name } } } } } } }`,
      () => 'subscription { a: nothing b: nothing }',
    ];
    return { kind: 'bomb', payload: { query: pick(query)?.() ?? '' } };
  }

  function bytes(): Forged {
    const lot = below(6);
    if (lot === 0) return { kind: 'bytes', raw: '{"query": ' };
    if (lot === 1) return { kind: 'bytes', raw: JSON.stringify([{ query: '{ viewer { email } }' }]) };
    if (lot === 2) return { kind: 'bytes', raw: 'query { viewer { email } }', type: 'application/graphql' };
    if (lot === 3) return { kind: 'bytes', raw: JSON.stringify(anything()) };
    if (lot === 4) return { kind: 'bytes', raw: '', method: 'GET', search: '?query=mutation{signOut{done}}' };
    return { kind: 'bytes', raw: Array.from({ length: 40 }, () => String.fromCharCode(below(256))).join('') };
  }

  const hash = (): Forged => ({
    kind: 'hash',
    payload: {
      extensions: {
        persistedQuery: { version: 1, sha256Hash: pick(['', 'f'.repeat(64), '__proto__', 'constructor']) },
      },
    },
  });

  return () => {
    const lot = chance();
    if (lot < 0.2) return fromSchema();
    if (lot < 0.55) return mixedUp();
    if (lot < 0.75) return wrongVariables();
    if (lot < 0.92) return bomb();
    return lot < 0.97 ? bytes() : hash();
  };
}

/** What is no object at all closes a socket, as the protocol wants: here that would be the end. */
const socketSafe = (variables: unknown): unknown =>
  typeof variables === 'object' && !Array.isArray(variables) ? variables : {};

async function realIds(person: Person): Promise<string[]> {
  const { consultation } = await person.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  const consultationId = consultation?.id ?? '';
  const { comments } = await person.ask(CommentsDocument, { consultationId, first: 100 });
  return [
    consultationId,
    ...(comments?.edges ?? []).slice(0, 40).map(({ node }) => node.id),
    ...(consultation?.sections ?? []).slice(0, 5).map(({ id }) => id),
  ];
}
