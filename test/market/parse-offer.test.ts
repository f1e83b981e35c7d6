import fc from 'fast-check';
import { commitmentOf } from '../../shared/market/canonical.ts';
import { itemToWire } from '../../shared/market/item-wire.ts';
import type { Item } from '../../shared/market/offer.ts';
import { parseOffer, type Sender } from '../../shared/market/parse-offer.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import { carRequest, NOW, wireCarOffer } from './support.ts';

const FROM: Sender = { vendorId: 'alpes-location', vendorName: 'Alpes Location', demo: true, wireRequestId: 'req_K2Z9' };

function parse(wire: unknown, request = carRequest(), now = NOW, from: Sender = FROM) {
  return parseOffer(wire, request, from, 'trip-1', now);
}

const PRICE = { ...Object(wireCarOffer()['price']) };
const ITEM = { ...Object(wireCarOffer()['item']) };
const CANCELLATION = { ...Object(wireCarOffer()['cancellation']) };

function needed(list: 'for_hold' | 'for_confirm' | 'for_price') {
  return (field: string): [string, string, Record<string, unknown>] => [
    'schema',
    `${field} ${list.replace('_', ' a ')}`,
    { data_needed: { for_hold: [], for_confirm: [], [list]: [field] } },
  ];
}

describe('a fair offer', () => {
  test('becomes an offer with every amount in minor units', () => {
    const wire = wireCarOffer();
    expect(parse(wire)).toEqual({
      ok: true,
      offer: {
        id: 'rfo-2/alpes-location/alp-991',
        vendorOfferId: 'alp-991',
        vendorId: 'alpes-location',
        vendorName: 'Alpes Location',
        demo: true,
        tripId: 'trip-1',
        needId: 'need-2',
        requestId: 'rfo-2',
        revision: 1,
        receivedAt: NOW,
        validUntil: '2026-11-22T18:00:00.000Z',
        category: 'car',
        item: {
          category: 'car',
          model: 'Dacia Duster 4x4 ou similaire',
          shortModel: 'Duster',
          drivenWheels: 'four',
          winterEquipment: true,
          automatic: false,
          seats: 5,
          pickup: 'LYS',
          dropoff: 'LYS',
          from: '2027-03-20',
          to: '2027-03-25',
          deskOpens: '07:00',
          deskCloses: '23:00',
          minDriverAge: 23,
          has: [],
        },
        meets: { drivenWheels: 'met', ski_rack: 'not_met' },
        total: { minor: 41_250, currency: 'EUR' },
        dueNow: { minor: 0, currency: 'EUR' },
        dueLater: [],
        dueAtDestination: { minor: 41_250, currency: 'EUR' },
        includes: ['airport_fee', 'unlimited_km'],
        cancellation: {
          refundability: 'refundable',
          schedule: [
            { until: '2027-03-18T09:00:00.000Z', fee: { minor: 0, currency: 'EUR' } },
            { until: '2027-03-20T09:00:00.000Z', fee: { minor: 8_250, currency: 'EUR' } },
          ],
        },
        hold: { possible: true, maxMinutes: 1440, fee: { minor: 0, currency: 'EUR' } },
        dataNeeded: { forHold: [], forConfirm: ['lead.family_name'] },
        remuneration: { kind: 'commission', amount: { minor: 2_000, currency: 'EUR' } },
        rating: 4.4,
        seller: { legalName: 'Alpes Location SAS', country: 'FR' },
        supportPhone: '+33 4 00 00 00 00',
        commitment: commitmentOf(wire),
      },
    });
  });

  test('keeps only the cancellation steps that have not passed', () => {
    const read = parse(
      wireCarOffer({ valid_until: '2027-03-19T18:00:00Z' }),
      carRequest({ closesAt: '2027-03-19T12:15:00Z' }),
      '2027-03-19T12:00:00Z',
    );
    expect(read).toMatchObject({
      ok: true,
      offer: { cancellation: { refundability: 'partially_refundable', schedule: [{ fee: { minor: 8_250, currency: 'EUR' } }] } },
    });
  });

  test('may ask for the lead name to hold, and for what is on the list to confirm', () => {
    const forConfirm = [
      'lead.given_name',
      'passengers.birth_date',
      'passengers.2.family_name',
      'driver.licence_number',
      'contact.phone_relay',
    ];
    const forHold = ['lead.given_name', 'lead.family_name', 'contact.relay'];
    expect(parse(wireCarOffer({ data_needed: { for_hold: forHold, for_confirm: forConfirm } }))).toMatchObject({
      ok: true,
      offer: { dataNeeded: { forHold, forConfirm } },
    });
  });

  test("a wish that the facts do not tell is taken at the vendor's word", () => {
    expect(parse(wireCarOffer({ meets: [{ attr: 'ski_rack', status: 'met' }] }))).toMatchObject({
      ok: true,
      offer: { meets: { ski_rack: 'met' } },
    });
  });

  test("the vendor's note loses markup, addresses and numbers", () => {
    const note = '<speak>Appelez\u202e le +33 6 12 34 56 78</speak> ou https://x.example/a, café <b>offert</b>\u0000';
    expect(parse(wireCarOffer({ vendor_note: note }))).toMatchObject({ ok: true, offer: { note: 'Appelez le ou café offert' } });
  });

  test('a table costs nothing to book', () => {
    const item: Item = {
      category: 'restaurant',
      name: 'Le Lac',
      place: 'city:FR:annecy',
      at: '2026-11-28T20:00',
      covers: 3,
      aboutPerPerson: { minor: 4_000, currency: 'EUR' },
      has: [],
      hasNot: [],
    };
    const price = { total: '0.00', currency: 'EUR', breakdown: [], due_now: '0.00', due_later: [] };
    const request = carRequest({
      category: 'restaurant',
      where: ['city:FR:annecy'],
      start: '2026-11-28',
      end: '2026-11-28',
      time: '20:00',
      requirements: [],
    });
    const wire = wireCarOffer({ item: itemToWire(item), price, cancellation: { refundability: 'refundable', schedule: [] }, meets: [] });
    expect(parse(wire, request)).toMatchObject({ ok: true, offer: { total: { minor: 0, currency: 'EUR' } } });
    const late = { ...item, at: '2026-11-28T22:30' };
    expect(parse({ ...wire, item: itemToWire(late) }, request)).toMatchObject({ reason: 'requirement_contradicted' });
  });
});

