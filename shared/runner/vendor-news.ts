import type { Booking } from '../booking/booking.ts';
import { applyOutcome } from '../dialogue/bookings.ts';
import { isChosen, seekInstead } from '../dialogue/lost-booking.ts';
import { takesOffers } from '../market/states.ts';
import { type HeardNews, type NewsRefusal, SEVERITIES } from '../market/vendor-news.ts';
import type { Ports } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Effect, Trip } from '../trip-record.ts';
import { withEvidence } from './evidence.ts';
import { key } from './keys.ts';
import { offersOf, saveTrip } from './records.ts';

/** no_reservation: it is about nothing that the vendor has confirmed. question_limit: it has asked before, or enough others have. */
export type NewsTaken = 'taken' | Exclude<NewsRefusal, 'question_personal'>;

/** So many of one vendor; more in all only while they are untold. */
const KEPT_OF_VENDOR = 5;
const KEPT = 20;
/** A traveller is asked this often for one request, whoever asks. */
const QUESTIONS = 2;
const ATTEMPTS = 5;

/** Keeps with the trip what a vendor says by itself, for the next time its traveller listens. Rare, so the trip itself is written. */
export async function hearVendor(tripId: string, heard: HeardNews, ports: Ports): Promise<NewsTaken> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await ports.store.get<Trip>(key.trip(tripId), 'META');
    if (!stored) return 'no_reservation';
    const known = stored.doc.fromVendors ?? [];
    if (known.some(({ id, vendorId }) => id === heard.id && vendorId === heard.vendorId)) return 'taken';
    const refusal = refusalOf(stored.doc, heard, ports);
    if (refusal) return refusal;
    const now = ports.clock.now();
    const next = taken(stored.doc, heard, now);
    const asked = next.requests !== stored.doc.requests;
    const whole = asked ? await withEvidence(stored.doc, next, await offersOf(tripId, ports), now, ports) : next;
    if (await saveTrip(whole, stored.v, now, ports)) return 'taken';
  }
  return 'no_reservation';
}

/** A booking that its vendor has cancelled is over. Where the traveller asked for that, it is the answer that is waited for, and nothing new. */
function taken(trip: Trip, heard: HeardNews, now: Instant): Trip {
  const told: Trip = { ...trip, fromVendors: kept([...(trip.fromVendors ?? []), heard], trip, now) };
  const booking = heard.news.type === 'cancelled' ? bookingOf(trip, heard) : undefined;
  if (!booking || heard.news.type !== 'cancelled') return told;
  const cancelled: Effect = { type: 'cancel', key: `cancel:${booking.id}:by-vendor`, bookingId: booking.id };
  if (booking.status !== 'confirmed') return applyOutcome(trip, cancelled, heard.news, now).trip;
  const left = applyOutcome(told, cancelled, heard.news, now).trip;
  if (isChosen(trip, heard)) return left;
  // What is lost is looked for before anybody asks: at the next turn there is something to choose from.
  const locale = trip.requests.find(({ id }) => id === booking.offer.requestId)?.locale ?? 'fr-FR';
  return seekInstead(left, booking, { now, locale }).trip;
}

/** What the vendor has confirmed for the request, also where it is being left. */
function bookingOf({ bookings }: Trip, { requestId, vendorId }: HeardNews): Booking | undefined {
  const theirs = bookings.filter(({ offer }) => offer.requestId === requestId && offer.vendorId === vendorId);
  return theirs.find(({ status }) => status === 'confirmed') ?? theirs.find(({ status }) => status === 'cancelling');
}

/** What a vendor says pushes out nothing of another's that was not told yet, and of its own what matters least. */
function kept(all: readonly HeardNews[], trip: Trip, now: Instant): readonly HeardNews[] {
  const weighed = all.map((heard, place) => ({ heard, place, weight: weightOf(heard, trip, now) }));
  const leastLast = weighed.toSorted((a, b) => b.weight - a.weight || b.place - a.place);
  const own = [...Map.groupBy(leastLast, ({ heard }) => heard.vendorId).values()].flatMap((mine) => mine.slice(0, KEPT_OF_VENDOR));
  const stays = own.toSorted((a, b) => b.weight - a.weight || b.place - a.place).filter(({ weight }, i) => weight > 0 || i < KEPT);
  return stays.toSorted((a, b) => a.place - b.place).map(({ heard }) => heard);
}

/** 0 may go: told, or a question that nobody can answer any more. A question that can be counts against the next one. */
function weightOf({ id, vendorId, requestId, news, told }: HeardNews, { requests, talk }: Trip, now: Instant): number {
  const { pending } = talk;
  const isAsked = pending !== undefined && 'newsId' in pending && pending.newsId === id && pending.vendorId === vendorId;
  if (isAsked) return 9;
  if (news.type === 'question') return requests.some((request) => request.id === requestId && takesOffers(request, now)) ? 9 : 0;
  if (told) return 0;
  if (news.type === 'cancelled') return 8;
  return news.type === 'change' ? 2 + SEVERITIES.indexOf(news.severity) : 1;
}

/** What may take the place of what was booked is of its kind, and costs no more. */
function areKept(news: HeardNews['news'], { offer, confirmedTotal = offer.total }: Booking): boolean {
  if (news.type !== 'change') return true;
  const replacements = news.options.flatMap((option) => option.offer ?? []);
  return replacements.every(
    ({ item, total }) =>
      item.category === offer.category &&
      total.currency === confirmedTotal.currency &&
      total.minor >= 0 &&
      total.minor <= confirmedTotal.minor,
  );
}

/** Who holds, has sold or has sold and taken back; not who was let go of. */
function mayWrite({ offer, status }: Booking, { requestId, vendorId }: HeardNews): boolean {
  const isOver = status === 'failed' || status === 'released' || status === 'releasing' || status === 'chosen';
  return offer.vendorId === vendorId && offer.requestId === requestId && !isOver;
}

function saleRefusal(trip: Trip, heard: HeardNews): 'no_reservation' | 'option_contradicted' | undefined {
  const booking = bookingOf(trip, heard);
  if (!booking || (booking.status !== 'confirmed' && heard.news.type !== 'cancelled')) return 'no_reservation';
  return areKept(heard.news, booking) ? undefined : 'option_contradicted';
}

function refusalOf(trip: Trip, heard: HeardNews, { clock }: Ports): Exclude<NewsTaken, 'taken'> | undefined {
  const { news, requestId, vendorId } = heard;
  if (news.type === 'message') return trip.bookings.some((booking) => mayWrite(booking, heard)) ? undefined : 'no_reservation';
  if (news.type !== 'question') return saleRefusal(trip, heard);
  const request = trip.requests.find(({ id }) => id === requestId);
  const asked = (trip.fromVendors ?? []).filter((each) => each.news.type === 'question' && each.requestId === requestId);
  const isAllowed = request !== undefined && takesOffers(request, clock.now()) && asked.length < QUESTIONS;
  return isAllowed && !asked.some((each) => each.vendorId === vendorId) ? undefined : 'question_limit';
}
