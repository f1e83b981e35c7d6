import type { Slots } from '../dialogue/act.ts';
import type { Groups, Makers } from './chart.ts';
import { count, type Found, type People } from './found.ts';
import { present } from './present.ts';

function agesOf(list: string | undefined): readonly number[] {
  return (list?.match(/\d+/g) ?? []).map(Number).filter((age) => age < 100);
}

/** Twins are two. */
const PAIRS = /^(?:jumeaux|jumelles|twins)$/;

function kids(groups: Groups): People {
  if (PAIRS.test(groups['some'] ?? '')) return { children: 2, young: true };
  const children = groups['n'] === undefined ? (groups['one'] === undefined ? undefined : 1) : count(groups['n']);
  return children === undefined ? { young: true } : { children, young: true };
}

function infants(groups: Groups): People {
  const n = groups['n'] === undefined ? (groups['one'] === undefined ? undefined : 1) : count(groups['n']);
  return n === undefined ? {} : { infants: n };
}

/** Who makes a couple with the speaker. */
const SPOUSE =
  /^(?:mari|femme|epouse|epoux|conjointe?|compagne|compagnon|cherie?|partenaire|wife|husband|partner|spouse|missus|hubby|girlfriend|boyfriend)$/;

function companion(groups: Groups): People {
  if (SPOUSE.test(groups['who'] ?? '')) return { companions: 1, spouse: true };
  if (groups['plural'] !== undefined) return { companions: 2 };
  const n = count(groups['n']);
  return groups['n'] === undefined ? { companions: 1 } : { companions: n ?? 1 };
}

/** "Ma fille part en stage": told about, not travelling with the speaker. */
function isSubject(groups: Groups, before: string): boolean {
  return groups['one'] !== undefined && !JOINS.test(before) && !/@g\d+ (?:, )?$/.test(before);
}

const JOINS = / (?:avec|et|pour|moi|sera|serons|aura|with|and|for|bring|bringing|taking|plus|us|me|moi ,|me ,) $/;

/** "Dont deux enfants", "two of us are kids": no more people than before. */
const AMONG = / (?:dont|including|of whom) \S+(?: \S+){0,2}$| of (?:us|them|whom) (?:are )?\S+$/;

/** "Sans les enfants": they stay at home. */
const LEFT = / (?:sans|without|not) $/;

function ownKids(groups: Groups, match: string, before: string): People | undefined {
  if (LEFT.test(before)) return undefined;
  return { ...kids(groups), self: !/ (?:pour|for) $/.test(before), ...(/^(?:nos|notre|our) /.test(match) ? { ours: true } : {}) };
}

/** Expressions about who travels; partyOf adds them up. */
export function peopleMakers(answering: boolean): Makers<Found> {
  const mark = (value: People | undefined) => (value ? ({ mark: 'g', value: { type: 'people', value } } as const) : undefined);
  const counted = (key: 'adults' | 'total') => (groups: Groups) => {
    const n = groups['both'] !== undefined ? 2 : groups['single'] === undefined ? count(groups['n']) : 1;
    return mark(n === undefined || n > 500 ? undefined : { [key]: n });
  };
  return {
    ages: (groups) => mark(groups['list'] === undefined ? undefined : { ages: agesOf(groups['list']) }),
    /** "Entre 4 et 12 ans": no one's age. */
    agerange: () => mark({ young: true }),
    twins: (groups) => mark({ ages: agesOf(`${groups['list']} ${groups['list']}`) }),
    kidaged: (groups) => {
      const ages = agesOf(groups['list']);
      return mark({ children: count(groups['n'] ?? '1') ?? 1, ages });
    },
    months: (groups) =>
      mark(Number(groups['n']) < 24 ? { ages: [...agesOf(groups['list']), Math.floor(Number(groups['n']) / 12)] } : undefined),
    adults: counted('adults'),
    infants: (groups) => mark(infants(groups)),
    ownkids: (groups, match, before) => (!answering && isSubject(groups, before) ? undefined : mark(ownKids(groups, match, before))),
    kids: (groups, match, before) =>
      LEFT.test(before) ? undefined : mark({ ...kids(groups), ...(AMONG.test(`${before}${match}`) ? { among: true } : {}) }),
    companion: (groups, match) =>
      mark({ ...companion(groups), ...(/amis?|amies?|copains|copines|potes|friends|mates/.test(match) ? { type: 'friends' } : {}) }),
    friends: () => mark({ type: 'friends' }),
    total: (groups) => {
      const made = counted('total')(groups);
      return made && groups['pals'] !== undefined ? mark({ total: count(groups['n']) ?? 1, type: 'friends' }) : made;
    },
    heads: (groups) => mark({ heads: count(groups['n']) ?? 1 }),
    couples: (groups) => mark({ adults: 2 * (count(groups['n']) ?? 1), paired: true }),
    /** "Deux familles de quatre". */
    families: (groups) => mark({ total: (count(groups['n']) ?? 1) * (count(groups['k']) ?? 1), type: 'family' }),
    /** "Deux couples avec chacun deux enfants". */
    eachkids: (groups) => {
      const n = count(groups['n']) ?? 1;
      return mark({ adults: 2 * n, children: n * (count(groups['k']) ?? 1), paired: true, young: true });
    },
    solo: () => mark({ adults: 1, type: 'solo' }),
    couple: () => mark({ adults: 2, type: 'couple' }),
    family: () => mark({ type: 'family' }),
    self: () => mark({ self: true }),
  };
}

