import { fileText } from '../../shared/market/evidence-file.ts';
import { verify } from '../../shared/market/evidence-verify.ts';
import { itemToWire } from '../../shared/market/item-wire.ts';
import type { VendorRecord } from '../../shared/ports.ts';
import { evidenceOf } from '../../shared/runner/evidence.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { lodging } from '../market/items.ts';
import { wireCarOffer } from '../market/support.ts';
import { type FaultVendor, faultVendor, says } from '../support/fault-vendor.ts';
import { conciergeWith, standing } from '../support/market-world.ts';

let vendor: FaultVendor;
beforeAll(async () => {
  vendor = await faultVendor();
});
afterAll(() => vendor.close());

test('a wish is heard by a vendor that thinks long: the turn ends in time, on the prices of before, and the record holds', async () => {
  const secrets = [`whsec_${Buffer.from('the secret of a vendor').toString('base64')}`];
  const record: VendorRecord = {
    id: 'v-1',
    name: 'V',
    demo: true,
    categories: ['lodging'],
    endpoint: vendor.endpoint,
    secrets,
    country: 'FR',
  };
  let end = () => {};
  const over = new Promise<void>((done) => {
    end = done;
  });
  vendor.behave((response, received) => {
    // Asked of the wish it answers once the turn is over.
    if (received.type.includes('request.revised')) return void over.then(() => response.writeHead(204).end());
    const offer = (id: string, place: string) =>
      wireCarOffer({
        offer_id: id,
        request_id: received.subject,
        item: itemToWire(lodging(place, { sleeps: 2, has: [], hasNot: ['spa'] })),
        meets: [],
      });
    return says(
      { name: 'offer.submitted', data: offer('a', 'resort:les-arcs') },
      { name: 'offer.submitted', data: offer('b', 'resort:les-arcs') },
    )(response, received);
  });
  const concierge = await conciergeWith([record], standing);
  try {
    await concierge.say('un hôtel aux Arcs du 20 au 25 mars pour deux, peu importe le budget');
    await concierge.say('en Savoie');
    const answer = await concierge.say('avec un spa si possible', 1_500);
    end();
    expect(answer.speech).toContain("Aucun vendeur n'a encore répondu là-dessus");
    const heard = vendor.received.filter(({ type }) => type.includes('request.'));
    expect(heard.map(({ type, data }) => [type, data['revision']])).toEqual([
      ['org.rfo.request.published.v1', 1],
      ['org.rfo.request.revised.v1', 2],
    ]);
    expect(new Set(heard.map(({ subject }) => subject)).size).toBe(1);
    const trip = await concierge.app.ports.store.get<Trip>(`TRIP#${answer.trip?.id}`, 'META');
    if (!trip) throw new Error('no trip');
    const file = await evidenceOf(trip.doc, concierge.app.ports);
    expect(file.requests[0]?.log.map(({ data }) => data.type)).toEqual(['published', 'opened', 'revised', 'opened']);
    expect(verify(fileText(file))).toMatchObject({ problems: [], unproved: [] });
  } finally {
    await concierge.close();
  }
}, 30_000);
