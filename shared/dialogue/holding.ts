import type { Booking } from '../booking/booking.ts';
import { isActive } from '../booking/saga.ts';
import { swappedFor } from '../market/bettered.ts';
import type { Category, Need } from '../trip/brief.ts';
import { CATEGORY } from '../trip/categories.ts';
import type { Trip } from '../trip-record.ts';
import { activeBookings, heldUntil, holdLate, readyBookings } from './bookings.ts';
import { askForm, openDetails, withoutForm } from './form.ts';
import { present } from './offering.ts';
import { type Reaction, say } from './reaction.ts';
import { fits, lastQuestion, readbackOf, totalSay } from './readback.ts';
import { lineOf, moneySays, sellerOf } from './readback-lines.ts';
import { awaitedFor, liveOffers } from './requests.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import type { Pending } from './talk.ts';
import { unofferedOf } from './unoffered.ts';

/** Everything that could be held is, or is not: names what went, asks for the name, or reads back. */
export function afterHold(state: State, ctx: StepContext): Reaction {
  const { awaiting } = state.trip.talk;
  const held = onceHeld(state, ctx);
  const first = awaiting?.type === 'hold' ? (awaiting.first ?? []) : [];
  return first.length > 0 ? { ...held, says: [...first, ...held.says] } : held;
}

function onceHeld(state: State, ctx: StepContext): Reaction {
  const trip = clearAwaiting(state.trip);
  const gone = trip.bookings.find((booking) => booking.status === 'failed' && trip.chosen?.lines.includes(booking.offer.id));
  if (gone) return unbettered({ ...state, trip }, ctx, gone) ?? lost({ ...state, trip }, ctx, gone);
  const slow = activeBookings(trip).find((booking) => booking.status === 'holding');
  if (slow)
    return {
      trip: { ...trip, talk: { ...trip.talk, awaiting: { type: 'hold' } } },
      says: [say('hold.waiting', { seller: sellerOf(slow.offer) })],
      ...nameOrNothing(trip),
    };
  const extras = skiExtras(trip);
  if (extras.length > 0)
    return { trip, says: [heldSay(trip), ...notIncluded({ ...state, trip }, ctx)], ask: { type: 'what_else', offered: extras } };
  if (!trip.leadName) return { trip, says: [heldSay(trip), ...notIncluded({ ...state, trip }, ctx)], ask: { type: 'name' } };
  if (isLess(trip) && !readbackOf(trip, ctx).free) return readLess(trip, ctx);
  return changedOnly(trip) ? readChange(trip, ctx) : startReadback(trip, ctx);
}

/** A name was given or the form filled in: what waited for it is held now, and all goes on. `said` comes first. */
export function afterTold(state: State, ctx: StepContext, said: readonly Say[] = []): Reaction {
  const { trip, effects } = holdLate(state.trip);
  if (effects.length === 0) return afterHold(state, ctx);
  return { trip: { ...trip, talk: { ...trip.talk, awaiting: { type: 'hold' } } }, says: said, effects, wait: true };
}

/** Skis and passes are offered once, when the bed of a ski trip is held and nobody spoke of them. */
function skiExtras(trip: Trip): readonly Category[] {
  const { activity, needs, skipped, declined } = trip.brief;
  if (trip.talk.switching) return [];
  const asked = skipped.includes('what_else') || (trip.talk.asked['what_else'] ?? 0) > 0;
  const lodged = needs.some((need) => need.category === 'lodging');
  const extras = ['ski_hire', 'ski_pass'] as const;
  const spoken = extras.some((category) => declined.includes(category) || needs.some((need) => need.category === category));
  return activity !== 'ski' || asked || !lodged || spoken ? [] : extras;
}

function nameOrNothing(trip: Trip): { readonly ask?: Pending } {
  return trip.leadName ? {} : { ask: { type: 'name' } };
}

export function clearAwaiting(trip: Trip): Trip {
  const { awaiting: _done, ...talk } = trip.talk;
  return { ...trip, talk };
}

