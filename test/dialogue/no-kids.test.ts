import { begin, type Play, tell, tellAll } from '../support/play.ts';

type Locale = 'fr-FR' | 'en-US';
const TRIP = {
  'fr-FR': 'un week-end à Londres depuis Paris le 5 décembre à deux',
  'en-US': 'a weekend in London from Paris on December 5th for two',
} as const;
const asked = ({ state }: Play) => state.trip.talk.pending?.type;

describe('that no children come', () => {
  test.each<[Locale, string]>([
    ['fr-FR', "pas d'enfants, juste nous"],
    ['fr-FR', 'sans enfants'],
    ['en-US', 'no kids, just us'],
    ['en-US', 'no children'],
  ])('is no answer to the ceiling, in %s: “%s”', (locale, words) => {
    const before = tell(begin(locale), TRIP[locale]);
    expect(asked(before)).toBe('budget');
    const after = tell(before, words);
    expect(asked(after)).toBe('budget');
    expect(after.state.trip.brief.party).toEqual({ adults: 2, children: 0, childAges: [] });
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'non'],
    ['fr-FR', "pas d'enfants et pas de budget"],
    ['en-US', 'no'],
    ['en-US', 'no kids, and no limit'],
    ['en-US', 'none'],
  ])('leaves a no to it what it is, in %s: “%s”', (locale, words) => {
    expect(asked(tellAll(begin(locale), [TRIP[locale], words]))).not.toBe('budget');
  });
});

describe('a room of a hotel', () => {
  test.each<[Locale, string]>([
    ['fr-FR', "deux chambres d'hôtel à Lyon du 20 au 22 mars pour quatre adultes"],
    ['fr-FR', "une chambre d'hôtel à Lyon du 20 au 22 mars pour deux"],
    ['en-US', 'two hotel rooms in Lyon from March 20th to 22nd for four adults'],
    ['en-US', 'a hotel room in Lyon from March 20th to 22nd for two'],
  ])('is no flat, in %s: “%s”', (locale, words) => {
    const [bed] = tell(begin(locale), words).state.trip.brief.needs;
    expect(bed?.requirements).toContainEqual(expect.objectContaining({ attr: 'kind', value: 'hotel' }));
  });
});
