import { canonicalJson, commitmentOf } from '../../shared/market/canonical.ts';
import { ageBands, buyerData, pseudonymItem, requestPseudonym } from '../../shared/market/disclosure.ts';
import { acceptance, cancelRequest, type Envelope, statusQuery, withdrawal } from '../../shared/market/messages.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import { WORTH } from '../../shared/market/score.ts';
import { buyerTerms, RULES, requestPublished } from '../../shared/market/to-wire.ts';
import { money } from '../../shared/money.ts';
import { carRequest, NOW, offerOf, PLACES } from './support.ts';

const placeOf = (id: string) => PLACES[id];
const SECRET = 'c2VjcmV0IG9mIHRyaXAgb25l';

function envelope(vendorId: string, over: Partial<Envelope> = {}): Envelope {
  return {
    source: 'https://concierge.example/vendors/v1',
    secret: SECRET,
    vendorId,
    requestId: 'rfo-2',
    key: 'publish:rfo-2',
    now: NOW,
    ...over,
  };
}

function published(vendorId: string, request: RequestForOffers = carRequest()) {
  return requestPublished(request, envelope(vendorId), { placeOf, testMode: true, respondByLive: '2026-11-21T10:00:02.300Z' });
}

describe('the request as a vendor sees it', () => {
  test('says what is wanted, where, when and for how many', () => {
    const { data, type, subject, time } = published('alpes-location');
    expect(type).toBe('org.rfo.request.published.v1');
    expect(time).toBe('2026-11-21T10:00:00Z');
    expect(data.request_id).toBe(subject);
    expect(data.line).toMatchObject({
      kind: 'car',
      required: [{ attr: 'driven_wheels', op: 'eq', value: 'four' }],
      desired: [{ attr: 'ski_rack', op: 'eq', value: true, weight_hint: 'low' }],
    });
    expect(data.window).toEqual({ start_date: '2027-03-20', end_date: '2027-03-25', time_zone: 'Europe/Paris', flex_days: 0 });
    expect(data.places).toEqual([
      { place_id: 'LYS', name: 'Lyon Saint-Exupéry', country: 'FR', lat: 45.73, lon: 5.08, time_zone: 'Europe/Paris', radius_km: 0 },
    ]);
    expect(data.party).toEqual({ adults: 2, child_age_bands: ['6-11'] });
    expect(data.offers_url).toBe(`https://concierge.example/vendors/v1/requests/${subject}/offers`);
    expect(data.questions_url).toBe(`https://concierge.example/vendors/v1/requests/${subject}/questions`);
    expect(data.scoring).toEqual({ method: 'effective_price', criteria: ['total_price', 'cancellation', 'rating', 'ski_rack'] });
  });

  test('two vendors share no id of request, line or event', () => {
    const [a, b] = [published('alpes-location'), published('neige-auto')];
    for (const id of [a.id, a.subject, a.data.request_id, a.data.line.line_id]) expect(JSON.stringify(b)).not.toContain(id);
    for (const ours of ['rfo-2', 'need-2', 'trip-1', SECRET]) expect(JSON.stringify([a, b])).not.toContain(ours);
  });

  test('what two vendors have in common, any other trip with the same wish says too', () => {
    const strings = (value: unknown) => new Set(JSON.stringify(value).match(/"[^"]*"/g));
    const [a, b] = [published('alpes-location'), published('neige-auto')].map(strings);
    const elsewhere = carRequest({ id: 'rfo-7', tripId: 'trip-9', needId: 'need-5', closesAt: '2026-11-21T10:15:00.417Z' });
    const other = requestPublished(elsewhere, envelope('third', { secret: 'another trip', requestId: 'rfo-7', key: 'other' }), {
      placeOf,
      testMode: true,
      respondByLive: '2026-11-21T10:00:02.345Z',
    });
    const common = [...(a ?? [])].filter((text) => b?.has(text));
    expect(common.length).toBeGreaterThan(20);
    expect(common.filter((text) => !strings(other).has(text))).toEqual([]);
  });

  test('another trip gives the same vendor another id', () => {
    expect(requestPseudonym('other secret', 'v', 'rfo-1')).not.toBe(requestPseudonym(SECRET, 'v', 'rfo-1'));
    expect(requestPseudonym(SECRET, 'v', 'rfo-1')).toMatch(/^req_[\w-]{22}$/);
  });

  test('sent again under the same key it is the same event', () => {
    expect(published('v').id).toBe(published('v').id);
    expect(requestPublished(carRequest(), envelope('v', { key: 'other' }), { placeOf, testMode: true }).id).not.toBe(published('v').id);
  });

  test('a pseudonym is stored until three days after closing', () => {
    expect(pseudonymItem(SECRET, 'v', carRequest())).toEqual({
      pk: `PSEUDO#${requestPseudonym(SECRET, 'v', 'rfo-2')}`,
      sk: 'META',
      doc: { tripId: 'trip-1', requestId: 'rfo-2', vendorId: 'v' },
      expiresAt: '2026-11-24T10:15:00.000Z',
    });
  });
});

describe('minimum disclosure', () => {
  test('ages leave as bands, youngest first', () => {
    expect(ageBands({ adults: 2, children: 5, childAges: [17, 1, 11, 5] })).toEqual(['0-1', '2-5', '6-11', '6-11', '12-17']);
  });

  test('an acceptance holds only what the offer asked for at that stage', () => {
    const offer = { ...OFFER, dataNeeded: { forHold: [], forConfirm: ['lead.family_name', 'passengers.birth_date', 'constructor'] } };
    const leadName = { given: 'Aurélie', family: 'Bonnardel' };
    const accepting = { offer, expectedTotal: money(41_250), leadName };
    const hold = acceptance(envelope('v', { key: 'hold:book-1' }), { ...accepting, mode: 'hold' });
    expect(hold.data.buyer).toEqual({});
    expect(JSON.stringify(hold)).not.toContain('Bonnardel');
    const confirm = acceptance(envelope('v', { key: 'confirm:book-1' }), {
      ...accepting,
      mode: 'confirm',
      holdId: 'h1',
      payment: 'sandbox',
    });
    expect(confirm.data).toMatchObject({
      offer_id: 'alp-991',
      mode: 'confirm',
      hold_id: 'h1',
      buyer: { 'lead.family_name': 'Bonnardel' },
      expected_total: { amount: '412.50', currency: 'EUR' },
      payment: { method: 'sandbox' },
    });
    expect(confirm.data.idempotency_key).not.toContain('book-1');
  });

  test('a name not known is left out', () => {
    expect(buyerData(['lead.given_name', 'lead.family_name'], { leadName: { family: 'Roux' } })).toEqual({ 'lead.family_name': 'Roux' });
    expect(buyerData(['lead.given_name'], {})).toEqual({});
  });

  test('asking how it stands names the key of the acceptance and is an event of its own each time', () => {
    const at = (now: string) => statusQuery(envelope('v', { key: 'confirm:book-1', now }), OFFER);
    const confirm = acceptance(envelope('v', { key: 'confirm:book-1' }), { mode: 'confirm', offer: OFFER, expectedTotal: money(1) });
    expect(at(NOW).data.idempotency_key).toBe(confirm.data.idempotency_key);
    expect(at(NOW).id).not.toBe(at('2026-11-21T10:00:05Z').id);
  });

  test('a withdrawal and a cancellation name only what the vendor knows', () => {
    expect(withdrawal(envelope('v')).data).toEqual({ request_id: requestPseudonym(SECRET, 'v', 'rfo-2') });
    const cancel = cancelRequest(envelope('v', { key: 'cancel:book-1' }), { offer: OFFER, reservationId: 'r9', quoteOnly: true });
    expect(cancel.data).toMatchObject({ offer_id: 'alp-991', reservation_id: 'r9', quote_only: true });
  });
});

describe('canonical JSON', () => {
  test('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: undefined })).toBe('{"b":[1,{"c":"é","d":null}]}');
    expect(commitmentOf({ a: 1, b: 2 })).toBe(commitmentOf({ b: 2, a: 1 }));
    expect(commitmentOf({ a: 1 })).not.toBe(commitmentOf({ a: '1' }));
  });

  test('refuses numbers that JSON cannot hold', () => {
    expect(() => canonicalJson({ a: Number.POSITIVE_INFINITY })).toThrow(RangeError);
  });
});

const OFFER = offerOf(
  { category: 'ski_pass', domain: 'Paradiski', place: 'resort:les-arcs', persons: 2, days: 5, from: '2027-03-21', to: '2027-03-25' },
  { id: 'rfo-2/v/alp-991', needId: 'need-2' },
);

test('the rules that each request names hold what quality is worth by its hash alone: no weight is told, and none can be changed afterwards', () => {
  const { worth } = RULES.document as { readonly worth: string };
  expect(worth).toBe(`sha256-${commitmentOf(WORTH)}`);
  expect(JSON.stringify(RULES.document)).not.toMatch(/0\.\d/);
  const other = buyerTerms({ ...(RULES.document as object), worth: `sha256-${commitmentOf({ ...WORTH, wish: 0.3 })}` });
  expect(other.hash).not.toBe(RULES.hash);
});
