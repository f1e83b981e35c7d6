import type { Offer } from '../../shared/market/offer.ts';
import { begin, GOOD, type Outside, type Play, tell, tellAll } from '../support/play.ts';

/** Journeys of one hour that leave at these hours, and home at those, one each in turn. */
function runningAt(...hours: readonly (readonly [out: number, back: number])[]): Outside {
  const two = (n: number) => String(n).padStart(2, '0');
  const at = (offer: Offer, [out, back]: readonly [number, number]): Offer => {
    const { item } = offer;
    if (item.category !== 'train' && item.category !== 'flight') return offer;
    const day = item.outbound.departs.slice(0, 10);
    const outbound = { ...item.outbound, departs: `${day}T${two(out)}:00`, arrives: `${day}T${two(out + 1)}:00` };
    const home = item.inbound?.departs.slice(0, 10);
    const inbound = item.inbound && { ...item.inbound, departs: `${home}T${two(back)}:00`, arrives: `${home}T${two(back + 1)}:00` };
    return { ...offer, item: { ...item, outbound, ...(inbound ? { inbound } : {}) } };
  };
  return { ...GOOD, offers: (request) => GOOD.offers(request).map((offer, i) => at(offer, hours[i % hours.length] ?? [8, 18])) };
}

const needOf = ({ state }: Play) => state.trip.brief.needs.find(({ category }) => category === 'train' || category === 'flight');
const bounds = (play: Play) => needOf(play)?.requirements.map(({ attr, op, value, strength }) => [attr, op, value, strength].join(' '));
const requestOf = ({ state }: Play) => state.trip.requests.at(-1);

describe('an hour of arriving', () => {
  test.each([
    ['fr-FR', 'un vol Paris Nice le 12 mars, retour le 14, pour deux, qui arrive avant midi', 'arrivée à midi au plus tard'],
    ['en-US', 'a flight from Paris to Nice on March 12th landing before noon, back on the 14th, for two', 'arriving by noon'],
  ])('bounds the way out and never says when one leaves, in %s', (locale, words, said) => {
    const play = tellAll(begin(locale), [words]);
    expect(bounds(play)).toEqual(['arriveMinutes lte 720 must']);
    expect(needOf(play)?.time).toBeUndefined();
    expect(play.speech).toContain(said);
    expect(requestOf(play)?.requirements).toContainEqual({ attr: 'arriveMinutes', op: 'lte', value: 720, strength: 'must' });
  });

  test.each([
    ['fr-FR', 'un train Paris Lyon le 12 mars, retour le 14, pour deux', 'celui qui arrive avant 10 h'],
    ['en-US', 'a train from Paris to Lyon on March 12th, back on the 14th, for two', 'the one that gets in before ten'],
  ])('picks the one of the list that has it, in %s', (locale, words, pick) => {
    const play = tellAll(begin(locale, runningAt([17, 18], [8, 18], [18, 19])), [words]);
    expect(play.state.trip.listed.length).toBeGreaterThan(1);
    const taken = tell(play, pick);
    expect(taken.state.trip.phase).toBe('confirming');
    expect(taken.state.trip.chosen?.lines).toEqual(
      play.state.offers.filter(({ item }) => item.category === 'train' && item.outbound.departs.endsWith('T08:00')).map(({ id }) => id),
    );
  });

  test.each([
    ['fr-FR', 'un train Paris Lyon le 12 mars, retour le 14, pour deux', 'celui qui arrive avant 6 h', "Personne n'arrive avant 6 heures."],
    [
      'en-US',
      'a train from Paris to Lyon on March 12th, back on the 14th, for two',
      'the one that lands before six am',
      'Nobody arrives before 6 a.m.',
    ],
  ])('is said to be nobody’s, and the list stays, in %s', (locale, words, pick, told) => {
    const play = tellAll(begin(locale, runningAt([17, 18], [8, 18])), [words]);
    const after = tell(play, pick);
    expect(after.speech).toContain(told);
    expect(after.state.trip.listed).toEqual(play.state.trip.listed);
    expect(after.state.trip.brief).toEqual(play.state.trip.brief);
  });

  test('picks by the hour of leaving where that was named', () => {
    const play = tellAll(begin('fr-FR', runningAt([17, 18], [8, 18])), [
      'un train Paris Lyon le 12 mars, retour le 14, pour deux',
      'celui de 8 h',
    ]);
    expect(play.state.trip.phase).toBe('confirming');
  });
});

