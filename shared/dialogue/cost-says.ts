import { feeAt } from '../booking/saga.ts';
import { type Money, sum } from '../money.ts';
import { addMinutes, type Instant } from '../time.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { priceOf } from './apart.ts';
import { activeBookings } from './bookings.ts';
import { say } from './reaction.ts';
import { cancelOf, payOf, sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';
import type { StepContext } from './state.ts';
import { lineFor, type Subject } from './subject.ts';

/** What it costs; while nothing is bought, that too. */
export function priceSays(subject: Subject, heard: Heard, trip: Trip): readonly Say[] {
  return [...amountSays(subject, heard), ...(trip.phase === 'confirming' ? [say('answer.nothing_paid')] : [])];
}

/** What was taken so far, over all that is booked. */
export function paidSay(trip: Trip): Say {
  const taken = activeBookings(trip).filter((booking) => booking.status === 'confirmed');
  const paid = sum(taken.map((booking) => booking.paid ?? booking.offer.dueNow));
  return paid.minor > 0 ? say('answer.paid', { paid }) : say('answer.nothing_paid');
}

/** The sum, or of a line its share of it. */
export function amountSays(subject: Subject, heard: Heard): readonly Say[] {
  if (subject.offers.length === 0) return [];
  const total = priceOf(subject.offers);
  const line = lineFor(subject, heard);
  if (line && subject.offers.length > 1) return [say('answer.line_price', { need: say(`the.${line.category}`), price: line.total, total })];
  const only = subject.offers[0];
  return subject.offers.length === 1 && only ? [say('answer.price', { pay: payOf(only) })] : [say('answer.total', { total })];
}

/** What leaving costs now, until when, and after that. */
export function cancelSays(subject: Subject, heard: Heard, trip: Trip, ctx: StepContext): readonly Say[] {
  const line = lineFor(subject, heard) ?? (subject.offers.length === 1 ? subject.offers[0] : undefined);
  if (line) return [say('answer.cancel_line', { seller: sellerOf(line), cancel: cancelOf(line) })];
  if (subject.offers.length === 0) return [];
  const fee = (at: Instant): Money =>
    sum(subject.offers.map((offer) => feeAt({ id: '', needId: '', offer, status: 'chosen', terms: offer.cancellation }, at)));
  const next = subject.offers
    .flatMap((offer) => offer.cancellation.schedule.map((step) => step.until))
    .filter((until) => until > ctx.now)
    .toSorted()[0];
  const now = fee(ctx.now);
  if (!next) return [say('answer.cancel_never', { fee: now })];
  const after = fee(addMinutes(next, 1));
  return [
    say(now.minor === 0 ? 'answer.cancel_free' : 'answer.cancel_fee', { fee: now, until: { instant: next } }),
    ...(after.minor > now.minor && trip ? [say('answer.cancel_after', { fee: after })] : []),
  ];
}
