import type { CloudEvent } from '../../../shared/market/wire.ts';
import type { Instant } from '../../../shared/time.ts';
import type { Kit, Seller } from './catalogue.ts';
import { digestOf } from './draw.ts';
import type { Faults } from './faults.ts';
import type { Answered, Ledger } from './ledger.ts';
import { sign } from './signing.ts';

/** What all demonstration vendors share: books, clock, catalogue, the troubles asked for. */
export interface Shop {
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly kit: Kit;
  readonly secretOf: (vendorId: string) => string;
  readonly endpointOf: (vendorId: string) => string;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => Promise<void>;
  readonly post: (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<boolean>;
  readonly isOpen: () => boolean;
}

const LATE_MS = 20_000;
const RETRY_MS = [5_000, 30_000];

export function eventOf(answer: Pick<Answered, 'name' | 'data'>, subject: string, { vendor }: Seller, shop: Shop): CloudEvent {
  const time = shop.now();
  return {
    specversion: '1.0',
    id: `evt-${digestOf(20, vendor.id, subject, answer.name, JSON.stringify(answer.data))}`,
    type: `org.rfo.${answer.name}.v1`,
    source: shop.endpointOf(vendor.id),
    subject,
    time,
    datacontenttype: 'application/json',
    data: answer.data,
  };
}

/**
 * A late vendor brings its offers by itself, signed, to where the request said, and tries again twice when nobody takes them.
 * Its clock is the asker's: signatures follow real time, whatever time is played.
 */
export async function deliver(
  list: readonly CloudEvent[],
  { url, atSeconds }: { readonly url: string; readonly atSeconds: number },
  { vendor }: Seller,
  shop: Shop,
): Promise<void> {
  const body = JSON.stringify(list);
  const id = `msg-${digestOf(20, vendor.id, body)}`;
  const headers = { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' };
  let waitedMs = 0;
  for (const pauseMs of [LATE_MS, ...RETRY_MS]) {
    await shop.sleep(pauseMs);
    waitedMs += pauseMs;
    if (!shop.isOpen()) return;
    const signature = sign(shop.secretOf(vendor.id), id, body, atSeconds + waitedMs / 1000);
    if (await shop.post(url, { ...headers, ...signature }, body)) return;
  }
}
