import { type Invitation, invitationsOf } from '../market/invitation.ts';
import type { Item, Store } from '../ports.ts';
import type { Instant } from '../time.ts';

/** Closes every link that a vendor without an API still has; how many there were. */
export async function revokeLinks(vendorId: string, now: Instant, store: Store): Promise<number> {
  let closed = 0;
  for (const item of await store.query<Invitation>({ foreign: invitationsOf(vendorId) }, 10_000))
    if (await closeLink(item, now, store)) closed++;
  return closed;
}

/** An index may lag, and its vendor may be closing it too: the newest is read by its own key, three times at most. */
async function closeLink({ pk, sk }: Item<Invitation>, now: Instant, store: Store): Promise<boolean> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const item = await store.get<Invitation>(pk, sk);
    if (!item || item.doc.revokedAt !== undefined) return false;
    const { v, ...kept } = item;
    if (await store.put({ ...kept, doc: { ...item.doc, revokedAt: now } }, v)) return true;
  }
  return false;
}
