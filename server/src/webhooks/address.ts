/** Where a webhook may go: the open internet by https, unless the installation says otherwise. */
import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export type Reach = {
  /** Addresses of one's own network are allowed too. */
  readonly inside: boolean;
  /** Without TLS, for development. */
  readonly plain: boolean;
};

/** Ranges that are not the open internet: private, loopback, link-local, reserved, tunnels into any of them. */
const special = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  special.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  special.addSubnet(network, prefix, 'ipv6');

/** What of IPv6 is given out to the internet at all; everything else (`::1`, `fe80::`, `fd00::`, `::ffff:…`) is not. */
const given = new BlockList();
given.addSubnet('2000::', 3, 'ipv6');

/** [WH5] Whether an address is one of the open internet. */
export function isOpen(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special.check(address, 'ipv4');
  return family === 6 && given.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

const MOST = 2_000;

/** [WH5] The address as it will be called; null for one that a webhook does not go to. */
export function targetOf(text: string, reach: Reach): URL | null {
  if (text.length > MOST || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(reach.plain && url.protocol === 'http:')) return null;
  // It would stand in the list of webhooks for others to read.
  if (url.username !== '' || url.password !== '') return null;
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const own = isIP(host) !== 0 ? !isOpen(host) : host === 'localhost' || host.endsWith('.localhost');
  return own && !reach.inside ? null : url;
}

/** A name led to an address that no webhook goes to. */
export class NotOpen extends Error {}

/**
 * [WH5] Finds the addresses of a name and lets the connection have them only when every one is of the open internet:
 * the address that was looked at is the one that is called, whatever the name says a moment later.
 */
export const guardedLookup =
  (reach: Reach, find: typeof resolve = resolve): LookupFunction =>
  (hostname, options, callback) => {
    find(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const [first] = addresses;
      if (!first || (!reach.inside && !addresses.every(({ address }) => isOpen(address))))
        return callback(new NotOpen('Not of the open internet'), '', 0);
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
