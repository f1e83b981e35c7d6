import type { VendorRecord } from '../../../shared/ports.ts';
import { type Faults, parseFaults } from './faults.ts';
import { empty, json, problem, type SandboxResponse } from './http.ts';
import type { Ledger } from './ledger.ts';

interface Controlled {
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly baseUrl: string;
  readonly records: () => readonly VendorRecord[];
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/**
 * The endpoints for tests, on a server of this machine only. `_faults`: a JSON list of faults to come, [] forgets those that wait.
 * `_ledger`: every hold and reservation by vendor. `_vendors`: every vendor with its address and secret, for `npm run vendor:check`.
 */
export function control(
  name: string,
  request: { readonly rawBody: Buffer; readonly remoteAddress?: string },
  { ledger, faults, baseUrl, records }: Controlled,
): SandboxResponse {
  if (!isLocal(request.remoteAddress, baseUrl)) return problem(404, 'no such vendor');
  if (name === '_ledger') return json(200, ledger.all());
  if (name === '_vendors') return json(200, records());
  if (name !== '_faults') return problem(404, 'no such vendor');
  const list = parseFaults(parsed(request.rawBody));
  if (!list) return problem(400, 'not a list of faults');
  if (list.length === 0) faults.clear();
  faults.add(list);
  return empty(204);
}

function isLocal(remoteAddress: string | undefined, baseUrl: string): boolean {
  const host = URL.parse(baseUrl)?.hostname ?? '';
  const served = host === 'localhost' || host === '[::1]' || host.startsWith('127.');
  return served && (remoteAddress === undefined || LOOPBACK.test(remoteAddress));
}

function parsed(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined;
  }
}
