import { drawSecret } from '../market/evidence.ts';
import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import { findProposals } from '../market/proposals.ts';
import type { RequestForOffers } from '../market/request.ts';
import { roadMinutes } from '../places/places.ts';
import { addDays, civilAt, dateOf } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import type { Effect, Trip } from '../trip-record.ts';
import { clearAwaiting } from './holding.ts';
import { factsOf, titleOf } from './offer-facts.ts';
import { pastOf, type Reaction, say } from './reaction.ts';
import { openRequest } from './requests.ts';
import { resolveNeed } from './resolve-need.ts';
import type { State, StepContext } from './state.ts';

/** The same weekdays a week earlier, a week later, and four weeks later, when the season has turned. */
const SHIFTS = [-7, 7, 28] as const;

/** Nothing under the ceiling on these days: the same trip is asked for around them, once. */
export function askOtherDays(trip: Trip, ctx: StepContext): Reaction | undefined {
  const { start, end, budget } = trip.brief;
  if (!start || !end || !budget || trip.requests.some((request) => request.shiftDays !== undefined)) return undefined;
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
  const found = SHIFTS.flatMap((shiftDays) => bestOn(state, shiftDays, ctx)).toSorted(
    (a, b) => a.proposal.total.minor - b.proposal.total.minor,
  )[0];
  const least = trip.listed.map((each) => each.total).toSorted((a, b) => a.minor - b.minor)[0] ??
    trip.brief.budget?.max ?? { minor: 0, currency: 'EUR' };
  if (!found)
    return {
      trip: { ...trip, phase: 'choosing' },
      says: [say('other_days.none', { least })],
      ask: { type: 'missing' },
      prompt: say('ask.else'),
    };
  const moved = shifted(trip.brief, found.shiftDays);
  const facts = factsOf(found.proposal, found.offers);
  const says = [
    say('other_days.stays', { least }),
    say('other_days.found', {
      range: { range: { start: moved.start ?? '', end: moved.end ?? '' } },
      title: titleOf(facts, [facts]),
      total: found.proposal.total,
    }),
  ];
  return {
    trip: { ...trip, phase: 'choosing' },
    says,
    ask: { type: 'take_days', shiftDays: found.shiftDays, proposal: found.proposal },
    prompt: say('ask.take'),
  };
}

function bestOn(state: State, shiftDays: number, ctx: StepContext): readonly Elsewhen[] {
  const requests = new Set(state.trip.requests.filter((request) => request.shiftDays === shiftDays).map((request) => request.id));
  const offers = state.offers.filter((offer) => requests.has(offer.requestId) && offer.validUntil > ctx.now);
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

/** The other days are taken: they become the trip's, and their requests its newest. */
export function takeDays(trip: Trip, shiftDays: number): Trip {
  const ours = trip.requests
    .filter((request) => request.shiftDays === shiftDays)
    .map(({ shiftDays: _days, ...request }): RequestForOffers => request);
  const others = trip.requests.filter((request) => request.shiftDays !== shiftDays);
  return { ...trip, brief: shifted(trip.brief, shiftDays), past: pastOf(trip), requests: [...others, ...ours] };
}
