import { expect, test } from '@jest/globals';
import { begin, hearingOf } from '../support/play.ts';

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
