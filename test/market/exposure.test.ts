import fc from 'fast-check';
import { standingOf } from '../../shared/market/best-round.ts';
import { acceptance, bestInvited, type Envelope, withdrawal } from '../../shared/market/messages.ts';
import { relayAddress } from '../../shared/market/relay.ts';
import { DEFAULT_TERMS, RULES, requestPublished } from '../../shared/market/to-wire.ts';
import { money } from '../../shared/money.ts';
import { placeById } from '../../shared/places/places.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { leaks, PROFILE, tripOf } from '../support/profiles.ts';
import { ITEMS } from './items.ts';
import { NOW, offerOf } from './support.ts';

/** Everything that goes to one vendor of one trip before a choice, as text. */
function sentTo(vendorId: string, trip: Trip, vendorOfferId = 'o1'): readonly string[] {
  const request = trip.requests[0];
  if (!request) throw new Error('nothing was asked');
  const envelope = (key: string): Envelope => ({
    source: 'https://concierge.example/vendors/v1',
    secret: trip.secret,
    vendorId,
    requestId: request.id,
    key,
    now: '2026-11-21T10:00:00.000Z',
  });
  const offer = offerOf(ITEMS.lodging, { id: `${request.id}/${vendorId}/${vendorOfferId}`, needId: 'need-1', requestId: request.id });
  const other = offerOf(ITEMS.lodging, { id: `${request.id}/other/77123`, needId: 'need-1', requestId: request.id }, 77_123);
  const need = trip.brief.needs[0];
  if (!need) throw new Error('no need');
  const standing = standingOf(offer, [other], { need, brief: trip.brief, now: NOW }, trip.secret);
  return [
    requestPublished(request, envelope(`request:${request.id}#${vendorId}`), { placeOf: placeById, testMode: false, respondByLive: NOW }),
    bestInvited(envelope(`best:${request.id}#${vendorId}`), offer, standing, { closesAt: request.closesAt }),
    withdrawal(envelope(`withdraw:${request.id}#${vendorId}`)),
    acceptance(envelope('hold:book-1'), { mode: 'hold', offer, expectedTotal: money(10_000) }),
    acceptance(envelope('hold:book-2'), {
      mode: 'hold',
      offer: { ...offer, dataNeeded: { forHold: ['contact.relay'], forConfirm: [] } },
      expectedTotal: money(10_000),
      relay: relayAddress(trip.secret, vendorId, 'book-2', 'reply.concierge.example'),
    }),
  ].map((message) => JSON.stringify(message));
}

describe('before a choice, and at the hold that follows it', () => {
  test('no byte that leaves tells anything of who asks, or what they want to spend', () => {
    fc.assert(
      fc.property(PROFILE, (profile) => {
        const sent = sentTo('alpes-location', tripOf(profile)).join('\n');
        expect(leaks(sent, profile)).toEqual([]);
        expect(sent).not.toContain('77123');
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });

  test('children are told of in bands of years alone', () => {
    fc.assert(
      fc.property(PROFILE, fc.integer({ min: 0, max: 17 }), (profile, age) => {
        const trip = tripOf(profile, { party: { adults: 1, children: 1, childAges: [age] } });
        const [published = ''] = sentTo('v', trip);
        expect(JSON.parse(published).data.party).toEqual({
          adults: 1,
          child_age_bands: [age < 2 ? '0-1' : age < 6 ? '2-5' : age < 12 ? '6-11' : '12-17'],
        });
      }),
      { numRuns: 50 },
    );
  });

  test('the budget is told when the traveller has it told, and only then', () => {
    fc.assert(
      fc.property(PROFILE, fc.boolean(), (profile, tells) => {
        const [published = ''] = sentTo('v', tripOf(profile, tells ? { tellsBudget: true } : {}));
        const ceiling = { amount: (profile.budget / 100).toFixed(2), currency: 'EUR', scope: 'total' };
        expect(JSON.parse(published).data.budget_ceiling).toEqual(tells ? ceiling : undefined);
      }),
      { numRuns: 50 },
    );
  });
});

/** Hashes of documents that anybody can read. */
const PUBLIC = new Set([DEFAULT_TERMS.hash, RULES.hash].map((hash) => JSON.stringify(hash)));

/** Every value of a text's JSON, each as a word. */
function valuesOf(texts: readonly string[]): ReadonlySet<string> {
  const values = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) walk(inner);
    else values.add(JSON.stringify(value));
  };
  for (const text of texts) walk(JSON.parse(text));
  return values;
}

test('two vendors cannot join what they received: what they share, anybody who asks the same shares with both', () => {
  fc.assert(
    fc.property(PROFILE, PROFILE, (one, another) => {
      fc.pre(one.secret !== another.secret);
      const [mine, theirs] = [valuesOf(sentTo('vendor-a', tripOf(one), 'a-1')), valuesOf(sentTo('vendor-b', tripOf(one), 'b-1'))];
      const stranger = valuesOf(sentTo('vendor-b', tripOf(another), 'b-1'));
      const shared = [...mine].filter((value) => theirs.has(value));
      expect(shared.length).toBeGreaterThan(10);
      expect(shared.filter((value) => !stranger.has(value))).toEqual([]);
      for (const value of shared.filter((each) => !PUBLIC.has(each))) expect(value).not.toMatch(/"[\w-]*[A-Za-z0-9_-]{20,}"/);
    }),
    { seed: 20261121, numRuns: 100 },
  );
});
