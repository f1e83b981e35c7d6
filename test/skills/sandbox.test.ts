import type { Offer } from '../../shared/market/offer.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import { CATEGORIES } from '../../shared/trip/brief.ts';
import { ask, freshDir, must, NOW, offersFor, open, publishTo, submitted } from './sandbox-kit.ts';

const sandbox = open();
afterAll(() => sandbox.close());

const ALPS = { where: ['region:french-alps'], start: '2027-03-20', end: '2027-03-25', adults: 2, children: ['6-11'] as const };
const NANTES_LYON = ask('flight', { ...ALPS, where: ['LYS'], from: ['city:FR:nantes'] });
const FOUR_WHEELS = ask('car', { ...ALPS, where: ['LYS'], requirements: [must('drivenWheels', 'four')] });
const HOTEL = ask('lodging', { ...ALPS, requirements: [must('kind', 'hotel')] });
const SKIS = ask('ski_hire', ALPS);
const APARTMENT = ask('lodging', {
  where: ['resort:chamonix'],
  start: '2027-01-04',
  end: '2027-01-11',
  adults: 4,
  requirements: [must('kind', 'apartment')],
});
const TABLE = ask('restaurant', { where: ['city:FR:annecy'], start: '2026-11-28', time: '20:00' });

const euros = ({ total }: Offer) => total.minor / 100;
const cheapest = (offers: readonly Offer[]) => Math.min(...offers.map(euros));
const vendorsOf = (offers: readonly Offer[]) => [...new Set(offers.map(({ vendorName }) => vendorName))];

describe('the vendors', () => {
  test.each(CATEGORIES)('three or more sell %s, each marked as a demonstration', (category) => {
    const sellers = sandbox.vendors().filter(({ categories }) => categories.includes(category));
    expect(sellers.length).toBeGreaterThanOrEqual(3);
    expect(sellers.every(({ demo }) => demo)).toBe(true);
  });

  test('each has its own name, address and secret', () => {
    const vendors = sandbox.vendors();
    for (const told of [vendors.map((v) => v.name), vendors.map((v) => v.endpoint), vendors.map((v) => v.secrets[0])]) {
      expect(new Set(told).size).toBe(vendors.length);
    }
    expect(vendors[0]?.endpoint).toBe('http://127.0.0.1:3999/sandbox/air-estuaire');
  });

  test('secrets outlive a restart and differ between installations', () => {
    const dataDir = freshDir();
    const first = open({ dataDir });
    const before = first.vendors()[0]?.secrets;
    first.close();
    const again = open({ dataDir });
    expect(again.vendors()[0]?.secrets).toEqual(before);
    expect(sandbox.vendors()[0]?.secrets).not.toEqual(before);
    again.close();
  });
});

describe('the same request', () => {
  const withoutRequest = (body: string) =>
    submitted(body).map(({ data }) => JSON.stringify({ ...(data as Record<string, unknown>), request_id: '', revision: 0 }));

  test.each([
    ['air-estuaire', NANTES_LYON],
    ['grand-tetras', HOTEL],
    ['alpes-location', FOUR_WHEELS],
    ['arc-ski', SKIS],
    ['comptoir-du-lac', TABLE],
  ])('gets the same offers of %s, byte for byte, whoever asks and at whatever hour', async (vendor, request) => {
    const evening = open({ now: () => '2026-11-21T19:45:00.000Z' });
    const one = withoutRequest((await publishTo(sandbox, vendor, request)).body);
    const other = withoutRequest((await publishTo(evening, vendor, request, 'the secret of another trip')).body);
    evening.close();
    expect(one.length).toBeGreaterThan(0);
    expect(other).toEqual(one);
  });

  test('gets other prices from another seed', async () => {
    const other = open({ seed: 'another' });
    const prices = async (from: typeof sandbox) => (await offersFor(from, NANTES_LYON)).map(euros);
    expect(await prices(other)).not.toEqual(await prices(sandbox));
    other.close();
  });
});

