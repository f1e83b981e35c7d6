import { isActive } from '../booking/saga.ts';
import { bestOf, betteredBy, standing as stillStanding } from '../market/best-round.ts';
import { swappedFor } from '../market/bettered.ts';
import { drawSecret } from '../market/evidence.ts';
import type { Offer } from '../market/offer.ts';
import type { RequestForOffers } from '../market/request.ts';
import { allows, REQUEST, requestState } from '../market/states.ts';
import { subtract } from '../money.ts';
import type { Effect, Trip } from '../trip-record.ts';
import { activeBookings, type Moved } from './bookings.ts';
import { clearAwaiting } from './holding.ts';
import { back } from './meta.ts';
import { standing } from './prompts.ts';
import { sayShortList } from './proposing.ts';
import { type Reaction, say, withEffects } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import { currentRequest, liveOffers } from './requests.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';

/** "Ils peuvent faire mieux ?": the best three of each need are asked once for their last price, while the turn waits. */
export function askBetter(state: State, ctx: StepContext): Reaction {
  const { trip } = state;
  const lines = linesOf(trip);
  if (lines.length === 0) return back(trip, ctx, [say('better.nothing')]);
  const { trip: next, effects } = inviteBest(state, ctx, true);
  if (effects.length === 0) return back(trip, ctx, [say(rounds(trip).length > 0 ? 'better.once' : 'better.closed')]);
  const waiting: Trip = { ...next, talk: { ...next.talk, awaiting: { type: 'better' } } };
  return { trip: waiting, says: [say('progress.better')], effects, wait: true };
}

/** Opens the round of every request that is still open and had none; what is bought is no longer asked about. */
export function inviteBest({ trip, offers }: Pick<State, 'trip' | 'offers'>, ctx: StepContext, wait: boolean): Moved {
  const asked = trip.brief.needs.flatMap((need): readonly RequestForOffers[] => {
    const request = currentRequest(trip, need.id);
    const isOpen = request !== undefined && allows(REQUEST, requestState(request, ctx.now), 'invite');
    if (!request || !isOpen) return [];
    const mine = offers.filter(({ requestId }) => requestId === request.id);
    const live = liveOffers(trip, mine, ctx.now);
    const told = linesOf(trip).filter((line) => live.some(({ id }) => id === line));
    const best = bestOf(told, live, { need, brief: trip.brief, now: ctx.now }, drawSecret(trip.secret));
    const aside = stillStanding(mine, ctx.now, new Set(told)).flatMap((offer) => (live.includes(offer) ? [] : [offer.id]));
    const round = { openedAt: ctx.now, closesAt: request.closesAt, offers: best, told, aside };
    return best.length === 0 ? [] : [{ ...request, round }];
  });
  const byId = new Map(asked.map((request) => [request.id, request]));
  const effects = asked.map(({ id }): Effect => ({ type: 'invite-best', key: `best:${id}`, requestId: id, wait }));
  const requests = trip.requests.map((request) => byId.get(request.id) ?? request);
  return { trip: withEffects({ ...trip, requests }, effects), effects };
}

/** The best have answered, or the turn's time is over: who did better, or that nobody did. */
export function afterBetter(state: State, ctx: StepContext): Reaction {
  const trip = clearAwaiting(state.trip);
  const found = bettered({ ...state, trip }, ctx);
  if (found) return found;
  const until = rounds(trip).map(({ closesAt }) => closesAt)[0];
  const says = [until !== undefined && until > ctx.now ? say('better.none_yet', { until: { instant: until } }) : say('better.none')];
  return { trip, says, ask: standing(trip, ctx), back: true };
}

/** What was told or is held has been bettered by its own vendor: who, by how much, and the list with its new prices. Undefined when nothing was. */
export function bettered(state: State, ctx: StepContext): Reaction | undefined {
  const { trip, offers } = state;
  if (rounds(trip).length === 0) return undefined;
  const lines = new Set(linesOf(trip));
  const better = new Map(
    liveOffers(trip, offers, ctx.now).flatMap((offer) => {
      const old = betteredBy(offer);
      return old !== undefined && lines.has(old) ? [[old, offer] as const] : [];
    }),
  );
  if (better.size === 0) return undefined;
  return trip.phase === 'confirming' ? heldBettered(state, better, ctx) : listBettered(state, better, ctx);
}

function rounds(trip: Trip): readonly NonNullable<RequestForOffers['round']>[] {
  return trip.requests.flatMap(({ round, state }) => (round && state === 'open' ? [round] : []));
}

/** What the traveller has been told of, or what is held once they have chosen. */
function linesOf(trip: Trip): readonly string[] {
  if (trip.phase === 'choosing') return trip.listed.flatMap(({ lines }) => lines);
  if (trip.phase !== 'confirming') return [];
  return activeBookings(trip)
    .filter(({ status }) => status === 'held' || status === 'chosen')
    .map(({ offer }) => offer.id);
}

function listBettered(state: State, better: ReadonlyMap<string, Offer>, ctx: StepContext): Reaction {
  const { trip, offers } = state;
  const at = { brief: trip.brief, offers, now: ctx.now };
  const listed = trip.listed.map((proposal) => swappedFor(proposal, better, at));
  const next: Trip = { ...trip, listed };
  const isWhole = trip.listed.some(({ lines }) => lines.length > 1);
  const says = [...improvements(better, offers, isWhole), ...(isWhole ? sayShortList(listed, offers) : [])];
  return { trip: next, says, ask: standing(next, ctx), back: true };
}

/** What is held stays held until the better price is wanted. */
function heldBettered(state: State, better: ReadonlyMap<string, Offer>, ctx: StepContext): Reaction | undefined {
  const { trip, offers } = state;
  const known = new Set(trip.listed.flatMap(({ lines }) => lines));
  if (!trip.chosen || [...better.values()].every(({ id }) => known.has(id))) return undefined;
  const proposal = swappedFor(trip.chosen, better, { brief: trip.brief, offers: [...offers, ...heldOffers(trip)], now: ctx.now });
  const next: Trip = { ...trip, listed: [proposal] };
  return {
    trip: next,
    says: improvements(better, offers, false),
    ask: { type: 'take', proposalId: proposal.id },
    prompt: say('ask.take_better'),
  };
}

function heldOffers(trip: Trip): readonly Offer[] {
  return trip.bookings.filter(isActive).map(({ offer }) => offer);
}

/** The two that save most, each with its new and old price; terms alone where the price stays. `placed`: of several houses, where. */
export function improvements(better: ReadonlyMap<string, Offer>, offers: readonly Offer[], placed: boolean): readonly Say[] {
  const pairs = [...better].flatMap(([oldId, offer]) => {
    const old = offers.find(({ id }) => id === oldId);
    return old ? [{ offer, old, saved: subtract(old.total, offer.total) }] : [];
  });
  return pairs
    .toSorted((a, b) => b.saved.minor - a.saved.minor || (a.offer.id < b.offer.id ? -1 : 1))
    .slice(0, 2)
    .map(({ offer, old, saved }) => {
      if (saved.minor === 0) return say('better.terms', { seller: sellerOf(offer) });
      const prices = { seller: sellerOf(offer), total: offer.total, old: old.total };
      const { item } = offer;
      return placed && item.category === 'lodging'
        ? say('better.price_at', { ...prices, place: { place: item.place } })
        : say('better.price', prices);
    });
}
