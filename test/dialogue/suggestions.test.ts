import { render } from '../../shared/rendering/render.ts';
import { LOCALES, phases } from '../support/phases.ts';
import { begin, type Play, tell } from '../support/play.ts';

/** What is said to words that were not understood, or of which nothing is known. */
const MISSED = /^(?:miss|oos|example)(?:\.|$)|^answer\.(?:unknown|nothing_yet)$/;

function suggestionsOf({ state, locale, now }: Play): readonly string[] {
  const { last } = state.trip.talk;
  return last ? render(last, { ...state, locale, now, timeZone: 'Europe/Paris', baseUrl: 'http://127.0.0.1' }).suggestions : [];
}

/** Every button shown on the way, pressed: those whose words are not understood. */
function misunderstood(from: Play, depth: number, seen = new Set<string>()): readonly string[] {
  const { phase, talk } = from.state.trip;
  return suggestionsOf(from).flatMap((words) => {
    const where = `${phase} ${talk.pending?.type}: ${words}`;
    if (seen.has(where)) return [];
    seen.add(where);
    const next = tell(from, words);
    const missed = next.state.trip.talk.misses > 0 || next.says.some(({ key }) => MISSED.test(key));
    if (missed) return [`${where} -> ${next.speech}`];
    return depth > 1 ? misunderstood(next, depth - 1, seen) : [];
  });
}

test.each(['fr-FR', 'en-US', 'en-GB'])('every button shown from the first question on is understood: %s', (locale) => {
  const seen = new Set<string>();
  expect(misunderstood(tell(begin(locale), '(open)'), 6, seen)).toEqual([]);
  expect(seen.size).toBeGreaterThan(15);
});

test.each(LOCALES)('every button is understood wherever a talk stands: %s', (locale) => {
  const seen = new Set<string>();
  expect(phases(locale).flatMap(([, play]) => misunderstood(play, 2, seen))).toEqual([]);
  expect(seen.size).toBeGreaterThan(15);
});

test.each([
  ['fr-FR', 'un hôtel à Annecy à partir du 10 mai pour deux'],
  ['en-US', 'a hotel in Annecy from May 10th for two'],
])('where the first day is known no button names other days: %s', (locale, words) => {
  const play = tell(begin(locale), words);
  const shown = suggestionsOf(play);
  expect(shown).toHaveLength(2);
  expect(shown.map((each) => tell(play, each).state.trip.brief.start)).toEqual(['2027-05-10', '2027-05-10']);
  expect(shown.map((each) => tell(play, each).state.trip.brief.end)).toEqual(['2027-05-12', '2027-05-17']);
});

test.each([
  ['fr-FR', 'une semaine en Toscane du 8 au 15 mai pour deux, de Lyon', ['Florence', 'Sienne', 'Pise', 'Peu importe']],
  ['en-US', 'two weeks in Portugal from May 1st, two of us from London', ['Lisbon', 'Porto', 'Faro', 'No preference']],
])('of a wide place its towns are buttons: %s', (locale, words, towns) => {
  const play = tell(begin(locale), words);
  expect(suggestionsOf(play)).toEqual(towns);
  expect(suggestionsOf(play).map((each) => tell(play, each).state.trip.brief.where?.[0]?.startsWith('city:'))).toEqual(
    towns.map(() => true),
  );
});
