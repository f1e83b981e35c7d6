import { factOf } from '../market/facts.ts';
import type { Requirement } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { withRequirements } from './merge-wishes.ts';
import { offersOf } from './offer-facts.ts';
import { pastOf } from './reaction.ts';
import type { State } from './state.ts';

/** "Plus près des pistes", "plus tôt": a bound just better than what was offered, so that the next list is better in that. */
export function nearer(state: State, heard: Heard): State {
  const { sort } = heard.slots;
  const lead = state.trip.chosen ?? state.trip.listed[0];
  const closer = heard.prefs.some((pref) => NEARNESS.has(pref)) ? 'closer' : undefined;
  if (!lead || !(heard.acts.includes('refine') || closer)) return state;
  const lines = offersOf(lead, state.offers);
  const bounds = lines.flatMap((offer) =>
    boundsFor(sort ?? closer, offer.category, (attr) => factOf(offer, attr)).map((requirement) => ({ needId: offer.needId, requirement })),
  );
  if (bounds.length === 0) return state;
  const needs = state.trip.brief.needs.map((need) =>
    withRequirements(
      need,
      bounds.filter((bound) => bound.needId === need.id).map((bound) => bound.requirement),
    ),
  );
  const trip: Trip = { ...state.trip, past: pastOf(state.trip), brief: { ...state.trip.brief, needs } };
  return { ...state, trip };
}

export const NEARNESS: ReadonlySet<string> = new Set(['lodging:near_slopes', 'lodging:ski_in', 'lodging:city_centre']);

/** A bound just better than the fact of one line, for what was said of it. */
export function boundsFor(
  sort: Heard['slots']['sort'],
  category: string,
  fact: (attr: string) => string | number | boolean | undefined,
): readonly Requirement[] {
  const bound = (attr: string, op: Requirement['op'], by: number): readonly Requirement[] => {
    const value = fact(attr);
    return typeof value === 'number' ? [{ attr, op, value: value + by, strength: 'must' }] : [];
  };
  switch (sort) {
    case 'closer':
      if (category !== 'lodging') return [];
      return fact('slopesMinutes') !== undefined ? bound('slopesMinutes', 'lte', -1) : bound('centreMinutes', 'lte', -1);
    case 'earlier':
    case 'earliest':
      return bound('departMinutes', 'lte', -1);
    case 'later':
      return bound('departMinutes', 'gte', 1);
    case 'cheaper':
    case 'cheapest':
    case undefined:
      return [];
  }
}