describe('every offer is one the market takes', () => {
  const cases: readonly (readonly [string, RequestForOffers, number])[] = [
    ['Nantes to Lyon', NANTES_LYON, 3],
    ['London to Lyon', ask('flight', { ...ALPS, where: ['LYS'], from: ['LON'] }), 4],
    ['Paris to New York', ask('flight', { where: ['JFK'], from: ['city:FR:paris'], start: '2027-05-14', end: '2027-05-21' }), 2],
    [
      'Paris to Chamonix by train',
      ask('train', { where: ['resort:chamonix'], from: ['city:FR:paris'], start: '2027-02-12', end: '2027-02-14' }),
      3,
    ],
    [
      'one way from Lille to Nice by train',
      ask('train', { where: ['city:FR:nice'], from: ['city:FR:lille'], start: '2027-05-03', oneWay: true }),
      1,
    ],
    ['hotels in the Alps', HOTEL, 4],
    ['an apartment in Chamonix', APARTMENT, 2],
    ['a bed in Lisbon', ask('lodging', { where: ['city:PT:lisbon'], start: '2027-05-14', end: '2027-05-17' }), 3],
    ['a four-wheel drive at Lyon', FOUR_WHEELS, 4],
    ['a car in Lisbon', ask('car', { where: ['LIS'], start: '2027-05-14', end: '2027-05-17' }), 3],
    ['skis in the Alps', SKIS, 3],
    ['skis in Zermatt', ask('ski_hire', { where: ['resort:zermatt'], start: '2027-01-23', end: '2027-01-30' }), 3],
    ['passes in the Alps', ask('ski_pass', ALPS), 3],
    ['a ride from Lyon to the Alps', ask('transfer', { ...ALPS, from: ['LYS'] }), 4],
    ['a taxi into Lyon', ask('transfer', { where: ['city:FR:lyon'], from: ['LYS'], start: '2027-05-14', time: '15:00', oneWay: true }), 3],
    ['a table in Annecy', TABLE, 3],
    ['a table in London', ask('restaurant', { where: ['city:GB:london'], start: '2026-11-28', time: '20:00' }), 3],
    ['a table at Les Arcs', ask('restaurant', { where: ['resort:les-arcs'], start: '2027-03-21', time: '19:30', adults: 3 }), 3],
  ];

  test.each(cases)('%s', async (_, request, vendors) => {
    const offers = await offersFor(sandbox, request);
    expect(vendorsOf(offers).length).toBeGreaterThanOrEqual(vendors);
    expect(offers.every(({ remuneration, hold }) => remuneration.kind !== 'fixed' && hold.maxMinutes <= 1440)).toBe(true);
    for (const name of vendorsOf(offers)) expect(offers.filter(({ vendorName }) => vendorName === name).length).toBeLessThanOrEqual(6);
  });
});

