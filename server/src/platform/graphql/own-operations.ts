import { operations } from '@concord/schema/operations';

/** The operations that our client was built with. */
export type OwnOperations = {
  /** By the whole hash of a text. */
  has(hash: string): boolean;
  /** By the hash, or by as much of its beginning as the client sends. */
  textOf(hash: string): string | undefined;
};

const DIGITS = 12;

export function createOwnOperations(texts: Readonly<Record<string, string>> = operations): OwnOperations {
  const whole = new Map(Object.entries(texts));
  const short = new Map([...whole].map(([hash, text]) => [hash.slice(0, DIGITS), text]));
  return { has: (hash) => whole.has(hash), textOf: (hash) => whole.get(hash) ?? short.get(hash) };
}
