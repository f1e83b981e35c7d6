import { CATEGORY } from '../shared/trip/categories.ts';
import { phrasesOf } from './support/keys.ts';
import { LOCALES, phases } from './support/phases.ts';
import { begin, tellAll } from './support/play.ts';
import { broken, CLOSED, OFFERED, READ, type Spoken, spoken } from './support/spoken.ts';

/** design: principles 10, 15 and 20, over every transcript and where the talk stands. */

const MAY_I =
  /(?:puis-je|je peux|vous voulez que je|est-ce que je peux|voulez-vous que je) (?:demander|demande|interroger|interroge|contacter|contacte)|(?:may|can|shall|should) I (?:ask|contact) (?!the sellers again)/i;

describe('the wish is the permission', () => {
  test('10 · nobody is asked whether vendors may be asked', () => {
    expect(broken(({ answer }) => !MAY_I.test(answer))).toEqual([]);
    for (const locale of LOCALES)
      expect([...phrasesOf(locale)].filter(([, text]) => MAY_I.test(text)).map(([key]) => `${locale} ${key}`)).toEqual([]);
  });

  test.each([
    ['fr-FR', ['aller skier dans les Alpes françaises du 20 au 25 mars avec un 4x4 à l’aéroport de Lyon', 'deux adultes', 'de Nantes']],
    [
      'en-US',
      ['go skiing in the French Alps from March 20th to the 25th with a four by four at Lyon airport', 'two adults', 'from London'],
    ],
  ] as const)('10 · what is complete is asked for while the next question is still open (%s)', (locale, lines) => {
    const { trip } = tellAll(begin(locale), lines).state;
    expect(trip.talk.pending?.type).toBe('what_else');
    expect(trip.requests.map(({ category }) => category).toSorted()).toEqual(['car', 'flight']);
    for (const { category, party, where } of trip.requests) {
      if (CATEGORY[category].gaps.includes('party')) expect(party.adults).toBe(2);
      expect(where.length).toBeGreaterThan(0);
    }
  });
});

/** "Le deuxième", "the first one": which of the list last spoken. */
const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/^(?:bon, |allez, |OK, )?(?:le|la) premi(?:er|ère)[ .]*$|^(?:let's go with )?the first one\.?$/i, 0],
  [/^(?:le|la) deuxième\.?$|^the second one\.?$/i, 1],
  [/^(?:le|la) troisième\.?$|^the third one\.?$/i, 2],
];

/** The names of a list as it was spoken, in its order. */
function titles(rest: string): readonly string[] {
  const head =
    /(?:En tête, |J'ai |Best match: |I have |Le plus proche, c'est |The closest is |^(?!\S+ (?:sellers?|vendeurs?) ))(?<name>\p{Lu}[^:.,?]+?)(?: :|:| a une table| has a table|,| à \d| at \d)/u;
  const other =
    /(?:Il y a aussi|Plus souple,|Le moins cher, c'est|La moins chère, c'est|There's also|More flexible:|Cheapest:|Ou|Or) (?<name>\p{Lu}[^:.,?]+?)(?:,| :| at \d| à \d|:)/gu;
  const first = head.exec(rest)?.groups?.['name'];
  return first === undefined ? [] : [first, ...[...rest.matchAll(other)].map((match) => match.groups?.['name'] ?? '')];
}

describe('any handle picks', () => {
  test('15 · an ordinal takes what stood there in the list last spoken: the read-back names it', () => {
    const picks = spoken.flatMap((each, i) => {
      const [, index] = ORDINALS.find(([said]) => said.test(each.exchange.said)) ?? [];
      const list = each.before;
      if (index === undefined || !list || !OFFERED.test(list.rest) || each.at.includes('/disruption/')) return [];
      const wanted = titles(list.rest)[index];
      const read = readbackAfter(i);
      return wanted !== undefined && read !== undefined ? [{ at: each.at, wanted, read }] : [];
    });
    expect(picks.length).toBeGreaterThan(20);
    expect(picks.filter(({ wanted, read }) => !read.includes(wanted)).map(({ at, wanted }) => `${at}: ${wanted}`)).toEqual([]);
  });
});

/** Every breath of the read-back that follows in the same transcript, until another list is told. */
function readbackAfter(i: number): string | undefined {
  const name = (each: Spoken | undefined) => each?.at.split(' > ')[0];
  const rest: string[] = [];
  for (let j = i; name(spoken[j]) === name(spoken[i]); j++) {
    const each = spoken[j];
    if (!each || (j > i && OFFERED.test(each.rest) && !READ.test(each.rest))) break;
    if (READ.test(each.rest) || /couverts|a table for/.test(each.rest)) rest.push(each.rest);
  }
  return rest.length > 0 ? rest.join(' ') : undefined;
}

const COMMITS = /(?:confirme|confirmons|paie|paye|payons)(?: |$|,|\.)|(?:confirm|pay)(?: |$|,|\.)/i;
const FREE = /Je réserve \?$|Shall I book it\?$/;

describe('only the phrase buys', () => {
  test('20 · over all conversations nothing is booked but after the phrase, or a yes where nothing is owed', () => {
    const closings = spoken.filter(({ rest }) => CLOSED.test(rest));
    expect(closings.length).toBeGreaterThan(20);
    const unasked = closings.filter(({ exchange: { said }, before }) => !COMMITS.test(said) && !FREE.test(before?.rest ?? ''));
    expect(unasked.map(({ at }) => at)).toEqual([]);
  });

  test.each(LOCALES)('20 · the phrase buys in one place of the talk alone (%s)', (locale) => {
    const phrase = locale === 'fr-FR' ? 'je confirme et je paie' : 'I confirm and pay';
    const bought = phases(locale)
      .filter(([, play]) => !play.state.trip.bookings.some(({ status }) => ['confirmed', 'confirming', 'unknown'].includes(status)))
      .filter(([, play]) => tellAll(play, [phrase]).state.trip.bookings.some(({ status }) => status === 'confirmed'))
      .map(([, play]) => play.state.trip.talk.pending?.type);
    expect(bought.length).toBeGreaterThan(0);
    expect(bought.filter((type) => type !== 'confirm' && type !== 'confirm_free')).toEqual([]);
  });
});
