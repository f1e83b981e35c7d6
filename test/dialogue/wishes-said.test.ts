import { localeData } from '../../locales/grammar.ts';
import { CATEGORIES } from '../../shared/trip/brief.ts';
import { CATEGORY } from '../../shared/trip/categories.ts';
import { phrasesOf } from '../support/keys.ts';
import { begin, GOOD, hearingOf, type Outside, tell, tellAll } from '../support/play.ts';

const LOCALES = ['fr-FR', 'en-US'] as const;

/** What is heard, the wish as it is said back. */
const SAID: Readonly<Record<(typeof LOCALES)[number], readonly (readonly [said: string, back: string])[]>> = {
  'fr-FR': [
    ['un hôtel à Annecy du 12 au 14 février pour deux avec vue sur le lac', 'avec une vue sur le lac'],
    ['un hôtel à Annecy du 12 au 14 février pour deux, au calme', 'au calme'],
    ['un hôtel à Annecy du 12 au 14 février pour deux, avec ascenseur', 'avec un ascenseur'],
    ['un hôtel à Annecy du 12 au 14 février avec un lit bébé', 'avec un lit bébé'],
    ['un hôtel à Annecy du 12 au 14 février en demi-pension', 'avec la demi-pension'],
    ["une chambre d'hôtes à Annecy du 12 au 14 février pour deux", "en chambre d'hôtes"],
    ['un hôtel à Annecy du 12 au 14 février, lits jumeaux et climatisation', 'avec des lits jumeaux, avec la climatisation'],
    ['un hôtel à Annecy du 12 au 14 février, ma mère ne peut pas monter les escaliers', 'avec un ascenseur'],
    ['un vol Marseille Londres du 12 au 14 février en classe affaires', 'en classe affaires'],
    ['un train Paris Bruxelles du 12 au 14 février, première classe', 'en première classe'],
    ['des skis à Tignes du 22 au 26 février, débutant, avec casque', 'avec les casques, niveau débutant'],
    ['une table à Paris demain à 20 heures, une personne est vegan', 'avec une carte végane'],
    ['un chalet à Tignes du 6 au 13 février au pied des pistes', 'dans un chalet, au pied des pistes'],
  ],
  'en-US': [
    ['a hotel in Annecy from February 12th to the 14th for two with a view of the lake', 'with a lake view'],
    ['a hotel in Annecy from February 12th to the 14th for two, somewhere quiet', 'somewhere quiet'],
    ['a hotel in Annecy from February 12th to the 14th for two with a lift', 'with an elevator'],
    ['a hotel in Annecy from February 12th to the 14th with a crib', 'with a crib'],
    ['a hotel in Annecy from February 12th to the 14th, half board', 'with half board'],
    ['a B&B in Annecy from February 12th to the 14th for two', 'in a bed and breakfast'],
    ['a hotel in Annecy from February 12th to the 14th, twin beds and air conditioning', 'with twin beds, with air conditioning'],
    ["a hotel in Annecy from February 12th to the 14th, my mother can't do stairs", 'with an elevator'],
    ['a flight from Boston to London from February 12th to the 14th in business class', 'in business class'],
    ['a train from Paris to Brussels from February 12th to the 14th in first class', 'in first class'],
    ['ski rental in Tignes from February 22nd to the 26th, beginner, with helmet', 'with helmets, at beginner level'],
    ['a table in Paris tomorrow at 8 p.m., one of us is vegan', 'with vegan dishes'],
    ['a ski-in ski-out chalet in Tignes from February 6th to the 13th', 'right on the slopes, in a chalet'],
  ],
};

describe.each(LOCALES)('wishes in %s', (locale) => {
  test.each(SAID[locale])('"%s" is said back: %s', (opening, back) => {
    expect(tell(begin(locale), opening).told.join(' ').toLowerCase()).toContain(back.toLowerCase());
  });

  test('every one that vendors are asked for has a name', () => {
    const phrases = new Map(phrasesOf(locale));
    const tags = Object.keys(localeData(locale).prefs).flatMap((key) => {
      const [category = '', tag = ''] = (key.split(' +')[0] ?? '')
        .replace(/^ride:/, 'transfer:')
        .replace(/^ski:/, 'ski_hire:')
        .split(':');
      const known = CATEGORIES.find((each) => each === category);
      return known && !tag.startsWith('!') ? [[known, CATEGORY[known].preferences[tag]?.attr ?? tag] as const] : [];
    });
    const unnamed = tags.filter(
      ([category, attr]) => !NAMELESS.has(attr) && !phrases.has(`thing.${attr}`) && !phrases.has(`wish.${category}.${attr}`),
    );
    expect(unnamed).toEqual([]);
    expect(tags.length).toBeGreaterThan(60);
  });
});

