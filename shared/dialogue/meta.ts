import type { Booking } from '../booking/booking.ts';
import { isBound } from '../booking/saga.ts';
import type { Trip } from '../trip-record.ts';
import { isLeaving, withdrawAll } from './after-sale.ts';
import { answer } from './answering.ts';
import { priceOf } from './apart.ts';
import { activeBookings, boughtOf, heldUntil, isLeft, readyBookings } from './bookings.ts';
import { backAtForm, isAtForm, whatAtForm } from './form.ts';
import { EMPTY_BRIEF, newTrip } from './fresh.ts';
import { names, replacedBy } from './leaving-says.ts';
import { offersOf } from './offer-facts.ts';
import { isFruitless, present } from './offering.ts';
import { repromptFor, standing } from './prompts.ts';
import { sayShortList } from './proposing.ts';
import { type Reaction, say } from './reaction.ts';
import { totalSay } from './readback.ts';
import { lineOf, sellerOf } from './readback-lines.ts';
import type { Say, SayValue } from './say.ts';
import type { Conversation, State, StepContext, TripSummary } from './state.ts';
import { switchKept } from './switching.ts';
import { heldNow } from './waiting-says.ts';

/** The same question again, after something beside it was said. */
export function back(trip: Trip, ctx: StepContext, says: readonly Say[]): Reaction {
  // While vendors are asked nothing else is open: no question of the brief comes back.
  if (!trip.talk.pending && (trip.phase === 'waiting' || trip.phase === 'booking'))
    return { trip, says: says.length > 0 ? says : [say('wait.vendors')] };
  const told = says.length === 0 && trip.talk.calledOff && !trip.talk.pending ? [say('status.none')] : says;
  return { trip, says: told, ask: trip.talk.pending ?? standing(trip, ctx), back: true };
}

export function help(state: State, ctx: StepContext): Reaction {
  return back(state.trip, ctx, [say(isAtForm(state.trip) ? 'form.help' : `help.${state.trip.phase}`)]);
}

/** "Quoi ?": the names, the prices and the question, not the speech again. */
export function what({ trip, offers }: State, ctx: StepContext): Reaction {
  const form = trip.talk.pending ? undefined : whatAtForm(trip);
  if (form) return form;
  const pending = trip.talk.pending ?? standing(trip, ctx);
  if (pending.type === 'choose' || pending.type === 'take')
    return { trip, says: sayShortList(trip.listed, offers), ask: pending, back: true, short: true };
  if (pending.type === 'confirm' && trip.readback)
    return {
      trip,
      says: [totalSay(trip, ctx)],
      ask: { type: 'reread' },
      prompt: say(readyBookings(trip).length > 1 ? 'ask.reread_part' : 'ask.reread'),
      back: true,
      short: true,
    };
  return {
    trip,
    says: [],
    ask: pending,
    prompt: repromptFor(pending, trip),
    back: true,
    short: true,
  };
}

/** "Plus tard", "stop": everything stays; until when, that nothing is paid. */
export function keep(state: State, ctx: StepContext, act: 'stop' | 'later'): Reaction {
  const { trip, offers } = state;
  const until = heldUntil(trip);
  if (trip.phase === 'confirming' && trip.talk.switching) return { trip, says: switchKept(trip) };
  if (trip.phase === 'confirming' && until) return { trip, says: [say('keep.held', { until: { instant: until } })] };
  if (trip.phase === 'confirming') return { trip, says: [say('keep.not_paid')] };
  const ends = trip.listed.flatMap((each) => offersOf(each, offers).map((offer) => offer.validUntil)).toSorted()[0];
  if (trip.phase === 'choosing' && ends && ends > ctx.now)
    return { trip, says: [say('keep.offers', { count: trip.listed.length, until: { instant: ends } })] };
  if (trip.phase === 'booking') return { trip, says: [say('keep.booking')] };
  if (trip.phase === 'settled' && activeBookings(trip).length > 0) return { trip, says: [say('bye.booked')] };
  return { trip, says: [say(act === 'stop' ? 'bye.stop' : 'bye.later')] };
}

/** Opened: who we are, or where we were. */
export function opened(state: State, ctx: StepContext): Reaction {
  const { trip, conversation } = state;
  const going = underWay(state, ctx) ?? standingOpen(state, ctx);
  if (going) return going;
  if (isLeft(trip)) return { ...newTripBeside(state, ctx), says: [say('open.again')] };
  if (trip.brief.where || trip.brief.needs.length > 0) return { trip, says: [say('open.back')], ask: standing(trip, ctx) };
  return { trip, says: [say(conversation.introduced ? 'open.again' : 'open.first')], ask: { type: 'open' } };
}

/** A form is out, lines are being bought, or a question about what failed waits. */
function underWay(state: State, ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  const form = backAtForm(trip);
  if (form) return { ...form, says: [say('open.back'), ...form.says], ask: { type: 'open' } };
  if (trip.phase === 'booking') return status(state, ctx);
  const open = trip.talk.pending;
  const failed = open?.type === 'keep_rest' || open?.type === 'substitute';
  return open && failed ? { trip, says: [say('open.back')], ask: open, back: true } : undefined;
}

