import { sha256 } from '../../market/canonical.ts';
import type { HeardNews } from '../../market/vendor-news.ts';

/** Names what a vendor said: every id in a message is its vendor's own, and only together with the vendor it names one thing. */
export function letterMark({ vendorId, id }: Pick<HeardNews, 'vendorId' | 'id'>): string {
  return sha256(`${vendorId}\n${id}`).slice(0, 32);
}