describe('a meeting', () => {
  test.each([
    [
      'fr-FR',
      'un train de Paris à Londres mardi, réunion à 14 h, retour le soir même, juste moi',
      'arrivée à 13 heures au plus tard, à temps pour 14 heures',
    ],
    [
      'en-US',
      'I have a meeting at 2 pm in London on Tuesday, by train from Paris, back the same day, just me',
      'arriving by 1 p.m., in time for 2 p.m.',
    ],
  ])('is arrived for with a margin, and left after, in %s', (locale, words, said) => {
    const play = tellAll(begin(locale), [words]);
    expect(bounds(play)).toEqual(['arriveMinutes lte 780 must', 'returnMinutes gte 960 must']);
    expect(needOf(play)?.time).toBeUndefined();
    expect(play.speech).toContain(said);
  });

  test.each([
    ['fr-FR', "j'ai une réunion à 14 h à Londres mardi", 'à temps pour 14 heures', 'en avion, de Paris'],
    ['en-US', 'I have a meeting at 2 pm in London on Tuesday', 'in time for 2 p.m.', 'by plane, from Paris'],
  ])('waits for the carrier that is named later, in %s', (locale, words, said, carrier) => {
    const first = tellAll(begin(locale), [words]);
    expect(first.speech).toContain(said);
    expect(bounds(tell(first, carrier))).toEqual(['arriveMinutes lte 720 must']);
  });

  test.each([
    ['fr-FR', 'du lundi 7 au mercredi 9 décembre à Londres en train de Paris, pour un, réunion mardi à 14 h'],
    ['en-US', 'to London by train from Paris from Monday December 7th to Wednesday the 9th, just me, meeting on Tuesday at 2 pm'],
  ])('on another day than that of arriving bounds nothing, in %s', (locale, words) => {
    expect(bounds(tellAll(begin(locale), [words]))).toEqual([]);
  });

  test.each([
    ['fr-FR', ["j'ai une réunion à 14 h à Lyon mardi, en train de Paris, juste moi", 'le soir même']],
    ['fr-FR', ["j'ai une réunion à 14 h à Lyon mardi", 'le soir même', 'juste moi', 'de Paris']],
    ['en-US', ['I have a meeting at 2 pm in Lyon on Tuesday', 'the same day', 'just me', 'from Paris']],
  ])('that one comes back from in the day takes no bed, in %s: %j', (locale, words) => {
    const play = tellAll(begin(locale), words);
    expect(play.state.trip.brief.needs.map(({ category }) => category)).toEqual(['train']);
    expect(play.speech).not.toMatch(/hébergement|hotel|logement/);
  });

  test.each([
    ['fr-FR', 'un train de Paris à Lyon mardi, réunion à 9 h, retour mercredi, juste moi', 510],
    ['en-US', 'flying from Paris to Berlin on Thursday for a conference at 9 am, back on Friday, just me', 480],
  ])('early in the day leaves half the margin, in %s', (locale, words, by) => {
    expect(bounds(tellAll(begin(locale), [words]))).toEqual([`arriveMinutes lte ${by} must`]);
  });

  test('is no table and no ride', () => {
    const play = tellAll(begin('fr-FR'), ['une table pour deux à Lyon vendredi à 20 h']);
    expect(play.state.trip.brief.needs[0]).toMatchObject({ category: 'restaurant', time: '20:00' });
  });
});

