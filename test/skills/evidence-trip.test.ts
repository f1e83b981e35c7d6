import { hashOf } from '../../shared/market/evidence.ts';
import { digestOf, fileText, type WholeEvidence } from '../../shared/market/evidence-file.ts';
import { roadsIn } from '../../shared/market/evidence-trip.ts';
import { verify } from '../../shared/market/evidence-verify.ts';
import { roadMinutes } from '../../shared/places/places.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function recorded(traveller: string, locale: string, lines: readonly string[]): Promise<WholeEvidence> {
  await world.vendorsAnew([]);
  let page = '';
  for (const text of lines) {
    const answer = (await world.post('/chat', { traveller, locale, timeZone: 'Europe/Paris', text })) as {
      readonly trip: { readonly page: string };
    };
    page = answer.trip.page;
  }
  const address = new URL(page);
  address.pathname += '.evidence.json';
  return JSON.parse(await (await fetch(address)).text()) as WholeEvidence;
}

type Opened = Extract<WholeEvidence['requests'][number]['log'][number]['data'], { type: 'opened' }>;

/** The record as somebody would write it anew who changes what was told: every link, head and digest holds. */
function rewritten(file: WholeEvidence, change: (spoken: Opened['spoken'][number]) => Opened['spoken'][number]): string {
  const requests = file.requests.map((each) => {
    let prev = '';
    const log = each.log.map(({ seq, at, data }) => {
      const link = { seq, at, prev, data: data.type === 'opened' ? { ...data, spoken: data.spoken.map(change) } : data };
      prev = hashOf(link);
      return { ...link, hash: prev };
    });
    const last = log.at(-1);
    return { ...each, log, ...(last && { head: { seq: last.seq, hash: last.hash } }) };
  });
  const { digest: _old, ...anew } = { ...file, requests };
  return fileText({ ...anew, digest: digestOf(anew) });
}

const FR = [
  'une semaine au ski à Valmorel du 20 au 25 mars au départ de Nantes pour deux, avec vol, voiture, hôtel, skis et forfaits',
  'peu importe',
  'oui',
  'ils peuvent faire mieux ?',
  "d'autres ?",
  'un hôtel moins cher',
];
const EN = [
  'a week in Annecy from March 20 to 25 from London for three, with flights, a car and a hotel',
  'any budget',
  'yes',
  'any others?',
];

test.each([
  ['fr-FR', FR],
  ['en-US', EN],
])(
  'a whole trip told in %s adds up from its lines and its roads, as often as it is told',
  async (locale, lines) => {
    const file = await recorded(`trip-${locale}`, locale, lines);
    const told = file.requests.flatMap(({ log }) => log.flatMap(({ data }) => (data.type === 'opened' ? data.spoken : [])));
    const whole = told.filter((each) => each.lines.length > 1);
    expect(whole.length).toBeGreaterThan(2);
    expect(whole.some(({ beyond }) => (beyond?.roads.length ?? 0) > 0)).toBe(true);
    expect(verify(rewritten(file, (each) => each)).problems).toEqual([]);
    const isRoad = (each: Opened['spoken'][number]) => each.beyond?.roads.some(({ minutes }) => minutes > 0);
    for (const change of [
      (each: Opened['spoken'][number]) => ({ ...each, effectiveMinor: each.effectiveMinor - 1 }),
      (each: Opened['spoken'][number]) => ({ ...each, totalMinor: each.totalMinor + 1 }),
      (each: Opened['spoken'][number]) => (isRoad(each) && each.beyond ? { ...each, beyond: { ...each.beyond, roads: [] } } : each),
      (each: Opened['spoken'][number]) =>
        isRoad(each) && each.beyond ? { ...each, beyond: { ...each.beyond, people: each.beyond.people + 1 } } : each,
    ])
      expect(verify(rewritten(file, change)).problems.join()).toContain('at another price than its lines and roads add up to');
    for (const { from, to, minutes } of roadsIn(file.requests)) expect(roadMinutes(from, to)).toBe(minutes);
  },
  40_000,
);
