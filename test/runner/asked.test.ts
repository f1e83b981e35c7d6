import { newTrip } from '../../shared/dialogue/fresh.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import { deliveriesOf } from '../../shared/runner/deliveries.ts';
import { carRequest } from '../market/support.ts';
import { NOW, testPorts } from '../support/ports.ts';
import { vendorLedger } from '../support/vendor-ledger.ts';

test.each<[string, Partial<RequestForOffers>, readonly string[]]>([
  ['what was said', {}, ['api', 'odile']],
  ['a price that is watched', { watchId: 'watch-1' }, ['api']],
  ['other days, which nobody asked for yet', { shiftDays: 7 }, ['api']],
  ['other days, earlier', { shiftDays: -7 }, ['api']],
])('people are written to for what the traveller wants: %s', async (_, over, asked) => {
  const vendors = vendorLedger(['api', 'odile']);
  const people = vendors
    .forCategory('car')
    .then((all) => all.map((vendor) => (vendor.id === 'odile' ? { ...vendor, endpoint: 'mailto:odile@example.org' } : vendor)));
  const ports = testPorts({ ...vendors, forCategory: () => people });
  const request = carRequest({ tripId: 'trip-1', invited: [], ...over });
  const trip = { ...newTrip({ id: 'trip-1', key: 'k', secret: 's', traveller: 't', now: NOW }), requests: [request] };
  const effect = { type: 'request-offers', key: 'request:rfo-2', requestId: 'rfo-2', wait: false } as const;
  expect((await deliveriesOf(effect, trip, ports)).map(({ vendorId }) => vendorId).toSorted()).toEqual(asked);
});
