import { newTrip } from '../../shared/dialogue/fresh.ts';
import { refusalItem } from '../../shared/market/evidence.ts';
import { deliveriesOf } from '../../shared/runner/deliveries.ts';
import { carRequest } from '../market/support.ts';
import { NOW, testPorts } from '../support/ports.ts';
import { vendorLedger } from '../support/vendor-ledger.ts';

test("a vendor that refused the buyer's terms hears nothing more of the request, whoever refused for another reason does", async () => {
  const request = carRequest({ tripId: 'trip-1', state: 'withdrawn' });
  const trip = { ...newTrip({ id: 'trip-1', key: 'k', secret: 's', traveller: 't', now: NOW }), requests: [request] };
  const ports = testPorts(vendorLedger(['a', 'b', 'c']));
  const asked = { type: 'request-offers', key: 'request:rfo-2', requestId: 'rfo-2', wait: false } as const;
  for (const delivery of await deliveriesOf(asked, { ...trip, requests: [{ ...request, invited: [] }] }, ports)) {
    const doc = { ...delivery, state: 'done' as const };
    await ports.store.put({ pk: 'TRIP#trip-1', sk: `OUT#request:rfo-2#${delivery.vendorId}`, doc }, 0);
  }
  await ports.store.put(refusalItem(request, 'b', 'evt-1', { at: NOW, reason: 'terms_rejected', problems: [] }), 0);
  await ports.store.put(refusalItem(request, 'c', 'evt-1', { at: NOW, reason: 'late', problems: [] }), 0);
  const told = await deliveriesOf({ type: 'withdraw', key: 'withdraw:rfo-2', requestId: 'rfo-2' }, trip, ports);
  expect(told.map(({ vendorId }) => vendorId)).toEqual(['a', 'c']);
});
