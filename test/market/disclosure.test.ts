import fc from 'fast-check';
import { buyerData, toldForPrice } from '../../shared/market/disclosure.ts';
import { acceptance, type Envelope } from '../../shared/market/messages.ts';
import { relayAddress, relayItem, relayKey } from '../../shared/market/relay.ts';
import { money } from '../../shared/money.ts';
import type { Requirement } from '../../shared/trip/brief.ts';
import { ITEMS } from './items.ts';
import { NOW, offerOf } from './support.ts';

const ENVELOPE: Envelope = {
  source: 'https://concierge.example/vendors/v1',
  secret: 'c2VjcmV0',
  vendorId: 'v',
  requestId: 'rfo-2',
  key: 'confirm:book-1',
  now: NOW,
};
const OFFER = offerOf(
  { category: 'ski_pass', domain: 'Paradiski', place: 'resort:les-arcs', persons: 2, days: 5, from: '2027-03-21', to: '2027-03-25' },
  { id: 'rfo-2/v/alp-991', needId: 'need-2' },
);

const PEOPLE = [1, 2, 3];
const KNOWN = [
  ...PEOPLE.flatMap((n) => ['given_name', 'family_name', 'birth_date'].map((field) => `passengers.${n}.${field}`)),
  'driver.birth_date',
  'driver.licence_number',
  'contact.email',
  'contact.phone',
];
/** No two values share a word, and none is part of anything else that is sent. */
const DETAILS = Object.fromEntries(KNOWN.map((name, i) => [name, `<<value ${i}>>`]));
const LEAD = { given: '<<given>>', family: '<<family>>' };
const FIELDS = [
  ...KNOWN,
  'passengers.given_name',
  'passengers.family_name',
  'passengers.birth_date',
  'passengers.2.weight',
  'lead.given_name',
  'lead.family_name',
  'contact.relay',
  'contact.phone_relay',
  'constructor',
  '__proto__',
  'passengers',
  'payment.card_number',
];
/** Known too, as if an older offer had once been let ask for it. */
const SECRET = { 'payment.card_number': '<<card>>', 'passengers.2.weight': '<<weight>>' };
const AT_HOLD = ['lead.given_name', 'lead.family_name', 'contact.relay'];
const RELAY = '<<relay>>';

/** What one field of a list lets out. */
const lets = (field: string): readonly string[] => [field, ...KNOWN.filter((name) => name.replace(/\.\d+\./, '.') === field)];

test('only what the offer lists at that stage leaves, of all that is known: to hold no more than the lead name and a relay, a card never', () => {
  const list = fc.subarray(FIELDS);
  fc.assert(
    fc.property(list, list, fc.constantFrom('hold' as const, 'confirm' as const), (forHold, forConfirm, mode) => {
      const offer = { ...OFFER, dataNeeded: { forHold, forConfirm } };
      const message = acceptance(ENVELOPE, {
        mode,
        offer,
        expectedTotal: money(1),
        leadName: LEAD,
        details: { ...DETAILS, ...SECRET },
        relay: RELAY,
      });
      const listed = mode === 'hold' ? forHold.filter((field) => AT_HOLD.includes(field)) : forConfirm.flatMap(lets);
      const told: Readonly<Record<string, string>> = {
        ...DETAILS,
        'lead.given_name': LEAD.given,
        'lead.family_name': LEAD.family,
        'contact.relay': RELAY,
      };
      const expected = Object.fromEntries(Object.entries(told).filter(([name]) => listed.includes(name)));
      expect(message.data.buyer).toEqual(expected);
      const sent = JSON.stringify(message);
      for (const value of Object.values(SECRET)) expect(sent).not.toContain(value);
      for (const [name, value] of Object.entries(told)) expect([name, sent.includes(value)]).toEqual([name, listed.includes(name)]);
    }),
    { seed: 20261121, numRuns: 300 },
  );
});

test('a relay is an address of ours or none, whatever was written into its field', () => {
  const details = { 'contact.relay': 'x', 'contact.phone_relay': 'y' };
  const asked = ['contact.relay', 'contact.phone_relay'];
  expect(buyerData(asked, { details })).toEqual({});
  expect(buyerData(asked, { details, relay: 'r@reply.example' })).toEqual({ 'contact.relay': 'r@reply.example' });
  expect(buyerData(['lead.family_name'], { details, relay: 'r@reply.example' })).toEqual({});
});

test('a relay address says nothing of who or what is behind it, and leads back to its booking alone', () => {
  const domain = 'reply.example';
  const of = (vendor: string, booking: string, secret = 's') => relayAddress(secret, vendor, booking, domain);
  const all = [of('a', 'book-1'), of('b', 'book-1'), of('a', 'book-2'), of('a', 'book-1', 't')];
  expect(new Set(all).size).toBe(4);
  for (const address of all) expect(address).toMatch(/^[0-9a-f]{26}@reply\.example$/);
  const doc = { tripId: 't', bookingId: 'book-1', requestId: 'r', vendorId: 'a', seller: 'A' };
  const { pk } = relayItem('s', doc, '2027-01-01T00:00:00.000Z');
  expect(all.map((address) => relayKey(address, domain) === pk)).toEqual([true, false, false, false]);
  expect(relayKey(` ${of('a', 'book-1').toUpperCase()} `, domain)).toBe(pk);
  for (const other of ['x@reply.example', of('a', 'book-1').replace('reply', 'other'), `${of('a', 'book-1')}@${domain}`, ''])
    expect(relayKey(other, domain)).toBeUndefined();
});

test('a field of everybody leaves one by one', () => {
  const details = { 'passengers.1.birth_date': '1985-03-02', 'passengers.2.birth_date': '1987-11-30', 'driver.birth_date': '1985-03-02' };
  expect(buyerData(['passengers.birth_date'], { leadName: LEAD, details })).toEqual({
    'passengers.1.birth_date': '1985-03-02',
    'passengers.2.birth_date': '1987-11-30',
  });
});

describe('what a price may depend on', () => {
  const offer = (...forPrice: readonly string[]) =>
    offerOf(ITEMS.car, { id: 'rfo-1/a/1', needId: 'need-1', dataNeeded: { forHold: [], forConfirm: [], forPrice } });
  const driver = (value: number) => ({ attr: 'minDriverAge', op: 'lte' as const, value, strength: 'must' as const });
  const request = (requirements: readonly Requirement[] = []) => ({ party: { adults: 2, childAgeBands: [] }, requirements });
  const party = { adults: 2, children: 0, childAges: [] };

  test.each([
    [18, '18-20'],
    [21, '21-24'],
    [24, '21-24'],
    [25, '25-29'],
    [30, '30-69'],
    [71, '70+'],
  ])('a driver of %i who said so is told of as %s', (age, band) => {
    expect(toldForPrice(offer('driver.age_band'), party, request([driver(age)]))).toEqual({ driver_age_band: band });
  });

  test('is not told to who does not ask, nor where nobody said it', () => {
    expect(toldForPrice(offer(), party, request([driver(22)]))).toBeUndefined();
    expect(toldForPrice(offer('party.child_ages'), party, request([driver(22)]))).toBeUndefined();
    expect(toldForPrice(offer('driver.age_band'), party, request())).toBeUndefined();
  });

  test('where one lives and whose card one holds is known of nobody, and never told', () => {
    expect(toldForPrice(offer('residence.country', 'loyalty.tier'), party, request([driver(22)]))).toBeUndefined();
  });
});
