import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import { distanceKm } from '../places/places.ts';
import { factsOf } from './offer-facts.ts';
import { say } from './reaction.ts';
import type { Say } from './say.ts';

/** A town and its airport are nearer than that; two towns are not. */
const FAR_KM = 40;

/** The journey ends in one town and the car waits in another, as it was asked for: said before anything is taken. */
export function farDesk(proposals: readonly Proposal[], offers: readonly Offer[]): readonly Say[] {
  const { carrier, car } = (proposals[0] && factsOf(proposals[0], offers)) ?? {};
  if (!carrier || !car) return [];
  const { to } = carrier.outbound;
  return (distanceKm(to, car.pickup) ?? 0) > FAR_KM
    ? [say(`offers.far_${carrier.category}`, { to: { place: to }, desk: { place: car.pickup } })]
    : [];
}
