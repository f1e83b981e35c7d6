import { ConciergeError } from '../../shared/errors.ts';
import type { Trip } from '../../shared/trip-record.ts';
import type { Web } from '../../skills/web/web.ts';
import { REPLY, type Serving, serve, webWith } from '../support/web.ts';
import { skiTrip } from '../support/web-trip.ts';

const KEY = '?key=open-sesame-0123456789';
const open: Serving[] = [];

async function ask(path: string, more: Partial<Web>, init: RequestInit = {}): Promise<Response> {
  const started = await serve(webWith(async () => REPLY, more));
  open.push(started);
  return fetch(`${started.url}${path}`, { redirect: 'manual', ...init });
}

afterEach(async () => {
  for (const started of open.splice(0)) await started.stop();
});

const WANTED = [
  'lead.family_name',
  'contact.relay',
  'passengers.birth_date',
  'contact.email',
  'contact.phone',
  'driver.given_name',
  'driver.licence_number',
  'payment.card_number',
];

/** Two adults and a child, a flight held whose vendor wants a good deal. */
function asked(over: Partial<Trip> = {}, wanted: readonly string[] = WANTED): Trip {
  const trip = skiTrip({ phase: 'confirming', ...over });
  const [flight] = trip.bookings;
  if (!flight) throw new Error('the trip has bookings');
  return {
    ...trip,
    bookings: [{ ...flight, status: 'held', offer: { ...flight.offer, dataNeeded: { forHold: [], forConfirm: wanted } } }],
  };
}

const GOOD = {
  'passengers.1.birth_date': '1985-03-02',
  'passengers.2.birth_date': '1987-11-30',
  'passengers.3.birth_date': '2018-06-14',
  'contact.email': ' camille@example.org ',
  'contact.phone': '+33 6 12 34 56 78',
  'driver.given_name': 'Camille',
  'driver.licence_number': 'A 7',
};

function send(
  trip: Trip,
  values: Readonly<Record<string, string>>,
  more: Partial<Web> = {},
  query = `${KEY}&locale=fr-FR`,
): Promise<Response> {
  const body = new URLSearchParams(values).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return ask(`/trips/trip-1/details${query}`, { trip: async () => trip, ...more }, { method: 'POST', headers, body });
}

const pageOf = async (trip: Trip, locale = 'fr-FR') =>
  (await ask(`/trips/trip-1${KEY}&locale=${locale}`, { trip: async () => trip })).text();
const refuse: Web['giveDetails'] = async () => {
  throw new Error('must not be called');
};

describe('the form', () => {
  test('asks person by person, each field once with a label, and says who asks', async () => {
    const html = await pageOf(asked());
    const names = [...html.matchAll(/<input id="field-([\w.]+)" name="\1"/g)].map(([, name]) => name);
    expect(names).toEqual([
      'passengers.1.birth_date',
      'passengers.2.birth_date',
      'passengers.3.birth_date',
      'driver.given_name',
      'driver.licence_number',
      'contact.email',
      'contact.phone',
    ]);
    for (const name of names) expect(html).toContain(`<label for="field-${name}">`);
    expect(html).toContain('<legend>Premier voyageur, Camille Martin</legend>');
    expect(html).toContain('<legend>Voyageur 3</legend>');
    expect(html).toContain('Demandé par Air Estuaire');
    expect(html).toContain('<label for="field-driver.licence_number">Numéro de permis</label>');
    expect(html).toMatch(
      /name="passengers.1.birth_date" type="date" autocomplete="bday" value="" min="1900-01-01" max="2026-11-21" required>/,
    );
    expect(html).toContain(`action="/trips/trip-1/details${KEY}&amp;locale=fr-FR"`);
  });

  test('speaks English too', async () => {
    const html = await pageOf(asked(), 'en-US');
    expect(html).toContain('What the sellers ask for');
    expect(html).toContain('>Date of birth</label>');
  });

  test.each<[string, Trip]>([
    ['nobody wants more than the lead name', asked({}, ['lead.given_name', 'lead.family_name', 'contact.relay', 'contact.phone_relay'])],
    ['nothing is chosen yet', asked({ phase: 'choosing' })],
    ['the purchase is under way', asked({ phase: 'booking' })],
    ['all is bought', skiTrip()],
  ])('is not there when %s', async (_name, trip) => {
    expect(await pageOf(trip)).not.toContain('id="details"');
    expect((await send(trip, GOOD, { giveDetails: refuse })).status).toBe(409);
  });

  test('offers the name that was said, to be made exact', async () => {
    const html = await pageOf(asked({}, ['passengers.given_name', 'passengers.family_name']));
    expect(html).toMatch(/name="passengers.1.family_name" type="text" autocomplete="family-name" value="Martin"/);
    expect(html).toMatch(/name="passengers.2.family_name" type="text" autocomplete="off" value=""/);
  });
});

