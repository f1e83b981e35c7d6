import type { Offer } from '../../shared/market/offer.ts';
import { begin, GOOD, type Outside, tellAll } from '../support/play.ts';

/** Vendors whose journeys leave at these hours, one each in turn. */
function leavingAt(...hours: readonly string[]): Outside {
  const at = (offer: Offer, time: string): Offer => {
    const { item } = offer;
    if (item.category !== 'train') return offer;
    const [day] = item.outbound.departs.split('T');
    return { ...offer, item: { ...item, outbound: { ...item.outbound, departs: `${day}T${time}`, arrives: `${day}T23:30` } } };
  };
  return { ...GOOD, offers: (request) => GOOD.offers(request).map((offer, i) => at(offer, hours[i % hours.length] ?? '')) };
}

const asked = (locale: string, words: string, outside: Outside) => tellAll(begin(locale, outside), [words]).speech;
const FRENCH = 'un train Paris Lyon vendredi prochain à 18 heures, aller simple, pour deux';
const ENGLISH = 'a train from Paris to Lyon next Friday at 6 pm, one way, for two';

describe('an hour that was asked for', () => {
  test.each([
    ['fr-FR', FRENCH, 'Personne ne part vers 18 heures.'],
    ['en-US', ENGLISH, 'Nobody leaves around 6 p.m.'],
  ])('is said to be nobody’s, in %s', (locale, words, told) => {
    expect(asked(locale, words, leavingAt('06:26', '09:10'))).toContain(told);
  });

  test('is met by whom it may be, and the others say that they do not', () => {
    const speech = asked('fr-FR', FRENCH, leavingAt('06:26', '18:20', '09:10'));
    expect(speech).not.toContain('Personne');
    expect(speech).toContain('18 heures 20');
  });

  test('is not spoken of where all keep to it', () => {
    expect(asked('fr-FR', FRENCH, leavingAt('17:40', '18:20'))).not.toMatch(/Personne|pas à 18 heures/);
  });
});
