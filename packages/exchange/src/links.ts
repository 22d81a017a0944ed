import type { Relationship } from './office-package.js';

const PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);
const LONGEST = 2000;

/**
 * The address a link may keep: web, mail, or a place in the text (`#name`). Everything else (scripts, files,
 * shares of the author's machine) comes back as null and only its words stay.
 */
export function safeHref(target: string, anchor: string | undefined): string | null {
  const address = target.trim();
  if (address === '' || address.startsWith('#')) {
    const name = anchor ?? address.slice(1);
    return name === '' ? null : `#${name}`;
  }
  if (address.length > LONGEST || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (!PROTOCOLS.has(url.protocol) || url.username !== '' || url.password !== '') return null;
  if (anchor !== undefined && anchor !== '' && url.hash === '' && url.protocol !== 'mailto:')
    url.hash = anchor;
  // An address typed cleanly is kept as typed; only one with spaces or marks in it is rewritten.
  const asTyped = /^[\x21-\x7e]+$/u.test(address) && url.hash === new URL(address).hash;
  return asTyped ? address : url.href;
}

/** Of a `w:hyperlink`: the outside address by relationship, a bookmark by anchor, or both. */
export function hyperlinkHref(
  relationships: ReadonlyMap<string, Relationship>,
  id: string | undefined,
  anchor: string | undefined,
): string | null {
  if (id === undefined) return anchor === undefined ? null : safeHref('', anchor);
  const relationship = relationships.get(id);
  if (!relationship) return null;
  if (!relationship.external) return safeHref('', anchor ?? relationship.target.split('#')[1]);
  return safeHref(relationship.target, anchor);
}
