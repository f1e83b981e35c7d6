import { at, LOCALES } from '../support/phases.ts';
import { type Play, tell, turn } from '../support/play.ts';

const SECOND = { 'fr-FR': 'le deuxième', 'en-US': 'the second one' } as const;
const LAST = { 'fr-FR': 'le dernier', 'en-US': 'the last one' } as const;

/** Offers are on the table, and a better one has just come in. */
function overtaken(locale: (typeof LOCALES)[number]): Play {
  const play = at(locale, 'choosing');
  const [model] = play.state.offers;
  if (model?.item.category !== 'lodging') throw new Error('no such phase');
  const late = {
    ...model,
    id: model.id.replace('aube', 'zephyr'),
    vendorId: 'zephyr',
    vendorName: 'Zephyr',
    item: { ...model.item, name: 'Le Tard Venu', centreMinutes: 1, stars: 4 },
    total: { minor: 9_900, currency: 'EUR' },
    dueAtDestination: { minor: 9_900, currency: 'EUR' },
  };
  return { ...play, state: { ...play.state, offers: [...play.state.offers, late] } };
}

const held = ({ state }: Play) => state.trip.bookings.map(({ offer }) => offer.id);

describe.each(LOCALES)('an offer that comes between the list and the choice, in %s', (locale) => {
  test('ordinals mean the list last spoken', () => {
    const before = overtaken(locale);
    expect(held(tell(before, SECOND[locale]))).toEqual(before.state.trip.listed[1]?.lines);
  });

  test('it is told once, behind the others, and can then be picked', () => {
    const before = overtaken(locale);
    const told = turn(before, { type: 'news' });
    expect(told.speech).toContain('Le Tard Venu');
    expect(told.state.trip.listed.slice(0, 3)).toEqual(before.state.trip.listed);
    expect(turn(told, { type: 'news' }).speech).not.toContain('Le Tard Venu');
    expect(held(tell(told, LAST[locale]))).toEqual([expect.stringContaining('zephyr')]);
    expect(held(tell(told, SECOND[locale]))).toEqual(before.state.trip.listed[1]?.lines);
  });
});
