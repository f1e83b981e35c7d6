import { keys } from '../support/booked.ts';
import { LOCALES } from '../support/phases.ts';
import { begin, type Play, tell, tellAll } from '../support/play.ts';

type Locale = (typeof LOCALES)[number];

const partyOf = ({ state }: Play) => state.trip.brief.party;
const pendingOf = ({ state }: Play) => state.trip.talk.pending?.type;
const bandsOf = ({ state }: Play) => state.trip.requests.map(({ party }) => party.childAgeBands);

const HOTEL = {
  'fr-FR': 'un hôtel à Annecy du 12 au 14 février pour deux adultes et deux enfants',
  'en-US': 'a hotel in Annecy from February 12th to the 14th for two adults and two kids',
} as const;
/** What is said to it, and the ages that it makes. */
const ANSWERS: Readonly<Record<Locale, readonly (readonly [string, readonly number[]])[]>> = {
  'fr-FR': [
    ['huit et dix ans', [8, 10]],
    ['8 et 10', [8, 10]],
    ['l’aîné a dix ans et la petite en a huit', [10, 8]],
    ['ils ont huit ans tous les deux', [8, 8]],
    ['huit ans, ce sont des jumeaux', [8, 8]],
    ['un bébé et une fille de huit ans', [1, 8]],
    ['dix-huit mois et quatre ans', [1, 4]],
  ],
  'en-US': [
    ['eight and ten', [8, 10]],
    ['8 and 10 years old', [8, 10]],
    ['the oldest is ten and the youngest is eight', [10, 8]],
    ['they’re both eight', [8, 8]],
    ['eight, they are twins', [8, 8]],
    ['a baby and an eight-year-old', [1, 8]],
    ['eighteen months and four years old', [1, 4]],
  ],
};
const UNSURE: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': ['je ne sais pas', 'peu importe', 'non'],
  'en-US': ["I don't know", "it doesn't matter", 'no'],
};
/** Nothing here costs a child less, or all are known. */
const UNASKED: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': [
    'une table à Annecy samedi à vingt heures pour deux adultes et deux enfants',
    'une voiture à Nice du 5 au 8 mai pour deux adultes et deux enfants',
    'un hôtel à Annecy du 12 au 14 février pour deux adultes et un bébé',
    'un hôtel à Annecy du 12 au 14 février pour deux adultes et deux enfants de huit ans',
    'un hôtel à Annecy du 12 au 14 février pour deux adultes avec des jumeaux de cinq ans',
    'un hôtel à Annecy du 12 au 14 février pour trois',
  ],
  'en-US': [
    'a table in Annecy on Saturday at 8 p.m. for two adults and two kids',
    'a car in Nice from May 5th to 8th for two adults and two kids',
    'a hotel in Annecy from February 12th to the 14th for two adults and a baby',
    'a hotel in Annecy from February 12th to the 14th for two adults and two kids aged eight',
    'a hotel in Annecy from February 12th to the 14th for two adults with twins aged five',
    'a hotel in Annecy from February 12th to the 14th for three',
  ],
};

