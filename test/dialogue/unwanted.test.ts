import { begin, type Play, tell, tellAll } from '../support/play.ts';

const ASKED = {
  'fr-FR': ['un voyage à Toulouse du 3 au 6 mars pour deux', 'de Nantes'],
  'en-US': ['a trip to Toulouse from March 3rd to the 6th for two', 'from Nantes'],
} as const;
type Locale = keyof typeof ASKED;
const asked = (locale: Locale) => tellAll(begin(locale), ASKED[locale]);
const wanted = ({ state }: Play) => state.trip.brief.needs.map(({ category }) => category).toSorted();

describe('what is not wanted is not looked for', () => {
  test.each<[Locale, string]>([
    ['fr-FR', "pas d'hôtel"],
    ['fr-FR', "non finalement pas d'hôtel"],
    ['fr-FR', 'ma fille me loge'],
    ['fr-FR', 'des amis nous hébergent sur place'],
    ['en-US', 'no hotel'],
    ['en-US', 'no hotel after all, please'],
    ['en-US', 'my daughter is putting us up'],
    ['en-US', 'some friends are hosting us there'],
  ])('in %s, “%s”: a bed', (locale, words) => {
    const play = asked(locale);
    expect(wanted(play)).toContain('lodging');
    expect(wanted(tell(play, words))).not.toContain('lodging');
  });

  test.each<[Locale, string]>([
    ['fr-FR', "en train, l'avion me fait peur"],
    ['fr-FR', "j'ai peur en avion, plutôt le train"],
    ['en-US', "by train, I'm scared of flying"],
    ['en-US', 'we hate flying, so by train'],
  ])('in %s, “%s”: a flight', (locale, words) => {
    expect(wanted(tell(asked(locale), words))).toEqual(['lodging', 'train']);
  });

  test.each<[Locale, string]>([
    ['fr-FR', "pas d'hôtel, plutôt un appartement"],
    ['fr-FR', "il n'y a pas d'hôtel ?"],
    ['en-US', 'no hotel, an apartment instead'],
    ['en-US', 'is there no hotel?'],
  ])('in %s, “%s” still wants a bed', (locale, words) => {
    expect(wanted(tell(asked(locale), words))).toContain('lodging');
  });

  test.each<[Locale, string, string]>([
    ['fr-FR', 'un hébergement à Lyon du 12 au 14 mars à deux', "pas d'hôtel"],
    ['en-US', 'a place to stay in Lyon from March 12th to 14th for two', 'no hotel'],
  ])('in %s, of a bed alone only the kind is declined', (locale, wish, words) => {
    expect(wanted(tellAll(begin(locale), [wish, words]))).toEqual(['lodging']);
  });
});
