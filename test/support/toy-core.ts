import type { Booking } from '../../shared/booking/booking.ts';
import type { Act, Heard } from '../../shared/dialogue/act.ts';
import { NOTHING_HEARD } from '../../shared/dialogue/act.ts';
import { newTrip } from '../../shared/dialogue/fresh.ts';
import type { Say, SayValue } from '../../shared/dialogue/say.ts';
import type { DialogueEvent, State, StepContext, Stepped } from '../../shared/dialogue/state.ts';
import type { Outcome } from '../../shared/ports.ts';
import type { Core } from '../../shared/runner/core.ts';
import type { Effect, Trip } from '../../shared/trip-record.ts';
import { requestFixture } from './vendor-ledger.ts';

/** A dialogue of one-word commands, pure as the real one: what the runner promises is tested without the concierge's own words. */

function done(state: State, trip: Trip, says: readonly Say[], more: Partial<Stepped> = {}): Stepped {
  const answer = { says, expectsReply: true, author: 'machine' as const };
  return { conversation: state.conversation, trip, effects: [], wait: false, answer, ...more };
}

function withEffect(state: State, trip: Trip, effects: readonly Effect[], says: readonly Say[], wait: boolean): Stepped {
  return done(state, { ...trip, outbox: [...trip.outbox, ...effects] }, says, { effects, wait });
}

function ask(state: State, ctx: StepContext, wait: boolean, needs: number): Stepped {
  let { trip } = state;
  const effects: Effect[] = [];
  for (let i = 0; i < needs; i++) {
    const number = trip.counters.request + 1;
    const request = requestFixture(trip.id, `rfo-${number}`, ctx.now);
    effects.push({ type: 'request-offers', key: `request:${request.id}`, requestId: request.id, wait });
    trip = { ...trip, phase: 'waiting', requests: [...trip.requests, request], counters: { ...trip.counters, request: number } };
  }
  return withEffect(state, trip, effects, [{ key: 'asking' }], wait);
}

/** The effect of the newest request again, as when a later turn waits for what an earlier one began. */
function lastRequest({ trip }: State, wait: boolean): readonly Effect[] {
  return trip.requests.slice(-1).map(({ id }) => ({ type: 'request-offers', key: `request:${id}`, requestId: id, wait }));
}

function book(state: State): Stepped {
  const effects: Effect[] = [];
  const bookings = state.offers.slice(0, 2).map((offer, i) => {
    const id = `book-${state.trip.bookings.length + i + 1}`;
    effects.push({ type: 'hold', key: `hold:${id}`, bookingId: id });
    return { id, needId: offer.needId, offer, status: 'holding' as const, terms: offer.cancellation };
  });
  const trip: Trip = { ...state.trip, phase: 'booking', bookings: [...state.trip.bookings, ...bookings] };
  return withEffect(state, trip, effects, [{ key: 'booking' }], true);
}

function afterAnswer(booking: Booking, answer: Outcome): Booking {
  const isOpen = booking.status === 'confirming' || booking.status === 'unknown';
  if (answer.type === 'held' && booking.status === 'holding') return { ...booking, status: 'confirming', holdId: answer.holdId };
  if (answer.type === 'confirmed' && isOpen) return { ...booking, status: 'confirmed', reference: answer.reference };
  return answer.type === 'unknown' && isOpen ? { ...booking, status: 'unknown' } : booking;
}

function outcome(state: State, { effect, answer }: Extract<DialogueEvent, { type: 'outcome' }>): Stepped {
  const bookings = state.trip.bookings.map((booking) =>
    'bookingId' in effect && booking.id === effect.bookingId ? afterAnswer(booking, answer) : booking,
  );
  const held = bookings.filter((booking, i) => booking.status === 'confirming' && state.trip.bookings[i]?.status === 'holding');
  const effects: Effect[] = held.map(({ id }) => ({ type: 'confirm', key: `confirm:${id}`, bookingId: id }));
  const trip = { ...state.trip, bookings, outbox: [...state.trip.outbox, ...effects] };
  return { conversation: state.conversation, trip, effects, wait: false };
}

