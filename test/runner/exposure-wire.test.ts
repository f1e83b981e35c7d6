import fc from 'fast-check';
import { createHttpVendors } from '../../shared/adapters/http-vendors.ts';
import { createPeople } from '../../shared/adapters/person-vendors.ts';
import { openSqlite } from '../../shared/adapters/sqlite.ts';
import { standardWebhooks } from '../../shared/adapters/webhook.ts';
import { openRequest, publish, withdraw } from '../../shared/dialogue/requests.ts';
import { resolveNeed } from '../../shared/dialogue/resolve-need.ts';
import { requestPseudonym } from '../../shared/market/disclosure.ts';
import { fileText } from '../../shared/market/evidence-file.ts';
import { itemToWire } from '../../shared/market/item-wire.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { wireIdOf } from '../../shared/market/request.ts';
import { DEFAULT_TERMS } from '../../shared/market/to-wire.ts';
import { placeById } from '../../shared/places/places.ts';
import type { MailMessage, Ports, VendorRecord } from '../../shared/ports.ts';
import { letterOf } from '../../shared/rendering/letters.ts';
import { type Delivery, deliveriesOf } from '../../shared/runner/deliveries.ts';
import { vendorEvidence, withEvidence } from '../../shared/runner/evidence.ts';
import { offerItem } from '../../shared/runner/keys.ts';
import { perform } from '../../shared/runner/perform.ts';
import type { Brief } from '../../shared/trip/brief.ts';
import type { Effect, Trip } from '../../shared/trip-record.ts';
import type { VendorApi } from '../../skills/vendors/api.ts';
import { handleVendors } from '../../skills/vendors/router.ts';
import { lodging } from '../market/items.ts';
import { wireCarOffer } from '../market/support.ts';
import { type FaultVendor, faultVendor, says } from '../support/fault-vendor.ts';
import { NOW, testPorts } from '../support/ports.ts';
import { ctxOf, leaks, PROFILE, type Profile, tripOf } from '../support/profiles.ts';
import { signedRequest } from '../support/vendor-desk.ts';
import { ODILE } from '../support/vendor-form.ts';

const SECRET = `whsec_${Buffer.from('the secret of a vendor').toString('base64')}`;
let vendor: FaultVendor;
let record: VendorRecord;
beforeAll(async () => {
  vendor = await faultVendor();
  record = { id: 'v-1', name: 'V', demo: true, categories: ['lodging'], endpoint: vendor.endpoint, secrets: [SECRET], country: 'FR' };
});
afterAll(() => vendor.close());

/** What a vendor offers for the request it was sent; `asks`: what it says that its last price depends on. */
function offered(subject: string, over: Readonly<Record<string, unknown>> = {}, asks: readonly string[] = []): Record<string, unknown> {
  return wireCarOffer({
    request_id: subject,
    item: itemToWire(lodging('resort:les-arcs', { sleeps: 4 })),
    meets: [],
    data_needed: { for_hold: [], for_confirm: ['lead.family_name'], for_price: asks },
    ...over,
  });
}

/** All of a trip's market before anything is accepted: what the vendor's machine got, and what it was answered when it called itself. */
async function lifeOf(profile: Profile, over: Partial<Brief>, asks: readonly string[]): Promise<Heard> {
  const clock = { now: () => NOW };
  const store = openSqlite(':memory:', clock);
  const vendors = createHttpVendors({
    ...{ registry: async () => [record], clock, log: { event: () => {} }, baseUrl: 'https://concierge.example' },
    ...{ allowLoopback: true, placeOf: placeById, store },
  });
  const ports: Ports = { ...testPorts(vendors, {}, store), clock };
  vendor.received.length = 0;
  try {
    const trip = await talkedOver(profile, over, asks, ports);
    const calls = vendor.received.map((each) => ({ type: each.type, text: JSON.stringify([each.path, each.headers, each.raw]) }));
    return { calls, answers: await answersTo(trip, ports), letters: await lettersTo(trip, ports) };
  } finally {
    await vendors.close();
    store.close();
  }
}

interface Heard {
  readonly calls: readonly { readonly type: string; readonly text: string }[];
  readonly answers: readonly string[];
  readonly letters: readonly string[];
}

