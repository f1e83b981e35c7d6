import { hear } from './support/hear.ts';
import { phrasesOf } from './support/keys.ts';
import { begin, type Play, tell } from './support/play.ts';
import { all, broken, type Spoken } from './support/spoken.ts';

/** design, principle 25: several people, one microphone. */

/** Sums in an answer that are called a limit. */
const CEILING = /([\d,]+) (?:euros|pounds|livres) (?:au maximum|at most)|(?:dans|fits|sous|under) ([\d,]+) (?:euros|pounds|livres)/g;

function limitsIn(answer: string): readonly number[] {
  return [...answer.matchAll(CEILING)].map(([, a, b]) => Number((a ?? b ?? '').replaceAll(',', '')));
}

/** Every sum that understanding finds in what was said, also as a bare answer to the question of the ceiling. */
function sumsIn(said: string, locale: string): readonly (number | undefined)[] {
  return [{ locale }, { locale, asked: 'budget' } as const].flatMap((context) => {
    const { slots } = hear(said, context);
    return [slots.budgetMax, slots.budgetAbout, slots.budgetMin, slots.watchBelow];
  });
}

const NAMES_SOMEBODY =
  /\b(?:votre (?:femme|mari|compagne|compagnon|conjointe?|amie?|fils|fille) (?:veut|préfère|refuse|a (?:dit|mis|fixé)|ne )|l'une? de vous|l'un d'entre vous|quelqu'un (?:d'autre|parmi vous)|your (?:wife|husband|partner|friend|son|daughter) (?:wants?|prefers?|refuses?|said|set|won't)|one of you\b|somebody else|someone else(?:'s)? (?:limit|budget))/iu;

const VOICES = [
  ['fr-FR', 'un hôtel aux Menuires du 20 au 27 février pour deux', 'moi je veux un spa', 'et moi je veux être au pied des pistes'],
  ['fr-FR', 'un hôtel à Annecy du 12 au 14 février pour deux', 'il nous faut un parking', 'moi je voudrais une piscine'],
  ['fr-FR', "une voiture à l'aéroport de Nice du 3 au 7 mai pour deux", 'je veux une automatique', 'moi je veux un 4x4'],
  ['en-US', 'a hotel in Les Menuires from February 20th to the 27th for two', 'I want a spa', 'and I want to be right on the slopes'],
  ['en-US', 'a hotel in Annecy from February 12th to the 14th for two', 'we need parking', "well I'd like a pool"],
  ['en-US', 'a car at Nice airport from May 3rd to the 7th for two', 'I want an automatic', 'I want a four by four'],
] as const;

/** Not a limit of anybody's but a price that was told before: "under 204 euros" of a watch without a sum, "nothing under 2737". */
function isPrice(limit: number, answers: readonly string[]): boolean {
  return answers.some((answer) => answer.replaceAll(',', '').replaceAll(CEILING, '').includes(`${limit} euros`));
}

describe('25 · several people, one microphone', () => {
  test('a limit is only ever repeated to those who said it into this microphone', () => {
    let limits = 0;
    const wrong = all.flatMap(({ name, locale, exchanges }) => {
      const heard = new Set<number | undefined>();
      return exchanges.flatMap(({ said, answer }, i) => {
        for (const sum of sumsIn(said, locale)) heard.add(sum);
        const before = exchanges.slice(0, i).map((each) => each.answer);
        const spoken = limitsIn(answer);
        limits += spoken.length;
        return spoken.filter((limit) => !heard.has(limit) && !isPrice(limit, before)).map((limit) => `${name} > ${limit}`);
      });
    });
    expect(limits).toBeGreaterThan(30);
    expect(wrong).toEqual([]);
  });

  test('nobody is named for a wish or a limit, in transcripts and in phrases', () => {
    expect(broken(({ answer }: Spoken) => !NAMES_SOMEBODY.test(answer))).toEqual([]);
    for (const locale of ['fr-FR', 'en-US'])
      expect([...phrasesOf(locale)].filter(([, text]) => NAMES_SOMEBODY.test(text)).map(([key]) => `${locale} ${key}`)).toEqual([]);
  });

  test.each(VOICES)('a second voice adds to the first: “%s — %s”', (locale, base, one, other) => {
    const start = tell(begin(locale), base);
    const wishesOf = (play: Play) =>
      play.state.trip.brief.needs.flatMap(({ category, requirements }) =>
        requirements.map(({ attr, value }) => `${category}.${attr}=${value}`),
      );
    const [alone, second, both, turned] = [one, other, `${one} — ${other}`, `${other} — ${one}`].map((words) =>
      wishesOf(tell(start, words)),
    );
    expect(alone?.length).toBeGreaterThan(0);
    expect(second?.length).toBeGreaterThan(0);
    expect(both).toEqual(expect.arrayContaining([...(alone ?? []), ...(second ?? [])]));
    expect(turned?.toSorted()).toEqual(both?.toSorted());
  });
});
