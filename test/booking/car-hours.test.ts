import { tripView } from '../../shared/rendering/trip-view.ts';
import { begin, type Play, tellAll } from '../support/play.ts';

const OFFERED = tellAll(begin('fr-FR'), [
  "j'aimerais aller skier aux Arcs du 20 au 25 mars pour deux, depuis Nantes, avec un 4x4 à l'aéroport de Lyon et un hôtel",
  'peu importe',
]);

const carsIn = ({ state }: Play) =>
  tripView(state.trip, state.offers, { locale: 'fr-FR', now: '2026-11-21T10:00:00.000Z', timeZone: 'Europe/Paris' }, '').proposals.flatMap(
    ({ lines }) => lines.filter(({ category }) => category === 'car').map(({ title }) => title.replace(/^.*, du /, '')),
  );

test('the car has the hours that are read from the screen to the vendor: those of the flight beside it', () => {
  expect(OFFERED.state.trip.phase).toBe('choosing');
  const [shown] = carsIn(OFFERED);
  const read = tellAll(OFFERED, ['le premier', 'non merci', 'Camille Martin']);
  const bought = tellAll(read, ['oui', 'je confirme et je paie']);
  const { hours, offer } = bought.state.trip.bookings.find(({ offer: { category } }) => category === 'car') ?? {};
  const journey = bought.state.trip.bookings.find(({ offer: { category } }) => category === 'flight')?.offer.item;
  if (journey?.category !== 'flight' || offer?.item.category !== 'car' || !hours) throw new Error('no flight or no car');
  expect(hours.from > journey.outbound.arrives && hours.to < (journey.inbound?.departs ?? '')).toBe(true);
  expect(shown).not.toContain('10 heures');
  expect(read.speech).toContain(shown);
});
