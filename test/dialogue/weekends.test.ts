import { begin, type Play, tell, tellAll } from '../support/play.ts';

type Locale = 'fr-FR' | 'en-US';
const daysOf = ({ state }: Play) => [state.trip.brief.start, state.trip.brief.end];
const asked = ({ state }: Play) => state.trip.talk.pending;

describe('a weekend', () => {
  test.each<[Locale, string]>([
    ['fr-FR', 'un week-end à Londres début décembre à deux depuis Paris'],
    ['en-US', 'a weekend in London in early December for two from Paris'],
  ])('that is the only one of its days is that one, in %s: “%s”', (locale, words) => {
    const play = tell(begin(locale), words);
    expect(daysOf(play)).toEqual(['2026-12-05', '2026-12-06']);
    expect(play.speech).toMatch(/samedi 5|Saturday December 5th/);
  });

  test.each<[Locale, string, readonly string[]]>([
    ['fr-FR', 'un week-end à Londres en décembre à deux depuis Paris', ['2026-12-05', '2026-12-12']],
    ['en-US', 'a weekend in London in December for two from Paris', ['2026-12-05', '2026-12-12']],
    ['fr-FR', 'deux jours à Londres début décembre à deux depuis Paris', ['2026-12-01', '2026-12-05']],
    ['en-US', 'two days in London in early December for two from Paris', ['2026-12-01', '2026-12-05']],
  ])('is asked for by its Saturdays, two days by any, in %s: “%s”', (locale, words, options) => {
    expect(asked(tell(begin(locale), words))).toEqual({ type: 'which_date', options });
  });

  test.each<[Locale, string, string]>([
    ['fr-FR', 'un week-end à Londres en décembre à deux depuis Paris', 'non'],
    ['fr-FR', 'un week-end à Londres en décembre à deux depuis Paris', 'ni l’un ni l’autre'],
    ['en-US', 'a weekend in London in December for two from Paris', 'no'],
    ['en-US', 'a weekend in London in December for two from Paris', 'neither'],
  ])('of which neither is wanted is asked for anew, in %s: “%s”, “%s”', (locale, words, no) => {
    const play = tellAll(begin(locale), [words, no]);
    expect(daysOf(play)).toEqual([undefined, undefined]);
    expect(asked(play)).toEqual({ type: 'dates' });
  });

  test.each<[Locale, string, string]>([
    ['fr-FR', 'un week-end à Londres en décembre à deux depuis Paris', 'peu importe'],
    ['en-US', 'a weekend in London in December for two from Paris', "I don't mind"],
  ])('that is the same to them is the first, in %s', (locale, words, any) => {
    expect(daysOf(tellAll(begin(locale), [words, any]))).toEqual(['2026-12-05', '2026-12-06']);
  });

  test.each<[Locale, string, string]>([
    ['fr-FR', 'un week-end prolongé en mai à Londres pour deux depuis Paris', 'le 7'],
    ['en-US', 'a long weekend in May in London for two from Paris', 'the 7th'],
  ])('that is long is three nights, in %s: “%s”', (locale, words, day) => {
    expect(daysOf(tellAll(begin(locale), [words, day]))).toEqual(['2027-05-07', '2027-05-10']);
  });
});

describe('what a stay costs, asked first,', () => {
  test.each<[Locale, string]>([
    ['fr-FR', 'combien coûte un week-end à Londres ?'],
    ['fr-FR', 'c’est combien une semaine à Londres ?'],
    ['en-US', 'how much is a weekend in London?'],
    ['en-US', 'what would a week in London cost?'],
  ])('is a trip to be priced, in %s: “%s”', (locale, words) => {
    const play = tell(begin(locale), words);
    expect(play.state.trip.brief.where).toEqual(['city:GB:london']);
    expect(asked(play)).toEqual({ type: 'dates' });
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'combien coûte le métro à Londres ?'],
    ['fr-FR', 'que faire un week-end à Londres ?'],
    ['en-US', 'how much is the tube in London?'],
    ['en-US', 'what is the time in London?'],
  ])('is no other question, in %s: “%s”', (locale, words) => {
    expect(tell(begin(locale), words).state.trip.brief.where).toBeUndefined();
  });
});
