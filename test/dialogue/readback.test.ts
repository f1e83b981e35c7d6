import { readbackOf } from '../../shared/dialogue/readback.ts';
import { sentencesOf } from '../../shared/rendering/speech.ts';
import { at, LOCALES } from '../support/phases.ts';
import { contextOf, tell } from '../support/play.ts';

const words = (text: string): number => text.split(/\s+/).filter((token) => /[\p{L}\p{N}]/u.test(token)).length;

/** Every vendor, what, when, price, terms; then the total, what is due now, the law, what is passed on, the phrase. */
const ITEMS = {
  'fr-FR': [
    'au nom de Camille Martin, pour deux',
    "Avec Bruyere : un Duster quatre roues motrices, équipé neige, à l'aéroport de Lyon, du samedi",
    'conducteur de plus de 22 ans',
    '310 euros 95 maintenant ; non remboursable',
    'Avec Le Refuge : une chambre aux Arcs, cinq nuits',
    'Avec Skis 2 : deux équipements complets',
    'Nantes-Lyon le samedi 20 mars à 8 heures 10, retour le jeudi 25 à 8 heures 10',
    "un bagage chacun, pièces d'identité à présenter",
    'En tout, 1243 euros 80 taxes comprises',
    'rétractation',
    'Ils ne recevront que votre nom.',
    'En disant « je confirme et je paie », vous vous engagez à payer ces 1243 euros 80.',
  ],
  'en-US': [
    'for Sarah Cole, party of two',
    'With Bruyere: a four-wheel-drive Duster with winter tires, at Lyon airport, Saturday',
    'driver over 22',
    '310 euros 95 now; non-refundable',
    'With Le Refuge: one room in Les Arcs, five nights',
    'With Skis 2: two mid-range sets with boots',
    'London Heathrow to Lyon on Saturday March 20th at 8:10 a.m., back Thursday the 25th at 8:10 a.m.',
    'one bag each; bring your ID',
    '1,243 euros 80 with all taxes',
    'no cooling-off period',
    'The sellers only get your name.',
    'Saying "I confirm and pay" commits you to paying those 1,243 euros 80.',
  ],
} as const;

describe.each(LOCALES)('the read-back of a whole trip in %s', (locale) => {
  const half = at(locale, 'confirming, half read');
  const text = readbackOf(half.state.trip, contextOf(half));
  const breaths = text.breaths.map((says) => sentencesOf(says, { locale, timeZone: 'Europe/Paris', now: half.now }).join(' '));

  test('is cut between vendors, each breath within a hundred words and six hundred characters', () => {
    expect(breaths.length).toBeGreaterThan(1);
    for (const breath of breaths) {
      expect(words(breath)).toBeLessThanOrEqual(100);
      expect(breath.length).toBeLessThanOrEqual(600);
    }
  });

  test.each(ITEMS[locale])('says “%s”', (words) => {
    expect(breaths.join(' ')).toContain(words);
  });

  test('one hash covers all breaths; another name is another text', () => {
    const renamed = { ...half.state.trip, leadName: { family: 'Lefébure' } };
    expect(readbackOf(half.state.trip, contextOf(half)).hash).toBe(text.hash);
    expect(readbackOf(renamed, contextOf(half)).hash).not.toBe(text.hash);
  });

  test('where sellers sell apart, each has its own phrase and there is no common sum', () => {
    const apart = { ...contextOf(half), settings: { operatorRole: 'intermediary' as const, sandbox: true } };
    const first = readbackOf(half.state.trip, apart);
    expect(first.bookings).toHaveLength(1);
    expect(first.total).toEqual(first.bookings[0]?.offer.total);
  });

  test('a plain yes reads on, and the last breath asks for the phrase', () => {
    const yes = locale === 'fr-FR' ? 'oui' : 'yes';
    let on = half;
    for (let i = 1; i < breaths.length; i++) on = tell(on, yes);
    expect(on.state.trip.talk.pending?.type).toBe('confirm');
    expect(on.state.trip.readback?.spoken).toBe(breaths.length);
  });
});
