import type { LookupAddress } from 'node:dns';

/** Tells addresses of the open internet from all others: private, loopback, link-local, carrier-grade NAT, multicast, mapped or tunnelled. */
export interface Addresses {
  /** True for an address literal that anybody on the internet may route to. False for everything else, names included. */
  isPublic(address: string): boolean;
  isLoopback(address: string): boolean;
  isLiteral(host: string): boolean;
}

/** Loads ipaddr.js at the first use. */
export async function addresses(): Promise<Addresses> {
  const { default: ipaddr } = await import('ipaddr.js');
  const globalV6 = ipaddr.IPv6.parseCIDR('2000::/3');
  const isPublic = (address: string) => {
    if (!ipaddr.isValid(address)) return false;
    // Mapped IPv4 becomes IPv4; what else is IPv6 must be global unicast, which the library's "unicast" (all the rest) is not.
    const parsed = ipaddr.process(address);
    return parsed.range() === 'unicast' && (parsed instanceof ipaddr.IPv4 || parsed.match(globalV6));
  };
  return {
    isPublic,
    isLoopback: (address) => ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback',
    isLiteral: (host) => ipaddr.isValid(host),
  };
}

/** The host of an address as the resolver takes it, without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** Every address of a name; empty when it has none now. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export const systemResolve: Resolve = async (host) => {
  const { lookup } = await import('node:dns/promises');
  return lookup(host, { all: true }).catch(() => []);
};

/** What is wrong with an endpoint as it stands now: a literal, or a name that leads, inside. Undefined for a public one, and for a name that nobody knows (yet). */
export async function insideProblem(endpoint: string, resolve: Resolve = systemResolve): Promise<string | undefined> {
  const url = URL.parse(endpoint);
  if (!url) return 'is no address';
  if (url.protocol === 'mailto:') return undefined;
  const { isLiteral, isPublic } = await addresses();
  const host = hostOf(url);
  if (isLiteral(host)) return isPublic(host) ? undefined : `${host} is not a public address`;
  const inside = (await resolve(host)).find(({ address }) => !isPublic(address));
  return inside && `${host} leads to ${inside.address}, which is not a public address`;
}
