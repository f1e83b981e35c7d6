import type { Clock } from '../../shared/ports.ts';
import type { Reply } from '../../shared/turn.ts';
import { conciergeWith, sandboxServer } from '../support/market-world.ts';

const ASKED = 'un hôtel à Annecy du 12 au 14 février pour deux';
/** Beside the persona, one who keeps to the rules. */
const GOOD = 'rempart';
const SLOW_MS = 3_000;
/** A turn that ends before the slow one answers, and long after the good one. */
const SHORT_MS = 2_000;

const open: { close(): Promise<void> }[] = [];
let sandbox: Awaited<ReturnType<typeof sandboxServer>>;
// Time goes on, from the day of all tests.
const ahead = Date.parse('2026-11-21T10:00:00.000Z') - Date.now();
const clock: Clock = { now: () => new Date(Date.now() + ahead).toISOString() };

beforeAll(async () => {
  const forever = new Promise<void>(() => undefined);
  const sleep = (ms: number) => (ms >= 60_000 ? forever : new Promise<void>((wake) => setTimeout(wake, ms === SLOW_MS ? ms : 20)));
  sandbox = await sandboxServer({ now: () => clock.now(), sleep });
});
afterEach(async () => {
  for (const talk of open.splice(0)) await talk.close();
});
afterAll(() => sandbox.close());

/** What every answer must be, whatever vendors do. */
function sane({ speech }: Reply): string {
  expect(speech).not.toMatch(/undefined|NaN|\[object|\{\{|<|démo-|null/);
  expect(speech.length).toBeGreaterThan(0);
  return speech;
}

const vendorsIn = ({ trip }: Reply) => [...new Set(trip?.proposals.flatMap(({ lines }) => lines.map(({ vendor }) => vendor)))].toSorted();
const ledgerOf = ({ trip }: Reply) => trip?.bookings.map(({ vendor, status }) => `${vendor} ${status}`);

async function meeting(persona: string) {
  const [bad, good] = [sandbox.record(persona), sandbox.record(GOOD)];
  const talk = { ...(await conciergeWith([bad, good], clock)), bad, good };
  open.push(talk);
  return talk;
}

/** To the phrase, having chosen the persona's offer. */
async function upToPhrase({ say, bad }: Awaited<ReturnType<typeof meeting>>, deadlineMs?: number) {
  const offered = await say(ASKED);
  sane(offered);
  const place = offered.trip?.proposals.findIndex(({ lines }) => lines.some(({ vendor }) => vendor === bad.name)) ?? -1;
  expect(place).toBeGreaterThanOrEqual(0);
  sane(await say(['le premier', 'le deuxième', 'le troisième'][place] ?? ''));
  sane(await say('Camille Martin'));
  return say('je confirme et je paie', deadlineMs);
}

describe('the concierge, with a vendor', () => {
  test.each([
    ['demo-menteur', 'whose sums lie', 'price_inconsistent'],
    ['demo-curieux', 'that asks for a card', 'schema'],
    ['demo-refuse-termes', 'that refuses the terms', 'terms_rejected'],
  ])(
    '%s, %s, offers what others offer, and keeps why',
    async (persona, _, reason) => {
      const { say, events, good } = await meeting(persona);
      const offered = await say(ASKED);
      expect(vendorsIn(offered)).toEqual([good.name]);
      expect(sane(offered)).not.toContain('Démo');
      expect(events).toContainEqual(expect.stringMatching(new RegExp(`^offer-refused .*${persona}.*${reason}`)));
    },
    20_000,
  );

  test('that raises its price at the last moment says so, and buys only what is heard', async () => {
    const talk = await meeting('demo-change-prix');
    const raised = await upToPhrase(talk);
    expect(sane(raised)).toContain('a pris 18 euros');
    expect(ledgerOf(raised)?.every((line) => !line.includes('confirmed'))).toBe(true);
    const bought = await talk.say('je confirme et je paie');
    expect(sane(bought)).toContain("C'est réservé");
  }, 20_000);

  test('that takes the booking and never answers says that nothing is sure, and finds out', async () => {
    const talk = await meeting('demo-muet');
    const bought = await upToPhrase(talk, SHORT_MS);
    expect(sane(bought)).toMatch(/Rien n'est encore confirmé : j'attends Hôtel/);
    const later = await talk.news();
    expect(sane(later)).toContain("C'est réservé");
    expect(ledgerOf(later)).toEqual(['Démo Muet confirmed']);
  }, 40_000);

  test('that says everything three times hears each once, and is booked once', async () => {
    const talk = await meeting('demo-bavard');
    const bought = await upToPhrase(talk);
    expect(sane(bought)).toContain("C'est réservé");
    expect(ledgerOf(bought)).toEqual(['Démo Bavard confirmed']);
    const offers = bought.trip?.proposals.flatMap(({ lines }) => lines.map(({ offerId }) => offerId)) ?? [];
    expect(new Set(offers).size).toBe(offers.length);
  }, 20_000);

  test('that is slow answers in time without it, and with it when it has come', async () => {
    const { say, news, bad, good } = await meeting('demo-lent');
    const offered = await say(ASKED, SHORT_MS);
    expect(vendorsIn(offered)).toEqual([good.name]);
    expect(sane(offered)).not.toContain(bad.name);
    const later = await news();
    expect(later.speech === '' || sane(later).length > 0).toBe(true);
    const all = await say("d'autres ?");
    expect([...vendorsIn(later), ...vendorsIn(all)]).toContain(bad.name);
  }, 40_000);
});
