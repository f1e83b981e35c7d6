import type { Booking } from '../../shared/booking/booking.ts';
import { askedDetails, detailsFor, isHoldable, missingDetails, passedOn } from '../../shared/booking/details.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { skiTrip } from '../support/web-trip.ts';

const TRIP: Trip = skiTrip();
const [FIRST, SECOND] = TRIP.bookings;

function wants(forConfirm: readonly string[], forHold: readonly string[] = [], booking = FIRST): Booking {
  if (!booking) throw new Error('the trip has bookings');
  return { ...booking, offer: { ...booking.offer, dataNeeded: { forHold, forConfirm } } };
}
const names = (details: readonly { readonly name: string }[]) => details.map(({ name }) => name);

describe('what is missing', () => {
  test('is the union of what the offers ask for, less what is known, each with who asks', () => {
    const bookings = [wants(['contact.phone', 'lead.family_name']), wants(['contact.phone', 'driver.licence_number'], [], SECOND)];
    const trip = { ...TRIP, details: { 'driver.licence_number': 'A 7' } };
    expect(missingDetails(bookings, trip)).toEqual([
      { name: 'contact.phone', type: 'phone', kind: 'phone', vendors: ['Air Estuaire', 'Maison Vanoise'] },
    ]);
  });

  test('is asked of each traveller, one person after the other', () => {
    expect(names(missingDetails([wants(['passengers.birth_date', 'passengers.family_name'])], TRIP))).toEqual([
      'passengers.1.family_name',
      'passengers.1.birth_date',
      'passengers.2.family_name',
      'passengers.2.birth_date',
      'passengers.3.family_name',
      'passengers.3.birth_date',
    ]);
  });

  test('counts the people of the need where it has its own', () => {
    const needs = TRIP.brief.needs.map((need) => ({ ...need, party: { adults: 1, children: 0, childAges: [] } }));
    const trip = { ...TRIP, brief: { ...TRIP.brief, needs } };
    expect(names(missingDetails([wants(['passengers.birth_date'])], trip))).toEqual(['passengers.1.birth_date']);
  });

  test('never holds the relay, and knows a first name only when it was said', () => {
    const booking = wants(['contact.relay', 'contact.phone_relay', 'lead.given_name', 'lead.family_name']);
    expect(missingDetails([booking], TRIP)).toEqual([]);
    expect(names(missingDetails([booking], { ...TRIP, leadName: { family: 'Martin' } }))).toEqual(['lead.given_name']);
  });

  test('is never anything outside the list, whoever asks', () => {
    const asked = ['constructor', 'passengers.2.weight', 'payment.card_number', 'cvv', 'iban'];
    expect(missingDetails([wants(asked, asked)], TRIP)).toEqual([]);
  });
});

describe('what is passed on', () => {
  test('is what each vendor asks for, of those who travel', () => {
    const details = {
      'passengers.1.birth_date': 'a',
      'passengers.3.birth_date': 'c',
      'passengers.4.birth_date': 'd',
      'contact.email': 'e',
    };
    const trip = { ...TRIP, details };
    expect(detailsFor(wants(['passengers.birth_date']), trip)).toEqual({ 'passengers.1.birth_date': 'a', 'passengers.3.birth_date': 'c' });
    expect(detailsFor(wants(['lead.family_name']), trip)).toEqual({});
  });

  test('is told by its kinds, the lead name once, and only as far as it is known', () => {
    const booking = wants(['lead.given_name', 'lead.family_name', 'contact.relay', 'passengers.birth_date', 'contact.email']);
    const kinds = (relays: boolean) => passedOn([booking], { ...TRIP, details: { 'contact.email': 'e' } }, relays).map(({ kind }) => kind);
    expect(kinds(false)).toEqual(['name', 'email']);
    expect(kinds(true)).toEqual(['name', 'email', 'relay']);
    expect(passedOn([wants(['lead.family_name'])], TRIP, true).map(({ kind }) => kind)).toEqual(['name']);
    expect(askedDetails([wants(['contact.relay'])], TRIP)).toEqual([]);
  });
});

test('a vendor is asked to hold once it has the name that it wants for that', () => {
  const booking = wants([], ['lead.given_name', 'lead.family_name', 'contact.relay']);
  expect(isHoldable(booking, { ...TRIP, leadName: { family: 'Martin' } })).toBe(false);
  expect(isHoldable(booking, TRIP)).toBe(true);
});
