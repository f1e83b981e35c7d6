import { begin, type Play, tellAll } from '../support/play.ts';

type Locale = 'fr-FR' | 'en-US';
const BED = {
  'fr-FR': 'un hôtel à Valence du 20 au 22 mars pour deux',
  'en-US': 'a hotel in Valence from March 20th to 22nd for two',
} as const;
const whereOf = ({ state }: Play) => state.trip.brief.where;
const countryOf = (play: Play) => whereOf(play)?.map((id) => id.split(':')[1]);

describe('one of two towns of one name', () => {
  test.each<[Locale, readonly string[], string]>([
    ['fr-FR', ['non, en France'], 'FR'],
    ['fr-FR', ['la française'], 'FR'],
    ['fr-FR', ["celle d'Espagne"], 'ES'],
    ['fr-FR', ['non, l’espagnole'], 'ES'],
    ['en-US', ['no, the French one'], 'FR'],
    ['en-US', ['the Spanish one, please'], 'ES'],
    ['en-US', ['the one in Spain'], 'ES'],
  ])('is told by its country where it is asked, in %s: %j', (locale, words, country) => {
    expect(countryOf(tellAll(begin(locale), [BED[locale], ...words]))).toEqual([country]);
  });

  test.each<[Locale, readonly string[], string]>([
    ['fr-FR', ['en Espagne', 'non, en France'], 'FR'],
    ['fr-FR', ['en France', "non, celle d'Espagne"], 'ES'],
    ['fr-FR', ['en France', 'non, l’espagnole'], 'ES'],
    ['en-US', ['the Spanish one', 'no, the French one'], 'FR'],
    ['en-US', ['the French one', 'no, in Spain'], 'ES'],
    ['en-US', ['the one in Spain', 'no, in France'], 'FR'],
  ])('gives way to the other once it is taken, in %s: %j', (locale, words, country) => {
    const play = tellAll(begin(locale), [BED[locale], ...words]);
    expect(countryOf(play)).toEqual([country]);
    expect(play.state.trip.brief.origin).toBeUndefined();
  });

  test.each<[Locale, string, string, readonly string[]]>([
    ['fr-FR', 'un hôtel à Lisbonne du 20 au 22 mars pour deux', 'non, en Italie', ['country:IT']],
    ['en-US', 'a hotel in Lisbon from March 20th to 22nd for two', 'no, in Italy', ['country:IT']],
  ])('is none where there is no other, in %s: “%s”, “%s”', (locale, wish, words, where) => {
    expect(whereOf(tellAll(begin(locale), [wish, words]))).toEqual(where);
  });

  test.each<[Locale, string, string]>([
    ['fr-FR', 'un restaurant italien à Paris le 20 mars à 20 heures pour deux', 'le français'],
    ['en-US', 'an Italian restaurant in Paris on March 20th at 8 pm for two', 'the French one'],
  ])('stays for other words, in %s: “%s”, “%s”', (locale, wish, words) => {
    const before = tellAll(begin(locale), [wish]);
    expect(whereOf(tellAll(begin(locale), [wish, words]))).toEqual(whereOf(before));
  });
});