describe('a trip to the Alps in March', () => {
  test('flights from Nantes go from a strict cheap one to a dearer one that can be left', async () => {
    const offers = await offersFor(sandbox, NANTES_LYON);
    const strict = offers.filter(({ cancellation }) => cancellation.refundability === 'non_refundable');
    const free = offers.filter(({ cancellation }) => cancellation.refundability === 'refundable');
    expect(cheapest(strict)).toBeGreaterThan(250);
    expect(cheapest(strict)).toBeLessThan(330);
    expect(cheapest(free)).toBeGreaterThan(550);
    expect(cheapest(free)).toBeLessThan(650);
    expect(strict.every(({ hold }) => !hold.possible)).toBe(true);
  });

  test('the morning flight of Air Estuaire keeps its hours and its terms', async () => {
    const [offer] = (await offersFor(sandbox, NANTES_LYON)).filter(({ vendorName }) => vendorName === 'Air Estuaire');
    expect(offer?.item).toMatchObject({
      outbound: { from: 'NTE', to: 'LYS', departs: '2027-03-20T07:10', arrives: '2027-03-20T08:20', stops: 0 },
      inbound: { from: 'LYS', to: 'NTE', departs: '2027-03-25T19:20' },
    });
    expect(offer?.cancellation).toEqual({
      refundability: 'partially_refundable',
      schedule: [{ until: '2027-03-13T22:59:00.000Z', fee: { minor: 9000, currency: 'EUR' } }],
    });
    expect(offer?.dueNow).toEqual(offer?.total);
  });

  test('one vendor offers a two-wheel-drive SUV beside the four-wheel drives, and says so', async () => {
    const offers = await offersFor(sandbox, FOUR_WHEELS);
    const two = offers.filter(({ meets }) => meets['drivenWheels'] === 'not_met');
    expect(two.map(({ vendorName, item }) => [vendorName, item])).toEqual([
      ['Rond-Point Location', expect.objectContaining({ drivenWheels: 'two', model: 'Peugeot 2008' })],
    ]);
    expect(offers.filter(({ item }) => item.category === 'car' && item.winterEquipment).length).toBe(offers.length);
  });

  test('whole trips cost between 2300 and 3300 euros in three resorts', async () => {
    const flight = cheapest((await offersFor(sandbox, NANTES_LYON)).filter(({ hold }) => hold.possible));
    const cars = (await offersFor(sandbox, FOUR_WHEELS)).filter(({ meets }) => meets['drivenWheels'] === 'met');
    const [hotels, skis] = [await offersFor(sandbox, HOTEL), await offersFor(sandbox, SKIS)];
    const at = (offers: readonly Offer[], place: string) => offers.filter(({ item }) => 'place' in item && item.place === place);
    for (const resort of ['resort:les-arcs', 'resort:valmorel', 'resort:la-clusaz']) {
      const total = flight + cheapest(cars) + cheapest(at(hotels, resort)) + cheapest(at(skis, resort));
      expect(total).toBeGreaterThan(2300);
      expect(total).toBeLessThan(3300);
    }
  });

  test('skis are hired from the first whole day to the last', async () => {
    const [offer] = await offersFor(sandbox, SKIS);
    expect(offer?.item).toMatchObject({ sets: 3, boots: true, from: '2027-03-21', to: '2027-03-24' });
  });
});

describe('prices', () => {
  test('seven nights in an apartment in Chamonix in January, with and without parking', async () => {
    const offers = await offersFor(sandbox, APARTMENT);
    expect(offers.length).toBeGreaterThanOrEqual(6);
    for (const offer of offers) {
      expect(euros(offer)).toBeGreaterThan(650);
      expect(euros(offer)).toBeLessThan(1400);
    }
    const parking = offers.map(({ item }) => item.category === 'lodging' && item.has.includes('parking'));
    expect(new Set(parking)).toEqual(new Set([true, false]));
  });

  test('a weekend in Chamonix passes 600 euros in February, not in March, and Saint-Gervais is cheaper', async () => {
    const weekend = async (start: string, end: string) => {
      const trains = await offersFor(sandbox, ask('train', { where: ['resort:chamonix'], from: ['city:FR:paris'], start, end }));
      const beds = await offersFor(
        sandbox,
        ask('lodging', { where: ['resort:chamonix'], start, end, requirements: [must('kind', 'hotel')] }),
      );
      const to = (id: string) => cheapest(trains.filter(({ item }) => item.category === 'train' && item.outbound.to === id));
      const at = (id: string) => cheapest(beds.filter(({ item }) => item.category === 'lodging' && item.place === id));
      return {
        chamonix: to('station:8774678') + at('resort:chamonix'),
        saintGervais: to('station:8774647') + at('resort:saint-gervais'),
      };
    };
    const february = await weekend('2027-02-12', '2027-02-14');
    const march = await weekend('2027-03-12', '2027-03-14');
    expect(february.chamonix).toBeGreaterThan(600);
    expect(february.chamonix).toBeLessThan(800);
    expect(february.saintGervais).toBeLessThan(600);
    expect(march.chamonix).toBeLessThan(566);
  });

  test('children ride trains at half the price', async () => {
    const total = async (adults: number, children: readonly '6-11'[]) => {
      const request = ask('train', {
        where: ['city:FR:lyon'],
        from: ['city:FR:paris'],
        start: '2027-05-03',
        end: '2027-05-06',
        adults,
        children,
      });
      return cheapest((await offersFor(sandbox, request)).filter(({ vendorName }) => vendorName === 'Voie Libre'));
    };
    expect(await total(2, [])).toBe(266);
    expect(await total(1, ['6-11', '6-11'])).toBe(267);
  });

  test('what is due now, later and on the spot adds up to the total of every house', async () => {
    for (const { total, dueNow, dueLater, dueAtDestination } of await offersFor(sandbox, APARTMENT)) {
      const parts = [dueNow, ...dueLater.map(({ amount }) => amount), ...(dueAtDestination ? [dueAtDestination] : [])];
      expect(parts.reduce((all, { minor }) => all + minor, 0)).toBe(total.minor);
    }
  });
});

