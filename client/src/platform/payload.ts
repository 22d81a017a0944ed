import { print } from '@apollo/client/utilities';
import type { DocumentNode } from 'graphql';

/** An operation as both doors take it. */
export type Payload = {
  readonly operationName: string | null;
  /** Empty where the server knows the text. */
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly extensions: Record<string, unknown>;
};

type Asked = {
  readonly operationName?: string | undefined;
  readonly query: DocumentNode & { readonly hash?: string };
  readonly extensions: Record<string, unknown>;
};

/**
 * The server knows the operations that the client was built with: a hash, written into the document when it is
 * generated, stands for a text of some kilobytes. While one develops the text is sent, for the server may not have been
 * built since it changed.
 */
export function payloadOf(
  { operationName: name, query, extensions }: Asked,
  variables: Record<string, unknown>,
): Payload {
  const operationName = name ?? null;
  if (import.meta.env.DEV || query.hash === undefined)
    return { operationName, query: print(query), variables, extensions };
  const persistedQuery = { version: 1, sha256Hash: query.hash };
  return { operationName, query: '', variables, extensions: { ...extensions, persistedQuery } };
}
