import { seekInstead } from '../../shared/dialogue/lost-booking.ts';
import { booked, withNews } from '../support/news.ts';
import { GOOD, type Play, tell, tellAll } from '../support/play.ts';

describe('a booking that its vendor cancelled', () => {
  const over = { type: 'cancelled', fee: { minor: 0, currency: 'EUR' }, refund: { minor: 0, currency: 'EUR' } } as const;
  /** Lost, and asked for anew; the others have answered or not. */
  const lost = (answered: boolean): Play => {
    const bought = booked();
    const { trip } = bought.state;
    const bookings = trip.bookings.map((booking) => ({ ...booking, status: 'cancelled' as const }));
    const [first] = bookings;
    if (!first) throw new Error('nothing was booked');
    const { trip: asked } = seekInstead({ ...trip, bookings, outbox: [] }, first, { now: bought.now, locale: 'fr-FR' });
    const request = asked.requests.at(-1);
    const fresh = request && answered ? GOOD.offers(request) : [];
    return withNews({ ...bought, state: { ...bought.state, trip: asked, offers: [...bought.state.offers, ...fresh] } }, over);
  };

  test('is told with what could take its place, and nothing is taken before a word', () => {
    const told = tell(lost(true), '(open)', true);
    expect(told.speech).toMatch(/^Le Refuge a annulé votre réservation\. J'ai tout de suite cherché autre chose\. .+ \?$/);
    expect(told.state.trip.bookings.filter(({ status }) => status !== 'cancelled')).toEqual([]);
    const taken = tellAll(told, ['le premier', 'je confirme et je paie']);
    expect(taken.state.trip.bookings.map(({ status }) => status)).toEqual(['cancelled', 'confirmed']);
  });

  test('nobody has answered for yet is told with until when they may', () => {
    const told = tell(lost(false), '(open)', true);
    expect(told.speech).toMatch(/^Le Refuge a annulé votre réservation\. J'ai tout de suite cherché autre chose\. .*11 heures 15/);
    expect(told.state.trip.phase).toBe('waiting');
  });

  test('that nobody listened to while the offers stood is asked for once more, in the turn', () => {
    const late = tell({ ...lost(true), now: '2026-11-25T10:00:00.000Z' }, '(open)', true);
    expect(late.told.at(-1)).toMatch(/Je cherche autre chose\..+ \?$/);
    expect(late.state.trip.requests.at(-1)).toMatchObject({ revision: 2, except: expect.any(String) });
  });

  test('was paid for by nobody, or in part: what is lost is said', () => {
    const sold = (play: Play, paid: number) => {
      const { trip } = play.state;
      const bookings = trip.bookings.map((booking) => ({
        ...booking,
        paid: { minor: paid, currency: 'EUR' },
        offer: { ...booking.offer, demo: false },
      }));
      return { ...play, state: { ...play.state, trip: { ...trip, bookings } } };
    };
    expect(tell(sold(lost(true), 0), '(open)', true).speech).toMatch(
      /^Le Refuge a annulé votre réservation\. Vous n'aviez rien payé\. J'ai/,
    );
    const part = { ...over, fee: { minor: 2_000, currency: 'EUR' }, refund: { minor: 12_050, currency: 'EUR' } };
    expect(tell(sold(withNews(lost(true), part), 14_050), '(open)', true).speech).toMatch(
      /^Le Refuge a annulé votre réservation\. Le Refuge garde 20 euros\. 120 euros 50 vous sont rendus\. J'ai tout de suite/,
    );
  });
});
