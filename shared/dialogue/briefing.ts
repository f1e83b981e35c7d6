import type { Offer } from '../market/offer.ts';
import { askingKey, awaitedUntil } from '../market/request.ts';
import { placeById } from '../places/places.ts';
import type { Brief, Category } from '../trip/brief.ts';
import { isCarrier, journeyFirst } from '../trip/categories.ts';
import { partySize } from '../trip/party.ts';
import type { Effect, Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { withdrawAll } from './after-sale.ts';
import { hasNeed, impliedCarrier, withImplied } from './agenda.ts';
import { settleGaps, skip } from './assuming.ts';
import { activeBookings, boughtOf, type Moved, readyBookings } from './bookings.ts';
import { nothingWanted, reopened } from './called-off.ts';
import { clarify } from './clarifying.ts';
import { firstDay, withFirstDay, withOneNight } from './first-day.ts';
import { eurosQuestion, inEuros } from './foreign-money.ts';
import { ground } from './ground.ts';
import { afterHold, readAfter } from './holding.ts';
import { letGo } from './letting-go.ts';
import { type Merged, merge } from './merge.ts';
import { addNeed } from './merge-needs.ts';
import { withNamesakes } from './namesakes.ts';
import { present } from './offering.ts';
import { closesWhatElse, isAside, withReturn } from './open-question.ts';
import { inPhase, pastOf, type Reaction, say } from './reaction.ts';
import { currentRequest, liveOffers, publish } from './requests.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import type { Pending } from './talk.ts';
import { townsToChoose } from './towns.ts';
import { isOfWish, unchanged } from './wishing.ts';

/** Takes in what was said about the trip; asks the first gap, or asks the vendors. */
export function takeIn(state: State, said: Heard, ctx: StepContext): Reaction {
  const before = reopened(state, said);
  return before ? takenIn(before, said, ctx) : nothingWanted(state);
}

function takenIn(before: State, said: Heard, ctx: StepContext): Reaction {
  const counted = inEuros(before.trip, withReturn(before.trip, said));
  const state: State = { ...before, trip: counted.trip };
  const { heard, says } = withNamesakes(state.trip, counted.heard);
  const merged = mergeTurn(state.trip, heard);
  if (heard.acts.includes('remove') && merged.changed.size === 0 && merged.dropped.length === 0 && merged.added.length === 0) {
    return { trip: state.trip, says: [say('drop.nothing')], ask: state.trip.talk.pending ?? { type: 'open' }, back: true };
  }
  const isGone = merged.dropped.length > 0 && merged.brief.needs.length === 0;
  if (isGone && !state.trip.brief.activity) return { ...withdrawAll(remember(state.trip, merged)), says: [say('withdraw.done')] };
  const doubt = heard.doubts[0];
  if (doubt) return clarify(remember(state.trip, merged), doubt, ground(merged), ctx);
  // An assumed place is said with where it lies, once.
  const moved = says.length > 0 ? { ...merged, changed: new Set([...merged.changed].filter((each) => each !== 'where')) } : merged;
  const { ask, told } = counted;
  if (ask && told) {
    const trip = remember(state.trip, merged);
    return { trip, says: [...says, ...groundedFor(trip, moved), told], ask, prompt: eurosQuestion(ask) };
  }
  const ages = agesSaid(state.trip, merged);
  const first = [...says, ...[told ?? []].flat(), ...ages];
  return goOn({ ...state, trip: remember(state.trip, merged) }, withoutParty(moved, ages), ctx, first);
}

/** How many come was said before: only their ages come back, those that are said in years. */
function agesSaid({ brief, talk }: Trip, { changed, added, dropped, brief: { party } }: Merged): readonly Say[] {
  const before = brief.party;
  const isBare = changed.size === 1 && changed.has('party') && added.length + dropped.length === 0;
  if (talk.pending?.type !== 'ages' || !isBare || !party || !before || partySize(party) !== partySize(before)) return [];
  const list = party.childAges.filter((age) => age > 1);
  return [list.length > 0 ? say('ground.ages', { ages: { list } }) : say('ok')];
}

function withoutParty(moved: Merged, ages: readonly Say[]): Move {
  return ages.length > 0 ? { ...moved, told: true } : moved;
}

function mergeTurn(trip: Trip, heard: Heard): Merged {
  const { pending } = trip.talk;
  const offered: readonly Category[] = pending?.type === 'what_else' ? pending.offered : [];
  const first = merge(trip.brief, heard, trip.counters.need, offered);
  // A place or days without a need are a trip: a bed and a way there are what nearly everyone means.
  const said = heard.acts.includes('request') || first.brief.where !== undefined || first.brief.start !== undefined;
  // "Something by the sea, from Manchester" names no need either: a wish for the bed is no bed alone.
  const isWish = heard.needs.length === 0 && trip.brief.needs.length === 0 && first.brief.origin !== undefined;
  const opens = said && !first.brief.activity && (isWish || isStay(first.brief, heard));
  const carried = heard.needs.includes('transport') || (heard.slots.tripType !== undefined && first.brief.origin !== undefined);
  const brief: Brief = opens ? { ...first.brief, activity: carried ? 'journey' : activityAt(first.brief) } : first.brief;
  return {
    ...first,
    brief: pending?.type === 'what_else' && closesWhatElse(heard) ? skip(brief, 'what_else') : brief,
  };
}

/** No need was named, or only the way there of a stay, or its bed. */
function isStay(brief: Brief, { slots }: Heard): boolean {
  return brief.needs.length === 0 || slots.stays === true || isStayAway(brief);
}

/** A bed, and from where one leaves for it: the way there is wanted too. */
function isStayAway({ needs, origin, where, ownCar }: Brief): boolean {
  const bedOnly = needs.length > 0 && needs.every(({ category }) => category === 'lodging');
  return bedOnly && ownCar !== true && origin !== undefined && where !== undefined && !origin.some((id) => where.includes(id));
}

/** To a ski resort in the season one goes skiing. */
function activityAt({ where, start }: Brief): string {
  const month = Number((start ?? '').slice(5, 7)) || 1;
  return where?.length && where.every((id) => placeById(id)?.kind === 'resort') && (month >= 11 || month <= 4) ? 'ski' : 'generic';
}

function remember(trip: Trip, merged: Merged): Trip {
  const moved = merged.changed.size > 0 || merged.added.length > 0 || merged.dropped.length > 0;
  const past = moved ? pastOf(trip) : trip.past;
  const next = { ...trip, brief: merged.brief, past, counters: { ...trip.counters, need: merged.needCounter } };
  return merged.changed.has('where') ? askedAnew(trip.phase === 'briefing' ? goingAnyWay(next) : next) : next;
}

/** To another place one may go another way than was thought of. */
function goingAnyWay(trip: Trip): Trip {
  const brief = { ...trip.brief, needs: trip.brief.needs.filter((need) => !need.implied || !isCarrier(need)) };
  const carrier = impliedCarrier(brief);
  return carrier === undefined || hasNeed(trip.brief, carrier) ? trip : { ...trip, brief };
}

/** "En fait l'Espagne": in another country it is asked anew which town. */
function askedAnew(trip: Trip): Trip {
  if (townsToChoose(trip.brief).length === 0) return trip;
  const { place: _, ...asked } = trip.talk.asked;
  const skipped = trip.brief.skipped.filter((question) => question !== 'place');
  return { ...trip, brief: { ...trip.brief, skipped }, talk: { ...trip.talk, asked } };
}

/** What a turn moved. */
type Move = Pick<Merged, 'changed' | 'added' | 'dropped' | 'wished' | 'takenBack' | 'hour' | 'hours'> & { readonly told?: true };

/** How one gets to a place that was assumed is thought of only then. */
function placed<T extends { readonly trip: Trip }>(asking: T, before: Trip): T {
  const { trip } = asking;
  if (trip.brief.where === before.brief.where || boughtOf(trip).length > 0) return asking;
  const { brief, needCounter } = withImplied(trip.brief, trip.counters.need);
  return { ...asking, trip: { ...trip, brief, counters: { ...trip.counters, need: needCounter } } };
}

/** After any change: implied needs, the next question with what is complete already sent out, or the vendors' answers. */
export function goOn(state: State, merged: Move, ctx: StepContext, before: readonly Say[] = []): Reaction {
  const ride = insteadOfCar(state.trip, merged);
  // What is booked is the whole trip: only what is named joins it.
  const implied = boughtOf(state.trip).length > 0 ? ride : withImplied(ride.brief, ride.needCounter);
  const counted: Trip = { ...state.trip, brief: implied.brief, counters: { ...state.trip.counters, need: implied.needCounter } };
  const settled = withOneNight(withFirstDay(counted, ctx));
  const aside = isAside(state.trip.talk.pending, merged);
  const asking = placed(settleGaps(settled, { brought: isMove(merged), aside }), settled);
  const freed = letGo(asking.trip, merged);
  const said = [...before, ...asking.says, ...ride.says];
  const grounded = merged.told
    ? []
    : groundedFor(freed.trip, {
        ...merged,
        dropped: ride.says.length > 0 ? merged.dropped.filter((category) => category !== 'car') : merged.dropped,
        changed: settled === counted ? merged.changed : new Set([...merged.changed, 'dates']),
      });
  const told = [...grounded, ...soughtSays(ride.brief, freed.trip)];
  const onlyOrigin = settled === counted && merged.changed.size === 1 && merged.changed.has('origin');
  const question = asking.question && firstDay(asking.question, freed.trip, ctx);
  const asked = state.trip.talk.pending;
  if (question)
    return {
      ...askOn(freed, state.offers, question, { grounded: told, onlyOrigin, before: said }, ctx),
      ...(aside && asked ? { aside: asked.type } : {}),
    };
  return askVendors({ ...state, trip: freed.trip }, freed.effects, [...said, ...grounded], ctx, merged.wished);
}

/** A way there, and a bed, that nobody named: what is looked for is said while the next question is asked; offers say it themselves. */
function soughtSays({ needs }: Brief, trip: Trip): readonly Say[] {
  const known = new Set(needs.map(({ id }) => id));
  const fresh = trip.brief.needs.filter(({ id }) => !known.has(id));
  if (!fresh.some(isCarrier)) return [];
  const implied = trip.brief.needs.filter((need) => need.implied);
  const list = journeyFirst(implied, ({ category }) => category).map(({ id }) => say(theNeed(trip, id)));
  return [say('ground.searching', { needs: { list } })];
}

function isMove({ changed, added, dropped, wished }: Move): boolean {
  return changed.size + added.length + dropped.length + wished.length > 0;
}

/** Without the car the way up from the airport is missing: a transfer is looked for, and said. */
function insteadOfCar(trip: Trip, { dropped }: Pick<Merged, 'dropped'>) {
  const { brief, counters } = trip;
  const stranded =
    dropped.includes('car') &&
    hasNeed(brief, 'flight', 'train') &&
    hasNeed(brief, 'lodging') &&
    !hasNeed(brief, 'transfer') &&
    !brief.declined.includes('transfer');
  if (!stranded) return { brief, needCounter: counters.need, says: [] };
  return { ...addNeed(brief, 'transfer', counters.need), says: [say('car.to_transfer')] };
}

function groundedFor(trip: Trip, merged: Move): readonly Say[] {
  return ground({ ...merged, brief: trip.brief, needCounter: trip.counters.need });
}

interface Telling {
  readonly grounded: readonly Say[];
  /** Only the origin came: "Je cherche le vol depuis Nantes" says it back. */
  readonly onlyOrigin: boolean;
  readonly before: readonly Say[];
}

function askOn(freed: Moved, offers: readonly Offer[], question: Pending, telling: Telling, ctx: StepContext): Reaction {
  const published = publish(inPhase(freed.trip, 'briefing'), offers, ctx, false);
  const searching = telling.onlyOrigin ? searchingSay(published.trip, published.effects) : undefined;
  const says = [...telling.before, ...(searching ? [searching] : telling.grounded)];
  return { trip: published.trip, says, ask: question, effects: [...freed.effects, ...published.effects] };
}

function requestsOf(effects: readonly Effect[], trip: Trip) {
  return effects.flatMap((effect) =>
    effect.type === 'request-offers' ? trip.requests.filter((request) => request.id === effect.requestId) : [],
  );
}

/** "Je cherche le vol depuis Nantes et le quatre-quatre.": what goes out while the next question is asked. */
function searchingSay(trip: Trip, effects: readonly Effect[]): Say | undefined {
  const requests = requestsOf(effects, trip);
  const origin = trip.brief.origin?.[0];
  if (requests.length === 0 || !origin) return undefined;
  const first = requests.filter(isCarrier).map((request) => say(`the.${request.category}_from`, { place: { place: origin } }));
  const others = trip.brief.needs
    .filter(
      ({ id, category, implied }) =>
        category !== 'flight' && category !== 'train' && (implied || requests.some(({ needId }) => needId === id)),
    )
    .map(({ id }) => say(theNeed(trip, id)));
  return say('ground.searching', { needs: { list: [...first, ...others] } });
}

/** "le quatre-quatre", "la voiture", "l'hébergement". */
export function theNeed(trip: Trip, needId: string): string {
  const need = trip.brief.needs.find((each) => each.id === needId);
  if (need?.category === 'car' && need.requirements.some((requirement) => requirement.value === 'four')) return 'the.car_four';
  return `the.${need?.category ?? 'offer'}`;
}

/** Every need is held or booked already: the talk goes on where it stood. */
function nothingOpen(state: State, effects: readonly Effect[], says: readonly Say[], ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  const covered = new Set(activeBookings(trip).map((booking) => booking.needId));
  if (trip.brief.needs.length === 0 || !trip.brief.needs.every((need) => covered.has(need.id))) return undefined;
  if (readyBookings(trip).length === 0) return { trip: inPhase(trip, 'settled'), says, ask: { type: 'open' }, effects };
  const held = afterHold({ ...state, trip: inPhase(trip, 'confirming') }, ctx);
  // The hold was announced when it was made.
  if (held.ask?.type === 'name' || held.ask?.type === 'what_else') return { ...held, says, effects };
  return { ...readAfter(says, held, ctx), effects };
}

/** Everything is known: vendors are asked and heard before the answer; what only filters is answered at once. */
function askVendors(state: State, freed: readonly Effect[], says: readonly Say[], ctx: StepContext, wished: readonly string[]): Reaction {
  const settled = nothingOpen(state, freed, says, ctx);
  if (settled) return settled;
  const published = publish(state.trip, state.offers, ctx, true);
  const pendingRequests = published.trip.brief.needs
    .map((need) => currentRequest(published.trip, need.id))
    .filter((request) => request !== undefined);
  const heardFrom = new Set(liveOffers(published.trip, state.offers, ctx.now).map((offer) => offer.requestId));
  const unheard = pendingRequests.filter((request) => !heardFrom.has(request.id) && awaitedUntil(request, ctx.now) !== undefined);
  const asks = published.effects.filter((effect) => effect.type === 'request-offers');
  const onlyFilters = asks.every(({ wait }) => !wait) && unheard.length === 0;
  if (published.trip.brief.needs.length === 0)
    return { trip: inPhase(published.trip, 'briefing'), says, ask: { type: 'open' }, effects: [...freed, ...published.effects] };
  if (onlyFilters && state.trip.phase !== 'briefing') {
    const shown = unchanged(state, present({ ...state, trip: published.trip }, ctx, says), says, wished);
    return { ...shown, says: [...shown.says, ...asks.slice(0, 1).map(() => say('wish.sent'))], effects: [...freed, ...published.effects] };
  }
  const waiting = pendingRequests
    .filter((request) => request.state === 'open')
    .map((request): Effect => ({ type: 'request-offers', key: askingKey(request), requestId: request.id, wait: true }));
  const told = isOfWish(state.trip, published.trip, asks) ? { wished } : {};
  const awaiting = { type: 'offers', ...told } as const;
  const trip: Trip = { ...inPhase(published.trip, 'waiting'), talk: { ...published.trip.talk, awaiting } };
  const rest = published.effects.filter((effect) => effect.type !== 'request-offers');
  return {
    trip,
    says: [...says, 'wished' in told ? say('progress.wish') : progressSay(trip, says, ctx)],
    effects: [...freed, ...rest, ...waiting],
    wait: true,
  };
}

/** Words from which what was understood leaves no breath for how long it takes. */
const MUCH = 24;

function progressSay(trip: Trip, before: readonly Say[], ctx: StepContext): Say {
  const only = trip.brief.needs.length === 1 ? trip.brief.needs[0]?.category : undefined;
  if (only === 'restaurant' || only === 'lodging') return say(`progress.ask_${only}`);
  return say(ctx.measure(before).words > MUCH ? 'progress.ask_short' : 'progress.ask');
}