describe('the part of the day of the way home', () => {
  test.each([
    ['fr-FR', 'un train Paris Lyon vendredi, retour dimanche soir, pour deux', 'retour le soir'],
    ['fr-FR', 'un vol Paris Nice vendredi, on rentre dimanche en soirée, pour deux', 'retour le soir'],
    ['en-US', 'a train from Paris to Lyon on Friday, back on Sunday evening, for two', 'heading back in the evening'],
  ])('is kept, said and told to vendors, in %s: “%s”', (locale, words, said) => {
    const play = tellAll(begin(locale), [words]);
    expect(needOf(play)?.returnDaypart).toBe('evening');
    expect(requestOf(play)?.returnDaypart).toBe('evening');
    expect(play.speech).toContain(said);
  });

  test.each([
    ['fr-FR', ['un train Paris Lyon vendredi, pour deux', 'dimanche soir']],
    ['en-US', ['a train from Paris to Lyon on Friday, for two', 'Sunday evening']],
  ])('is that of the answer to when one comes back, in %s', (locale, words) => {
    const need = needOf(tellAll(begin(locale), words));
    expect([need?.daypart, need?.returnDaypart]).toEqual([undefined, 'evening']);
  });

  test.each([
    ['fr-FR', 'on part le 20 et on rentre le 25 au matin, train Paris Lyon, pour deux', { returnDaypart: 'morning' }],
    [
      'fr-FR',
      "on part vendredi en fin d'après-midi, train Paris Lyon, retour dimanche soir, pour deux",
      { daypart: 'afternoon', returnDaypart: 'evening' },
    ],
    [
      'en-US',
      'a flight from Paris to Nice on Friday afternoon, back on Sunday morning, for two',
      { daypart: 'afternoon', returnDaypart: 'morning' },
    ],
  ])('stands beside that of the way out, in %s: “%s”', (locale, words, parts) => {
    expect(needOf(tellAll(begin(locale), [words]))).toMatchObject(parts);
  });

  test('leads where it is met, and is said where it is not', () => {
    const words = ['un train Paris Lyon vendredi, retour dimanche soir, pour deux'];
    const met = tellAll(begin('fr-FR', runningAt([8, 9], [8, 18])), words);
    const [lead] = met.state.trip.listed;
    expect(met.state.offers.find(({ id }) => id === lead?.lines[0])?.item).toMatchObject({
      inbound: { departs: expect.stringContaining('T18:00') },
    });
    expect(tellAll(begin('fr-FR', runningAt([8, 9])), words).speech).toContain('Personne ne revient le soir.');
  });

  test.each([
    ['fr-FR', 'départ vendredi à 8 h, retour dimanche avant 20 h, train Paris Lyon, pour deux', '08:00', ['returnMinutes lte 1200 must']],
    ['en-US', 'a train from Paris to Lyon on Friday at 8 am, back on Sunday after 5 pm, for two', '08:00', ['returnMinutes gte 1020 must']],
  ])('an hour of going home is none of leaving, in %s', (locale, words, time, home) => {
    const play = tellAll(begin(locale), [words]);
    expect(needOf(play)?.time).toBe(time);
    expect(bounds(play)).toEqual(home);
  });
});

describe('an hour that bounds leaving', () => {
  test.each([
    ['fr-FR', 'un train Paris Lyon vendredi après 17 h, retour dimanche, pour deux', 'départ après 17 heures'],
    ['en-US', 'a train from Paris to Lyon on Friday after 5 pm, back on Sunday, for two', 'leaving after 5 p.m.'],
  ])('is no hour to leave at, in %s', (locale, words, said) => {
    const play = tellAll(begin(locale), [words]);
    expect(bounds(play)).toEqual(['leaveMinutes gte 1020 must']);
    expect(needOf(play)?.time).toBeUndefined();
    expect(play.speech).toContain(said);
  });

  test.each([
    ['fr-FR', ['un train Paris Lyon mardi, aller simple, pour un, je dois arriver avant 9 h', 'plutôt avant 10 h']],
    ['en-US', ['a train from Paris to Lyon on Tuesday, one way, just me, arriving before 9', 'actually by ten']],
  ])('is one of arriving where that was bound before, in %s: %j', (locale, words) => {
    expect(bounds(tellAll(begin(locale, runningAt([7, 18])), words))).toEqual(['arriveMinutes lte 600 must']);
  });
});