describe('what is sent', () => {
  test('is kept whole, and the page says to go back to the talk', async () => {
    const kept: unknown[] = [];
    const response = await send(asked(), GOOD, { giveDetails: async (trip, details) => void kept.push([trip.id, details]) });
    expect([response.status, response.headers.get('location')]).toEqual([303, `/trips/trip-1${KEY}&locale=fr-FR#details`]);
    expect(kept).toEqual([['trip-1', { ...GOOD, 'contact.email': 'camille@example.org' }]]);
    const html = await pageOf(asked({ details: GOOD }));
    expect(html).toContain('<p class="noted" role="status">C’est noté. Revenez à la conversation.</p>');
    expect(html).toContain('<details><summary>Corriger une réponse</summary>');
  });

  test('only fields of the form are kept', async () => {
    const kept: unknown[] = [];
    const extra = { ...GOOD, 'lead.family_name': 'X', 'passengers.4.birth_date': '1990-01-01', phase: 'settled' };
    await send(asked(), extra, { giveDetails: async (_trip, details) => void kept.push(Object.keys(details).toSorted()) });
    expect(kept).toEqual([Object.keys(GOOD).toSorted()]);
  });

  test.each([
    ['passengers.1.birth_date', '', 'Ce champ est vide : remplissez-le.'],
    ['passengers.2.birth_date', '1987-02-31', 'Cette date n’existe pas : donnez le jour, le mois et l’année.'],
    ['passengers.3.birth_date', '2027-01-01', 'Ce n’est pas une date de naissance possible : vérifiez l’année.'],
    ['contact.email', 'camille@', 'Cette adresse n’est pas complète : écrivez-la comme nom@exemple.fr.'],
    ['contact.phone', '06 12', 'Ce numéro n’est pas complet : écrivez-le comme +33 6 12 34 56 78.'],
    ['driver.given_name', 'R2-D2', 'Ce nom contient autre chose que des lettres : écrivez-le comme sur la pièce d’identité.'],
    ['driver.licence_number', 'x'.repeat(121), 'C’est trop long : 120 signes au plus.'],
  ])('%s = %j is told beside the field, and nothing written is lost', async (field, value, words) => {
    const response = await send(asked(), { ...GOOD, [field]: value }, { giveDetails: refuse });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain(`<p class="problem" id="field-${field}-hint">${words}</p>`);
    expect(html).toMatch(new RegExp(`name="${field}"[^>]* aria-invalid="true"[^>]* aria-describedby="field-${field}-hint"`));
    expect(html).toContain(`<a href="#field-${field}">`);
    expect(html).toContain('Un champ est à revoir :');
    for (const [name, other] of Object.entries(GOOD)) if (name !== field) expect(html).toContain(`value="${other}"`);
  });

  test('is markup nowhere', async () => {
    const html = await (await send(asked(), { ...GOOD, 'driver.given_name': '"><script>alert(1)</script>' })).text();
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;');
  });

  test('is written again into the form when it cannot be kept just now', async () => {
    const giveDetails: Web['giveDetails'] = async () => {
      throw new ConciergeError('conflict', 'the trip is changing just now');
    };
    const response = await send(asked(), GOOD, { giveDetails });
    const html = await response.text();
    expect(response.status).toBe(503);
    expect(html).toContain('rien n’est perdu : enregistrez de nouveau');
    expect(html).toContain('value="1985-03-02"');
  });

  test('a field left empty in a correction keeps its answer', async () => {
    const kept: unknown[] = [];
    const giveDetails: Web['giveDetails'] = async (_trip, details) => void kept.push(details);
    const response = await send(asked({ details: GOOD }), { 'contact.phone': '+33 7 00 00 00 00' }, { giveDetails });
    expect([response.status, kept]).toEqual([303, [{ 'contact.phone': '+33 7 00 00 00 00' }]]);
  });
});

describe('what is kept', () => {
  test.each(['', '.json', '.ics'])('is shown nowhere on the trip%s', async (part) => {
    const text = await (await ask(`/trips/trip-1${part}${KEY}`, { trip: async () => asked({ details: GOOD }) })).text();
    for (const value of ['1985-03-02', '2018-06-14', 'camille@example.org', '+33 6 12 34 56 78', 'A 7']) expect(text).not.toContain(value);
  });

  test('is no one’s to write without the key, as JSON or by a link', async () => {
    const sent: Partial<Web> = { trip: async () => asked(), giveDetails: refuse };
    expect((await send(asked(), GOOD, sent, '?key=x')).status).toBe(404);
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    expect((await ask(`/trips/trip-1/details${KEY}`, sent, json)).status).toBe(415);
    expect((await ask(`/trips/trip-1/details${KEY}`, sent)).status).toBe(405);
  });

  test('no event tells any of it', async () => {
    const events: unknown[] = [];
    await send(asked(), { ...GOOD, 'contact.phone': '1' }, { event: (...event) => void events.push(event) });
    await send(asked(), GOOD, { event: (...event) => void events.push(event) });
    expect(JSON.stringify(events)).not.toMatch(/1985|example\.org/);
  });
});