/** Published, answered with a good and a bad offer, invited to the last round, asked and answered, revised, declined, withdrawn. */
async function talkedOver(profile: Profile, over: Partial<Brief>, asks: readonly string[], ports: Ports): Promise<Trip> {
  const first = tripOf(profile, { tellsWhy: true, ...over });
  const [request] = first.requests;
  if (!request) throw new Error('nothing was asked');
  const subject = requestPseudonym(first.secret, record.id, wireIdOf(request));
  vendor.behave(
    says(
      { name: 'offer.submitted', data: offered(subject, {}, asks) },
      { name: 'offer.submitted', data: offered(subject, { revision: 9 }) },
    ),
  );
  const kept = await saved(first, ports);
  await run({ type: 'request-offers', key: `request:${request.id}`, requestId: request.id, wait: true }, kept, ports);
  const [own] = (await ports.store.query<Offer>({ pk: `TRIP#${kept.id}`, skPrefix: 'OFFER#' })).map(({ doc }) => doc);
  if (!own) throw new Error('nothing was offered');
  vendor.behave((response) => response.writeHead(204).end());
  const round = { openedAt: NOW, closesAt: request.closesAt, offers: [own.id] };
  const invited = await saved({ ...kept, requests: [{ ...request, round }] }, ports);
  await run({ type: 'invite-best', key: `best:${request.id}`, requestId: request.id, wait: true }, invited, ports);
  const about = { requestId: request.id, vendorId: record.id };
  const question = { name: 'question.answered', questionId: 'q', askedBy: record.id, question: 'Un chien', text: 'yes' } as const;
  const change = { name: 'change.answered', changeId: 'c', optionId: 'o' } as const;
  await run({ type: 'notice', key: 'answer:q', requestId: request.id, notice: question }, invited, ports);
  await run({ type: 'notice', key: 'change:c', ...about, notice: change }, invited, ports);
  await run({ type: 'notice', key: `declined:${request.id}`, requestId: request.id, notice: { name: 'offer.declined' } }, invited, ports);
  const need = invited.brief.needs[0];
  if (!need) throw new Error('no need');
  const moved = { ...invited, brief: { ...invited.brief, start: '2027-03-21' } };
  const revised = openRequest(moved, resolveNeed(moved.brief, need), ctxOf(), { wait: true, invited: [] });
  const second = await saved(revised.trip, ports);
  for (const effect of revised.effects) await run(effect, second, ports);
  const again = await wishedFor(second, ports);
  const last = again.requests.at(-1);
  const gone = last && withdraw(again, last);
  for (const effect of gone?.effects ?? []) await run(effect, gone?.trip ?? again, ports);
  for (const { doc } of await ports.store.due('2026-11-21T10:01:00.000Z', 20))
    if (typeof doc === 'object' && doc !== null && 'effect' in doc) await perform(doc as Delivery, again, ports, { timeoutMs: 2_000 });
  return again;
}

/** A wish is added, and sent. */
async function wishedFor(trip: Trip, ports: Ports): Promise<Trip> {
  const pool = { attr: 'pool', op: 'eq', value: true, strength: 'wish' } as const;
  const needs = trip.brief.needs.map((each) => ({ ...each, requirements: [...each.requirements, pool] }));
  const wished = publish({ ...trip, brief: { ...trip.brief, needs } }, [], ctxOf(), true);
  if (wished.effects.length !== 1) throw new Error('the wish was not sent');
  const next = await saved(wished.trip, ports);
  for (const effect of wished.effects) await run(effect, next, ports);
  return next;
}

async function saved(trip: Trip, ports: Ports): Promise<Trip> {
  const known = await ports.store.get<Trip>(`TRIP#${trip.id}`, 'META');
  const offers = (await ports.store.query<Offer>({ pk: `TRIP#${trip.id}`, skPrefix: 'OFFER#' })).map(({ doc }) => doc);
  const whole = await withEvidence(known?.doc ?? { ...trip, id: '' }, trip, offers, NOW, ports);
  await ports.store.put({ pk: `TRIP#${trip.id}`, sk: 'META', doc: whole }, known?.v ?? 0);
  return whole;
}

async function run(effect: Effect, trip: Trip, ports: Ports): Promise<void> {
  for (const delivery of await deliveriesOf(effect, trip, ports)) {
    const sk = `OUT#${effect.key}#${delivery.vendorId ?? ''}`;
    await ports.store.put({ pk: `TRIP#${trip.id}`, sk, doc: delivery }, 0);
    await perform(delivery, trip, ports, { timeoutMs: 2_000, respondByLive: NOW });
  }
}

/** What it is answered when it posts, asks for its part of the record, or does something wrong. */
async function answersTo(trip: Trip, ports: Ports): Promise<readonly string[]> {
  const request = trip.requests.at(-1) ?? trip.requests[0];
  if (!request) throw new Error('nothing was asked');
  const api = apiOf(ports);
  const subject = requestPseudonym(trip.secret, record.id, wireIdOf(request));
  const path = `/vendors/v1/requests/${subject}`;
  const event = (name: string, data: unknown, id: string) => ({
    ...{ specversion: '1.0', id, type: `org.rfo.${name}.v1`, source: 'https://v.example', subject, data },
  });
  const sent = [
    event('offer.submitted', offered(subject, { revision: request.revision, offer_id: 'posted' }), 'e1'),
    event('offer.submitted', offered(subject, { revision: 1, terms_response: 'reject' }), 'e2'),
    event('question.asked', { question_id: 'q', text: 'Quel est votre nom ?' }, 'e3'),
    event('reservation.changed', { change_id: 'c' }, 'e4'),
  ];
  const posts = sent.map((body) => signedRequest(`${path}/offers`, body, { secret: SECRET }));
  const get = { ...signedRequest(`${path}/evidence`, `${path}/evidence`, { secret: SECRET }), method: 'GET', rawBody: new Uint8Array() };
  const answers = [];
  for (const each of [...posts, get]) {
    const { status, headers, body } = await handleVendors(
      { ...each, query: new URLSearchParams() },
      { api, placeName: (id) => id, hurry: async () => {} },
    );
    answers.push(JSON.stringify([status, headers, body]));
  }
  return answers;
}

