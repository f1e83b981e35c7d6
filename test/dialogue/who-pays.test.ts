import type { Offer } from '../../shared/market/offer.ts';
import { money } from '../../shared/money.ts';
import { begin, GOOD, type Outside, tell } from '../support/play.ts';

const paying = (pays: (offer: Offer, i: number) => Offer['remuneration']): Outside => ({
  ...GOOD,
  offers: (request) => GOOD.offers(request).map((offer, i) => ({ ...offer, remuneration: pays(offer, i) })),
});
const OPENING = {
  'fr-FR': 'un hôtel à Annecy du 12 au 14 février pour deux, 900 euros maximum',
  'en-US': 'a hotel in Annecy from February 12th to the 14th for two, 900 euros max',
};
const asked = (locale: keyof typeof OPENING, outside: Outside) =>
  tell(tell(begin(locale, outside), OPENING[locale]), locale === 'fr-FR' ? 'qui vous paie ?' : 'who pays you?').says.map(({ key }) => key);

test.each(['fr-FR', 'en-US'] as const)('who pays is answered from what the offers declare, in %s', (locale) => {
  expect(
    asked(
      locale,
      paying(() => ({ kind: 'none' })),
    ),
  ).toContain('who_pays.nobody');
  expect(
    asked(
      locale,
      paying(() => ({ kind: 'commission', amount: money(0) })),
    ),
  ).toContain('who_pays.nobody');
  expect(
    asked(
      locale,
      paying(() => ({ kind: 'fixed', amount: money(1_200) })),
    ),
  ).toEqual(expect.arrayContaining([expect.stringMatching(/^who_pays\.(amount|several)$/)]));
  expect(
    asked(
      locale,
      paying(() => ({ kind: 'commission' })),
    ),
  ).toEqual(expect.arrayContaining([expect.stringMatching(/^who_pays\.(some|several)$/)]));
});