interface Sum {
  readonly adults: number | undefined;
  readonly children: number | undefined;
  readonly infants: number | undefined;
  readonly companions: number;
  readonly total: number | undefined;
  readonly ages: readonly number[];
  readonly type: Slots['partyType'];
  readonly self: boolean;
  readonly ours: boolean;
  /** "Et moi" was said. */
  readonly me: boolean;
  /** Children were named, with or without a number. */
  readonly young: boolean;
}

function summed(people: readonly People[], key: 'adults' | 'children' | 'infants' | 'companions'): number | undefined {
  const said = people.flatMap((one) => one[key] ?? []);
  return said.length === 0 ? undefined : said.reduce((a, b) => a + b, 0);
}

function addUp(people: readonly People[]): Sum {
  const couples = people.filter((one) => one.type === 'couple');
  const adults = summed(
    people.filter((one) => one.type !== 'couple'),
    'adults',
  );
  return {
    adults: adults ?? couples[0]?.adults,
    children: summed(people, 'children'),
    infants: summed(people, 'infants'),
    companions:
      summed(
        people.filter((one) => !(one.spouse && people.some(({ paired }) => paired))),
        'companions',
      ) ?? 0,
    total: people.findLast((one) => one.total !== undefined)?.total,
    ages: people.flatMap((one) => one.ages ?? []),
    type: people.findLast((one) => one.type !== undefined)?.type,
    self: people.some((one) => one.self),
    ours: people.some((one) => one.ours),
    me: people.some((one) => one.self && Object.keys(one).length === 1),
    young: people.some((one) => one.young),
  };
}

/** The speaker beside children: "our two", "ma fille de seize ans et moi", "me and the kids". */
function parentsOf({ self, me, ours, children, infants, ages, young }: Sum): number | undefined {
  if (me && (young || ages.some((age) => age < 18))) return ours ? 2 : 1;
  return self && (children !== undefined || infants !== undefined) ? (ours ? 2 : 1) : undefined;
}

/** Adults among those who were not counted as adults: the speaker joins companions and own children. */
function adultsOf(sum: Sum): number | undefined {
  if (sum.adults !== undefined) return sum.adults + (sum.type === 'couple' || sum.type === 'solo' ? 0 : sum.companions);
  if (sum.companions > 0) return sum.companions + 1;
  if (sum.total !== undefined) return undefined;
  return parentsOf(sum);
}

/** Ages under 2 are infants' and are counted, not listed. Ages without a count are the count. */
function minorsIn(
  sum: Sum,
  counting: boolean,
): {
  readonly ages: readonly number[];
  readonly children: number | undefined;
  readonly infants: number | undefined;
} {
  const minors = sum.ages.filter((age) => age < 18);
  const babies = minors.filter((age) => age < 2).length;
  const ages = minors.filter((age) => age >= 2);
  const infants = Math.max(sum.infants ?? 0, babies);
  const unsaid = (sum.young || counting) && ages.length > 0 ? ages.length : undefined;
  const said = sum.children === undefined ? undefined : Math.max(sum.children - (sum.infants === undefined ? babies : 0), ages.length, 0);
  return { ages, children: said === 0 ? undefined : (said ?? unsaid), infants: infants > 0 ? infants : undefined };
}

/** Adults as counted; when they contradict the whole that was said ("avec mes parents … on sera huit") only the whole counts. */
function adultsAmong(sum: Sum, young: number): number | undefined {
  const joined = adultsOf(sum);
  const { total } = sum;
  if (joined !== undefined && (sum.adults !== undefined || total === undefined || joined + young === total)) return joined;
  return total !== undefined && young > 0 && total > young && joined === undefined ? total - young : undefined;
}

/** The party of one utterance: adults, children under 18, infants under 2, and the whole when it is said or `known`. */
export function partyOf(
  people: readonly People[],
  counting: boolean,
  known: number | undefined,
): Pick<Slots, 'adults' | 'children' | 'infants' | 'party' | 'childAges' | 'partyType' | 'young'> {
  if (people.length === 0) return {};
  const counted = people.filter((one) => one.heads === undefined);
  if (counted.length === 0) return { party: people.reduce((all, one) => all + (one.heads ?? 0), 0) };
  const added = addUp(counted);
  const sum = added.total === undefined && counted.some((one) => one.among) ? { ...added, total: known } : added;
  const { ages, children, infants } = minorsIn(sum, counting);
  const young = (children ?? 0) + (infants ?? 0);
  const adults = adultsAmong(sum, young);
  if (sum.young && young === 0 && sum.total === undefined) return present({ adults, young: true, partyType: sum.type });
  const party = sum.total ?? (adults === undefined ? undefined : adults + young);
  return present({ adults, children, infants, party, childAges: ages.length > 0 ? ages : undefined, partyType: sum.type });
}
