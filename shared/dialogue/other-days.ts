import { drawSecret } from '../market/evidence.ts';
import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import { findProposals } from '../market/proposals.ts';
import type { RequestForOffers } from '../market/request.ts';
import type { Money } from '../money.ts';
import { roadMinutes } from '../places/places.ts';
import { addDays, civilAt, dateOf } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import type { Effect, Trip } from '../trip-record.ts';
import { priceOf } from './apart.ts';
import { clearAwaiting } from './holding.ts';
import { factsOf, offersOf, titleOf } from './offer-facts.ts';
import { chooseQuestion } from './offering.ts';
import { pastOf, type Reaction, say } from './reaction.ts';
import { isRefusedPlace, openRequest, withdraw } from './requests.ts';
import { resolveNeed } from './resolve-need.ts';
import type { SayValue } from './say.ts';
import type { State, StepContext } from './state.ts';

/** The same weekdays a week earlier, a week later, and four weeks later, when the season has turned. */
const SHIFTS = [-7, 7, 28] as const;

/** Nothing under the ceiling on these days, or nothing cheaper: the same trip is asked for around them, once. */
export function askOtherDays(trip: Trip, ctx: StepContext): Reaction | undefined {
  const { start, end } = trip.brief;
  if (!start || !end || trip.requests.some((request) => request.shiftDays !== undefined)) return undefined;
  const today = dateOf(civilAt(ctx.now, ctx.timeZone));
  const effects: Effect[] = [];
  let next = trip;
  for (const shiftDays of SHIFTS) {
    if (addDays(start, shiftDays) <= today) continue;
    const moved = shifted(trip.brief, shiftDays);
    for (const need of moved.needs) {
      const opened = openRequest(next, resolveNeed(moved, need), ctx, { wait: true, invited: [], shiftDays });
      next = opened.trip;
      effects.push(...opened.effects);
    }
  }
  if (effects.length === 0) return undefined;
  return {
    trip: { ...next, talk: { ...next.talk, awaiting: { type: 'other-days' } } },
    says: [say('progress.other_days')],
    effects,
    wait: true,
  };
}

function shifted(brief: Brief, days: number): Brief {
  const move = (date: string | undefined) => (date ? addDays(date, days) : undefined);
  const start = move(brief.start);
  const end = move(brief.end);
  return { ...brief, ...(start ? { start } : {}), ...(end ? { end } : {}) };
}

interface Elsewhen {
  readonly shiftDays: number;
  readonly proposal: Proposal;
  readonly offers: readonly Offer[];
}

/** What the days around came to: the cheapest that fits, or that nothing does. */
export function otherDays(state: State, ctx: StepContext): Reaction {
  const trip = clearAwaiting(state.trip);
  const least = leastOf(trip, state.offers);
  const found = SHIFTS.flatMap((shiftDays) => bestOn(state, shiftDays, ctx))
    .filter(({ proposal }) => isOverBudget(trip) || proposal.total.minor < least.minor)
    .toSorted((a, b) => a.proposal.total.minor - b.proposal.total.minor)[0];
  if (!found) return noneAround({ ...trip, phase: 'choosing' }, state, least);
  const moved = shifted(trip.brief, found.shiftDays);
  const facts = factsOf(found.proposal, found.offers);
  const says = [
    isOverBudget(trip) ? say('other_days.stays', { least }) : say('cheaper.none', { total: leastPrice(trip, state.offers) }),
    say('other_days.found', {
      range: { range: { start: moved.start ?? '', end: moved.end ?? '' } },
      title: titleOf(facts, [facts]),
      total: priceOf(facts.offers),
    }),
  ];
  return {
    trip: { ...trip, phase: 'choosing' },
    says,
    ask: { type: 'take_days', shiftDays: found.shiftDays, proposal: found.proposal },
    prompt: say('ask.take'),
  };
}

/** The cheapest of the list, without the places that were turned down. */
function cheapestOf(trip: Trip, offers: readonly Offer[]): Proposal | undefined {
  const wanted = trip.listed.filter((each) => !offersOf(each, offers).some((offer) => isRefusedPlace(offer, trip.brief)));
  return wanted.toSorted((a, b) => a.total.minor - b.total.minor)[0];
}

function leastOf(trip: Trip, offers: readonly Offer[]): Money {
  return cheapestOf(trip, offers)?.total ?? trip.brief.budget?.max ?? { minor: 0, currency: 'EUR' };
}

function leastPrice(trip: Trip, offers: readonly Offer[]): SayValue {
  const cheapest = cheapestOf(trip, offers);
  return cheapest ? priceOf(offersOf(cheapest, offers)) : leastOf(trip, offers);
}

/** Nothing fits the ceiling on these days; else what fits was only called too dear. */
function isOverBudget(trip: Trip): boolean {
  return trip.listed.length === 0 || trip.listed.some((each) => each.misses.includes('budget'));
}

function noneAround(trip: Trip, { offers }: State, least: Money): Reaction {
  if (isOverBudget(trip)) return { trip, says: [say('other_days.none', { least })], ask: { type: 'missing' }, prompt: say('ask.else') };
  const says = [say('cheaper.none_around', { total: leastPrice(trip, offers) })];
  return { trip, says, ask: { type: 'choose' }, prompt: chooseQuestion(trip.listed, offers), back: true };
}

function bestOn(state: State, shiftDays: number, ctx: StepContext): readonly Elsewhen[] {
  const requests = new Set(state.trip.requests.filter((request) => request.shiftDays === shiftDays).map((request) => request.id));
  const offers = state.offers.filter(
    (offer) => requests.has(offer.requestId) && offer.validUntil > ctx.now && !isRefusedPlace(offer, state.trip.brief),
  );
  const { all, emptyNeeds } = findProposals({
    brief: shifted(state.trip.brief, shiftDays),
    offers,
    now: ctx.now,
    secret: drawSecret(state.trip.secret),
    roadMinutes,
  });
  const proposal = all.toSorted((a, b) => a.total.minor - b.total.minor)[0];
  return proposal && emptyNeeds.length === 0 ? [{ shiftDays, proposal, offers }] : [];
}

/** The other days are taken: they become the trip's, and their requests its newest; what was asked for the days that are not is withdrawn. */
export function takeDays(trip: Trip, shiftDays: number): Trip {
  const ours = trip.requests.filter((request) => request.shiftDays === shiftDays);
  const needs = new Set(ours.map(({ needId }) => needId));
  const isLost = (request: RequestForOffers) =>
    request.shiftDays !== shiftDays && request.watchId === undefined && needs.has(request.needId);
  const left = withdrawn(trip, isLost);
  const others = left.requests.filter((request) => request.shiftDays !== shiftDays);
  const taken = ours.map(({ shiftDays: _days, ...request }): RequestForOffers => request);
  return { ...left, brief: shifted(trip.brief, shiftDays), past: pastOf(trip), requests: [...others, ...taken] };
}

/** None of the other days is wanted: vendors need not think about them. */
export function leaveDays(trip: Trip): Trip {
  return withdrawn(trip, ({ shiftDays }) => shiftDays !== undefined);
}

function withdrawn(trip: Trip, which: (request: RequestForOffers) => boolean): Trip {
  return trip.requests.filter(which).reduce((next, request) => withdraw(next, request).trip, trip);
}
