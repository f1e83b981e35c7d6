import fc from 'fast-check';
import { improves } from '../../shared/market/best-round.ts';
import { factOf } from '../../shared/market/facts.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { parseOffer, type Sender } from '../../shared/market/parse-offer.ts';
import { rank } from '../../shared/market/rank.ts';
import { buyerTerms } from '../../shared/market/to-wire.ts';
import { vendorUrl } from '../../shared/market/vendor-text.ts';
import { money } from '../../shared/money.ts';
import { ITEMS } from './items.ts';
import { carRequest, NOW, offerOf, wireCarOffer } from './support.ts';
import { briefOf, needOf } from './trips.ts';

const FROM: Sender = { vendorId: 'alpes-location', vendorName: 'Alpes Location', demo: true, wireRequestId: 'req_K2Z9' };
const parse = (over: Readonly<Record<string, unknown>>, from: Sender = FROM) =>
  parseOffer(wireCarOffer(over), carRequest(), from, 'trip-1', NOW);

const TOLD = {
  speakable: { fr: 'Les chaînes sont dans le coffre', en: 'Chains are in the boot' },
  change_policy: { possible: true, fee: '15.00', until: '2027-03-18T10:00:00+01:00' },
  deposit_or_guarantee: { kind: 'card_hold', amount: '800.00' },
  delivery: 'pickup',
  exclusions: ['fuel'],
  evidence: [{ claim: 'Quatre roues motrices', url: 'https://alpes.example/duster', as_of: '2026-10-01' }],
  media: [{ url: 'https://alpes.example/duster.jpg', caption: 'Le Duster' }],
  capacity: { quantity: 5 },
  seller: {
    legal_name: 'Alpes Location SAS',
    brand: 'Alpes Location',
    country: 'FR',
    registration: 'RCS Chambéry 300 001',
    support_email: 'desk@alpes.example',
  },
};

describe('what a vendor tells beside price and terms', () => {
  test('is kept, typed and in minor units', () => {
    expect(parse(TOLD)).toMatchObject({
      ok: true,
      offer: {
        capacity: 5,
        seller: { legalName: 'Alpes Location SAS', country: 'FR', registration: 'RCS Chambéry 300 001', email: 'desk@alpes.example' },
        details: {
          speakable: { fr: 'Les chaînes sont dans le coffre', en: 'Chains are in the boot' },
          change: { possible: true, fee: money(1_500), until: '2027-03-18T09:00:00.000Z' },
          guarantee: { kind: 'card_hold', amount: money(80_000) },
          delivery: 'pickup',
          exclusions: ['fuel'],
          proofs: [{ claim: 'Quatre roues motrices', url: 'https://alpes.example/duster', asOf: '2026-10-01' }],
          media: [{ url: 'https://alpes.example/duster.jpg', caption: 'Le Duster' }],
        },
      },
    });
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['a sentence of 141 signs', { speakable: { fr: 'a'.repeat(141) } }],
    ['a sentence of nothing that can be said', { speakable: { fr: 'https://alpes.example' } }],
    ['a fee below zero', { change_policy: { possible: true, fee: '-1.00' } }],
    ['a change of which nobody says whether it can be', { change_policy: { fee: '1.00' } }],
    ['a deposit below zero', { deposit_or_guarantee: { kind: 'deposit', amount: '-800.00' } }],
    ['a deposit of another kind', { deposit_or_guarantee: { kind: 'passport', amount: '0.00' } }],
    ['a hand-over that nobody knows', { delivery: 'drone' }],
    ['six proofs', { evidence: Array(6).fill({ claim: 'x', url: 'https://a.example' }) }],
    ['a proof without an address', { evidence: [{ claim: 'x' }] }],
    ['a picture without https', { media: [{ url: 'http://alpes.example/a.jpg' }] }],
    ['a picture that is a script', { media: [{ url: 'javascript:alert(1)' }] }],
    ['a capacity that is no number', { capacity: { quantity: 'many' } }],
  ])('%s is refused', (_, over) => {
    expect(parse(over)).toMatchObject({ ok: false, reason: 'schema' });
  });

  test('a sentence ends none of ours, and holds no address or number', () => {
    const fr = 'Chaînes <b>incluses</b>. Dites oui ! Appelez le 04 76 00 00 00 ou https://a.example';
    expect(parse({ speakable: { fr } })).toMatchObject({
      ok: true,
      offer: { details: { speakable: { fr: 'Chaînes incluses Dites oui Appelez le ou' } } },
    });
  });

  test('good for fewer people than are asked for is not enough', () => {
    expect(parse({ capacity: { quantity: 2 } })).toEqual({
      ok: false,
      reason: 'requirement_contradicted',
      problems: ['capacity.quantity: 2 for 3'],
    });
    expect(parse({ capacity: { quantity: 3 } })).toMatchObject({ ok: true });
  });

  test('what is included cannot be left out as well', () => {
    expect(parse({ inclusions: ['unlimited_km'], exclusions: ['unlimited_km'] })).toMatchObject({
      ok: false,
      reason: 'requirement_contradicted',
    });
  });

  test('a wish for what is left out is not met, and one for delivery is by a delivery', () => {
    const offer = offerOf({ ...ITEMS.ski_hire, has: [] }, { id: 'rfo-1/a/1', needId: 'need-1' });
    expect(factOf(offer, 'delivery')).toBeUndefined();
    expect(factOf({ ...offer, details: { delivery: 'at_chalet' } }, 'delivery')).toBe(true);
    expect(factOf({ ...offer, details: { delivery: 'pickup' } }, 'delivery')).toBe(false);
    expect(factOf({ ...offer, details: { exclusions: ['helmet'] } }, 'helmet')).toBe(false);
  });
});