/** "Je bloque tout aux Arcs, sans frais, jusqu'à demain 11 heures." */
function heldSay(trip: Trip): Say {
  const until = heldUntil(trip);
  const lodging = activeBookings(trip).find((booking) => booking.offer.item.category === 'lodging')?.offer.item;
  const one = activeBookings(trip).length === 1;
  const unheld = activeBookings(trip).find((booking) => booking.status === 'chosen');
  const waits = activeBookings(trip).find(({ status, offer }) => status === 'chosen' && offer.hold.possible && offer.hold.fee.minor === 0);
  if (waits) return say('hold.wants_name', { seller: sellerOf(waits.offer) });
  if (!until) return say('hold.none');
  const base = { until: { instant: until } };
  const place = lodging?.category === 'lodging' ? { place: { place: lodging.place } } : undefined;
  if (unheld && !one) return say(place ? 'hold.all_but_at' : 'hold.all_but', { ...base, ...place, seller: sellerOf(unheld.offer) });
  if (one) return say('hold.one', base);
  return place ? say('hold.all_at', { ...base, ...place }) : say('hold.all', base);
}

/** What nobody offered is not in it, or not yet: said before anything is read back. */
export function notIncluded({ trip, offers }: Pick<State, 'trip' | 'offers'>, ctx: StepContext): readonly Say[] {
  const live = new Set(liveOffers(trip, offers, ctx.now).map(({ needId }) => needId));
  const lacking = unofferedOf({ trip, offers });
  const left = lacking.filter(({ id }) => live.has(id)).map(({ category }) => say(`the.${category}`));
  const missing = lacking.filter(({ id }) => !live.has(id));
  const until = (need: Need) => awaitedFor(trip, need.id, ctx.now);
  const open = missing.filter((need) => until(need) !== undefined);
  const closed = missing.filter((need) => !open.includes(need)).map((need) => say(`the.${need.category}`));
  return [
    ...open.slice(0, 1).map((need) => say('hold.not_yet', { need: say(`the.${need.category}`), until: { instant: until(need) ?? '' } })),
    ...(left.length > 0 ? [say('readback.without', { needs: { list: left } })] : []),
    ...(closed.length > 0 ? [say('hold.not_included', { needs: { list: closed } })] : []),
  ];
}

/** A better price could not be held: what was held at the one of before still is, and all goes on with it. */
function unbettered(state: State, ctx: StepContext, gone: Booking): Reaction | undefined {
  const { trip, offers } = state;
  const old = trip.bookings.find(({ id, status }) => id === gone.instead && status === 'held');
  if (!old || !trip.chosen) return undefined;
  const at = { brief: trip.brief, offers: [...offers, gone.offer], now: ctx.now };
  const chosen = swappedFor(trip.chosen, new Map([[gone.offer.id, old.offer]]), at);
  const on = afterHold({ ...state, trip: { ...trip, chosen } }, ctx);
  return { ...on, says: [say('better.not_held', { seller: sellerOf(gone.offer) }), ...on.says] };
}

/** A line went between the offer and the hold: said, and the rest of the offers is on the table again. */
function lost(state: State, ctx: StepContext, gone: Booking): Reaction {
  const { chosen: _gone, ...trip } = state.trip;
  return present({ ...state, trip: { ...trip, phase: 'choosing' } }, ctx, [
    say(gone.failure?.reason === 'price_changed' ? 'hold.dearer' : 'hold.gone', { seller: sellerOf(gone.offer) }),
  ]);
}

/** Something was confirmed already: only the new line is read, under a new hash. */
function changedOnly(trip: Trip): boolean {
  return trip.readback?.confirmedAt !== undefined && trip.bookings.some((booking) => isActive(booking));
}

