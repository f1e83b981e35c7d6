import type { Leg } from '../../market/offer.ts';
import { toDecimal } from '../../money.ts';
import type { Place } from '../../places/place.ts';
import { instantOf, type LocalDate, type LocalDateTime } from '../../time.ts';
import type { Trip } from '../../trip-record.ts';
import type { Booking, BookingStatus } from '../booking.ts';
import { type Moment, momentsOf } from './moments.ts';
import { tripPageModel } from './trip-page-model.ts';

type Node = Readonly<Record<string, unknown>>;
/** Place ids to places; undefined for one that the data no longer has. */
export type PlaceOf = (id: string) => Place | undefined;

const STATUS: Readonly<Partial<Record<BookingStatus, string>>> = {
  held: 'ReservationHold',
  confirming: 'ReservationPending',
  confirmed: 'ReservationConfirmed',
  unknown: 'ReservationPending',
  cancelling: 'ReservationPending',
  cancelled: 'ReservationCancelled',
};

/** schema.org reservations as mail readers take them (developers.google.com/gmail/markup, reservations), one ReservationPackage a trip. */
export function jsonLdOf(trip: Trip, placeOf: PlaceOf): Node {
  const lines = tripPageModel(trip).lines.filter(({ status, beside }) => STATUS[status] !== undefined && beside !== true);
  return {
    '@context': 'https://schema.org',
    '@type': 'ReservationPackage',
    reservationNumber: trip.id,
    subReservation: lines.flatMap((booking) => reservations(booking, trip, placeOf)),
  };
}

function reservations(booking: Booking, trip: Trip, placeOf: PlaceOf): readonly Node[] {
  const total = booking.confirmedTotal ?? booking.offer.total;
  const common: Node = {
    reservationId: booking.id,
    ...(booking.reference !== undefined && { reservationNumber: booking.reference }),
    reservationStatus: `https://schema.org/${STATUS[booking.status]}`,
    ...(trip.leadName && { underName: { '@type': 'Person', name: [trip.leadName.given, trip.leadName.family].filter(Boolean).join(' ') } }),
    provider: {
      '@type': 'Organization',
      name: booking.offer.vendorName,
      ...(booking.supportPhone !== undefined && { telephone: booking.supportPhone }),
    },
    totalPrice: toDecimal(total),
    priceCurrency: total.currency,
  };
  return describe(booking, placeOf).map((node) => ({ ...common, ...node }));
}

function describe(booking: Booking, placeOf: PlaceOf): readonly Node[] {
  const { hours, offer } = booking;
  const { item } = offer;
  switch (item.category) {
    case 'flight':
      return legs(item).map((leg) => flight(leg, placeOf));
    case 'train':
      return legs(item).map((leg) => train(leg, placeOf));
    case 'lodging':
      return [
        {
          '@type': 'LodgingReservation',
          reservationFor: { '@type': 'LodgingBusiness', name: item.name, address: placeOf(item.place)?.name ?? item.place },
          checkinDate: item.checkIn,
          checkoutDate: item.checkOut,
        },
      ];
    case 'car':
      return [
        {
          '@type': 'RentalCarReservation',
          reservationFor: { '@type': 'RentalCar', name: item.model },
          pickupLocation: placeNode('Place', item.pickup, placeOf),
          pickupTime: hours ? zoned(hours.from, item.pickup, placeOf) : item.from,
          dropoffLocation: placeNode('Place', item.dropoff, placeOf),
          dropoffTime: hours ? zoned(hours.to, item.dropoff, placeOf) : item.to,
        },
      ];
    case 'restaurant':
      return [
        {
          '@type': 'FoodEstablishmentReservation',
          reservationFor: { '@type': 'FoodEstablishment', name: item.name, address: placeOf(item.place)?.name ?? item.place },
          startTime: zoned(item.at, item.place, placeOf),
          partySize: item.covers,
        },
      ];
    case 'transfer':
      return momentsOf(booking).map((ride) => taxi(ride, item, placeOf));
    case 'ski_hire':
      return [goods(item.shop, item.from, item.to)];
    case 'ski_pass':
      return [goods(item.domain, item.from, item.to)];
  }
}

function legs(item: { readonly outbound: Leg; readonly inbound?: Leg }): readonly Leg[] {
  return item.inbound ? [item.outbound, item.inbound] : [item.outbound];
}

function flight(leg: Leg, placeOf: PlaceOf): Node {
  const reservationFor = {
    '@type': 'Flight',
    flightNumber: leg.number,
    departureAirport: placeNode('Airport', leg.from, placeOf),
    departureTime: zoned(leg.departs, leg.from, placeOf),
    arrivalAirport: placeNode('Airport', leg.to, placeOf),
    arrivalTime: zoned(leg.arrives, leg.to, placeOf),
  };
  return { '@type': 'FlightReservation', reservationFor };
}

function train(leg: Leg, placeOf: PlaceOf): Node {
  const reservationFor = {
    '@type': 'TrainTrip',
    trainNumber: leg.number,
    departureStation: placeNode('TrainStation', leg.from, placeOf),
    departureTime: zoned(leg.departs, leg.from, placeOf),
    arrivalStation: placeNode('TrainStation', leg.to, placeOf),
    arrivalTime: zoned(leg.arrives, leg.to, placeOf),
  };
  return { '@type': 'TrainReservation', reservationFor };
}

function taxi(ride: Moment, item: { readonly from: string; readonly to: string }, placeOf: PlaceOf): Node {
  const [from, to] = ride.part === 'back' ? [item.to, item.from] : [item.from, item.to];
  return {
    '@type': 'TaxiReservation',
    pickupTime: zoned(ride.start, from, placeOf),
    pickupLocation: placeNode('Place', from, placeOf),
    dropoffLocation: placeNode('Place', to, placeOf),
  };
}

/** schema.org has no reservation of goods: the plain one. */
function goods(name: string, from: LocalDate, to: LocalDate): Node {
  return { '@type': 'Reservation', reservationFor: { '@type': 'Product', name }, startTime: from, endTime: to };
}

/** The instant of a civil time at a place; a day alone, or a place without a zone, stays civil. */
function zoned(civil: LocalDate | LocalDateTime, place: string, placeOf: PlaceOf): string {
  const zone = placeOf(place)?.timeZone;
  return zone === undefined || !civil.includes('T') ? civil : instantOf(civil, zone);
}

function placeNode(type: string, id: string, placeOf: PlaceOf): Node {
  const place = placeOf(id);
  return {
    '@type': type,
    name: place?.name ?? id,
    ...(place?.kind === 'airport' && { iataCode: place.id }),
    ...(place && { geo: { '@type': 'GeoCoordinates', latitude: place.lat, longitude: place.lon } }),
  };
}
