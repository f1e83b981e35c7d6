import type { Offer } from '../../shared/market/offer.ts';
import type { Trip } from '../../shared/trip-record.ts';
import type { Web } from '../../skills/web/web.ts';
import { openPages, textOf } from '../support/web.ts';
import { skiTrip } from '../support/web-trip.ts';

const KEY = '?key=open-sesame-0123456789';
const { get, close } = openPages();
afterEach(close);

const withTrip = (trip: Trip): Partial<Web> => ({ trip: async () => trip });
describe('what a vendor tells beside price and terms', () => {
  const told = (more: Partial<Offer>): Trip => {
    const trip = skiTrip();
    return { ...trip, bookings: trip.bookings.map((booking) => ({ ...booking, offer: { ...booking.offer, ...more } })) };
  };
  const offer: Partial<Offer> = {
    seller: { legalName: 'Air Estuaire SA', country: 'FR', registration: 'RCS Nantes 1' },
    co2Kg: 142.4,
    details: {
      speakable: { fr: 'Embarquement à la porte <b>douze</b>', en: 'Gate twelve' },
      change: { possible: true, fee: { minor: 1_500, currency: 'EUR' } },
      guarantee: { kind: 'card_hold', amount: { minor: 80_000, currency: 'EUR' } },
      delivery: 'voucher',
      exclusions: ['meal', 'of_no_name'],
      proofs: [{ claim: 'Ponctualité', url: 'https://air.example/proof?a=1&b=2', asOf: '2026-10-01' }],
      media: [{ url: 'https://air.example/a.jpg' }],
    },
  };

  test('stands beside what was bought, as its words, with links that tell nobody where they are followed from', async () => {
    const body = await (await get(`/trips/trip-1${KEY}&locale=fr-FR`, withTrip(told(offer)))).text();
    const text = textOf(body);
    for (const words of [
      'Air Estuaire · Air Estuaire SA · FR · RCS Nantes 1',
      'Le vendeur écrit : Embarquement à la porte &lt;b&gt;douze&lt;/b&gt;',
      'Caution 800 € bloqués sur la carte sur place, libérés ensuite',
      'Modification 15 € de frais',
      'Remise bon à présenter',
      'Non compris repas',
      'CO₂ 142 kg',
      'Ponctualité (jeudi 1 octobre 2026)',
      'air.example',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('of_no_name');
    expect(body).toContain('<a href="https://air.example/proof?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">');
    expect(body).not.toContain('<img');
  });

  test('tickets are linked, whom to write to is named, and the code of a door is folded, and in nothing that is passed on', async () => {
    const [first, ...rest] = skiTrip().bookings;
    if (!first) throw new Error('nothing is booked');
    const bought = {
      ...first,
      status: 'confirmed' as const,
      documents: ['https://air.example/billets/K7R2QX.pdf'],
      supportEmail: 'desk@air.example',
      pin: '4071',
    };
    const trip = skiTrip({ bookings: [bought, ...rest] });
    const body = await (await get(`/trips/trip-1${KEY}&locale=fr-FR`, withTrip(trip))).text();
    expect(body).toContain('href="https://air.example/billets/K7R2QX.pdf"');
    expect(body).toContain('<a href="mailto:desk@air.example">');
    expect(body).toContain('<summary>Afficher</summary><span class="reference">4071</span>');
    expect(await (await get(`/trips/trip-1.ics${KEY}`, withTrip(trip))).text()).not.toContain('4071');
    expect(textOf(body).split('4071')).toHaveLength(2);
    const left = skiTrip({ bookings: [{ ...bought, status: 'cancelled' }, ...rest] });
    expect(await (await get(`/trips/trip-1${KEY}`, withTrip(left))).text()).not.toContain('4071');
  });

  test('a vendor that tells nothing has no rows', async () => {
    const text = textOf(await (await get(`/trips/trip-1${KEY}&locale=en-US`)).text());
    for (const words of ['Deposit', 'Changes', 'Handed over', 'The seller writes']) expect(text).not.toContain(words);
  });
});