/** All of it was read, and since then something went that no other line hangs on: the hours of a car follow its flight. */
function isLess(trip: Trip): boolean {
  const { readback } = trip;
  if (!readback || readback.spoken < readback.breaths || readback.confirmedAt !== undefined) return false;
  const ready = readyBookings(trip);
  const gone = trip.bookings.filter(({ id }) => readback.bookingIds.includes(id) && !ready.some((booking) => booking.id === id));
  const known = ready.length > 0 && ready.every(({ id }) => readback.bookingIds.includes(id));
  return known && gone.length > 0 && gone.every(({ offer }) => !CATEGORY[offer.category].travels);
}

/** What is left was read: its sum, and the phrase. */
function readLess(trip: Trip, ctx: StepContext): Reaction {
  const read = readChange(trip, ctx);
  const [engage] = read.says.slice(-1);
  return engage?.key === 'readback.engage' ? { ...read, says: [say('readback.rest_same'), totalSay(read.trip, ctx), engage] } : read;
}

/** The first breath of the whole text, once vendors have all they ask for. */
export function startReadback(trip: Trip, ctx: StepContext, isNext = false): Reaction {
  const missing = openDetails(trip);
  if (missing.length > 0) return askForm(trip, missing);
  const text = readbackOf(trip, ctx, isNext);
  if (text.bookings.length === 0) return { trip, says: [say('readback.nothing')], ask: { type: 'open' } };
  const readback = {
    hash: text.hash,
    bookingIds: text.bookings.map((booking) => booking.id),
    totalMinor: text.total.minor,
    currency: text.total.currency,
    spoken: 0,
    breaths: text.breaths.length,
    askedForPhrase: 0,
    ...(isNext ? { next: true as const } : {}),
  };
  return readOn({ ...withoutForm(trip), phase: 'confirming', readback }, ctx);
}

/** What was done, and what is read next: in one answer where both fit, else with a question between them. */
export function readAfter(says: readonly Say[], read: Reaction, ctx: StepContext): Reaction {
  if (!read.ask || fits([...says, ...read.says, read.prompt ?? say('ask.so_far')], ctx)) return { ...read, says: [...says, ...read.says] };
  const { readback: _unread, ...unread } = read.trip;
  return { trip: unread, says, ask: { type: 'resume' }, prompt: say('ask.read_on') };
}

/** The next breath; after the last one the question that only the phrase answers. */
export function readOn(trip: Trip, ctx: StepContext): Reaction {
  const { readback } = trip;
  if (!readback) return startReadback(trip, ctx);
  const text = readbackOf(trip, ctx);
  if (text.hash !== readback.hash) return startReadback(trip, ctx);
  const breath = text.breaths[readback.spoken] ?? [];
  const spoken = Math.min(readback.spoken + 1, text.breaths.length);
  const next: Trip = { ...trip, readback: { ...readback, spoken } };
  if (spoken < text.breaths.length) return { trip: next, says: breath, ask: { type: 'so_far' } };
  return { trip: next, says: breath, ask: { type: text.free ? 'confirm_free' : 'confirm' }, prompt: lastQuestion(next, text.free) };
}

/** After a change: what changed, the new total and the phrase. The hash covers the whole new text. */
export function readChange(trip: Trip, ctx: StepContext): Reaction {
  const missing = openDetails(trip);
  if (missing.length > 0) return askForm(trip, missing);
  const text = readbackOf(trip, ctx);
  const fresh = text.bookings.filter((booking) => !trip.readback?.bookingIds.includes(booking.id));
  const readback = {
    hash: text.hash,
    bookingIds: text.bookings.map((booking) => booking.id),
    totalMinor: text.total.minor,
    currency: text.total.currency,
    spoken: text.breaths.length,
    breaths: text.breaths.length,
    askedForPhrase: 0,
  };
  const lines = fresh.flatMap((booking): readonly Say[] => [
    say('readback.with', { seller: sellerOf(booking.offer), line: lineOf(booking.offer, trip) }),
    ...moneySays(booking.offer),
  ]);
  const next: Trip = { ...withoutForm(trip), phase: 'confirming', readback };
  return {
    trip: next,
    says: [...lines, say('readback.rest_same'), say('readback.engage', { total: text.total })],
    ask: { type: 'confirm' },
    prompt: lastQuestion(next, false),
  };
}
