import ICAL from 'ical.js';
import type { Trip } from '../../shared/trip-record.ts';
import { icsOf } from '../../skills/web/documents/ics.ts';
import type { Web } from '../../skills/web/web.ts';
import { carRequest } from '../market/support.ts';
import { NOW, openPages, REPLY, textOf, webWith } from '../support/web.ts';
import { skiTrip } from '../support/web-trip.ts';

const KEY = '?key=open-sesame-0123456789';
const { get, close } = openPages();
afterEach(close);

const withTrip = (trip: Trip): Partial<Web> => ({ trip: async () => trip });
describe('the trip page', () => {
  test('shows status, vendor, weekday dates, price, payment, cancellation, reference and phone', async () => {
    const response = await get(`/trips/trip-1${KEY}&locale=fr-FR`);
    const text = textOf(await response.text());
    expect(response.status).toBe(200);
    for (const words of [
      'Les Arcs',
      'du samedi 20 mars 2027 au jeudi 25 mars 2027 · 3 voyageurs',
      'Au nom de Camille Martin',
      'Vol confirmé',
      'Nantes – Lyon',
      'Air Estuaire démo',
      'Aller : samedi 20 mars 2027, 7:10 – 8:20, EA 412',
      'classe économique · 1 bagage chacun · pièces d’identité à présenter',
      'Prix 462 € démo 462 € payés',
      'Annulation 90 € jusqu’au vendredi 12 mars 2027 ensuite, rien n’est remboursé',
      'Référence K7R2QX',
      'Hôtel Les Mélèzes, Arc 1800',
      'du samedi 20 mars 2027 au jeudi 25 mars 2027, 5 nuits',
      'du samedi 20 mars 2027, 9:30 au jeudi 25 mars 2027, 16:30',
      '1 780 € sur place',
      'Assistance +33 4 00 00 00 01',
      'Voiture annulé',
      'En tout 2 242 €',
      'Je récapitule, au nom de Camille Martin.',
      'Vous Les Arcs &lt;b&gt;',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('Autre Loueur');
  });

  test('speaks English to who asks for it, and keeps the link’s key out of referrers, caches and search', async () => {
    const response = await get(`/trips/trip-1${KEY}&locale=en-US`);
    const text = textOf(await response.text());
    expect(text).toContain('Saturday, March 20, 2027 to Thursday, March 25, 2027 · 3 travelers');
    expect(text).toContain('Cancellation €90 until Friday, March 12, 2027');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-language': 'en-US',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    });
  });

  test('is written for a British traveller as it was spoken, also behind the link that says English', async () => {
    const asked: string[] = [];
    const trip = skiTrip();
    const british = { ...trip, requests: [carRequest({ locale: 'en-GB' })] };
    const trace = async (_: Trip, locale: string) => {
      asked.push(locale);
      return [];
    };
    for (const query of ['', '&locale=en-US', '&locale=fr-FR']) {
      const response = await get(`/trips/trip-1${KEY}${query}`, { trip: async () => british, trace });
      const text = textOf(await response.text());
      expect(text).toContain(
        query === '&locale=fr-FR' ? '3 voyageurs' : 'Saturday, 20 March 2027 to Thursday, 25 March 2027 · 3 travellers',
      );
    }
    expect(asked).toEqual(['en-GB', 'en-GB', 'fr-FR']);
  });

  test('tells when each thing was said by the clock of where it was said, and breaks no line inside a quote', async () => {
    const said = 'La phrase : « je confirme ».';
    const trace = async () => [{ at: '2026-11-21T22:47:00.000Z', timeZone: 'Asia/Tokyo', said, author: 'machine' as const }];
    const html = await (await get(`/trips/trip-1${KEY}&locale=fr-FR`, { trace })).text();
    expect(html).toContain('<time datetime="2026-11-21T22:47:00.000Z">22 nov. 2026, 7:47</time>');
    expect(html).toContain('La phrase\u00a0: «\u00a0je confirme\u00a0».');
  });

  test('lists the journey first, as it is read back', async () => {
    const trip = skiTrip();
    const turned = { ...trip, bookings: trip.bookings.toReversed() };
    const text = textOf(await (await get(`/trips/trip-1${KEY}&locale=fr-FR`, withTrip(turned))).text());
    expect(text.indexOf('Vol confirmé')).toBeLessThan(text.indexOf('Hébergement confirmé'));
  });

  test('every price of a demonstration vendor has the mark beside it', async () => {
    const html = await (await get(`/trips/trip-1${KEY}&locale=fr-FR`)).text();
    const prices = html.match(/<span class="amount">[^<]*<\/span>/g) ?? [];
    const marked = html.match(/<span class="amount">[^<]*<\/span> <span class="demo">démo<\/span>/g) ?? [];
    expect(prices).toHaveLength(4);
    expect(marked).toHaveLength(4);
  });

  test('vendor and traveller words are text, never markup', async () => {
    const trip = skiTrip();
    const first = trip.bookings[0];
    if (!first) throw new Error('the trip has bookings');
    const evil = { ...first, offer: { ...first.offer, vendorName: '</script><script>alert(1)</script>' } };
    const html = await (await get(`/trips/trip-1${KEY}`, withTrip({ ...trip, bookings: [evil] }))).text();
    expect(html).not.toContain('<script>');
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  test.each(['', '?key=', '?key=open-sesame-012345678', '?key=open-sesame-01234567890', '?key=OPEN-SESAME-0123456789'])(
    'with %j for a key there is no trip',
    async (query) => {
      const wrong = await get(`/trips/trip-1${query}`);
      const absent = await get(`/trips/trip-2${KEY}`);
      expect([wrong.status, await wrong.text()]).toEqual([404, await absent.text()]);
      expect((await get(`/trips/trip-1.json${query}`)).status).toBe(404);
      expect((await get(`/trips/trip-1.ics${query}`)).status).toBe(404);
    },
  );
});

describe('the lead name', () => {
  const held = (): Trip => {
    const trip = skiTrip({ phase: 'confirming' });
    return { ...trip, bookings: trip.bookings.slice(0, 2).map((booking) => ({ ...booking, status: 'held' as const })) };
  };
  const form = (body: string): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });

  test('is corrected by the form while nothing is bought under it', async () => {
    const names: unknown[] = [];
    const rename: Web['rename'] = async (trip, name) => {
      names.push([trip.id, name]);
    };
    const page = await (await get(`/trips/trip-1${KEY}`, withTrip(held()))).text();
    expect(page).toContain(`<form class="name" method="post" action="/trips/trip-1/name${KEY}">`);
    const response = await get(
      `/trips/trip-1/name${KEY}`,
      { ...withTrip(held()), rename },
      form('given=Camille&family=%20Le%20F%C3%A9bure%20%3Cb%3E'),
    );
    expect([response.status, response.headers.get('location')]).toEqual([303, `/trips/trip-1${KEY}`]);
    expect(names).toEqual([['trip-1', { given: 'Camille', family: 'Le Fébure b' }]]);
  });

  test.each([
    ['a confirmed booking', skiTrip(), form('family=X'), 409],
    ['no family name', held(), form('family=++&given=Y'), 400],
    ['JSON', held(), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }, 415],
    ['a GET', held(), {}, 405],
  ])('stays as it is with %s', async (_name, trip, init, status) => {
    const rename = async () => {
      throw new Error('must not be called');
    };
    expect((await get(`/trips/trip-1/name${KEY}`, { ...withTrip(trip), rename }, init)).status).toBe(status);
  });

  test('is no one’s to change without the key', async () => {
    expect((await get('/trips/trip-1/name?key=x', withTrip(held()), form('family=X'))).status).toBe(404);
  });
});

describe('the JSON', () => {
  test('holds the record and schema.org reservations, and no secret', async () => {
    const response = await get(`/trips/trip-1.json${KEY}`);
    const text = await response.text();
    const record = JSON.parse(text) as {
      reservations: { subReservation: Record<string, unknown>[] };
      bookings: unknown[];
      trace: unknown[];
    };
    expect(text).not.toMatch(/never-leaves|open-sesame/);
    expect(record.bookings).toHaveLength(3);
    expect(record.trace).toHaveLength(1);
    expect(record.reservations).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'ReservationPackage',
      subReservation: [
        {
          '@type': 'FlightReservation',
          reservationNumber: 'K7R2QX',
          reservationStatus: 'https://schema.org/ReservationConfirmed',
          underName: { '@type': 'Person', name: 'Camille Martin' },
          totalPrice: '462.00',
          priceCurrency: 'EUR',
          reservationFor: { flightNumber: 'EA 412', departureTime: '2027-03-20T06:10:00.000Z', departureAirport: { iataCode: 'NTE' } },
        },
        { '@type': 'FlightReservation', reservationFor: { flightNumber: 'EA 419', departureTime: '2027-03-25T18:20:00.000Z' } },
        { '@type': 'LodgingReservation', checkinDate: '2027-03-20', checkoutDate: '2027-03-25' },
        {
          '@type': 'RentalCarReservation',
          reservationStatus: 'https://schema.org/ReservationCancelled',
          pickupTime: '2027-03-20T08:30:00.000Z',
        },
      ],
    });
  });
});

