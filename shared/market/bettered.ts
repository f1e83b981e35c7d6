import { subtract, sum } from '../money.ts';
import type { Instant } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import { beyondMinor } from './beyond.ts';
import { sha256 } from './canonical.ts';
import type { Offer } from './offer.ts';
import type { Proposal } from './proposal.ts';
import { effectiveMinor } from './score.ts';

/** The proposal with each bettered line (by our old offer id) replaced by what betters it; the same one when none was. */
export function swappedFor(
  proposal: Proposal,
  better: ReadonlyMap<string, Offer>,
  { brief, offers, now }: { readonly brief: Brief; readonly offers: readonly Offer[]; readonly now: Instant },
): Proposal {
  const swaps = proposal.lines.flatMap((id) => {
    const [old, offer] = [offers.find((each) => each.id === id), better.get(id)];
    return old && offer ? [{ old, offer }] : [];
  });
  if (swaps.length === 0) return proposal;
  const lines = proposal.lines.map((id) => better.get(id)?.id ?? id);
  const effective = (offer: Offer) => {
    const need = brief.needs.find(({ id }) => id === offer.needId);
    return need ? effectiveMinor(offer, { need, brief, now }) : offer.total.minor;
  };
  const gain = swaps.reduce((total, { old, offer }) => total + effective(old) - effective(offer), 0);
  const saved = sum(swaps.map(({ old, offer }) => subtract(old.total, offer.total)));
  return {
    ...proposal,
    id: `prop-${sha256(lines.join('+')).slice(0, 12)}`,
    lines,
    total: subtract(proposal.total, saved),
    effectiveMinor: proposal.effectiveMinor - gain + apart(proposal, better, offers),
    ...(proposal.lead === undefined ? {} : { lead: better.get(proposal.lead)?.id ?? proposal.lead }),
  };
}

/** A cheaper shop in another village is less dear to walk to. */
function apart({ lines, beyond }: Proposal, better: ReadonlyMap<string, Offer>, offers: readonly Offer[]): number {
  if (!beyond) return 0;
  const known = new Map(offers.map((offer) => [offer.id, offer]));
  const [before, after] = [lines.flatMap((id) => known.get(id) ?? []), lines.flatMap((id) => better.get(id) ?? known.get(id) ?? [])];
  return beyondMinor(after, beyond) - beyondMinor(before, beyond);
}