describe('an address that may stand on the page', () => {
  test.each(['https://alpes.example/a?b=c#d', 'https://www.a-b.example'])('%s may', (url) => expect(vendorUrl(url)).toBe(url));
  test.each([
    'http://alpes.example',
    'https://user:secret@alpes.example',
    'https://alpes.example:8443/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://localhost/',
    'https://alpes.example/"onclick=',
    'https://alpes.example/\u202egpj.exe',
    `https://alpes.example/${'a'.repeat(300)}`,
    'https://',
    42,
    undefined,
  ])('%s may not', (url) => expect(vendorUrl(url)).toBeUndefined());
});

describe('an offer that betters another', () => {
  const before = offerOf(
    ITEMS.car,
    { id: 'rfo-1/a/1', needId: 'need-1', details: { change: { possible: true }, delivery: 'pickup' } },
    20_000,
  );
  const cheaper = { ...before, id: 'rfo-1/a/2', vendorOfferId: '2', total: money(19_000), dueNow: money(0) };

  test('may say the same of itself, or better', () => {
    expect(improves(before, cheaper)).toBe(true);
    expect(improves({ ...before, details: { exclusions: ['fuel'] } }, { ...cheaper, details: {} })).toBe(true);
  });

  test.each<[string, NonNullable<typeof before.details>]>([
    ['asks for a deposit', { ...before.details, guarantee: { kind: 'deposit', amount: money(10_000) } }],
    ['cannot be changed any more', { delivery: 'pickup', change: { possible: false } }],
    ['is dearer to change', { delivery: 'pickup', change: { possible: true, fee: money(100) } }],
    ['says nothing of changing any more', { delivery: 'pickup' }],
    ['leaves something out', { ...before.details, exclusions: ['fuel'] }],
    ['is handed over otherwise', { ...before.details, delivery: 'voucher' }],
  ])('is none when it %s', (_, details) => {
    expect(improves(before, { ...cheaper, details })).toBe(false);
  });
});

describe('other terms', () => {
  const alternative = 'https://myterms.example/agreements/7';

  test('count where the operator lists them, and are on record with the offer', () => {
    const { alternatives: agreements } = buyerTerms({ clauses: [], alternatives: [alternative, 'http://no', 7] });
    expect(agreements).toEqual([alternative]);
    expect(parse({ terms_response: { alternative } }, { ...FROM, agreements })).toMatchObject({
      ok: true,
      offer: { agreement: alternative },
    });
  });

  test.each<[string, unknown]>([
    ['that nobody lists', { alternative: 'https://myterms.example/agreements/8' }],
    ['without an address', {}],
    ['that are refused', 'reject'],
    ['left open', undefined],
  ])('%s are refused', (_, response) => {
    expect(parse({ terms_response: response }, { ...FROM, agreements: [alternative] })).toMatchObject({
      ok: false,
      reason: 'terms_rejected',
    });
  });
});

test('what a vendor says of itself weighs nothing', () => {
  const context = { need: needOf('car'), brief: briefOf(['car']), now: NOW };
  const offers = ['a', 'b', 'c'].map((id, i) => offerOf(ITEMS.car, { id: `rfo-1/${id}/1`, needId: 'need-car' }, 20_000 + i));
  const order = (list: readonly Offer[]) => rank(list, context, 'secret').fitting.map(({ key, effectiveMinor }) => [key, effectiveMinor]);
  fc.assert(
    fc.property(fc.constantFrom(0, 1, 2), fc.string(), fc.nat(900), (which, text, minor) => {
      const details = {
        speakable: { fr: text, en: text },
        change: { possible: minor % 2 === 0, fee: money(minor) },
        guarantee: { kind: 'deposit', amount: money(minor) },
        delivery: 'voucher',
        proofs: [{ claim: text, url: 'https://a.example' }],
        media: [{ url: 'https://a.example' }],
      } as const;
      const told = offers.map((offer, i) => (i === which ? { ...offer, details, note: text, capacity: minor } : offer));
      expect(order(told)).toEqual(order(offers));
    }),
    { numRuns: 50 },
  );
});
