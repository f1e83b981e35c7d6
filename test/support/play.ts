import type { Booking } from '../../shared/booking/booking.ts';
import { feeAt } from '../../shared/booking/saga.ts';
import { type Heard, NOTHING_HEARD } from '../../shared/dialogue/act.ts';
import { newConversation, newTrip } from '../../shared/dialogue/fresh.ts';
import { hearingContext } from '../../shared/dialogue/hearing-context.ts';
import type { Say } from '../../shared/dialogue/say.ts';
import type { DialogueEvent, State, StepContext, Stepped, TurnInput } from '../../shared/dialogue/state.ts';
import { step } from '../../shared/dialogue/step.ts';
import type { Offer } from '../../shared/market/offer.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import { money, subtract } from '../../shared/money.ts';
import type { Outcome, VendorAnswer } from '../../shared/ports.ts';
import { measure, sentencesOf } from '../../shared/rendering/speech.ts';
import { addMinutes } from '../../shared/time.ts';
import type { Effect } from '../../shared/trip-record.ts';
import { understand } from '../../shared/understanding/understand.ts';
import { offersFor } from './stall.ts';

/** How the outside behaves. `undefined` is a vendor that has not answered yet. */
export interface Outside {
  readonly offers: (request: RequestForOffers) => readonly Offer[];
  /** What an offer's vendor makes of being asked for better; nothing when it stays. */
  readonly better?: (offer: Offer) => Offer | undefined;
  readonly answer: (effect: Effect, booking: Booking, now: string) => VendorAnswer | undefined;
}

/** A talk with the pure dialogue alone: the state, what was said last, and everything that was stepped. */
export interface Play {
  readonly locale: string;
  readonly now: string;
  readonly outside: Outside;
  readonly state: State;
  readonly turns: number;
  readonly says: readonly Say[];
  readonly ends: boolean;
  readonly speech: string;
  /** Everything said so far, in order. */
  readonly told: readonly string[];
  readonly events: readonly { readonly event: DialogueEvent; readonly ctx: StepContext }[];
}

export const GOOD: Outside = { offers: offersFor, answer: kindly };

/** Every vendor does what it is asked. */
function kindly(effect: Effect, booking: Booking, now: string): VendorAnswer {
  switch (effect.type) {
    case 'hold':
      return { type: 'held', holdId: `hold-${booking.id}`, expiresAt: addMinutes(now, 1440) };
    case 'confirm':
      return {
        type: 'confirmed',
        reservationId: `res-${booking.id}`,
        reference: 'K7PX2Q',
        total: booking.offer.total,
        paid: booking.offer.dueNow,
      };
    case 'release':
      return { type: 'released' };
    case 'quote-cancel':
    case 'cancel': {
      const fee = feeAt(booking, now);
      const refund = subtract(booking.paid ?? money(0), fee);
      const back = { fee, refund: refund.minor > 0 ? refund : money(0) };
      return effect.type === 'cancel'
        ? { type: 'cancelled', ...back }
        : { type: 'cancel_quoted', ...back, validUntil: addMinutes(now, 30) };
    }
    case 'request-offers':
    case 'notice':
    case 'letter':
    case 'invite-best':
    case 'withdraw':
    case 'watch':
      return { type: 'unknown' };
  }
}

export const NOW = '2026-11-21T10:00:00.000Z';

export function begin(locale: string, outside: Outside = GOOD, now = NOW): Play {
  const trip = newTrip({ id: 'trip-1', key: 'k', secret: 's', traveller: 'person-1', now });
  const state: State = { conversation: newConversation('person-1', 'trip-1'), trip, offers: [] };
  return { locale, now, outside, state, turns: 0, says: [], ends: false, speech: '', told: [], events: [] };
}

export function contextOf({ locale, now, turns }: Play): StepContext {
  const timeZone = 'Europe/Paris';
  return {
    now,
    locale,
    timeZone,
    settings: { operatorRole: 'organiser', sandbox: true },
    measure: (says) => measure(says, { locale, timeZone, now }),
    fresh: { tripId: `trip-${turns + 100}`, key: 'k', secret: 's', code: '482719' },
  };
}

