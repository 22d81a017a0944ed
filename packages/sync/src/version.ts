/** What a token says besides who it is: the major version of the document model that its client knows. */
export type Introduction = { major: number | null; token: string };

const versioned = /^v(\d{1,6})(?: |$)/;

/** A token may start with `v3 `; what follows is the gatekeeper's. Stock clients say no version. */
export function readToken(given: string): Introduction {
  const [prefix = '', major] = versioned.exec(given) ?? [];
  return { major: major === undefined ? null : Number(major), token: given.slice(prefix.length) };
}
