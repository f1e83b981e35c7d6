import type { Offer } from '../../shared/market/offer.ts';
import { money } from '../../shared/money.ts';
import { addMinutes } from '../../shared/time.ts';
import { begin, GOOD, type Outside, outcome, type Play, tell, tellAll } from '../support/play.ts';

/** Every vendor that is asked takes ten euros off. */
const TEN_LESS: Outside = {
  ...GOOD,
  better: (offer): Offer => ({
    ...offer,
    id: `${offer.id}-b`,
    vendorOfferId: `${offer.vendorOfferId}-b`,
    counters: offer.vendorOfferId,
    total: money(offer.total.minor - 1_000),
  }),
};
const OPENING = 'un hôtel à Annecy du 12 au 14 février pour deux, 900 euros maximum';
const told = (outside: Outside) => tell(begin('fr-FR', outside), OPENING);
const later = (play: Play, minutes: number): Play => ({ ...play, now: addMinutes(play.now, minutes) });
const keys = ({ says }: Play) => says.map(({ key }) => key);
const firstTotal = ({ state }: Play) => state.trip.listed[0]?.total.minor ?? 0;

describe('asked to do better', () => {
  test('the best three are asked once, and the list keeps its order with the new prices', () => {
    const before = told(TEN_LESS);
    const after = tell(before, 'ils peuvent faire mieux ?');
    expect(keys(after)).toEqual(expect.arrayContaining(['better.price']));
    expect(firstTotal(after)).toBe(firstTotal(before) - 1_000);
    expect(after.state.trip.listed.map(({ kind }) => kind)).toEqual(before.state.trip.listed.map(({ kind }) => kind));
    expect(after.state.trip.requests[0]?.round?.offers.length).toBeLessThanOrEqual(3);
    expect(after.events.at(-2)?.event.type).toBe('turn');
    expect(keys(tell(after, 'ils peuvent faire mieux ?'))).toContain('better.once');
  });

  test('who stays at their price is said to, and nothing changes', () => {
    const before = told(GOOD);
    const after = tell(before, 'ils peuvent faire mieux ?');
    expect(keys(after)).toContain('better.none_yet');
    expect(after.state.trip.listed).toEqual(before.state.trip.listed);
  });

  test('after the closing nobody is asked any more', () => {
    const after = tell(later(told(TEN_LESS), 16), 'ils peuvent faire mieux ?');
    expect(keys(after)).toContain('better.closed');
    expect(after.state.trip.requests[0]?.round).toBeUndefined();
  });

  test('before there are offers there is nothing to better', () => {
    expect(keys(tell(begin('fr-FR'), 'ils peuvent faire mieux ?'))).toContain('better.nothing');
  });
});

describe('time that is given', () => {
  test('is used: "je réfléchis" asks the best without a wait, and the next opening tells', () => {
    const kept = tell(told(TEN_LESS), 'je réfléchis');
    expect(keys(kept).some((key) => key.startsWith('keep.offers'))).toBe(true);
    expect(kept.ends).toBe(true);
    const opened = tell(later(kept, 5), '(open)', true);
    expect(keys(opened)).toContain('better.price');
  });

  test('what is held stays held until the better price is wanted, and is then held at it', () => {
    const held = tellAll(told(TEN_LESS), ['le premier', 'Camille Martin', 'plus tard']);
    const before = held.state.trip.bookings.map(({ status, offer }) => [status, offer.total.minor]);
    const opened = tell(later(held, 5), '(open)', true);
    expect(keys(opened)).toContain('better.price');
    expect(opened.state.trip.bookings.map(({ status, offer }) => [status, offer.total.minor])).toEqual(before);
    const no = tell(opened, 'non');
    expect(no.state.trip.bookings.filter(({ status }) => status === 'held')).toHaveLength(1);
    const yes = tell(opened, 'oui');
    const [old, next] = yes.state.trip.bookings;
    expect([old?.status, next?.status]).toEqual(['released', 'held']);
    expect(next?.offer.total.minor).toBe((old?.offer.total.minor ?? 0) - 1_000);
    expect(yes.state.trip.readback?.totalMinor).toBe(next?.offer.total.minor);
    expect(keys(tell(later(no, 1), '(open)', true))).not.toContain('better.price');
  });

  test('asked for while it is held, it is asked of those that are held', () => {
    const held = tellAll(told(TEN_LESS), ['le premier', 'Camille Martin']);
    const asked = tell(held, 'ils peuvent faire mieux ?');
    expect(keys(asked)).toContain('better.price');
    const yes = tell(asked, 'oui');
    expect(yes.state.trip.readback?.totalMinor).toBe((held.state.trip.readback?.totalMinor ?? 0) - 1_000);
    const none = tell(tellAll(told(GOOD), ['le premier', 'Camille Martin']), 'ils peuvent faire mieux ?');
    expect(keys(none)).toContain('better.none_yet');
    expect(none.state.trip.talk.pending?.type).toBe('confirm');
  });

  const opened = (answer: Outside['answer']) => {
    const held = tellAll(told({ ...TEN_LESS, answer }), ['le premier', 'Camille Martin', 'plus tard']);
    return tell(later(held, 5), '(open)', true);
  };
  const bookings = ({ state }: Play) => state.trip.bookings.map(({ status, offer }) => [status, offer.counters !== undefined]);

  test('what is held is let go of only once the better one is held', () => {
    const mute = tell(
      opened((effect, booking, now) =>
        effect.type === 'hold' && booking.offer.counters !== undefined ? undefined : GOOD.answer(effect, booking, now),
      ),
      'oui',
    );
    expect(bookings(mute)).toEqual([
      ['held', false],
      ['holding', true],
    ]);
    const hold = { type: 'hold', key: 'hold:book-2', bookingId: 'book-2' } as const;
    const late = outcome(mute, hold, { type: 'held', holdId: 'h-2', expiresAt: addMinutes(mute.now, 60) });
    expect(bookings(late)).toEqual([
      ['released', false],
      ['held', true],
    ]);
  });

  test('where the old one is being bought meanwhile, the better one is let go of', () => {
    const mute = tell(
      opened((effect, booking, now) =>
        effect.type === 'hold' && booking.offer.counters !== undefined ? undefined : GOOD.answer(effect, booking, now),
      ),
      'oui',
    );
    const { trip } = mute.state;
    const buying = {
      ...trip,
      bookings: trip.bookings.map((each) => (each.id === 'book-1' ? { ...each, status: 'confirmed' as const } : each)),
    };
    const hold = { type: 'hold', key: 'hold:book-2', bookingId: 'book-2' } as const;
    const answer = { type: 'held', holdId: 'h-2', expiresAt: addMinutes(mute.now, 60) } as const;
    const late = outcome({ ...mute, state: { ...mute.state, trip: buying } }, hold, answer);
    expect(bookings(late)).toEqual([
      ['confirmed', false],
      ['released', true],
    ]);
  });

  test('a better price that cannot be held leaves what was held, and says so', () => {
    const before = opened((effect, booking, now) =>
      effect.type === 'hold' && booking.offer.counters !== undefined
        ? { type: 'failed', reason: 'sold_out' }
        : GOOD.answer(effect, booking, now),
    );
    const after = tell(before, 'oui');
    expect(bookings(after)).toEqual([
      ['held', false],
      ['failed', true],
    ]);
    expect(keys(after)).toContain('better.not_held');
    expect(after.state.trip.readback?.totalMinor).toBe(after.state.trip.bookings[0]?.offer.total.minor);
    const bought = tell(after, 'je confirme et je paie');
    expect(bookings(bought)[0]).toEqual(['confirmed', false]);
  });
});