function resume(state: State, timedOut: boolean): Stepped {
  const status = state.trip.bookings.map((booking) => `${booking.id}:${booking.status}:${booking.reference ?? ''}`).join(' ');
  const trip: Trip = { ...state.trip, phase: 'choosing' };
  return done(state, trip, [{ key: 'resumed', params: { offers: state.offers.length, timedOut: String(timedOut), status } }]);
}

function command(state: State, word: Act, heard: Heard, ctx: StepContext): Stepped {
  const { conversation, trip } = state;
  switch (word) {
    case 'request':
      return ask(state, ctx, true, 1);
    case 'more_options':
      return ask(state, ctx, true, 3);
    case 'watch':
      return ask(state, ctx, false, 1);
    case 'wait':
      return done(state, { ...state.trip }, [{ key: 'asking' }], { effects: lastRequest(state, true), wait: true });
    case 'later':
      return done(state, { ...state.trip }, [{ key: 'until', params: { now: { instant: '' } } }]);
    case 'book':
      return book(state);
    case 'new_trip': {
      const { tripId, key, secret } = ctx.fresh;
      const opened = newTrip({ id: tripId, key, secret, traveller: trip.traveller, now: ctx.now });
      const moved = { ...conversation, currentTripId: tripId, trips: [...conversation.trips, { id: trip.id, phase: trip.phase }] };
      return done({ ...state, conversation: moved }, opened, [{ key: 'new', params: { trip: tripId } }]);
    }
    case 'move_channel':
      return done(state, { ...trip }, [{ key: 'code', params: { code: ctx.fresh.code } }], { issueCode: ctx.fresh.code });
    case 'forget_me':
      return done(state, trip, [{ key: 'forgotten' }], { forget: true });
    default: {
      const said = trip.counters.need + 1;
      const acts = heard.acts.join(' ');
      return done(state, { ...trip, counters: { ...trip.counters, need: said } }, [{ key: 'said', params: { n: said, acts } }]);
    }
  }
}

function step(state: State, event: DialogueEvent, ctx: StepContext): Stepped {
  if (event.type === 'outcome') return outcome(state, event);
  if (event.type === 'resume') return resume(state, event.timedOut);
  const { input } = event;
  if (input.type === 'heard') return command(state, input.heard.acts[0] ?? 'oos', input.heard, ctx);
  if (input.type === 'news') {
    const offers = state.offers.length;
    return offers === 0 ? done(state, { ...state.trip }, []) : done(state, { ...state.trip }, [{ key: 'news', params: { offers } }]);
  }
  return done(state, { ...state.trip }, [{ key: input.type }]);
}

/** "request", "book", "code 123456": the act is the first word. */
function understand(text: string): Heard {
  const [word = 'oos', code] = text.split(' ');
  if (word === 'code' && code !== undefined) return { ...NOTHING_HEARD, acts: ['give_code'], slots: { code } };
  return { ...NOTHING_HEARD, acts: [word as Act] };
}

/** A moment is told from where the listener stands, as in the real words: here, that very now. */
function wordsOf(say: Say, now: string): string {
  const told = (value: SayValue) => (typeof value === 'object' && 'instant' in value ? now : String(value));
  return [say.key, ...Object.entries(say.params ?? {}).map(([name, value]) => `${name}=${told(value)}`)].join(' ');
}

export const toyCore: Core = {
  step,
  understand,
  hearingContext: (state, here) => ({
    locale: here.locale,
    today: here.now.slice(0, 10),
    timeNow: '11:00',
    timeZone: here.timeZone,
    phase: state.trip.phase,
    known: { needs: [] },
    listed: [],
  }),
  measure: (says) => ({ words: says.length, characters: says.length }),
  render: (answer, view) => {
    const progress = answer.progress.map((each) => wordsOf(each, view.now)).join(' ');
    const sentences = [...answer.progress, ...answer.says].map((each) => wordsOf(each, view.now));
    return {
      turnId: answer.turnId,
      locale: view.locale,
      sentences,
      speech: sentences.join(' '),
      ...(progress !== '' && { progress }),
      author: answer.author,
      expectsReply: answer.expectsReply,
      suggestions: [],
      phase: view.trip.phase,
    };
  },
};
