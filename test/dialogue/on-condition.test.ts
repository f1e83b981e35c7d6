import type { Offer } from '../../shared/market/offer.ts';
import { begin, GOOD, type Play, tell, tellAll } from '../support/play.ts';

const SKI =
  'aller skier aux Menuires du 20 au 25 mars à deux depuis Nantes avec un 4x4 à l’aéroport de Lyon un hôtel et la location de skis trois mille euros maximum';
const EN =
  'go skiing in Les Menuires from March 20th to the 25th, two adults, from London, with a four by four at Lyon airport, a hotel and ski rental, three thousand euros max';

function chosen({ state }: Play): readonly Offer[] {
  const lines = state.trip.chosen?.lines ?? [];
  return state.offers.filter(({ id }) => lines.includes(id));
}

const flightOf = (play: Play) => chosen(play).find(({ category }) => category === 'flight');

test.each([
  ['fr-FR', SKI, 'la première, mais avec un vol remboursable'],
  ['fr-FR', SKI, 'la première à condition que le vol soit remboursable'],
  ['en-US', EN, 'the first one but with a refundable flight'],
])('a condition said with a choice swaps the line and says its price: %s', (locale, opening, words) => {
  const listed = tell(begin(locale), opening);
  const house = listed.state.offers.find(({ id, category }) => category === 'lodging' && listed.state.trip.listed[0]?.lines.includes(id));
  const taken = tell(listed, words);
  expect(taken.state.trip.phase).toBe('confirming');
  expect(flightOf(taken)?.cancellation.refundability).not.toBe('non_refundable');
  expect(chosen(taken).find(({ category }) => category === 'lodging')?.id).toBe(house?.id);
  expect(taken.speech).toMatch(/521 euros : 1454 euros en tout|521 euros: 1,454 euros in all/);
});

test.each([
  ['fr-FR', SKI, 'la deuxième, mais avec une piscine', 'Personne ne propose une piscine. Ça irait quand même ?'],
  ['en-US', EN, 'the second one, but with a pool', 'Nobody offers a pool. Would that still work?'],
])('what nobody has is told, and nothing is held: %s', (locale, opening, words, answer) => {
  const told = tell(tell(begin(locale), opening), words);
  expect(told.speech).toBe(answer);
  expect(told.state.trip.bookings).toEqual([]);
});

test.each([
  ['fr-FR', SKI, 'Camille Martin', 'je confirme et je paie si tu enlèves les skis'],
  ['fr-FR', SKI, 'Camille Martin', 'je confirme et je paie, mais sans les skis'],
  ['en-US', EN, 'Sarah Cole', 'I confirm and pay if you drop the skis'],
])('the phrase with a condition buys nothing and is read again as was said: %s', (locale, opening, name, words) => {
  const first = locale === 'fr-FR' ? 'la première' : 'the first one';
  const read = tellAll(begin(locale), [opening, first, name]);
  const again = tell(read, words);
  expect(again.state.trip.bookings.some(({ status }) => status === 'confirmed')).toBe(false);
  expect(again.state.trip.brief.needs.map(({ category }) => category)).not.toContain('ski_hire');
  expect(again.speech).toMatch(/^(?:Sans les skis|Without the skis)\./);
});

test.each([
  ['fr-FR', SKI, 'la première et un taxi pour l’aéroport le 25 mars à dix heures'],
  ['en-US', EN, 'the first one, and a taxi to the airport on March 25th at ten'],
])('a need said with a choice is not lost: %s', (locale, opening, words) => {
  const told = tell(tell(begin(locale), opening), words);
  expect(told.state.trip.brief.needs.map(({ category }) => category)).toContain('transfer');
});

test.each([
  ['fr-FR', 'un hôtel à Annecy du 5 au 8 mai pour deux', ['et la troisième ?', 'et la troisième', 'la deuxième ?']],
  ['en-US', 'a hotel in Annecy from May 5th to the 8th for two', ['and the third one?', 'what about the third one', 'the second one?']],
])('a question about one of the list holds nothing: %s', (locale, opening, questions) => {
  const listed = tell(begin(locale), opening);
  for (const question of questions) {
    const told = tell(listed, question);
    expect(told.state.trip.phase).toBe('choosing');
    expect(told.state.trip.bookings).toEqual([]);
    expect(told.speech).toMatch(/euros/);
  }
});

test.each([
  ['fr-FR', 'un hôtel à Annecy du 5 au 8 mai pour deux', ['le deux', 'le 2', 'deux', 'ben la deux', 'numéro 2']],
  ['en-US', 'a hotel in Annecy from May 5th to the 8th for two', ['two', 'number two', '2', 'two please']],
])('a bare number picks from the list and moves no day: %s', (locale, opening, numbers) => {
  const listed = tell(begin(locale, GOOD), opening);
  for (const number of numbers) {
    const taken = tell(listed, number);
    expect(taken.state.trip.chosen?.id).toBe(listed.state.trip.listed[1]?.id);
    expect(taken.state.trip.brief.start).toBe('2027-05-05');
  }
});

test.each([
  ['fr-FR', 'un hôtel à Annecy du 5 au 8 mai pour deux', 'c’est au nom de Camille Durand en fait', 'Durand'],
  ['en-US', 'a hotel in Annecy from May 5th to the 8th for two', 'it’s in the name of Sarah Cole actually', 'Cole'],
])('a name said while one chooses is kept: %s', (locale, opening, words, family) => {
  const told = tell(tell(begin(locale), opening), words);
  expect(told.state.trip.leadName?.family).toBe(family);
  expect(told.state.trip.phase).toBe('choosing');
});
