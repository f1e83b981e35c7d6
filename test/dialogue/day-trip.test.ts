import { begin, tellAll } from '../support/play.ts';

const categories = (locale: string, ...lines: readonly string[]) =>
  tellAll(begin(locale), lines)
    .state.trip.brief.needs.map(({ category }) => category)
    .toSorted();

describe('there and back on one day', () => {
  test.each([
    ['fr-FR', 'une journée à Paris samedi en train depuis Lyon pour deux'],
    ['fr-FR', 'aller à Paris en train pour la journée samedi depuis Lyon à deux'],
    ['fr-FR', 'un aller-retour dans la journée à Paris samedi depuis Lyon en train à deux'],
    ['fr-FR', 'un aller-retour Lyon Paris samedi dans la journée en train à deux'],
    ['fr-FR', 'un train Lyon Paris samedi à 7 heures, retour vers 19 heures, à deux'],
    ['fr-FR', 'un train Lyon Paris samedi matin à deux, on rentre le soir'],
    ['en-US', 'day trip to Paris by train from Lyon on Saturday for two'],
    ['en-US', 'we want to go to Paris for the day on Saturday from Lyon by train, two adults'],
    ['en-US', 'a day return from Lyon to Paris by train on Saturday for two'],
    ['en-US', 'a train from Lyon to Paris on Saturday at 7 a.m., back around 7 p.m., for two'],
    ['en-US', 'a train from Lyon to Paris on Saturday morning for two, back in the evening'],
  ])('%s, “%s”: one is back the same day, and nobody asks when or where one sleeps', (locale, words) => {
    const { phase, brief } = tellAll(begin(locale), [words]).state.trip;
    expect(brief).toMatchObject({ start: '2026-11-28', end: '2026-11-28' });
    expect(brief.needs.map(({ category }) => category)).toEqual(['train']);
    expect(phase).toBe('choosing');
  });

  test.each([
    ['fr-FR', 'une journée à Paris depuis Lyon pour deux', 'samedi', ['train']],
    ['fr-FR', 'une journée de ski à Valmorel depuis Lyon samedi à deux', 'non merci', ['train', 'transfer']],
    ['en-US', 'a day trip to Paris from Lyon for two', 'Saturday', ['train']],
    ['en-US', 'a day of skiing in Valmorel from Lyon on Saturday, two adults', 'no thanks', ['train', 'transfer']],
  ])('%s, “%s”: no bed is looked for', (locale, words, then, wanted) => {
    expect(categories(locale, words, then)).toEqual(wanted);
  });

  test.each([
    ['fr-FR', 'une journée de ski à Valmorel depuis Lyon samedi à deux', 'oui', /skis et des forfaits \?$/],
    ['en-US', 'a day of skiing in Valmorel from Lyon on Saturday, two adults', 'yes', /skis and (?:lift )?passes.*\?$/],
  ])('%s, on snow: skis and passes are offered, and come with a yes', (locale, words, yes, offered) => {
    expect(tellAll(begin(locale), [words]).speech).toMatch(offered);
    expect(categories(locale, words, yes)).toEqual(['ski_hire', 'ski_pass', 'train', 'transfer']);
  });

  test.each([
    ['fr-FR', 'un 4x4 pour une journée à Annecy', 'samedi'],
    ['en-US', 'a car for the day in Annecy', 'on Saturday'],
  ])('%s, “%s”: a car is back the same day', (locale, words, then) => {
    expect(tellAll(begin(locale), [words, then]).state.trip.brief).toMatchObject({ start: '2026-11-28', end: '2026-11-28' });
  });

  test.each([
    ['fr-FR', 'un train Lyon Paris samedi à deux', 'après 18 heures pour le retour'],
    ['fr-FR', 'un train Lyon Paris samedi à deux', 'on rentre le soir'],
    ['en-US', 'a train from Lyon to Paris on Saturday for two', 'after 6 p.m. for the way back'],
    ['en-US', 'a train from Lyon to Paris on Saturday for two', 'back in the evening'],
  ])('%s, “%s”, asked when one is back: “%s” is that day', (locale, words, then) => {
    expect(tellAll(begin(locale), [words, then]).state.trip.brief).toMatchObject({ start: '2026-11-28', end: '2026-11-28' });
  });

  test.each([
    ['fr-FR', 'un train et un hôtel à Paris depuis Lyon samedi à deux, retour le soir'],
    ['fr-FR', 'un train Lyon Paris samedi à deux, retour le matin'],
    ['fr-FR', 'un train Lyon Paris samedi pour trois nuits à deux, retour le soir'],
    ['en-US', 'a train and a hotel in Paris from Lyon on Saturday for two, back in the evening'],
    ['en-US', 'a train from Lyon to Paris on Saturday for two, back in the morning'],
  ])('%s, “%s” is longer than a day', (locale, words) => {
    expect(tellAll(begin(locale), [words]).state.trip.brief.end).not.toBe('2026-11-28');
  });

  test('a day beside a stay leaves the stay as long as it is', () => {
    const { brief } = tellAll(begin('en-US'), ['a hotel in Ghent from March 3rd to the 7th for two, and a day trip to Bruges']).state.trip;
    expect(brief).toMatchObject({ start: '2027-03-03', end: '2027-03-07' });
  });
});

describe('a dinner on a weekend away', () => {
  test.each([
    [
      'fr-FR',
      'un week-end à Londres en train depuis Lyon du 12 au 14 décembre à deux, avec un dîner le samedi',
      /Je m'occupe aussi d'un hébergement \?$/,
      /Vous mangez vers quelle heure \?$/,
    ],
    [
      'en-US',
      'a long weekend in London by train from Paris, two of us, 11 to 14 December, and a nice dinner on the Saturday',
      /Should I find a place to stay as well\?$/,
      /[Ww]hat time would you like to eat\?$/,
    ],
  ])('%s: a bed is offered all the same, and the hour is asked of the meal', (locale, words, bed, hour) => {
    const asked = tellAll(begin(locale), [words]);
    expect(asked.speech).toMatch(bed);
    expect(tellAll(begin(locale), [words, locale === 'fr-FR' ? 'oui' : 'yes']).speech).toMatch(hour);
  });
});

test.each([
  ['fr-FR', ['une journée de ski à Valmorel depuis Lyon samedi à deux', '3000 euros', 'on sera trois'], 'Sans skis ni forfaits, donc.'],
  ['en-US', ['a day of skiing in Valmorel from Lyon on Saturday, two adults', '3000 euros', 'three of us'], 'No skis or passes, then.'],
])('%s: where skis and passes were asked about in vain, those are what is left out', (locale, lines, said) => {
  const { speech } = tellAll(begin(locale), lines);
  expect(speech).toContain(said);
  expect(speech).not.toMatch(/hébergement|hotel/i);
});
