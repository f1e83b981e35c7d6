import { begin, hearingOf, tell, tellAll } from '../support/play.ts';

// The week after that of 21 November 2026 begins on Monday the 23rd.
test.each([
  ['fr-FR', 'la semaine prochaine, le mercredi', { start: '2026-11-25' }],
  ['fr-FR', 'à Toulouse la semaine prochaine mercredi', { start: '2026-11-25' }],
  ['fr-FR', 'la semaine prochaine, du lundi au vendredi', { start: '2026-11-23', end: '2026-11-27' }],
  ['en-US', 'next week, on Wednesday', { start: '2026-11-25' }],
  ['en-US', 'to Leeds next week, say Wednesday', { start: '2026-11-25' }],
  ['en-US', 'next week, Monday to Friday', { start: '2026-11-23', end: '2026-11-27' }],
])('%s, “%s”: a day of a week that was named', (locale, words, days) => {
  const { start, end } = hearingOf(begin(locale), words).slots;
  expect({ start, end }).toEqual({ end: undefined, ...days });
});

test.each([
  ['fr-FR', ['un train pour Toulouse depuis Nantes, une personne', 'mercredi 25 novembre'], 'et je reviens le dimanche', '2026-11-29'],
  ['fr-FR', ['un train pour Toulouse depuis Nantes, une personne', 'mercredi 25 novembre', 'euh'], 'je rentre le mardi', '2026-12-01'],
  ['en-US', ['a train to Leeds from London, just me', 'Wednesday November 25th'], 'back on Sunday', '2026-11-29'],
] as const)('%s, %s, “%s”: one comes back after one leaves', (locale, lines, words, end) => {
  const asked = tellAll(begin(locale), lines);
  expect(hearingOf(asked, words).slots.end).toBe(end);
  expect(tell(asked, words).state.trip.brief).toMatchObject({ start: '2026-11-25', end });
});
