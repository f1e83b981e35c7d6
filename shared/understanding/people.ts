import type { Slots } from '../dialogue/act.ts';
import type { Groups, Makers } from './chart.ts';
import { count, type Found, type People } from './found.ts';

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

function companion(groups: Groups): People {
  if (groups['plural'] !== undefined) return { companions: 2 };
  const n = count(groups['n']);
  return groups['n'] === undefined ? { companions: 1 } : { companions: n ?? 1 };
}

/** Expressions about who travels; partyOf adds them up. */
export function peopleMakers(): Makers<Found> {
  const mark = (value: People | undefined) => (value ? ({ mark: 'g', value: { type: 'people', value } } as const) : undefined);
  const counted = (key: 'adults' | 'total') => (groups: Groups) => {
    const n = groups['both'] !== undefined ? 2 : groups['single'] === undefined ? count(groups['n']) : 1;
    return mark(n === undefined || n > 500 ? undefined : { [key]: n });
  };
  return {
    ages: (groups) => mark(groups['list'] === undefined ? undefined : { ages: agesOf(groups['list']) }),
    kidaged: (groups) => {
      const ages = agesOf(groups['list']);
      return mark({ children: count(groups['n'] ?? '1') ?? 1, ages });
    },
    months: (groups) => mark(Number(groups['n']) < 24 ? { ages: [Math.floor(Number(groups['n']) / 12)] } : undefined),
    adults: counted('adults'),
    infants: (groups) => mark(infants(groups)),
    ownkids: (groups, match, before) =>
      groups['one'] !== undefined && before.trim() === '' && !/ (?:et|and) /.test(match)
        ? undefined
        : mark({ ...kids(groups), self: !/ (?:pour|for) $/.test(before), ...(/^(nos|notre|our) /.test(match) ? { ours: true } : {}) }),
    kids: (groups) => mark(kids(groups)),
    companion: (groups, match) =>
      mark({ ...companion(groups), ...(/amis?|amies?|copains|copines|potes|friends|mates/.test(match) ? { type: 'friends' } : {}) }),
    friends: () => mark({ type: 'friends' }),
    total: (groups) => {
      const made = counted('total')(groups);
      return made && groups['pals'] !== undefined ? mark({ total: count(groups['n']) ?? 1, type: 'friends' }) : made;
    },
    couples: (groups) => mark({ total: 2 * (count(groups['n']) ?? 1) }),
    solo: () => mark({ adults: 1, type: 'solo' }),
    couple: () => mark({ adults: 2, type: 'couple' }),
    family: () => mark({ type: 'family' }),
    self: () => mark({ self: true }),
  };
}

interface Sum {
  adults: number | undefined;
  children: number | undefined;
  infants: number | undefined;
  companions: number;
  total: number | undefined;
  ages: number[];
  type: Slots['partyType'];
  self: boolean;
  ours: boolean;
  /** Children were named, with or without a number. */
  young: boolean;
}

function plus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : a + b;
}

function addUp(people: readonly People[]): Sum {
  const sum: Sum = {
    adults: undefined,
    children: undefined,
    infants: undefined,
    companions: 0,
    total: undefined,
    ages: [],
    type: undefined,
    self: false,
    ours: false,
    young: false,
  };
  for (const one of people) {
    sum.adults = one.type === 'couple' ? (sum.adults ?? 2) : plus(sum.adults, one.adults);
    sum.children = plus(sum.children, one.children);
    sum.infants = plus(sum.infants, one.infants);
    sum.companions += one.companions ?? 0;
    sum.total = one.total ?? sum.total;
    sum.ages.push(...(one.ages ?? []));
    sum.type = one.type ?? sum.type;
    sum.self ||= one.self ?? false;
    sum.ours ||= one.ours ?? false;
    sum.young ||= one.young ?? false;
  }
  return sum;
}

/** Adults among those who were not counted as adults: the speaker joins companions and own children. */
function adultsOf(sum: Sum): number | undefined {
  if (sum.adults !== undefined) return sum.adults + (sum.type === 'couple' || sum.type === 'solo' ? 0 : sum.companions);
  if (sum.companions > 0) return sum.companions + 1;
  if (sum.total !== undefined) return undefined;
  if (sum.self && (sum.children !== undefined || sum.infants !== undefined)) return sum.ours ? 2 : 1;
  return undefined;
}

/** Ages under 2 are infants' and are counted, not listed. Ages without a count are the count. */
function agesIn(sum: Sum): { readonly ages: readonly number[]; readonly children?: number; readonly infants?: number } {
  const minors = sum.ages.filter((age) => age < 18);
  const babies = minors.filter((age) => age < 2).length;
  const listed = minors.filter((age) => age >= 2);
  const infants = Math.max(sum.infants ?? 0, babies);
  const counted = sum.children === undefined ? (sum.young ? listed.length : 0) : sum.children - (sum.infants === undefined ? babies : 0);
  return {
    ages: listed,
    ...(counted > 0 || sum.children !== undefined ? { children: Math.max(counted, 0) } : {}),
    ...(infants > 0 ? { infants } : {}),
  };
}

/** The party of one utterance: adults, children under 18, infants under 2, and the whole when it is known. */
export function partyOf(people: readonly People[]): Pick<Slots, 'adults' | 'children' | 'infants' | 'party' | 'childAges' | 'partyType'> {
  if (people.length === 0) return {};
  const sum = addUp(people);
  const { ages, children, infants } = agesIn(sum);
  const joined = adultsOf(sum);
  const whole =
    joined === undefined || sum.adults !== undefined || sum.total === undefined || joined + (children ?? 0) + (infants ?? 0) === sum.total;
  const counted = whole ? joined : undefined;
  const young = (children ?? 0) + (infants ?? 0);
  const fromTotal = counted === undefined && sum.total !== undefined && young > 0 && sum.total > young ? sum.total - young : undefined;
  const adults = counted ?? fromTotal;
  const party = sum.total ?? (adults === undefined ? undefined : adults + young);
  return {
    ...(adults === undefined ? {} : { adults }),
    ...(children === undefined ? {} : { children }),
    ...(infants === undefined ? {} : { infants }),
    ...(party === undefined ? {} : { party }),
    ...(ages.length > 0 ? { childAges: ages } : {}),
    ...(sum.type === undefined ? {} : { partyType: sum.type }),
  };
}
