import { begin, type Play, tell } from '../support/play.ts';

const LIST = {
  'fr-FR': 'un hôtel à Lyon pour deux du 5 au 8 décembre, sans budget',
  'en-US': 'a hotel in Bath for two from December 5th to the 8th, no budget',
} as const;
type Locale = keyof typeof LIST;

const listed = (locale: Locale) => tell(begin(locale), LIST[locale]);
const takenAt = ({ state }: Play) => state.trip.bookings.map(({ offer }) => Math.ceil(offer.total.minor / 100));
const ceiling = ({ state }: Play) => state.trip.brief.budget?.max;

describe('the cheap one of the list', () => {
  test.each<[Locale, string]>([
    ['fr-FR', 'ok la moins chère'],
    ['fr-FR', 'bon bah le pas cher alors'],
    ['fr-FR', 'celui qui est pas cher'],
    ['fr-FR', "l'hôtel pas cher"],
    ['en-US', 'ok the cheap one'],
    ['en-US', "we'll go cheap"],
    ['en-US', 'the cheap hotel'],
    ['en-US', 'the cheaper of the two'],
    ['en-US', "I'd go for the less expensive"],
  ])('is the cheapest, and taken, in %s: “%s”', (locale, words) => {
    expect(takenAt(tell(listed(locale), words))).toEqual([311]);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'quelque chose de pas cher'],
    ['fr-FR', 'il y en a un pas cher ?'],
    ['en-US', 'a cheap one'],
    ['en-US', 'is there a cheap one?'],
    ['en-US', 'not the cheap one'],
  ])('is not taken where one is looked for or asked about, in %s: “%s”', (locale, words) => {
    const after = tell(listed(locale), words);
    expect(takenAt(after)).toEqual([]);
    expect(after.speech).not.toMatch(/Mélèzes/);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'la plus chère'],
    ['en-US', 'the most expensive one'],
  ])('and so is the dearest, in %s', (locale, words) => {
    expect(takenAt(tell(listed(locale), words))).toEqual([521]);
  });
});

describe('one of the list by its price', () => {
  test.each<[Locale, string]>([
    ['fr-FR', 'celle à quatre cent un euros'],
    ['fr-FR', 'celui à 401'],
    ['fr-FR', 'le 401 euros'],
    ['en-US', 'the 401 euro one'],
    ['en-US', 'the €401 one'],
    ['en-US', 'the one for 401'],
  ])('is taken, in %s: “%s”', (locale, words) => {
    const after = tell(listed(locale), words);
    expect(takenAt(after)).toEqual([401]);
    expect(ceiling(after)).toBeUndefined();
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'celui à cent vingt euros'],
    ['fr-FR', 'celui à 450'],
    ['fr-FR', 'je prends celui à 3000'],
    ['en-US', 'the 120 euro one'],
    ['en-US', 'the one at 450 euros'],
    ['en-US', 'the 450 one'],
  ])('that nothing has is said to be none of them, and no ceiling, in %s: “%s”', (locale, words) => {
    const after = tell(listed(locale), words);
    expect(takenAt(after)).toEqual([]);
    expect(ceiling(after)).toBeUndefined();
    expect(after.speech).toMatch(/^(?:Là, rien n'est à|Nothing here is) (?:120|450|3000) euros\./);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'un truc à 350 euros'],
    ['fr-FR', '350 euros max'],
    ['en-US', 'the one under 350 euros'],
    ['en-US', 'something for 350 euros'],
  ])('is a ceiling where no one of them is meant, in %s: “%s”', (locale, words) => {
    expect(ceiling(tell(listed(locale), words))).toEqual({ minor: 35000, currency: 'EUR' });
  });
});
