import { type Invitation, invitationsOf } from '../market/invitation.ts';
import type { Store } from '../ports.ts';
import type { Instant } from '../time.ts';

/** Closes every link that a vendor without an API still has; how many there were. One that is written to meanwhile is looked at again. */
export async function revokeLinks(vendorId: string, now: Instant, store: Store): Promise<number> {
  let closed = 0;
  for (const { pk, sk } of await store.query<Invitation>({ foreign: invitationsOf(vendorId) }, 10_000)) {
    for (let attempt = 0; attempt < 3; attempt++) {
      const item = await store.get<Invitation>(pk, sk);
      if (!item || item.doc.revokedAt !== undefined) break;
      const { foreign, expiresAt } = item;
      const kept = { ...(foreign === undefined ? {} : { foreign }), ...(expiresAt === undefined ? {} : { expiresAt }) };
      if (await store.put({ pk, sk, doc: { ...item.doc, revokedAt: now }, ...kept }, item.v)) {
        closed++;
        break;
      }
    }
  }
  return closed;
}