/** Kinds of house and car are told with what is found, and what one puts up with is no wish. */
const NAMELESS: ReadonlySet<string> = new Set(['kind', 'drivenWheels', 'seats', 'stop_ok', 'cabin', 'hotel']);

const WHOLE = {
  'fr-FR': {
    opening: 'un hôtel à Annecy du 12 au 14 février pour deux, 900 euros maximum, avec ascenseur',
    none: "Personne n'annonce un ascenseur.",
    first: "mais rien n'annonce un ascenseur",
    asked: ['il y a un ascenseur ?', 'Le vendeur ne le dit pas.'],
  },
  'en-US': {
    opening: 'a hotel in Annecy from February 12th to the 14th for two, 900 euros max, with an elevator',
    none: 'None of them mentions an elevator.',
    first: "but it doesn't mention an elevator",
    asked: ['is there an elevator?', "The seller doesn't say."],
  },
} as const;

/** The dearest house says that it has a lift, or all do. */
const lifts = (all: boolean): Outside => ({
  ...GOOD,
  offers: (request) =>
    GOOD.offers(request).map((offer, i) =>
      offer.item.category === 'lodging' && (all || i === 1)
        ? { ...offer, item: { ...offer.item, has: [...offer.item.has, 'lift'] } }
        : offer,
    ),
});

describe.each(LOCALES)('a wish in the list in %s', (locale) => {
  const { opening, none, first, asked } = WHOLE[locale];

  test('that nobody grants is said once for all', () => {
    const { speech } = tell(begin(locale), opening);
    expect(speech).toContain(none);
    expect(speech).not.toContain(first);
  });

  test('that some grant is said of who does not', () => {
    expect(tell(begin(locale, lifts(false)), opening).speech).toContain(first);
  });

  test('that all grant is no drawback', () => {
    const { speech } = tell(begin(locale, lifts(true)), opening);
    expect(speech).not.toContain(none);
    expect(speech).not.toContain(first);
  });

  test('that is asked after is no wish, and nobody is told that it is there', () => {
    const before = tell(begin(locale), opening.replace(/, (?:avec ascenseur|with an elevator)/, ''));
    expect(hearingOf(before, asked[0])).toMatchObject({ acts: ['ask'] });
    const after = tellAll(before, [asked[0]]);
    expect(after.speech).toContain(asked[1]);
    expect(after.state.trip.brief.needs[0]?.requirements.some(({ attr }) => attr === 'lift')).toBe(false);
  });
});

const CATCH: Readonly<Record<(typeof LOCALES)[number], readonly (readonly [asked: string, answer: string])[]>> = {
  'fr-FR': [
    ["c'est quoi le piège ?", "Le Refuge : l'hébergement n'est pas remboursable."],
    ['il y a un inconvénient au deuxième ?', 'Rien de gênant dans ce que disent les vendeurs.'],
    ['et si ma femme tombe malade ?', 'Avec Le Refuge : non remboursable.'],
  ],
  'en-US': [
    ["what's the catch?", 'Le Refuge: the lodging is non-refundable.'],
    ['any downside to the second one?', 'Nothing in what the sellers say.'],
    ['what happens if she falls ill?', 'With Le Refuge: non-refundable.'],
  ],
};

describe.each(LOCALES)('what may go wrong in %s', (locale) => {
  const listed = tell(begin(locale), WHOLE[locale].opening.replace(/, (?:avec ascenseur|with an elevator)/, ''));

  test.each(CATCH[locale])('"%s" is told from what is stored: %s', (asked, answer) => {
    const after = tell(listed, asked);
    expect(after.speech).toContain(answer);
    expect(after.state.trip.listed).toEqual(listed.state.trip.listed);
  });
});

test.each([
  ['fr-FR', 'une voiture à Bordeaux de vendredi à dimanche', 'on sera cinq', 5],
  ['en-US', 'a car in Bordeaux from Friday to Sunday', 'there are five of us', 5],
])('in %s a car alone is looked for without asking how many ride in it: "%s"', (locale, opening, said, count) => {
  const listed = tell(begin(locale), opening);
  expect(listed.state.trip.phase).toBe('choosing');
  expect(listed.state.trip.brief.party).toBeUndefined();
  const counted = tell(listed, said);
  expect(counted.state.trip.requests.at(-1)?.party.adults).toBe(count);
});