describe.each(LOCALES)('the ages of children, in %s', (locale) => {
  const asked = tell(begin(locale), HOTEL[locale]);

  test('are asked for once, before vendors are asked for what they change', () => {
    expect(pendingOf(asked)).toBe('ages');
    expect(asked.state.trip.requests).toEqual([]);
    expect(asked.speech.match(/\?/g)).toHaveLength(1);
  });

  test.each(ANSWERS[locale])('“%s” is understood', (words, ages) => {
    const told = tell(asked, words);
    expect([...(partyOf(told)?.childAges ?? [])].toSorted((a, b) => a - b)).toEqual([...ages].toSorted((a, b) => a - b));
    expect(partyOf(told)).toMatchObject({ adults: 2, children: 2 });
    expect(told.state.trip.phase).toBe('choosing');
  });

  test.each(UNSURE[locale])('“%s” goes on with what is assumed, and says it', (words) => {
    const told = tell(asked, words);
    expect(keys(told)).toContain('assume.ages');
    expect(told.state.trip.phase).toBe('choosing');
    expect(bandsOf(told)).toEqual([['6-11', '6-11']]);
  });

  test('asked in vain twice, they are assumed', () => {
    const side = { 'fr-FR': 'vous êtes une vraie personne ?', 'en-US': 'are you a real person?' } as const;
    const noise = { 'fr-FR': 'ben les gamins quoi', 'en-US': 'well you know kids' } as const;
    expect(pendingOf(tell(asked, side[locale]))).toBe('ages');
    expect(tellAll(asked, [noise[locale], noise[locale], noise[locale]]).speech).not.toBe('');
  });

  test.each(UNASKED[locale])('“%s” is not asked', (words) => {
    expect(pendingOf(tell(begin(locale), words))).not.toBe('ages');
  });

  test('a baby is told to vendors as one', () => {
    expect(bandsOf(tell(begin(locale), UNASKED[locale][2] ?? ''))).toEqual([['0-1']]);
    expect(bandsOf(tell(begin(locale), UNASKED[locale][4] ?? ''))).toEqual([['2-5', '2-5']]);
  });

  test('whoever said nothing is asked five things, and no ceiling besides', () => {
    const words = {
      'fr-FR': ['je voudrais partir', 'du 12 au 14 février', 'à Annecy', 'deux adultes et deux enfants', 'six et neuf ans', 'de Paris'],
      'en-US': ['I want to travel', 'February 12th to the 14th', 'Annecy', 'two adults and two kids', 'six and nine', 'from Paris'],
    } as const;
    const told = tellAll(begin(locale), words[locale]);
    expect(told.told.filter((speech) => speech.endsWith('?')).length).toBeLessThanOrEqual(6);
    expect(told.state.trip.phase).toBe('choosing');
  });

  test('children who join later bring no question back', () => {
    const more = { 'fr-FR': 'on vient avec un enfant finalement', 'en-US': 'we are bringing a child after all' } as const;
    const two = {
      'fr-FR': 'un hôtel à Annecy du 12 au 14 février pour deux',
      'en-US': 'a hotel in Annecy from February 12th to the 14th for two',
    } as const;
    const joined = tellAll(begin(locale), [two[locale], more[locale]]);
    expect(pendingOf(joined)).not.toBe('ages');
    expect(joined.state.trip.phase).toBe('choosing');
  });

  test('a baby beside children who were told joins them', () => {
    const baby = { 'fr-FR': 'ah et un bébé aussi', 'en-US': 'oh and a baby too' } as const;
    const known = tellAll(asked, [ANSWERS[locale][0]?.[0] ?? '', baby[locale]]);
    expect(partyOf(known)).toMatchObject({ adults: 2, children: 3, childAges: [1, 8, 10] });
  });
});

describe.each(LOCALES)('those who were counted by heads, in %s', (locale) => {
  const four = {
    'fr-FR': ['un hôtel à Annecy du 12 au 14 février pour une famille de quatre', 'un hôtel à Annecy du 12 au 14 février, on est quatre'],
    'en-US': [
      'a hotel in Annecy from February 12th to the 14th for a family of four',
      'a hotel in Annecy from February 12th to the 14th, there are four of us',
    ],
  } as const;
  const ages = {
    'fr-FR': ['les enfants ont 7 et 12 ans', 'deux enfants de 7 et 12 ans', 'nos enfants ont sept ans et douze ans'],
    'en-US': ['kids are 7 and 12', 'the kids are 7 and 12', 'two children aged 7 and 12'],
  } as const;
  const besides = {
    'fr-FR': ['et aussi deux enfants de 7 et 12 ans', 'on vient avec deux enfants de 7 et 12 ans en plus'],
    'en-US': ['plus two children aged 7 and 12', "and we're bringing two kids aged 7 and 12"],
  } as const;

  test.each(four[locale].flatMap((wish) => ages[locale].map((told) => [wish, told] as const)))(
    '“%s”, “%s” are two of the four',
    (wish, told) => {
      expect(partyOf(tellAll(begin(locale), [wish, told]))).toMatchObject({ adults: 2, children: 2, childAges: [7, 12] });
    },
  );

  test.each(besides[locale])('“%s” come besides', (told) => {
    expect(partyOf(tellAll(begin(locale), [four[locale][1], told]))).toMatchObject({ adults: 4, children: 2, childAges: [7, 12] });
  });

  test('adults who were counted as such stay adults', () => {
    const adults = {
      'fr-FR': 'un hôtel à Annecy du 12 au 14 février, quatre adultes',
      'en-US': 'a hotel in Annecy from February 12th to the 14th, four adults',
    } as const;
    expect(partyOf(tellAll(begin(locale), [adults[locale], ages[locale][0]]))).toMatchObject({ adults: 4, children: 2 });
  });
});
