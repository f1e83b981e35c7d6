import { begin, tell, tellAll } from '../support/play.ts';

const FLIGHT = {
  'fr-FR': 'un vol de Paris à Nice le 5 décembre pour deux, aller simple, pas de budget',
  'en-US': 'a flight from London to Nice on December 5th for two, one way, no budget',
} as const;
type Locale = keyof typeof FLIGHT;

const asked = (locale: Locale, words: string) => tell(tell(begin(locale), FLIGHT[locale]), words);

describe('what is asked of a journey on the list', () => {
  test.each<[Locale, string]>([
    ['fr-FR', "c'est quel aéroport ?"],
    ['fr-FR', "c'est quelle gare ?"],
    ['fr-FR', 'on part de quel aéroport'],
    ['fr-FR', "ça part d'où ?"],
    ['fr-FR', 'il arrive où le premier ?'],
    ['en-US', 'which airport is it?'],
    ['en-US', "what's the airport?"],
    ['en-US', 'which station does it leave from?'],
    ['en-US', 'where does the first one leave from?'],
    ['en-US', 'where does it land?'],
  ])('both its ends are named, in %s: “%s”', (locale, words) => {
    const { speech, state } = asked(locale, words);
    expect(speech).toMatch(/(?:Charles de Gaulle|Heathrow).*Nice/);
    expect(speech).not.toMatch(/heures|[ap]\.m\./);
    expect(state.trip.phase).toBe('choosing');
  });

  test.each<[Locale, string, RegExp]>([
    ['fr-FR', 'le premier dure combien de temps', /^Trois heures quinze.* 8 heures 10.* 11 heures 25/],
    ['fr-FR', "c'est combien de temps le deuxième", /^Trois heures quinze.* 7 heures 10/],
    ['fr-FR', 'le premier arrive à quelle heure', /8 heures 10, arrivée à 11 heures 25/],
    ['fr-FR', 'à quelle heure on arrive avec le premier', /8 heures 10, arrivée à 11 heures 25/],
    ['en-US', 'how long is the first one', /^Two hours and fifteen minutes.* 8:10 a\.m\. .* 11:25/],
    ['en-US', "how long's the flight on the second", /^Two hours and fifteen minutes.* 7:10 a\.m\./],
    ['en-US', 'what time does the first one get in', /8:10 a\.m\. and arrives at 11:25/],
  ])('its hours are told, and how long it takes where that is asked, in %s: “%s”', (locale, words, said) => {
    const { speech, state } = asked(locale, words);
    expect(speech).toMatch(said);
    expect(speech).not.toMatch(/météo|weather/);
    expect(state.trip.brief.start).toBe('2026-12-05');
  });

  test.each<[Locale, string]>([
    ['fr-FR', "l'escale du deuxième est longue ?"],
    ['fr-FR', 'le deuxième il fait escale où'],
    ['fr-FR', 'il y a une escale avec le deuxième ?'],
    ['fr-FR', 'le premier est direct ?'],
    ['fr-FR', 'lequel est direct ?'],
    ['en-US', "how long's the stopover on the second"],
    ['en-US', 'how many stops does the second one have'],
    ['en-US', 'is the first one direct?'],
  ])('that it is direct is said, and nothing is taken, in %s: “%s”', (locale, words) => {
    const { speech, state } = asked(locale, words);
    expect(speech).toMatch(/^(?:C'est|It's) direct\./);
    expect(state.trip.bookings).toEqual([]);
    expect(state.trip.brief.start).toBe('2026-12-05');
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'sans escale'],
    ['en-US', 'I want it direct'],
  ])('and a wish for it is met by all that are, in %s', (locale, words) => {
    expect(asked(locale, words).speech).toMatch(/^(?:Tous proposent|They all have)/);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'le 2 décembre plutôt'],
    ['en-US', 'on the second of December instead'],
  ])('but a day is a day, in %s: “%s”', (locale, words) => {
    expect(asked(locale, words).state.trip.brief.start).toBe('2026-12-02');
  });
});

const HOTEL = {
  'fr-FR': ['un hôtel à Lyon pour deux du 5 au 8 décembre, sans budget', 'la première est où ?'],
  'en-US': ['a hotel in Bath for two from December 5th to the 8th, no budget', 'how far is the first one from the centre?'],
} as const;

describe('which of the list, after one was spoken of', () => {
  test.each<[Locale, string]>([
    ['fr-FR', 'laquelle a le petit-déjeuner ?'],
    ['fr-FR', 'lesquels comprennent le petit déjeuner ?'],
    ['fr-FR', "est-ce qu'il y en a avec le petit déjeuner ?"],
    ['fr-FR', 'et les autres, ils ont le petit déjeuner ?'],
    ['en-US', 'which one has breakfast?'],
    ['en-US', 'which of them have breakfast?'],
    ['en-US', 'do any of them have breakfast?'],
    ['en-US', 'what about the others, do they have breakfast?'],
  ])('is told of all of them, in %s: “%s”', (locale, words) => {
    expect(tellAll(begin(locale), [...HOTEL[locale], words]).speech).toMatch(/^(?:Avec le petit déjeuner|With breakfast).* Les Mélèzes, /);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'lequel est annulable ?'],
    ['en-US', 'which ones can I cancel?'],
  ])('can be left is told of each, in %s', (locale, words) => {
    const { speech } = tellAll(begin(locale), [...HOTEL[locale], words]);
    expect(speech).toMatch(/Le Refuge ?: non.*Les Mélèzes ?: .*La Grande Ourse ?: /);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'le petit déjeuner est compris ?'],
    ['en-US', 'is breakfast included?'],
  ])('is not meant by a question about it, in %s', (locale, words) => {
    expect(tellAll(begin(locale), [...HOTEL[locale], words]).speech).toMatch(/^(?:Non|No), /);
  });

  test('and any of them is no question', () => {
    expect(tellAll(begin('fr-FR'), [...HOTEL['fr-FR'], 'peu importe lequel']).speech).toMatch(/On prend Le Refuge/);
  });
});
