import type { VendorRecord } from '../ports.ts';
import { CATEGORIES } from '../trip/brief.ts';
import { isPerson } from './invitation.ts';
import { type Reader, reader } from './read.ts';
import { mixesScripts, REGISTRATION, vendorText } from './vendor-text.ts';

export type RegistryRead =
  | { readonly ok: true; readonly vendors: readonly VendorRecord[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Checks the operator's list: `[{ id, name, categories, endpoint, secrets, country }]`, for a vendor without an API a mailto: endpoint, a locale and no secrets. Ids, endpoints and numbers of registration are unique: one seller, one bid. Only the sandbox enters demonstration vendors. */
export function readRegistry(value: unknown): RegistryRead {
  const problems: string[] = [];
  const vendors = reader({ vendors: value }, '', problems).list('vendors', 5000).map(readVendor);
  for (const [what, nameOf] of Object.entries(ONCE)) {
    const seen = new Set<string>();
    for (const vendor of vendors) {
      const said = nameOf(vendor);
      if (said === undefined) continue;
      if (seen.has(said.key)) problems.push(`vendors: ${what} ${said.text} is there twice`);
      seen.add(said.key);
    }
  }
  return problems.length === 0 ? { ok: true, vendors } : { ok: false, problems };
}

/** What tells one seller from another: as the operator wrote it, and as it is compared. */
const ONCE: Readonly<Record<string, (vendor: VendorRecord) => { readonly text: string; readonly key: string } | undefined>> = {
  id: ({ id }) => ({ text: id, key: id }),
  endpoint: ({ endpoint }) => ({ text: endpoint, key: addressKey(endpoint) }),
  registration: ({ registration, country }) =>
    registration === undefined
      ? undefined
      : { text: registration, key: `${country} ${registration.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()}` },
};

/** Where an endpoint leads, however it is written. */
function addressKey(endpoint: string): string {
  if (isPerson({ endpoint })) return endpoint.toLowerCase();
  const url = URL.parse(endpoint);
  return url ? `${url.hostname.replace(/\.$/, '')}${url.pathname}${url.search}` : endpoint;
}

function readVendor(from: Reader): VendorRecord {
  const categories = from.strings('categories', CATEGORIES.length, /^/);
  const known = CATEGORIES.filter((category) => categories.includes(category));
  if (known.length === 0 || known.length !== categories.length) from.problem('categories', `some of ${CATEGORIES.join(', ')}`);
  const endpoint = from.match('endpoint', ENDPOINT, 'an https address without port or user, or mailto: and a mail address');
  const registration = from.optionalMatch('registration', REGISTRATION, 'a number of registration');
  return {
    id: from.match('id', /^[a-z0-9][a-z0-9-]{1,39}$/, 'an id of small letters, digits and hyphens'),
    name: nameOf(from),
    demo: false,
    categories: known,
    endpoint,
    ...(isPerson({ endpoint }) ? reachedByMail(from) : { secrets: secretsOf(from) }),
    country: from.match('country', /^[A-Z]{2}$/, 'an ISO 3166 code'),
    ...(registration === undefined ? {} : { registration }),
  };
}

const ENDPOINT = /^(https:\/\/[^\s/@:]+(\/\S*)?|mailto:[\w.+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*)$/;

function secretsOf(from: Reader): readonly string[] {
  const secrets = from.strings('secrets', 2, /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/);
  if (secrets.length === 0) from.problem('secrets', 'one or two Standard Webhooks secrets ("whsec_…", 24 bytes or more), newest first');
  return secrets;
}

function reachedByMail(from: Reader): Pick<VendorRecord, 'secrets' | 'locale'> {
  if (from.has('secrets')) from.problem('secrets', 'there: a vendor without an API signs nothing');
  const locale = from.optionalMatch('locale', /^[a-z]{2}-[A-Z]{2}$/, 'a locale such as fr-FR');
  return { secrets: [], ...(locale === undefined ? {} : { locale }) };
}

/** As it will be spoken: one script, no markup. */
function nameOf(from: Reader): string {
  const raw = from.match('name', /\S/, 'the name as spoken');
  const name = vendorText(raw, 60);
  if (name !== raw || mixesScripts(name)) from.problem('name', 'plain text in one script, at most 60 characters');
  return name;
}
