import type { VendorRecord } from '../ports.ts';
import { CATEGORIES } from '../trip/brief.ts';
import { isPerson } from './invitation.ts';
import { type Reader, reader } from './read.ts';
import { mixesScripts, vendorText } from './vendor-text.ts';

export type RegistryRead =
  | { readonly ok: true; readonly vendors: readonly VendorRecord[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Checks the operator's list: `[{ id, name, categories, endpoint, secrets, country }]`, for a vendor without an API a mailto: endpoint, a locale and no secrets. Ids and endpoints are unique: one seller, one bid. Only the sandbox enters demonstration vendors. */
export function readRegistry(value: unknown): RegistryRead {
  const problems: string[] = [];
  const vendors = reader({ vendors: value }, '', problems).list('vendors', 5000).map(readVendor);
  for (const what of ['id', 'endpoint'] as const) {
    const seen = new Set<string>();
    for (const vendor of vendors) {
      if (seen.has(vendor[what])) problems.push(`vendors: ${what} ${vendor[what]} is there twice`);
      seen.add(vendor[what]);
    }
  }
  return problems.length === 0 ? { ok: true, vendors } : { ok: false, problems };
}

function readVendor(from: Reader): VendorRecord {
  const categories = from.strings('categories', CATEGORIES.length, /^/);
  const known = CATEGORIES.filter((category) => categories.includes(category));
  if (known.length === 0 || known.length !== categories.length) from.problem('categories', `some of ${CATEGORIES.join(', ')}`);
  const endpoint = from.match('endpoint', ENDPOINT, 'an https address without port or user, or mailto: and a mail address');
  return {
    id: from.match('id', /^[a-z0-9][a-z0-9-]{1,39}$/, 'an id of small letters, digits and hyphens'),
    name: nameOf(from),
    demo: false,
    categories: known,
    endpoint,
    ...(isPerson({ endpoint }) ? reachedByMail(from) : { secrets: secretsOf(from) }),
    country: from.match('country', /^[A-Z]{2}$/, 'an ISO 3166 code'),
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
