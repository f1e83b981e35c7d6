import { at, LOCALES } from '../support/phases.ts';
import { type Play, tell } from '../support/play.ts';
import table from './buying.json' with { type: 'json' };

const isBought = ({ state }: Play): boolean => state.trip.bookings.some(({ status }) => status === 'confirmed');

describe.each(LOCALES)('at the whole read-back, in %s', (locale) => {
  const read = at(locale, 'confirming, read whole');
  const { buys, buysNot } = table[locale];

  test.each(buys)('“%s” buys', (words) => {
    expect(isBought(tell(read, words))).toBe(true);
  });

  test.each(buysNot)('“%s” buys nothing', (words) => {
    expect(isBought(tell(read, words))).toBe(false);
  });

  test.each(buys)('“%s” buys nothing in a new session: it is read again first', (words) => {
    const again = tell(read, words, true);
    expect(isBought(again)).toBe(false);
    expect(again.state.trip.talk.pending?.type).toBe('confirm');
  });

  test.each(buys)('“%s” said before the end is answered by reading on', (words) => {
    const half = at(locale, 'confirming, half read');
    const on = tell(half, words);
    expect(isBought(on)).toBe(false);
    expect(on.state.trip.readback?.spoken).toBe(2);
  });
});

describe.each(LOCALES)('where nothing is owed, in %s', (locale) => {
  const free = at(locale, 'confirming, nothing is owed');
  test.each([locale === 'fr-FR' ? 'oui' : 'yes', ...table[locale].buys])('“%s” is enough', (words) => {
    expect(isBought(tell(free, words))).toBe(true);
  });

  test.each([locale === 'fr-FR' ? 'non' : 'no', locale === 'fr-FR' ? 'plus tard' : 'later'])('“%s” books nothing', (words) => {
    expect(isBought(tell(free, words))).toBe(false);
  });

  test('a yes in a new session books nothing', () => {
    expect(isBought(tell(free, locale === 'fr-FR' ? 'oui' : 'yes', true))).toBe(false);
  });
});
