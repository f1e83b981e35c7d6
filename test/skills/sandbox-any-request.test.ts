import fc from 'fast-check';
import { addDays } from '../../shared/time.ts';
import { CATEGORIES } from '../../shared/trip/brief.ts';
import { ask, offersFor, open } from './sandbox-kit.ts';

const sandbox = open();
afterAll(() => sandbox.close());

const PLACES = [
  ['LYS', 'NTE', 'JFK', 'LON', 'GVA', 'NRT'],
  ['city:FR:nantes', 'city:FR:paris', 'city:GB:london', 'city:PT:lisbon', 'city:IT:milan', 'city:US:chicago', 'city:FR:brest'],
  ['resort:les-arcs', 'resort:chamonix', 'resort:zermatt', 'resort:megeve', 'resort:selva', 'resort:isola-2000'],
  ['region:french-alps', 'station:8774179', 'country:CH', 'region:paradiski'],
].flat();

const place = fc.constantFrom(...PLACES);
const wanted = fc.record({
  category: fc.constantFrom(...CATEGORIES),
  where: fc.array(place, { minLength: 1, maxLength: 3 }),
  from: fc.array(place, { minLength: 1, maxLength: 2 }),
  inDays: fc.integer({ min: 0, max: 330 }),
  nights: fc.integer({ min: 0, max: 21 }),
  time: fc.option(fc.constantFrom('00:15', '08:00', '12:30', '20:00', '23:50'), { nil: undefined }),
  oneWay: fc.boolean(),
  adults: fc.integer({ min: 1, max: 9 }),
  children: fc.array(fc.constantFrom('0-1', '2-5', '6-11', '12-17'), { maxLength: 4 }),
});

test('whatever is asked, every offer that comes is one the market takes', async () => {
  let offered = 0;
  await fc.assert(
    fc.asyncProperty(wanted, async ({ category, inDays, nights, time, ...rest }) => {
      const start = addDays('2026-11-21', inDays);
      const hour = time === undefined ? {} : { time };
      const offers = await offersFor(sandbox, ask(category, { ...rest, ...hour, start, end: addDays(start, nights) }));
      offered += offers.length;
    }),
    { numRuns: 300, seed: 2026 },
  );
  expect(offered).toBeGreaterThan(1000);
});
