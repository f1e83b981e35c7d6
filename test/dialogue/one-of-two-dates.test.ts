import { begin, tell } from '../support/play.ts';

const ASKED = {
  'fr-FR': 'un hôtel à Lyon pour deux un week-end de décembre, sans budget',
  'en-US': 'a hotel in Bath for two on a weekend in December, no budget',
} as const;
type Locale = keyof typeof ASKED;

describe('one of the two weekends that were proposed', () => {
  test.each<[Locale, string, string]>([
    ['fr-FR', 'le premier week-end', '2026-12-05'],
    ['fr-FR', 'plutôt le second week-end', '2026-12-12'],
    ['fr-FR', 'le deuxième week-end', '2026-12-12'],
    ['fr-FR', 'le premier', '2026-12-05'],
    ['fr-FR', 'le week-end du 12', '2026-12-12'],
    ['en-US', 'the first weekend', '2026-12-05'],
    ['en-US', 'first weekend please', '2026-12-05'],
    ['en-US', 'the second weekend', '2026-12-12'],
    ['en-US', 'the later one', '2026-12-12'],
    ['en-US', 'the earlier one', '2026-12-05'],
    ['en-US', 'the weekend of the 12th', '2026-12-12'],
  ])('is taken, in %s: “%s”', (locale, words, start) => {
    const { state } = tell(tell(begin(locale), ASKED[locale]), words);
    expect(state.trip.brief.start).toBe(start);
    expect(state.trip.phase).toBe('choosing');
  });
});