function apiOf({ store }: Ports): VendorApi {
  return {
    ...{
      store,
      vendorById: async (id) => (id === record.id ? record : id === ODILE.id ? ODILE : undefined),
      isSigned: standardWebhooks.isSigned,
    },
    ...{ placeOf: placeById, terms: DEFAULT_TERMS.document, offerItem, hearVendor: async () => 'no_reservation' as const },
    evidence: async (trip, requestId, asking) => fileText(await vendorEvidence(trip, requestId, asking, { store })),
    ...{ now: () => NOW, log: { event: () => {} }, baseUrl: 'https://concierge.example' },
  };
}

/** The letter to a vendor without an API, and the page that its link opens. */
async function lettersTo(trip: Trip, { store }: Ports): Promise<readonly string[]> {
  const request = trip.requests.at(-1);
  if (!request) throw new Error('nothing was asked');
  const letters: MailMessage[] = [];
  const people = createPeople({
    ...{ store, clock: { now: () => NOW }, mail: { send: async (message: MailMessage) => void letters.push(message) } },
    write: async (letter, about, to) => letterOf(letter, about, to),
    baseUrl: 'https://concierge.example',
  });
  await people.publish(request, trip, ODILE);
  const path = /https:\/\/concierge\.example(\S+)/.exec(letters[0]?.text ?? '')?.[1] ?? '';
  const open = { method: 'GET', path, query: new URLSearchParams(), headers: {}, rawBody: new Uint8Array() };
  const page = await handleVendors(open, {
    api: apiOf({ store } as Ports),
    placeName: (id) => placeById(id)?.name ?? id,
    hurry: async () => {},
  });
  expect(page.status).toBe(200);
  return [JSON.stringify(letters), JSON.stringify([page.headers, page.body])];
}

describe('before a choice, on the wire', () => {
  const party = { adults: 2, children: 2, childAges: [13, 3] };

  test('no byte of a call, of its address and headers, of an answer or of a letter tells who asks', async () => {
    await fc.assert(
      fc.asyncProperty(PROFILE, async (profile) => {
        const { calls, answers, letters } = await lifeOf(profile, { party }, []);
        expect([...new Set(calls.map(({ type }) => type.slice('org.rfo.'.length, -'.v1'.length)))].toSorted()).toEqual([
          'bafo.invited',
          'change.answered',
          'offer.declined',
          'offer.received',
          'offer.refused',
          'question.answered',
          'request.published',
          'request.revised',
          'request.withdrawn',
        ]);
        const sent = [...calls.map(({ text }) => text), ...answers, ...letters].join('\n');
        expect(sent).toContain('resort:les-arcs');
        expect([leaks(sent, profile), leaks(profile.family, profile).length > 0]).toEqual([[], true]);
      }),
      { seed: 20261121, numRuns: 15 },
    );
  }, 30_000);

  test('exact ages are told with the last round to a vendor whose price depends on them, and nowhere else', async () => {
    const profile = fc.sample(PROFILE, { seed: 7, numRuns: 1 })[0];
    if (!profile) throw new Error('no profile');
    const invitations = async (over: Partial<Brief>, asks: readonly string[]) => {
      const { calls, answers, letters } = await lifeOf(profile, over, asks);
      const ages = /child_ages\\*":\[(?:\d|,)+\]/;
      const others = [...calls.filter(({ type }) => !type.includes('bafo')).map(({ text }) => text), ...answers, ...letters];
      expect(others.filter((text) => ages.test(text))).toEqual([]);
      const invited = calls.find(({ type }) => type.includes('bafo'))?.text ?? '[]';
      return JSON.parse(JSON.parse(invited)[2]).data;
    };
    expect(await invitations({ party }, ['party.child_ages'])).toMatchObject({ disclosure_tier: 1, for_price: { child_ages: [3, 13] } });
    for (const [over, asks] of [
      [{ party }, []],
      [{ party }, ['driver.age_band', 'residence.country', 'loyalty.tier']],
      // One age was asked for and never told: half of them would be a price for another party.
      [{ skipped: ['ages'], party: { adults: 2, children: 2, childAges: [13] } }, ['party.child_ages']],
      [{ party: { adults: 2, children: 0, childAges: [] } }, ['party.child_ages']],
    ] as const) {
      const data = await invitations(over, asks);
      expect([data.disclosure_tier, data.for_price]).toEqual([0, undefined]);
    }
  });
});
