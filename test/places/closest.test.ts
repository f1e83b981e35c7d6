import { closest } from '../../shared/places/places.ts';
import misspelt from './misspelt.json' with { type: 'json' };

const LOCALES = ['fr-FR', 'en-US'] as const;

/** Not taken from the lists of everyday words alone: what people answer when asked where from, and what is heard beside it. */
const NO_PLACES = {
  'fr-FR':
    "voiture|bonjour|hôtel|merci|demain|samedi|mercredi|personne|rien|je ne sais pas|peu importe|plus tard|restaurant|avion|train|deux adultes|un enfant|quatre personnes|oui|non|peut-être|la semaine prochaine|en février|mars|août|budget|moins cher|répète|stop|aide|annule|skis|chaussures|forfait|location|mille|chien|piscine|neige|soleil|famille|copains|vacances|matin|lundi|jeudi|n'importe où|chez moi|maison|là-bas|pardon|d'accord|attendez|sans la voiture|celui-là|bientôt|téléphone|table|qu'est-ce que vous proposez|le plus tôt possible|une chambre double|comme la dernière fois|je réfléchis",
  'en-US':
    "car|hello|hotel|thanks|tomorrow|saturday|wednesday|nobody|nothing|i don't know|whatever|later|restaurant|flight|train|two adults|one child|four people|yes|no|maybe|next week|in february|march|june|budget|cheaper|repeat|stop|help|cancel|skis|boots|pass|rental|thousand|dog|pool|breakfast|snow|family|friends|weekend|morning|monday|anywhere|home|here|there|sorry|what|okay|great|wait|start over|without the car|that one|quickly|phone|table|what do you suggest|as early as possible|a double room|same as last time|let me think",
} as const;

function found(text: string, locale: string): string {
  const resolution = closest(text, { locale, expected: true, answer: true });
  return resolution.type === 'found' ? resolution.place.id : resolution.type;
}

/** The likeliest place, also where the concierge asks which namesake is meant. */
function likeliest(text: string, locale: string): string | undefined {
  const resolution = closest(text, { locale, expected: true, answer: true });
  return resolution.type === 'ambiguous' ? resolution.candidates[0]?.id : found(text, locale);
}

describe('misspelt and misheard places', () => {
  // Every third: `npm run eval` counts them all, and each takes thirty milliseconds.
  test('96 in 100 are found', () => {
    const all = LOCALES.flatMap((locale) => Object.entries(misspelt[locale]).map(([text, id]) => ({ locale, text, id })));
    const cases = all.filter((_, i) => i % 3 === 0);
    const missed = cases.filter(({ locale, text, id }) => likeliest(text, locale) !== id);
    expect(cases.length).toBeGreaterThanOrEqual(72);
    expect({ missed: missed.map(({ text }) => text), share: missed.length / cases.length <= 0.04 }).toMatchObject({ share: true });
  });

  test.each(['valtorens', 'courche vel', 'chamoni', 'shamonix', 'maribel', 'tigne', 'la klusaz', 'nante', 'bordo'] as const)(
    '%s is found',
    (text) => {
      expect(found(text, 'fr-FR')).toBe(misspelt['fr-FR'][text]);
    },
  );

  test('a name misheard that two places bear is asked about, unless the trip is to the snow', () => {
    expect(closest('les arques', { locale: 'fr-FR', expected: true }).type).toBe('ambiguous');
    expect(closest('les arques', { locale: 'fr-FR', expected: true, activity: 'ski' })).toMatchObject({ place: { id: 'resort:les-arcs' } });
  });

  test.each(LOCALES)('%s: what is no place stays none', (locale) => {
    const places = NO_PLACES[locale].split('|').filter((text) => found(text, locale) !== 'none');
    expect(places).toEqual([]);
  });
});
