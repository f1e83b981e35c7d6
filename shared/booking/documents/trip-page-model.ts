import type { Money } from '../../money.ts';
import { journeyFirst } from '../../trip/categories.ts';
import type { Trip } from '../../trip-record.ts';
import type { Booking } from '../booking.ts';
import { countBallots, isOpen } from '../vote.ts';

/** What the written documents show of a trip: purchases that stand, stood, or failed without a successor. */
export interface TripPageModel {
  readonly lines: readonly Booking[];
  /** Sums of what is held or confirmed, without what is only kept for a vote; one per currency, in the order first met. */
  readonly totals: readonly { readonly total: Money; readonly dueNow: Money }[];
  /** The lead name can still be changed here: nothing was confirmed under it, and none is on its way. */
  readonly nameOpen: boolean;
  /** Where the record of each request for offers ends ("sha256-…"): to be kept, so that nobody can write it anew unseen. What was only watched is not kept. */
  readonly heads: readonly { readonly request: string; readonly head: string }[];
}

const COUNTED: readonly Booking['status'][] = ['chosen', 'holding', 'held', 'confirming', 'confirmed', 'unknown'];
const UNDER_NAME: readonly Booking['status'][] = ['confirming', 'confirmed', 'unknown', 'cancelling'];

/** How far an open vote is, and the key of its page. */
export interface VoteState {
  readonly key: string;
  readonly count: number;
  readonly voters: number;
}

export function voteState({ vote }: Trip): VoteState | undefined {
  if (!isOpen(vote)) return undefined;
  const count = countBallots(vote);
  return { key: vote.key, count, voters: Math.max(vote.voters, count) };
}

export function tripPageModel(trip: Trip): TripPageModel {
  const shown = trip.bookings.filter((booking, at) => isShown(booking, trip.bookings.slice(at + 1)));
  const lines = journeyFirst(shown, ({ offer }) => offer.category);
  return {
    lines,
    totals: totalsOf(lines.filter(({ status, beside }) => COUNTED.includes(status) && beside !== true)),
    nameOpen: !trip.bookings.some((booking) => UNDER_NAME.includes(booking.status)),
    heads: trip.requests.flatMap(({ id, watchId }) => {
      const head = watchId === undefined ? trip.evidence?.[id] : undefined;
      return head ? [{ request: id, head: `sha256-${head.hash}` }] : [];
    }),
  };
}

function isShown(booking: Booking, later: readonly Booking[]): boolean {
  // What was only kept for a vote and is not any more was never a purchase.
  if (booking.status === 'released' || (booking.status === 'failed' && booking.beside)) return false;
  return booking.status !== 'failed' || !later.some((next) => next.needId === booking.needId);
}

function totalsOf(bookings: readonly Booking[]): TripPageModel['totals'] {
  const totals = new Map<string, { total: number; dueNow: number }>();
  for (const { offer, confirmedTotal } of bookings) {
    const paid = confirmedTotal ?? offer.total;
    const sofar = totals.get(paid.currency) ?? { total: 0, dueNow: 0 };
    totals.set(paid.currency, { total: sofar.total + paid.minor, dueNow: sofar.dueNow + offer.dueNow.minor });
  }
  return [...totals].map(([currency, { total, dueNow }]) => ({ total: { minor: total, currency }, dueNow: { minor: dueNow, currency } }));
}
