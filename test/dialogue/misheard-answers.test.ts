import { begin, type Play, tell, tellAll } from '../support/play.ts';

type Locale = 'fr-FR' | 'en-US';
const brief = ({ state }: Play) => state.trip.brief;
const wanted = (play: Play) => brief(play).needs.map(({ category }) => category);

test.each<[Locale, readonly string[], string, string]>([
  ['fr-FR', ['un vol pour Barcelone', 'trois'], 'Marseille', 'city:FR:marseille'],
  ['fr-FR', ["un taxi demain à 6h pour aller à l'aéroport de Nice"], 'Antibes', 'city:FR:antibes'],
  ['en-US', ['a flight to Barcelona for three'], 'London', 'city:GB:london'],
])('%s, %s: a lone town, “%s”, is where one leaves from', (locale, lines, town, id) => {
  const play = tellAll(begin(locale), [...lines, town]);
  expect(brief(play).origin ?? brief(play).needs[0]?.from).toEqual([id]);
  expect(brief(play).where ?? brief(play).needs[0]?.where).not.toEqual([id]);
});

test.each<[Locale, string]>([
  ['fr-FR', 'non, Madrid'],
  ['fr-FR', 'plutôt Madrid'],
  ['en-US', 'no, Madrid'],
])('%s, “%s” is another place to go', (locale, words) => {
  const wish = locale === 'fr-FR' ? 'un vol pour Barcelone' : 'a flight to Barcelona for three';
  expect(brief(tellAll(begin(locale), [wish, words])).where).toEqual(['city:ES:madrid']);
});

describe('a ride from where a flight lands', () => {
  test.each<[Locale, readonly string[]]>([
    ['fr-FR', ["un transfert de l'aéroport de Genève à Morzine le samedi 16 janvier pour quatre", 'mon vol arrive à 14h20']],
    ['fr-FR', ["un transfert de l'aéroport de Genève à Morzine le samedi 16 janvier pour quatre, notre avion atterrit à 14h20"]],
    ['en-US', ['a transfer from Geneva airport to Morzine on January 16th for four', 'my flight lands at 2:20 pm']],
    ['en-US', ['a transfer from Geneva airport to Morzine on January 16th for four, our plane gets in at 2:20 pm']],
  ])('%s, %s: no flight is looked for, and nobody asks when one is back', (locale, lines) => {
    const play = tellAll(begin(locale), lines);
    expect(wanted(play)).toEqual(['transfer']);
    expect(play.state.trip.phase).toBe('choosing');
  });
});

test.each<[Locale, string, string]>([
  ['fr-FR', 'on voudrait aller au ski du 13 au 20 février depuis Lille à cinq', 'peu importe la station mais pas trop chère'],
  ['fr-FR', 'on voudrait aller au ski du 13 au 20 février depuis Lille à cinq', "n'importe laquelle, pas trop haute"],
  ['en-US', 'we want to go skiing from February 13th to the 20th from London, five of us', 'any resort, not too expensive'],
  [
    'en-US',
    'we want to go skiing from February 13th to the 20th from London, five of us',
    "I don't mind which resort as long as it's cheap",
  ],
])('%s, %s: “%s” answers where', (locale, wish, words) => {
  const asked = tell(begin(locale), wish);
  expect(asked.state.trip.talk.pending?.type).toBe('place');
  expect(tell(asked, words).state.trip.talk.pending?.type).not.toBe('place');
});

describe('a place said where a name is asked for', () => {
  const held = (locale: Locale) =>
    tellAll(
      begin(locale),
      locale === 'fr-FR'
        ? ['un hôtel à Lille du 5 au 7 janvier pour deux', 'le premier']
        : ['a hotel in Leeds from January 5th to 7th for two', 'the first one'],
    );

  test.each<[Locale, string]>([
    ['fr-FR', 'plutôt à Roubaix'],
    ['fr-FR', 'à Roubaix plutôt'],
    ['en-US', 'actually in York'],
    ['en-US', 'in York instead'],
  ])('%s, “%s” is nobody', (locale, words) => {
    const play = tell(held(locale), words);
    expect(play.state.trip.leadName).toBeUndefined();
    expect(brief(play).where?.[0]).toMatch(/roubaix|york/);
  });

  test.each<[Locale, string, string]>([
    ['fr-FR', 'plutôt Camille Paris', 'Paris'],
    ['fr-FR', 'finalement au nom de Camille Paris', 'Paris'],
    ['en-US', 'Sarah Cole', 'Cole'],
  ])('%s, “%s” is somebody', (locale, words, family) => {
    expect(tell(held(locale), words).state.trip.leadName).toMatchObject({ family });
  });
});

test.each<[Locale, string, string]>([
  ['fr-FR', 'un train Paris Lyon le 5 mars pour deux', 'au 24'],
  ['en-US', 'a train from Paris to Lyon on March 5th for two', 'to the 24th'],
])('%s, %s, asked when one is back: “%s” is that day', (locale, wish, words) => {
  expect(brief(tellAll(begin(locale), [wish, words]))).toMatchObject({ start: '2027-03-05', end: '2027-03-24' });
});
