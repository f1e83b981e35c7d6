import type { Booking } from '../booking/booking.ts';
import { type Detail, type Kinds, kindsOf, missingDetails } from '../booking/details.ts';
import type { Trip } from '../trip-record.ts';
import { heldUntil, readyBookings } from './bookings.ts';
import { type Reaction, say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import type { SayValue } from './say.ts';

/** What vendors want before they are bought from, and nobody has to say aloud. */
export function openDetails(trip: Trip): readonly Detail[] {
  return missingDetails(readyBookings(trip), trip);
}

/** The private form was asked for and is not complete. */
export function isAtForm(trip: Trip): boolean {
  return isAwaited(trip) && openDetails(trip).length > 0;
}

/** The private form was asked for, complete or not. */
export function isAwaited(trip: Trip): boolean {
  return trip.phase === 'confirming' && trip.talk.awaiting?.type === 'details';
}

/** The form is behind us. */
export function withoutForm(trip: Trip): Trip {
  if (trip.talk.awaiting?.type !== 'details') return trip;
  const { awaiting: _given, ...talk } = trip.talk;
  return { ...trip, talk };
}

/** The form is still waited for: in a few words, so that being told twice does not weary. */
export function atForm(trip: Trip): Reaction | undefined {
  return isAtForm(trip) ? { trip, says: [say('form.still')] } : undefined;
}

/** "Quoi ?": who waits for it, and where it is, in a few words. */
export function whatAtForm(trip: Trip): Reaction | undefined {
  if (!isAtForm(trip)) return undefined;
  const sellers = sellersWaiting(trip);
  return { trip, says: [say('form.what', { sellers: { list: sellers }, count: sellers.length })], short: true };
}

function sellersWaiting(trip: Trip): readonly string[] {
  return [...new Set(readyBookings(trip).flatMap((booking) => asksMore(booking, trip)))];
}

/** The same with where it is and until when all is kept: for who comes back, or asks how things stand. */
export function backAtForm(trip: Trip): Reaction | undefined {
  if (!isAtForm(trip)) return undefined;
  const { key, until } = held('form.kept', trip);
  return { trip, says: [say('form.still_there'), say(key, until)] };
}

/** Who wants what, where the form is and until when all is kept: then the microphone closes. Said again, in fewer words. */
export function askForm(trip: Trip, missing: readonly Detail[]): Reaction {
  const again = atForm(trip);
  if (again) return again;
  const onlyName = missing.every(({ kind }) => kind === 'given_name');
  if (onlyName && (trip.talk.asked['name'] ?? 0) < 2)
    return { trip: { ...trip, phase: 'confirming' }, says: [], ask: { type: 'name' }, prompt: say('ask.whole_name') };
  const sellers = sellersWaiting(trip);
  const { key, until } = held('form.where', trip);
  const next: Trip = { ...trip, phase: 'confirming', talk: { ...trip.talk, awaiting: { type: 'details' } } };
  const needed = onlyName
    ? say('form.needed_name')
    : say('form.needed', { sellers: { list: sellers }, count: sellers.length, what: dataSay(few(kindsOf(missing))) });
  return { trip: next, says: [needed, say(key, until)] };
}

function asksMore(booking: Booking, trip: Trip): readonly string[] {
  return missingDetails([booking], trip).length > 0 ? [sellerOf(booking.offer)] : [];
}

/** "Les dates de naissance et le numéro de permis". */
export function dataSay(kinds: readonly Kinds[]): SayValue {
  return { list: kinds.map(({ kind, people }) => say(`data.${kind}`, { count: people })) };
}

/** At most three are told: the form has them all. */
function few(kinds: readonly Kinds[]): readonly Kinds[] {
  return kinds.length > 3 ? [...kinds.slice(0, 2), { kind: 'other', people: 1 }] : kinds;
}

/** A vendor that holds nothing keeps nothing: then only what is held is said to be. */
function held(key: string, trip: Trip): { readonly key: string; readonly until: Readonly<Record<string, SayValue>> } {
  const until = heldUntil(trip);
  if (!until) return { key, until: {} };
  const isAll = readyBookings(trip).every((booking) => booking.status === 'held');
  return { key: isAll ? `${key}_held` : `${key}_partly`, until: { until: { instant: until } } };
}
