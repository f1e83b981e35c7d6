import { giveDetails } from '../../shared/concierge.ts';
import type { Store, Vendors } from '../../shared/ports.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { testPorts } from '../support/ports.ts';
import { skiTrip } from '../support/web-trip.ts';

const nobody = {} as Vendors;
const BORN = { 'passengers.1.birth_date': '1985-03-02' };

async function stored(over: Partial<Trip>) {
  const ports = testPorts(nobody);
  await ports.store.put({ pk: 'TRIP#trip-1', sk: 'META', doc: skiTrip(over) }, 0);
  const trip = async () => (await ports.store.get<Trip>('TRIP#trip-1', 'META'))?.doc;
  return { ports, trip };
}

describe('what was filled in on the form', () => {
  test('joins what was given before, and nothing else of the trip moves', async () => {
    const { ports, trip } = await stored({ phase: 'confirming', details: { 'contact.email': 'a@b.fr' } });
    await giveDetails('trip-1', BORN, ports);
    expect(await trip()).toEqual(skiTrip({ phase: 'confirming', details: { 'contact.email': 'a@b.fr', ...BORN } }));
  });

  test('is written on the newest trip when a turn was faster', async () => {
    const { ports, trip } = await stored({ phase: 'confirming' });
    let overtaken = false;
    const store: Store = {
      ...ports.store,
      put: async (item, expected) => {
        const known = await ports.store.get<Trip>('TRIP#trip-1', 'META');
        if (!overtaken && known) {
          overtaken = true;
          await ports.store.put({ pk: known.pk, sk: known.sk, doc: { ...known.doc, leadName: { family: 'Roux' } } }, known.v);
        }
        return ports.store.put(item, expected);
      },
    };
    await giveDetails('trip-1', BORN, { ...ports, store });
    expect([(await trip())?.leadName, (await trip())?.details]).toEqual([{ family: 'Roux' }, BORN]);
  });

  test('is refused once the purchase is under way, so that one key never carries two texts', async () => {
    const { ports, trip } = await stored({ phase: 'booking' });
    await expect(giveDetails('trip-1', BORN, ports)).rejects.toMatchObject({ code: 'conflict' });
    expect((await trip())?.details).toBeUndefined();
  });

  test('of a trip that was erased is kept nowhere', async () => {
    const ports = testPorts(nobody);
    await expect(giveDetails('trip-1', BORN, ports)).rejects.toMatchObject({ code: 'not-found' });
    expect(await ports.store.query({ pk: 'TRIP#trip-1' })).toEqual([]);
  });
});