describe('the calendar', () => {
  const eventsOf = (ics: string) => {
    const calendar = new ICAL.Component(ICAL.parse(ics));
    const events = calendar.getAllSubcomponents('vevent');
    return {
      method: calendar.getFirstPropertyValue('method'),
      events: events.map((component) => ({ component, event: new ICAL.Event(component) })),
    };
  };

  test('reads back as it was meant: UTC instants for flights, whole days for nights and cars', async () => {
    const response = await get(`/trips/trip-1.ics${KEY}`);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const { method, events } = eventsOf(await response.text());
    expect(method).toBe('PUBLISH');
    expect(
      events.map(({ component, event }) => [
        event.uid,
        event.startDate.toString(),
        event.endDate.toString(),
        component.getFirstPropertyValue('status'),
        event.sequence,
      ]),
    ).toEqual([
      ['trip-1-book-1-out@voice-concierge', '2027-03-20T06:10:00Z', '2027-03-20T07:20:00Z', 'CONFIRMED', 3],
      ['trip-1-book-1-back@voice-concierge', '2027-03-25T18:20:00Z', '2027-03-25T19:30:00Z', 'CONFIRMED', 3],
      ['trip-1-book-2-at@voice-concierge', '2027-03-20', '2027-03-25', 'CONFIRMED', 3],
      ['trip-1-book-3-at@voice-concierge', '2027-03-20', '2027-03-26', 'CANCELLED', 5],
    ]);
  });

  test('every event carries vendor, reference, phone and cancellation; flights ring three hours before', async () => {
    const { events } = eventsOf(await (await get(`/trips/trip-1.ics${KEY}&locale=fr-FR`)).text());
    const [flight, , hotel] = events;
    expect(flight?.event.summary).toBe('Vol Nantes – Lyon EA 412');
    expect(flight?.event.description).toContain(
      'Air Estuaire (démo)\nRéférence\u00a0: K7R2QX\nAssistance\u00a0: +33 4 00 00 00 01\nAnnulation\u00a0: 90',
    );
    expect(flight?.component.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger')?.toString()).toBe('-PT3H');
    expect(flight?.component.getFirstPropertyValue('geo')?.toString()).toBe('47.153,-1.61');
    expect(hotel?.component.getFirstSubcomponent('valarm')).toBeNull();
  });

  test('a change keeps the UID and raises SEQUENCE; a trip cancelled whole says so', () => {
    const web = webWith(async () => REPLY);
    const words = web.words.get('en-US');
    if (!words) throw new Error('en-US has documents');
    const trip = skiTrip();
    const at = (status: 'held' | 'cancelled') =>
      eventsOf(
        icsOf({ ...trip, bookings: trip.bookings.slice(0, 1).map((booking) => ({ ...booking, status })) }, NOW, {
          locale: 'en-US',
          words,
          places: web,
        }),
      );
    const [before, after] = [at('held'), at('cancelled')];
    expect(before.events[0]?.event.uid).toBe(after.events[0]?.event.uid);
    expect(Number(after.events[0]?.event.sequence)).toBeGreaterThan(Number(before.events[0]?.event.sequence));
    expect([before.method, after.method]).toEqual(['PUBLISH', 'CANCEL']);
  });
});