/** Something is held, on the table, booked, or asked for. */
function standingOpen(state: State, ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  const held = heldOpening(trip);
  if (held) return held;
  if (trip.phase === 'choosing' && trip.listed.length > 0)
    return { trip, says: [say('open.back'), ...sayShortList(trip.listed, state.offers)], ask: standing(trip, ctx) };
  if (trip.phase === 'settled' && activeBookings(trip).length > 0)
    return { trip, says: [settledSay(trip)], ask: { type: 'open' }, prompt: say('ask.what_now') };
  return trip.phase === 'waiting' ? present(state, ctx, [say('open.back')]) : undefined;
}

/** A hold stands: until when, and still at which sum. */
function heldOpening(trip: Trip): Reaction | undefined {
  const until = heldUntil(trip);
  if (trip.phase === 'confirming' && trip.talk.switching)
    return { trip, says: [say('switch.open', { sellers: names(replacedBy(trip)) })], ask: { type: 'resume' } };
  if (trip.phase !== 'confirming' || !until) return undefined;
  const held = readyBookings(trip).map((booking) => booking.offer);
  const total = priceOf(held);
  const place = stayPlace(trip);
  if (held.every((offer) => offer.total.minor === 0))
    return { trip, says: [say('open.held_free', { until: { instant: until } })], ask: { type: 'resume' } };
  const values = { until: { instant: until }, total };
  return { trip, says: [place ? say('open.held_at', { ...values, place }) : say('open.held', values)], ask: { type: 'resume' } };
}

function stayPlace(trip: Trip): SayValue | undefined {
  const item = activeBookings(trip)
    .map((booking) => booking.offer.item)
    .find((each) => each.category === 'lodging');
  return item?.category === 'lodging' ? { place: item.place } : undefined;
}

function settledSay(trip: Trip): Say {
  const place = stayPlace(trip);
  const { start } = trip.brief;
  return place && start ? say('open.settled', { place, date: { date: start } }) : say('open.settled_plain');
}

/** "Où en est mon voyage ?" */
export function status(state: State, ctx: StepContext): Reaction {
  const { trip } = state;
  const says = statusSays(trip);
  if (says.length === 0 && (trip.phase === 'waiting' || isFruitless(trip))) return present(state, ctx);
  if (says.length === 0) return back(trip, ctx, [say(trip.listed.length > 0 ? 'status.same' : 'status.none')]);
  const isAsked = trip.talk.pending !== undefined && trip.talk.pending.type !== 'open';
  if (!isAsked && (trip.phase === 'settled' || trip.phase === 'booking')) return { trip, says };
  return back(trip, ctx, says);
}

/** What is booked, what is still asked, what is held; nothing is held beside while lines are being bought. */
function statusSays(trip: Trip): readonly Say[] {
  const sellers = (...statuses: readonly Booking['status'][]) =>
    activeBookings(trip)
      .filter((booking) => statuses.includes(booking.status))
      .map((booking) => sellerOf(booking.offer));
  const booked = boughtOf(trip);
  const open = sellers('confirming', 'unknown');
  const { pending, switching } = trip.talk;
  const isRead = trip.phase === 'confirming' && switching !== undefined;
  const isChange = isRead || (pending?.type === 'cancel' && pending.instead !== undefined);
  const until = trip.phase === 'booking' || isRead ? undefined : heldUntil(trip);
  const leaving = trip.bookings.filter(isLeaving).map((booking) => sellerOf(booking.offer));
  return [
    ...(leaving.length > 0 ? [say('status.leaving', { sellers: { list: leaving } })] : []),
    ...bookedSays(trip),
    ...(open.length > 0 ? [say('status.waiting', { sellers: { list: open } })] : []),
    ...(until ? [heldNow(trip, until, booked.length + open.length > 0)] : []),
    ...(isChange ? [say('switch.waits')] : []),
  ];
}

/** What is booked, thing by thing with its seller; one alone as it was read. */
function bookedSays(trip: Trip): readonly Say[] {
  const booked = boughtOf(trip).map(({ offer }) => offer);
  const [only] = booked;
  if (!only) return [];
  const line = (offer: (typeof booked)[number]) => say('status.line', { need: say(`the.${offer.category}`), seller: sellerOf(offer) });
  if (booked.length === 1 && !trip.talk.switching) return [say('status.booked_one', { line: lineOf(only, trip), seller: sellerOf(only) })];
  const lines = [...new Map(booked.map((offer) => [`${offer.category} ${sellerOf(offer)}`, line(offer)])).values()];
  return [say('status.booked', { lines: { list: lines } })];
}

/** A person is wanted: the trip and all that was said are passed on, and what is held stays held. */
export function person(state: State, ctx: StepContext): Reaction {
  const { desk } = ctx.settings;
  const trip: Trip = { ...state.trip, talk: { ...state.trip.talk, handedOverAt: ctx.now } };
  if (desk) return { trip, says: [say('person.called', { time: { time: desk.answersBy } })] };
  return { trip, says: [say('person.nobody')], ask: standing(trip, ctx), back: true };
}

