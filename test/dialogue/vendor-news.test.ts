import { describe, expect, test } from '@jest/globals';
import { step } from '../../shared/dialogue/step.ts';
import type { HeardNews, VendorNews } from '../../shared/market/vendor-news.ts';
import { begin, type Play, tell, tellAll } from '../support/play.ts';

const OPENING = 'un hôtel à Annecy du 12 au 14 février pour deux, 900 euros maximum';

function withNews(play: Play, news: VendorNews, over: Partial<HeardNews> = {}): Play {
  const { trip } = play.state;
  const offer = trip.bookings[0]?.offer ?? play.state.offers[0];
  const heard: HeardNews = {
    id: 'evt-1',
    at: play.now,
    requestId: offer?.requestId ?? '',
    vendorId: offer?.vendorId ?? '',
    seller: 'Maison Vanoise',
    news,
    told: false,
    ...over,
  };
  return { ...play, state: { ...play.state, trip: { ...trip, fromVendors: [heard] } } };
}

const offered = () => tell(begin('fr-FR'), OPENING);
const booked = () => tellAll(offered(), ['le premier', 'Camille Martin', 'je confirme et je paie']);
const notices = ({ events, state }: Play) => [events.length > 0, state.trip.fromVendors?.[0]?.answer];

describe('a question of a vendor', () => {
  const question: VendorNews = { type: 'question', id: 'q', text: 'vous venez avec un chien', choices: [] };

  test('is asked at the next opening in its words, and a yes or a no goes back', () => {
    const asked = tell(withNews(offered(), question), '(open)', true);
    expect(asked.speech).toBe('Maison Vanoise vous demande : vous venez avec un chien. Je réponds oui ou non ?');
    expect(notices(tell(asked, 'non'))[1]).toBe('no');
    const yes = tell(asked, 'oui');
    expect(notices(yes)[1]).toBe('yes');
    expect(yes.speech).toMatch(/^C'est dit, à tous les vendeurs\. .+\?$/);
  });

  test('with choices takes one of them, by its number', () => {
    const asked = tell(withNews(offered(), { ...question, choices: ['petit', 'grand'] }), '(open)', true);
    expect(asked.speech).toMatch(/Je réponds petit ou grand \?$/);
    expect(notices(tell(asked, 'le deuxième'))[1]).toBe('grand');
  });

  test('is not asked twice, nor when the request is closed', () => {
    const asked = tell(withNews(offered(), question), '(open)', true);
    expect(tell(asked, '(open)', true).speech).not.toContain('chien');
    const late = withNews({ ...offered(), now: '2026-11-21T10:20:00.000Z' }, question);
    expect(tell(late, '(open)', true).speech).not.toContain('chien');
  });
});

describe('two vendors whose messages and questions bear the same ids', () => {
  /** What the last turn sends to vendors. */
  const sent = (before: Play, { events }: Play) =>
    events.slice(-1).flatMap(({ event, ctx }) => step(before.state, event, ctx).effects.filter((effect) => effect.type === 'notice'));
  const both = (play: Play, news: VendorNews): Play => {
    const one = withNews(play, news, { vendorId: 'v-a', seller: 'Chez A' });
    const { trip } = one.state;
    const fromVendors = ['v-a', 'v-b'].flatMap((vendorId) => trip.fromVendors?.map((heard) => ({ ...heard, vendorId })) ?? []);
    return { ...one, state: { ...one.state, trip: { ...trip, fromVendors } } };
  };
  const answers = ({ state }: Play) => state.trip.fromVendors?.map(({ vendorId, answer }) => [vendorId, answer]);

  test('are answered each for itself', () => {
    const asked = tell(both(offered(), { type: 'question', id: 'q', text: 'un chien', choices: [] }), '(open)', true);
    const first = tell(asked, 'oui');
    const askedAgain = tell(first, '(open)', true);
    const second = tell(askedAgain, 'non');
    expect(answers(second)).toEqual([
      ['v-a', 'yes'],
      ['v-b', 'no'],
    ]);
    const [one, other] = [sent(asked, first), sent(askedAgain, second)];
    expect([one, other]).toMatchObject([[{ notice: { askedBy: 'v-a' } }], [{ notice: { askedBy: 'v-b' } }]]);
    expect(one[0]?.key).not.toBe(other[0]?.key);
  });

  test('choose and accept each for itself, and no answer is lost for another of the same id', () => {
    const choices = ['petit', 'grand'];
    const first = tell(tell(both(offered(), { type: 'question', id: 'q', text: 'un chien', choices }), '(open)', true), 'le premier');
    expect(answers(tell(tell(first, '(open)', true), 'le deuxième'))).toEqual([
      ['v-a', 'petit'],
      ['v-b', 'grand'],
    ]);
    const options = [{ id: 'ok', kind: 'accept' }] as const;
    const change = { type: 'change', id: 'c', severity: 'minor', cause: 'on ferme à 20 heures', what: [], options } as const;
    const left = tell(tell(both(booked(), change), '(open)', true), 'non');
    const askedAgain = tell(left, '(open)', true);
    const accepted = tell(askedAgain, 'oui');
    expect(answers(accepted)).toEqual([
      ['v-a', undefined],
      ['v-b', 'ok'],
    ]);
    expect(sent(askedAgain, accepted)).toMatchObject([{ vendorId: 'v-b' }]);
  });
});

describe('a change of what is booked', () => {
  const change: VendorNews = {
    type: 'change',
    id: 'c',
    severity: 'minor',
    cause: 'la réception ferme à 20 heures',
    what: [],
    options: [{ id: 'ok', kind: 'accept' }],
    decideBy: '2026-12-01T11:00:00.000Z',
  };

  test('is told as the vendor says it, and accepted or left', () => {
    const told = tell(withNews(booked(), change), '(open)', true);
    expect(told.speech).toBe('Maison Vanoise change un détail et vous dit : la réception ferme à 20 heures. Vous acceptez ?');
    const yes = tell(told, 'oui');
    expect([yes.speech.startsWith("Maison Vanoise saura que c'est d'accord."), notices(yes)[1]]).toEqual([true, 'ok']);
    const no = tell(told, 'non');
    expect(no.speech).toMatch(/^Je ne réponds rien\. Vous avez jusqu'à/);
    expect(notices(no)[1]).toBeUndefined();
  });

  test('without anything to accept asks nothing of its own', () => {
    const told = tell(withNews(booked(), { ...change, severity: 'cancelled', options: [] }), '(open)', true);
    expect(told.speech).toMatch(/^Maison Vanoise annule et vous dit : la réception ferme à 20 heures\. /);
  });

  test.each<[VendorNews, string]>([
    [{ type: 'update', kind: 'delayed', minutes: 20 }, 'Maison Vanoise annonce vingt minutes de retard.'],
    [{ type: 'update', kind: 'room_ready' }, 'Chez Maison Vanoise, la chambre est prête.'],
    [{ type: 'update', kind: 'gate', note: 'porte 12' }, 'Maison Vanoise vous fait dire : porte 12.'],
  ])('%j is told once', (news, words) => {
    const told = tell(withNews(booked(), news), '(open)', true);
    expect(told.speech.slice(0, words.length)).toBe(words);
    expect(tell(told, '(open)', true).speech).not.toContain(words);
  });
});