describe('what is refused, with the reason told to the vendor', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['terms_rejected', 'the terms are rejected', { terms_response: 'reject' }],
    ['revision_stale', 'an older revision', { revision: 0 }],
    ['schema', 'another request', { request_id: 'req_other' }],
    ['schema', 'good for ten minutes', { valid_until: '2026-11-21T10:10:00Z' }],
    ['schema', 'expired', { valid_until: '2026-11-21T09:00:00Z' }],
    ['schema', 'a moment without its offset', { valid_until: '2026-11-22T18:00:00' }],
    ['schema', 'no item', { item: undefined }],
    ['schema', 'an id that would break ours', { offer_id: 'a/b' }],
    ['schema', 'a price as a number', { price: { ...PRICE, total: 412.5 } }],
    ['schema', 'a price with an exponent', { price: { ...PRICE, total: '1e999' } }],
    ['schema', 'a fraction of a cent', { price: { ...PRICE, total: '412.505' } }],
    ['schema', 'more digits than money has', { price: { ...PRICE, total: '99999999999999.00' } }],
    ['schema', 'not a number', { price: { ...PRICE, due_now: 'NaN' } }],
    ['schema', 'a rating above five', { rating: 11 }],
    ...['passengers.birth_date', 'contact.email', 'contact.phone_relay', 'lead.birth_date'].map(needed('for_hold')),
    ...['party.names', 'lead.family_name', 'passengers.birth_date'].map(needed('for_price')),
    ...['payment.card_number', 'card', 'cvv', 'iban', 'passport', 'passengers.weight', 'constructor', 'lead.given_name.x'].map(
      needed('for_confirm'),
    ),
    ['schema', 'an infinite rating', { rating: Number.POSITIVE_INFINITY }],
    ['schema', 'an infinite number in an unknown member', { x: Number.POSITIVE_INFINITY }],
    ['price_inconsistent', 'zero', { price: { ...PRICE, total: '0.00', breakdown: [], due_at_destination: '0.00' } }],
    [
      'price_inconsistent',
      'below zero',
      {
        price: {
          ...PRICE,
          total: '-412.50',
          breakdown: [{ type: 'discount', label: '', amount: '-412.50' }],
          due_at_destination: '-412.50',
        },
      },
    ],
    ['price_inconsistent', 'another currency', { price: { ...PRICE, currency: 'CHF' } }],
    [
      'price_inconsistent',
      'a breakdown that does not add up',
      { price: { ...PRICE, breakdown: [{ type: 'base', label: '', amount: '412.49' }] } },
    ],
    [
      'price_inconsistent',
      'a fee below zero in the breakdown',
      {
        price: {
          ...PRICE,
          breakdown: [
            { type: 'base', label: '', amount: '413.00' },
            { type: 'fee', label: '', amount: '-0.50' },
          ],
        },
      },
    ],
    ['price_inconsistent', 'parts that do not add up', { price: { ...PRICE, due_now: '1.00' } }],
    [
      'price_inconsistent',
      'an implausible size',
      {
        price: {
          ...PRICE,
          total: '99999999.00',
          breakdown: [{ type: 'base', label: '', amount: '99999999.00' }],
          due_at_destination: '99999999.00',
        },
      },
    ],
    [
      'price_inconsistent',
      'a fee above the total',
      { cancellation: { refundability: 'partially_refundable', schedule: [{ until: '2027-03-18T10:00:00Z', fee: '500.00' }] } },
    ],
    ['price_inconsistent', 'steps out of order', { cancellation: { ...CANCELLATION, schedule: [...CANCELLATION.schedule].reverse() } }],
    ['price_inconsistent', 'refundable without a free step', { cancellation: { refundability: 'refundable', schedule: [] } }],
    ['requirement_contradicted', 'two driven wheels called four', { item: { ...ITEM, driven_wheels: 'two' } }],
    ['requirement_contradicted', 'too few seats', { item: { ...ITEM, seats: 2 } }],
    ['requirement_contradicted', 'other days', { item: { ...ITEM, to: '2027-03-24' } }],
    ['requirement_contradicted', 'another place', { item: { ...ITEM, pickup: 'GVA' } }],
  ])('%s: %s', (reason, _, over) => {
    const read = parse(wireCarOffer(over));
    expect(read).toMatchObject({ ok: false, reason });
    expect(read.ok ? [] : read.problems).not.toEqual([]);
  });

  test.each<[string, Partial<RequestForOffers>, string]>([
    ['late', {}, '2026-11-21T10:15:00.001Z'],
    ['late', { state: 'closed' }, NOW],
    ['late', { state: 'awarded' }, NOW],
    ['revision_stale', { state: 'withdrawn' }, NOW],
    ['revision_stale', { revision: 2 }, NOW],
    ['requirement_contradicted', { category: 'lodging' }, NOW],
  ])('%s when the request says %j at %s', (reason, over, now) => {
    expect(parse(wireCarOffer(), carRequest(over), now)).toMatchObject({ ok: false, reason });
  });

  test('an offer nested too deep', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`);
    expect(parse(wireCarOffer({ deep }))).toMatchObject({ ok: false, reason: 'schema' });
  });

  test('whatever comes, it never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: false }), (value) => parse(value).ok === false),
      { numRuns: 300 },
    );
    const member = fc.constantFrom(...Object.keys(wireCarOffer()));
    fc.assert(
      fc.property(member, fc.jsonValue(), (name, value) => {
        const read = parse(wireCarOffer({ [name]: value }));
        return read.ok || read.problems.length > 0;
      }),
      { numRuns: 500 },
    );
  });
});