/** Neither understood nor put through: it ends there, and goes on in writing or with the next opening. */
export function inWriting(trip: Trip): Reaction {
  return { trip, says: [say('stuck.written')] };
}

/** "Continuer sur mon téléphone", "sur mon enceinte": a code that is spoken digit by digit. */
export function moveChannel(state: State, ctx: StepContext): Reaction {
  return {
    trip: state.trip,
    says: [say('move.code', { code: [...ctx.fresh.code].join(' ') })],
    issueCode: ctx.fresh.code,
  };
}

/** "Mes voyages": at most three, the newest first; one that was cancelled only where there is no other. */
export function myTrips(state: State, ctx: StepContext): Reaction {
  const { trips } = state.conversation;
  const known = trips.filter((each) => each.place || each.start).toReversed();
  const shown = known.filter((each) => !each.cancelled).slice(0, 3);
  if (shown.length === 0 && known[0]) return back(state.trip, ctx, [say('trips.cancelled', { trip: summarySay(known[0]) })]);
  if (shown.length === 0) return back(state.trip, ctx, [say('trips.none')]);
  if (shown.length === 1 && shown[0]) return back(state.trip, ctx, [say('trips.one', { trip: summarySay(shown[0]) })]);
  return {
    trip: state.trip,
    says: [say('trips.many', { count: shown.length, trips: { list: shown.map(summarySay) } })],
    ask: { type: 'which_trip', tripIds: shown.map((each) => each.id) },
  };
}

function summarySay(each: TripSummary): Say {
  const place = each.place ? { place: { place: each.place } } : {};
  const dates =
    each.start && each.end && each.end !== each.start
      ? { range: { range: { start: each.start, end: each.end } } }
      : each.start
        ? { date: { date: each.start } }
        : {};
  return say(`trips.item${each.place ? '_place' : ''}${'range' in dates ? '_range' : 'date' in dates ? '_date' : ''}`, {
    ...place,
    ...dates,
  });
}

/** Another trip than this one: what was open there is asked for again before anything answers it. */
export function switchTrip(state: State, tripId: string): Reaction {
  const summary = state.conversation.trips.find((each) => each.id === tripId);
  const conversation: Conversation = { ...state.conversation, currentTripId: tripId, switched: true };
  const isOpen = summary !== undefined && summary.phase !== 'settled' && !summary.cancelled;
  return {
    trip: state.trip,
    conversation,
    says: summary ? [say('trips.back_to', { trip: summarySay(summary) })] : [],
    ...(isOpen ? { ask: { type: 'resume' } } : { ask: { type: 'open' }, prompt: say('ask.what_now') }),
  };
}

/** Another trip beside this one, which stays as it is. */
export function newTripBeside(state: State, ctx: StepContext): Reaction {
  const trip = newTrip({
    id: ctx.fresh.tripId,
    key: ctx.fresh.key,
    secret: ctx.fresh.secret,
    traveller: state.conversation.traveller,
    now: ctx.now,
  });
  return { trip, conversation: { ...state.conversation, currentTripId: trip.id }, says: [say('trips.new')], ask: { type: 'open' } };
}

/** "Recommencer": what is booked is not forgotten, so there is nothing to ask. */
export function askRestart(state: State, ctx: StepContext): Reaction {
  if (state.trip.bookings.some(isBound)) return newTripBeside(state, ctx);
  return { trip: state.trip, says: [], ask: { type: 'restart' } };
}

/** "Recommencer", confirmed: this trip is forgotten; what was held is let go. What is booked stays booked, so it stays a trip of its own. */
export function restart(state: State, ctx: StepContext): Reaction {
  if (state.trip.bookings.some(isBound)) return newTripBeside(state, ctx);
  const gone = withdrawAll(state.trip);
  const { details: _erased, ...kept } = gone.trip;
  const trip: Trip = {
    ...kept,
    phase: 'briefing',
    brief: EMPTY_BRIEF,
    past: [],
    listed: [],
    heardBefore: [],
    talk: { ...gone.trip.talk, asked: {}, misses: 0, silences: 0, more: 0 },
  };
  return { trip, says: [say('restart.done')], ask: { type: 'open' }, effects: gone.effects ?? [] };
}

export function spell(state: State, ctx: StepContext): Reaction {
  const said = answer(
    state,
    { acts: ['ask'], needs: [], needsNot: [], slots: { ask: ['reference'] }, prefs: [], prefsNot: [], doubts: [] },
    ctx,
  );
  return said.says[0]?.key === 'answer.unknown' ? { ...said, says: [say('spell.nothing')] } : said;
}

/** "Que savez-vous de moi ?" */
export function known(state: State, ctx: StepContext): Reaction {
  const name = [
    state.trip.leadName?.given ?? state.conversation.leadName?.given,
    state.trip.leadName?.family ?? state.conversation.leadName?.family,
  ]
    .filter(Boolean)
    .join(' ');
  const count = Math.max(1, state.conversation.trips.length);
  return back(state.trip, ctx, [name ? say('known.name', { name, count }) : say('known.trips', { count })]);
}