describe('an hour of being home', () => {
  const home = ({ state }: Play) => [state.trip.brief.start, state.trip.brief.end];

  test.each([
    ['fr-FR', 'un vol Paris Barcelone vendredi, retour dimanche, rentré avant 20 heures, pour un', 'chez vous à 20 heures au plus tard'],
    ['fr-FR', 'un vol Paris Barcelone vendredi, pour un, rentrés avant 20 heures dimanche', 'chez vous à 20 heures au plus tard'],
    ['fr-FR', 'un train Paris Lyon vendredi, je dois être chez moi dimanche à 20 heures, pour un', 'chez vous à 20 heures au plus tard'],
    ['fr-FR', 'un train Paris Lyon vendredi pour deux, de retour avant 20 heures dimanche', 'chez vous à 20 heures au plus tard'],
    ['en-US', 'a flight from Paris to Barcelona for two, back by 8 pm on Sunday, leaving on Friday', 'home by 8 p.m.'],
    ['en-US', 'two of us to Barcelona from Paris, back by 8 pm on Sunday, flight on Friday', 'home by 8 p.m.'],
    ['en-US', 'a train from Paris to Lyon on Friday, back Sunday, home by 8, just me', 'home by 8 p.m.'],
    ['en-US', 'a train from Paris to Lyon on Friday, we must be back before eight on Sunday, for two', 'home by 8 p.m.'],
  ])('bounds the arrival of the way home, and is said so, in %s: “%s”', (locale, words, said) => {
    const play = tellAll(begin(locale), [words]);
    expect(home(play)).toEqual(['2026-11-27', '2026-11-29']);
    expect(bounds(play)).toEqual(['homeMinutes lte 1200 must']);
    expect(play.speech).toContain(said);
  });

  test.each([
    ['fr-FR', 'un train Paris Lyon vendredi, on rentre dimanche à 18 h, pour deux'],
    ['en-US', 'a train from Paris to Lyon on Friday, heading home on Sunday at 6 pm, for two'],
    ['en-US', 'a train from Paris to Lyon on Friday, coming back on Sunday at 6 pm, for two'],
  ])('is none of leaving for it, in %s: “%s”', (locale, words) => {
    const play = tellAll(begin(locale), [words]);
    expect(home(play)).toEqual(['2026-11-27', '2026-11-29']);
    expect(bounds(play)).toEqual(['returnMinutes gte 1020 wish', 'returnMinutes lte 1140 wish']);
  });

  test.each([
    ['fr-FR', 'un train Paris Lyon vendredi, retour dimanche, pour deux', 'on veut être rentrés avant 20 heures'],
    ['en-US', 'a train from Paris to Lyon on Friday, back on Sunday, for two', 'we need to be home by eight'],
  ])('leaves out who is home later, in %s', (locale, trip, words) => {
    const play = tellAll(begin(locale, runningAt([8, 19], [8, 18])), [trip, words]);
    const lines = play.state.trip.listed.flatMap(({ lines }) => lines);
    const back = play.state.offers.flatMap(({ id, item }) =>
      lines.includes(id) && item.category === 'train' ? [item.inbound?.arrives] : [],
    );
    expect(back.length).toBeGreaterThan(0);
    expect(back.every((at) => (at ?? '') <= '2026-11-29T20:00')).toBe(true);
  });

  test.each([
    ['fr-FR', 'un week-end à Londres pour deux, on doit être rentrés dimanche à 20 heures'],
    ['en-US', 'a weekend in London for two, home by 8 pm on Sunday'],
  ])('of a weekend says which it is, in %s: “%s”', (locale, words) => {
    expect(home(tellAll(begin(locale), [words]))).toEqual(['2026-11-21', '2026-11-22']);
  });
});
