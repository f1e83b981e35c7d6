import type { Leg, Offer } from '../../shared/market/offer.ts';
import { money } from '../../shared/money.ts';
import { dateOf } from '../../shared/time.ts';
import { BUY, keys } from '../support/booked.ts';
import { LOCALES } from '../support/phases.ts';
import { begin, GOOD, type Outside, type Play, tell, tellAll } from '../support/play.ts';

const WISH = {
  'fr-FR': 'un train de Paris à Lyon du 20 au 25 mars pour deux, sans budget',
  'en-US': 'a train from Paris to Lyon from March 20th to the 25th for two, no budget',
} as const;
const FIRST = { 'fr-FR': 'le premier', 'en-US': 'the first one' } as const;
const NAME = { 'fr-FR': 'Camille Martin', 'en-US': 'Sarah Cole' } as const;
const THREE = { 'fr-FR': 'finalement on sera trois', 'en-US': 'actually there will be three of us' } as const;
const LATER = { 'fr-FR': 'finalement on part le 21', 'en-US': 'actually we leave on the 21st' } as const;

const at = (leg: Leg, hour: string): Leg => ({
  ...leg,
  departs: `${dateOf(leg.departs)}T${hour}`,
  arrives: `${dateOf(leg.departs)}T22:00`,
});

/** One seller with a train at each of these hours, each cheaper than the one before. */
function trainsAt(hours: (request: Parameters<Outside['offers']>[0]) => readonly string[]): Outside {
  const offers: Outside['offers'] = (request) => {
    const [first] = GOOD.offers(request);
    if (first?.item.category !== 'train') return GOOD.offers(request);
    const { item } = first;
    return hours(request).map((hour, i): Offer => {
      const vendorOfferId = `at-${hour}`;
      const total = money(first.total.minor - i * 1000);
      const id = `${first.requestId}/${first.vendorId}/${vendorOfferId}`;
      return { ...first, id, vendorOfferId, total, item: { ...item, outbound: at(item.outbound, hour) } };
    });
  };
  return { ...GOOD, offers };
}

const bought = (locale: (typeof LOCALES)[number], outside: Outside) =>
  tellAll(begin(locale, outside), [WISH[locale], FIRST[locale], NAME[locale], BUY[locale]]);
const found = ({ state }: Play) => {
  const { pending } = state.trip.talk;
  const id = pending?.type === 'cancel' ? pending.found?.lines[0] : undefined;
  const item = state.offers.find((offer) => offer.id === id)?.item;
  return item?.category === 'train' ? item.outbound.departs : undefined;
};

describe.each(LOCALES)('a train that is booked and asked for anew, in %s', (locale) => {
  let asked = 0;
  const once = (first: readonly string[], then: readonly string[]) => {
    const seen = new Set<string>();
    return trainsAt(({ id }) => {
      seen.add(id);
      asked = seen.size;
      return seen.size > 1 ? then : first;
    });
  };

  test('is the one of the same hour, although its seller has a cheaper one', () => {
    const play = tell(bought(locale, once(['17:45'], ['17:45', '06:20'])), THREE[locale]);
    expect(asked).toBe(2);
    expect(found(play)).toBe('2027-03-20T17:45');
    expect(keys(play)).not.toContain('rebook.hours');
  });

  test('on another day too', () => {
    const play = tell(bought(locale, once(['17:45'], ['17:45', '06:20'])), LATER[locale]);
    expect(found(play)).toBe('2027-03-21T17:45');
  });

  test('says its hours before anything is left, where they are others', () => {
    const play = tell(bought(locale, once(['17:45'], ['06:20'])), THREE[locale]);
    expect(found(play)).toBe('2027-03-20T06:20');
    expect(keys(play)).toContain('rebook.hours');
    expect(play.speech).toMatch(locale === 'fr-FR' ? /6 heures 20/ : /6:20 a\.m\./);
  });
});
