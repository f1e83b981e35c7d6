import { LOCALES } from '../support/phases.ts';
import { begin, type Play, tell } from '../support/play.ts';

const LIFT = {
  'fr-FR': 'un hôtel avec ascenseur à Chamonix du 12 au 14 février pour deux, 100 euros maximum',
  'en-US': 'a hotel with an elevator in Chamonix from February 12th to the 14th for two, 100 euros at most',
} as const;

/** What is said after the choice at that place of the list, up to the next. */
function besideOf({ says }: Play, choice: 'closest' | 'other'): readonly string[] {
  const from = says.findIndex(({ key }) => key === `nothing.${choice}`);
  const rest = says.slice(from + 1).map(({ key }) => key);
  const to = rest.findIndex((key) => !['nothing.elsewhere', 'nothing.lacks', 'nothing.unsaid'].includes(key));
  return from < 0 ? [] : rest.slice(0, to);
}

describe.each(LOCALES)('what nothing fits, in %s', (locale) => {
  test('a wish that the closest has not, or says nothing of, is told with it', () => {
    const play = tell(begin(locale), LIFT[locale]);
    expect(besideOf(play, 'closest').length).toBeGreaterThan(0);
  });
});
