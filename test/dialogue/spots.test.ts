import { briefRows } from '../../shared/rendering/display.ts';
import { begin, type Play, tell, tellAll } from '../support/play.ts';

const spotsOf = ({ state }: Play) => (state.trip.brief.spots ?? []).map(({ words }) => words);

/** A ride, the street that is kept, and where it is looked for from. */
const RIDES = [
  [
    'fr-FR',
    "un taxi du 12 rue de la République à Lyon à l'aéroport de Lyon demain à 8h pour deux",
    '12 rue de la République',
    'city:FR:lyon',
  ],
  [
    'fr-FR',
    'un taxi pour roissy depuis le douze bis rue du quatre septembre à paris samedi à huit heures pour deux',
    'douze bis rue du quatre septembre',
    'city:FR:paris',
  ],
  [
    'fr-FR',
    "venez nous chercher au 3 place Bellecour à Lyon samedi à 8h pour aller à l'aéroport, on est deux",
    '3 place Bellecour',
    'city:FR:lyon',
  ],
  ['en-US', 'pick us up at 5 Baker Street in London tomorrow at 8 and take us to Heathrow, two people', '5 Baker Street', 'city:GB:london'],
  [
    'en-US',
    'a taxi from twenty two acacia avenue london to gatwick saturday at 9 am for two',
    'twenty two acacia avenue',
    'city:GB:london',
  ],
] as const;

describe('the street of a ride', () => {
  test.each(RIDES)('in %s "%s" is kept, the town is searched, and no vendor is told', (locale, said, words, from) => {
    const play = tell(begin(locale), said);
    const { state, speech } = play;
    expect(spotsOf(play)).toEqual([words]);
    expect(state.trip.brief.needs[0]?.from).toEqual([from]);
    expect(state.trip.brief.party?.adults).toBe(2);
    expect(speech).toContain(words);
    expect(speech).toMatch(/chauffeur|driver/);
    expect(state.trip.requests.length).toBeGreaterThan(0);
    expect(JSON.stringify(state.trip.requests)).not.toContain(words);
  });

  test.each([
    ['fr-FR', 'un taxi du 5 rue Victor Hugo à Orly demain à 8 heures pour deux', 'city:FR:paris', 'ORY'],
    ['fr-FR', 'un taxi de la gare de Lyon Part-Dieu au 5 rue Victor Hugo demain à 8 heures pour deux', 'station:8772319', 'city:FR:lyon'],
    ['en-US', 'a taxi from 5 Baker Street to Heathrow tomorrow at 8 for two', 'city:GB:london', 'LHR'],
    ['en-US', 'a taxi from Gatwick to 5 Baker Street tomorrow at 8 am for two', 'LGW', 'city:GB:london'],
  ])('without a town is in the one that the airport or the station serves, in %s: "%s"', (locale, said, from, to) => {
    const { state } = tell(begin(locale), said);
    expect(state.trip.brief.needs[0]).toMatchObject({ from: [from], where: [to] });
    expect(state.trip.requests.length).toBeGreaterThan(0);
  });

  test('without a town is in the town of the airport that is told after it', () => {
    const { state } = tellAll(begin('en-US'), ['a taxi from 5 Baker Street tomorrow at 8 for two', 'Heathrow']);
    expect(state.trip.requests[0]).toMatchObject({ from: ['city:GB:london'], where: ['LHR'] });
  });

  test('is in no town of its own beside a stay', () => {
    const stay = tell(begin('en-US'), 'a hotel in Bath from December 5th to 8th');
    const { state } = tell(stay, 'a taxi from Heathrow at 8 to 5 Baker Street');
    expect(state.trip.brief.needs[1]?.where).toBeUndefined();
  });

  test('answers where one starts from', () => {
    const play = tellAll(begin('fr-FR'), ["un taxi pour l'aéroport de Lyon samedi à 8h pour deux", '12 rue Victor Hugo à Lyon']);
    expect(play.state.trip.brief.origin).toEqual(['city:FR:lyon']);
    expect(spotsOf(play)).toEqual(['12 rue Victor Hugo']);
  });
});

const NEAR = [
  ['fr-FR', 'un hôtel à Annecy à côté de la fac du 3 au 5 mars pour deux', 'à côté de la fac'],
  ['fr-FR', 'un hôtel à lyon près de la gare du 3 au 5 mars pour deux', 'près de la gare'],
  ['fr-FR', 'un hôtel à lyon dans la vieille ville du 3 au 5 mars pour deux', 'dans la vieille ville'],
  ['fr-FR', 'un hôtel rue Mouffetard à Paris du 3 au 5 mars pour deux', 'rue Mouffetard'],
  ['en-US', 'a hotel in Annecy near the old town from March 3rd to the 5th for two', 'near the old town'],
  ['en-US', 'a hotel in lyon close to the conference centre from march 3rd to 5th for two', 'close to the conference centre'],
] as const;

describe('what something is to be near', () => {
  test.each(NEAR)('in %s "%s" is told once and kept as it was said', (locale, said, words) => {
    const play = tell(begin(locale), said);
    expect(spotsOf(play)).toEqual([words]);
    expect(play.speech).toContain(words);
    expect(play.state.trip.phase).toBe('choosing');
    expect(JSON.stringify(play.state.trip.requests)).not.toContain(words);
    const rows = briefRows(play.state.trip, { locale, timeZone: 'Europe/Paris', now: play.now });
    expect(rows.some(({ detail }) => detail?.includes(words))).toBe(true);
    const again = tell(play, words);
    expect(again.speech).toMatch(/déjà noté|already noted/);
  });
});

describe('the airport without a name', () => {
  test.each([
    ['fr-FR', "un taxi de la gare de Lyon à l'aéroport demain à 8 heures pour deux", 'station:8768600', 'CDG'],
    ['fr-FR', "un taxi de la gare de Lyon Part-Dieu jusqu'à l'aéroport demain à 8 heures pour deux", 'station:8772319', 'LYS'],
    ['en-US', "a taxi from King's Cross station to the airport tomorrow at 8 for two", 'station:KGX', 'LHR'],
    ['en-US', 'a ride from Lyon Part-Dieu station to the airport tomorrow at 8 am for two', 'station:8772319', 'LYS'],
  ])('is that of the town whose station the ride starts at, in %s: "%s"', (locale, said, from, to) => {
    const { state } = tell(begin(locale), said);
    expect(state.trip.brief.needs[0]).toMatchObject({ from: [from], where: [to] });
    expect(state.trip.requests[0]?.where).toEqual([to]);
  });
});