describe('a table in Annecy', () => {
  test('three houses near eight, from calm to very trendy, nothing due, free to leave', async () => {
    const offers = await offersFor(sandbox, TABLE);
    const told = offers.map(
      ({ item, total }) => item.category === 'restaurant' && [item.name, item.at, item.trendy, item.aboutPerPerson.minor, total.minor],
    );
    expect(told).toEqual([
      ['Le Comptoir du Lac', '2026-11-28T20:00', 0.6, 4000, 0],
      ['La Voûte', '2026-11-28T20:30', 0.25, 3500, 0],
      ['Braise Vive', '2026-11-28T19:30', 0.9, 5800, 0],
    ]);
    expect(offers[0]?.cancellation.schedule[0]).toEqual({ until: '2026-11-28T17:00:00.000Z', fee: { minor: 0, currency: 'EUR' } });
  });

  test('no table is offered for a time that has passed', async () => {
    expect(await offersFor(sandbox, ask('restaurant', { where: ['city:FR:annecy'], start: NOW.slice(0, 10), time: '11:00' }))).toEqual([]);
  });
});

describe('where nobody goes', () => {
  test('no train crosses the Atlantic', async () => {
    const request = ask('train', { where: ['city:US:new-york-city'], from: ['city:FR:paris'], start: '2027-05-14', end: '2027-05-17' });
    expect(await offersFor(sandbox, request)).toEqual([]);
  });

  test('only by the tunnel does a train leave Britain', async () => {
    const request = ask('train', { where: ['city:FR:paris'], from: ['city:GB:london'], start: '2027-05-14', end: '2027-05-17' });
    expect(vendorsOf(await offersFor(sandbox, request))).toEqual(['Voie Libre', 'Tunnel Express']);
    const elsewhere = ask('train', { where: ['city:FR:paris'], from: ['city:GB:manchester'], start: '2027-05-14', end: '2027-05-17' });
    expect(vendorsOf(await offersFor(sandbox, elsewhere))).toEqual(['Voie Libre', 'Tunnel Express']);
  });

  test('inside Britain only the railways of Britain go, and they leave it never', async () => {
    const there = ask('train', { where: ['city:GB:york'], from: ['city:GB:london'], start: '2027-05-14', end: '2027-05-17' });
    expect(vendorsOf(await offersFor(sandbox, there))).toEqual(['Fellside Rail', 'Crossmoor Trains']);
  });

  test('between two towns of one country a train need not pass its capital', async () => {
    const across = ask('train', { where: ['city:FR:toulouse'], from: ['city:FR:bordeaux'], start: '2027-05-14', end: '2027-05-17' });
    expect(vendorsOf(await offersFor(sandbox, across))).toContain('Rapide Bleu');
  });

  test('nobody hires out skis in Lisbon', async () => {
    expect(await offersFor(sandbox, ask('ski_hire', { where: ['city:PT:lisbon'], start: '2027-02-01', end: '2027-02-06' }))).toEqual([]);
  });
});
