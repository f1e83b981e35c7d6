import { begin, tellAll } from '../support/play.ts';

test.each([
  [
    'fr-FR',
    'aller skier aux Arcs du 20 au 25 mars à deux depuis Nantes avec un 4x4 à l’aéroport de Lyon un hôtel et la location de skis trois mille euros maximum',
    'trop cher, enlève les skis',
    'Sans les skis',
  ],
  [
    'en-US',
    'go skiing in Les Arcs from March 20th to the 25th, two adults, from London, with a four by four at Lyon airport, a hotel and ski rental, three thousand euros max',
    "that's too expensive, drop the skis",
    'Without the skis',
  ],
])('in %s, what is too dear and is to go goes', (locale, asked, words, told) => {
  const play = tellAll(begin(locale), [asked, words]);
  expect(play.speech).toContain(told);
  expect(play.state.trip.brief.needs.map(({ category }) => category)).not.toContain('ski_hire');
});