/** The frame that these words make where the talk stands. */
export function hearingOf(play: Play, text: string): Heard {
  const here = { locale: play.locale, timeZone: 'Europe/Paris', now: play.now };
  return understand(
    text,
    hearingContext(play.state, here, (id) => id),
  );
}

/** One turn of words, with all that follows from it. */
export function tell(play: Play, text: string, newSession = false): Play {
  const type = text === '(open)' ? 'open' : text === '(silence)' ? 'silence' : undefined;
  return turn(play, type ? { type } : { type: 'heard', heard: hearingOf(play, text) }, newSession);
}

export function tellAll(play: Play, lines: readonly string[]): Play {
  return lines.reduce((before, line) => tell(before, line), play);
}

export const frame = (over: Partial<Heard>): Heard => ({ ...NOTHING_HEARD, ...over });

export function turn(play: Play, input: TurnInput, newSession = false): Play {
  const turnId = `turn-${play.turns + 1}`;
  const counted: Play = { ...play, turns: play.turns + 1, says: [] };
  const stepped = apply(counted, { type: 'turn', turnId, input, newSession });
  return stepped.waits ? apply(stepped.play, { type: 'resume', turnId, timedOut: false }).play : stepped.play;
}

/** What an effect came to outside a turn. */
export function outcome(play: Play, effect: Effect, answer: Outcome): Play {
  return apply(play, { type: 'outcome', effect, answer }).play;
}

function apply(play: Play, event: DialogueEvent): { readonly play: Play; readonly waits: boolean } {
  const ctx = contextOf(play);
  const stepped = step(play.state, event, ctx);
  const after = heardOf(play, stepped, [...play.events, { event, ctx }]);
  return { play: run(after, stepped.effects), waits: stepped.wait };
}

function heardOf(play: Play, stepped: Stepped, events: Play['events']): Play {
  const { conversation, trip, answer } = stepped;
  const state: State = { conversation, trip: { ...trip, outbox: [] }, offers: play.state.offers };
  if (!answer) return { ...play, state, events };
  const says = [...play.says, ...answer.says];
  const speech = sentencesOf(says, { locale: play.locale, timeZone: 'Europe/Paris', now: play.now }).join(' ');
  return { ...play, state, events, says, ends: !answer.expectsReply, speech, told: [...play.told, speech] };
}

/** Runs effects as the runner does, one after the other; what an answer asks for in turn is run too. */
function run(play: Play, effects: readonly Effect[]): Play {
  return effects.reduce((before, effect) => {
    if (effect.type === 'withdraw' || effect.type === 'watch' || effect.type === 'notice' || effect.type === 'letter') return before;
    if (effect.type === 'invite-best') return bettered(before, effect.requestId);
    if (effect.type === 'request-offers') return published(before, effect.requestId);
    const booking = before.state.trip.bookings.find((each) => each.id === effect.bookingId);
    const answer = booking && before.outside.answer(effect, booking, before.now);
    return answer ? outcome(before, effect, answer) : before;
  }, play);
}

/** Whoever the outside lets better its offer does. */
function bettered(play: Play, requestId: string): Play {
  const round = play.state.trip.requests.find((each) => each.id === requestId)?.round;
  const asked = play.state.offers.filter(({ id }) => round?.offers.includes(id));
  const better = asked.flatMap((offer) => play.outside.better?.(offer) ?? []);
  return { ...play, state: { ...play.state, offers: [...play.state.offers, ...better].toSorted((a, b) => a.id.localeCompare(b.id)) } };
}

function published(play: Play, requestId: string): Play {
  const request = play.state.trip.requests.find((each) => each.id === requestId);
  const known = play.state.offers.some((offer) => offer.requestId === requestId && offer.wishes === request?.wishes);
  if (!request || known) return play;
  const { wishes } = request;
  const answered = play.outside.offers(request);
  const fresh = wishes === undefined ? answered : answered.map((offer) => ({ ...offer, id: `${offer.id}~${wishes}`, wishes }));
  const offers = [...play.state.offers, ...fresh].toSorted((a, b) => a.id.localeCompare(b.id));
  return { ...play, state: { ...play.state, offers } };
}
