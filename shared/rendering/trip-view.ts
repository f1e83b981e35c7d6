import type { Booking } from '../booking/booking.ts';
import { voteState } from '../booking/documents/trip-page-model.ts';
import { factsOf, offersOf, titleOf } from '../dialogue/offer-facts.ts';
import { lineOf, sellerOf } from '../dialogue/readback-lines.ts';
import type { Offer } from '../market/offer.ts';
import { isStale } from '../market/reaffirmed.ts';
import { type Money, toDecimal } from '../money.ts';
import { placeById } from '../places/places.ts';
import type { Brief } from '../trip/brief.ts';
import { journeyFirst } from '../trip/categories.ts';
import type { Trip } from '../trip-record.ts';
import type { LineView, TripView, WireMoney } from '../turn.ts';
import { briefRows } from './display.ts';
import { phrase, type Voice, write } from './speech.ts';

/** The trip as contracts/http.md shows it: decimal strings, civil dates, places with their names. */
export function tripView(trip: Trip, offers: readonly Offer[], voice: Voice, baseUrl: string): TripView {
  const all = trip.listed.map((each) => factsOf(each, offers));
  const vote = voteState(trip);
  return {
    id: trip.id,
    brief: briefView(trip.brief),
    summary: briefRows(trip, voice).map(({ label, detail }) => ({ label, value: detail ?? '' })),
    proposals: all.map((facts) => ({
      id: facts.proposal.id,
      kind: facts.proposal.kind,
      title: write(titleOf(facts, all), '', voice),
      total: wire(facts.proposal.total),
      ...(voice.apart && facts.offers.length > 1 && { apart: true as const }),
      lines: linesOf(offersOf(facts.proposal, offers), trip, voice, offers),
    })),
    bookings: journeyFirst(trip.bookings, ({ offer }) => offer.category).flatMap((booking) => bookingView(booking, voice)),
    page: `${baseUrl}/trips/${trip.id}?key=${trip.key}`,
    ...(vote && { vote: { page: `${baseUrl}/trips/${trip.id}/vote?key=${vote.key}`, count: vote.count, voters: vote.voters } }),
  };
}

function wire(value: Money): WireMoney {
  return { amount: toDecimal(value), currency: value.currency };
}

function linesOf(together: readonly Offer[], trip: Trip, voice: Voice, offers: readonly Offer[]): readonly LineView[] {
  const wishes = new Map(trip.requests.map((request) => [request.id, request.wishes]));
  return journeyFirst(together, ({ category }) => category).map((offer) => ({
    offerId: offer.id,
    category: offer.category,
    vendor: offer.vendorName,
    demo: offer.demo,
    title: phrase({ key: 'screen.line', params: { seller: sellerOf(offer), line: lineOf(offer, trip, together) } }, voice),
    total: wire(offer.total),
    ...(isStale(offer, offers, wishes.get(offer.requestId)) && { beforeWish: true as const }),
  }));
}

/** Only states that mean something outside: what is on its way is what it was. */
function bookingView(booking: Booking, voice: Voice): TripView['bookings'] {
  const status = shownStatus(booking);
  if (!status || (status === 'failed' && booking.beside)) return [];
  const { offer, reference } = booking;
  const total = booking.confirmedTotal ?? offer.total;
  const demo = offer.demo ? ` (${phrase({ key: 'screen.demo' }, voice)})` : '';
  return [
    {
      id: booking.id,
      category: offer.category,
      title: sellerOf(offer),
      vendor: offer.vendorName,
      status,
      ...(reference ? { reference } : {}),
      total: wire(total),
      ...(total.minor > 0 ? { price: `${write(total, '', voice)}${demo}` } : {}),
      demo: offer.demo,
    },
  ];
}

function shownStatus(booking: Booking): TripView['bookings'][number]['status'] | undefined {
  switch (booking.status) {
    case 'held':
    case 'confirmed':
    case 'cancelled':
    case 'failed':
    case 'unknown':
      return booking.status;
    case 'confirming':
      return 'unknown';
    case 'cancelling':
      return 'confirmed';
    case 'chosen':
    case 'holding':
    case 'releasing':
    case 'released':
      return undefined;
  }
}

function briefView(brief: Brief): unknown {
  const place = (id: string) => ({ id, name: placeById(id)?.name ?? id });
  const { where, origin, budget, needs, ...rest } = brief;
  return {
    ...rest,
    ...(where ? { where: where.map(place) } : {}),
    ...(origin ? { origin: origin.map(place) } : {}),
    ...(budget ? { budget: { max: wire(budget.max), scope: budget.scope } } : {}),
    needs: needs.map((need) => ({
      ...need,
      ...(need.where ? { where: need.where.map(place) } : {}),
      ...(need.from ? { from: need.from.map(place) } : {}),
    })),
  };
}
