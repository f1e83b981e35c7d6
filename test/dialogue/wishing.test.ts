import type { Offer } from '../../shared/market/offer.ts';
import { tripView } from '../../shared/rendering/trip-view.ts';
import { begin, GOOD, type Outside, type Play, tell, tellAll } from '../support/play.ts';

const TALKS = {
  'fr-FR': {
    opening: 'un hôtel à Annecy du 12 au 14 février pour deux, 900 euros maximum',
    wish: 'avec un spa si possible',
    sent: 'Les vendeurs le sauront aussi.',
    none: "Aucun vendeur n'a encore répondu là-dessus, ils ont jusqu'à 11 heures 15 : ces prix datent d'avant.",
    some: /Les offres de .+ et .+ datent d'avant\./,
    take: 'le premier',
  },
  'en-US': {
    opening: 'a hotel in Annecy from February 12th to the 14th for two, 900 euros max',
    wish: 'with a spa if possible',
    sent: 'The sellers will know it too.',
    none: 'No seller has answered that yet, they have until 11:15 a.m.: these prices are from before.',
    some: /The offers from .+ and .+ are from before\./,
    take: 'the first one',
  },
} as const;
const LOCALES = ['fr-FR', 'en-US'] as const;

/** Houses with a spa or without, as asked; `again`: which vendors answer to the wish, and with what. */
function houses(spa: boolean, again: (offer: Offer) => Offer | undefined): Outside {
  return {
    ...GOOD,
    offers: (request) => {
      const offers = GOOD.offers(request).map((offer) => withSpa(offer, spa));
      return request.wishes === undefined ? offers : offers.flatMap((offer) => again(offer) ?? []);
    },
  };
}

function withSpa(offer: Offer, spa: boolean): Offer {
  const { item } = offer;
  if (item.category !== 'lodging') return offer;
  const has = item.has.filter((each) => each !== 'spa');
  return { ...offer, item: { ...item, has: spa ? [...has, 'spa'] : has, hasNot: spa ? [] : ['spa'] } };
}

const requestOf = ({ state }: Play) => state.trip.requests.at(-1);
const listedOf = ({ state }: Play) => state.trip.listed.flatMap(({ lines }) => lines);

describe.each(LOCALES)('a wish that is added in %s', (locale) => {
  const { opening, wish, sent, none, some, take } = TALKS[locale];
  const offered = (outside: Outside) => tell(begin(locale, outside), opening);

  test('goes to the vendors as a revision of what they were asked', () => {
    const before = offered(houses(true, (offer) => offer));
    const after = tell(before, wish);
    expect(requestOf(before)).toMatchObject({ id: 'rfo-1', revision: 1 });
    expect(requestOf(after)).toMatchObject({
      id: 'rfo-1',
      revision: 2,
      wishes: 1,
      state: 'open',
      revises: { id: 'rfo-1', changed: ['line'] },
    });
    expect(requestOf(after)?.requirements).toContainEqual({ attr: 'spa', op: 'eq', value: true, strength: 'wish' });
  });

  test('is answered at once where an offer has it, and vendors hear it too', () => {
    const after = tell(offered(houses(true, () => undefined)), wish);
    expect(after.speech).toContain(sent);
    expect(after.speech).not.toContain(none);
    expect(tell(after, take).state.trip.bookings).toHaveLength(1);
  });

  test('is waited for where none has it: a new answer takes the place of what its vendor said before', () => {
    const before = offered(houses(false, (offer) => withSpa(offer, true)));
    const after = tell(before, wish);
    expect(listedOf(after).every((id) => id.endsWith('~1'))).toBe(true);
    expect(after.speech).not.toContain(none);
    expect(after.speech).not.toMatch(some);
  });

  test('that nobody has answered yet leaves the prices of before, and that is said', () => {
    const before = offered(houses(false, () => undefined));
    const after = tell(before, wish);
    expect(after.speech).toContain(none);
    expect(listedOf(after)).toEqual(listedOf(before));
    expect(tell(after, take).state.trip.bookings).toHaveLength(1);
  });

  test('that some have not answered leaves theirs, by name', () => {
    const after = tell(offered(houses(false, (offer) => (offer.vendorId === 'aube' ? withSpa(offer, true) : undefined))), wish);
    expect(after.speech).toMatch(some);
    expect(listedOf(after).filter((id) => id.endsWith('~1'))).toHaveLength(1);
    const { trip, offers } = after.state;
    const voice = { locale, timeZone: 'Europe/Paris', now: after.now };
    const marks = tripView(trip, offers, voice, '').proposals.map(({ lines }) =>
      lines.map(({ offerId, beforeWish }) => [offerId.endsWith('~1'), beforeWish]),
    );
    expect(marks.flat().toSorted()).toEqual([
      [false, true],
      [false, true],
      [true, undefined],
    ]);
  });
});

describe('a wish', () => {
  const { opening, wish } = TALKS['fr-FR'];
  const sameAgain = houses(true, (offer) => offer);

  test('said again, or met again on the same terms, changes nothing', () => {
    const before = tell(begin('fr-FR', sameAgain), opening);
    const once = tell(before, wish);
    expect(listedOf(once).toSorted()).toEqual(listedOf(before).toSorted());
    expect(requestOf(tell(once, wish))).toMatchObject({ revision: 2, wishes: 1 });
  });

  test('is not sent for what is held, nor once nobody may answer any more', () => {
    const held = tellAll(begin('fr-FR', sameAgain), [opening, 'le premier', 'Camille Martin', wish]);
    expect(requestOf(held)?.wishes).toBeUndefined();
    const late = tell({ ...tell(begin('fr-FR', sameAgain), opening), now: '2026-11-21T11:00:00.000Z' }, wish);
    expect(requestOf(late)?.wishes).toBeUndefined();
  });
});
