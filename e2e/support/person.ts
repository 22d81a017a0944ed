/** A person of Velmora at the API: typed GraphQL over HTTP with the demo's cookie. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Kind, print, visit, type DocumentNode } from 'graphql';

export type Person = {
  readonly name: string;
  readonly cookie: string;
  readonly url: string;
  /** The page they look at, which a socket names. */
  readonly origin: string;
  ask<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data>;
};

type DemoPerson = { readonly id: string; readonly name: string };

const headers = { 'x-concord': '1', 'content-type': 'application/json' };

/** `origin`: where a proxy stands in front, its address. */
export async function enter(url: string, name: string, origin = url): Promise<Person> {
  const people = (await (await fetch(`${url}/demo/people`)).json()) as DemoPerson[];
  const personId = people.find((person) => person.name === name)?.id;
  if (!personId) throw new Error(`Nobody in Velmora is called ${name}`);
  const entered = await fetch(`${url}/demo/enter`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ personId }),
  });
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0];
  if (!cookie) throw new Error(`${name} was not let in: ${entered.status}`);
  return personWith(url, cookie, name, origin);
}

/** Somebody who is signed in already. */
export function personWith(url: string, cookie: string, name = 'Somebody', origin = url): Person {
  return {
    name,
    cookie,
    url,
    origin,
    async ask(document, variables) {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { ...headers, cookie },
        body: JSON.stringify({ query: print(withTypenames(document)), variables }),
      });
      const { data, errors } = (await answer.json()) as { data?: never; errors?: unknown };
      if (errors || !data) throw new Error(`${name}: ${JSON.stringify(errors)}`);
      return data;
    },
  };
}

/** What the client's cache does to every document: ask each object for its type. */
const withTypenames = (document: DocumentNode): DocumentNode =>
  visit(document, {
    SelectionSet: (node, _key, parent) =>
      parent && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION
        ? undefined
        : {
            ...node,
            selections: [
              { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } },
              ...node.selections,
            ],
          },
  });
