import type { NeedWord, Slots } from '../dialogue/act.ts';
import { at, type Makers } from './chart.ts';
import { count, type Found, type Reading } from './found.ts';
import type { Term } from './grammar.ts';
import { hits } from './hits.ts';

/** Puts a mark for each need, preference and slot word of the locale's lists. */
export function markTerms(text: string, reading: Reading, found: Found[]): string {
  const words = text
    .trim()
    .split(' ')
    .map((word) => ({ text: word }));
  const out: string[] = [];
  for (let i = 0; i < words.length; ) {
    const hit = reading.grammar.terms.longest(words, i);
    if (hit) {
      found.push({ type: 'term', term: hit.value });
      out.push(`@k${found.length - 1}`);
      i += hit.length;
    } else out.push(words[i++]?.text ?? '');
  }
  return ` ${out.join(' ')} `;
}

/**
 * Indexes of found things that a stage's rules take: `negation` ("pas Ryanair", "sans voiture"), `needless` ("l'hôtel, pas besoin"), `keep` ("garde le
 * vol"). What one has already (`own`) is a need that is met: "we've got bikes" is a wish for where they go.
 */
export function taken(
  text: string,
  reading: Reading,
  stage: 'negation' | 'needless' | 'keep',
  found: readonly Found[],
): ReadonlySet<number> {
  const out = new Set<number>();
  for (const { groups } of hits(reading.grammar, stage, text)) {
    const mark = groups['k'] ?? ownNeed(groups['own'], found);
    if (mark !== undefined) out.add(Number(mark.slice(2)));
  }
  return out;
}

function ownNeed(mark: string | undefined, found: readonly Found[]): string | undefined {
  const thing = at(found, mark);
  return thing?.type === 'term' && thing.term.need !== undefined ? mark : undefined;
}

const CATEGORY_WORDS: ReadonlySet<string> = new Set([
  'flight',
  'train',
  'lodging',
  'car',
  'ski_hire',
  'ski_pass',
  'transfer',
  'restaurant',
  'coach',
  'ski_school',
  'activity',
  'transport',
  'ride',
  'all',
]);

/** A need as `NeedWord` has it. */
export function isNeed(word: string | undefined): word is NeedWord {
  return word !== undefined && CATEGORY_WORDS.has(word);
}

/** Needs, preferences and slot values of an utterance, wanted and declined. */
export interface TermSums {
  readonly needs: readonly NeedWord[];
  readonly needsNot: readonly NeedWord[];
  readonly prefs: readonly string[];
  readonly prefsNot: readonly string[];
  readonly slots: Slots;
}

/** A preference as said or denied: of "lodging:!hostel" only the denial counts, as "lodging:not_hostel". */
function addPref(pref: string | undefined, denial: boolean, wanted: Set<string>, refused: Set<string>): void {
  if (pref === undefined) return;
  const negative = pref.replace(':!', ':not_');
  if (negative === pref) (denial ? refused : wanted).add(pref);
  else if (denial) wanted.add(negative);
}

function addNeed(need: string | undefined, pref: string | undefined, denial: boolean, wanted: Set<NeedWord>, refused: Set<NeedWord>): void {
  if (!isNeed(need) || (denial && pref !== undefined)) return;
  (denial ? refused : wanted).add(need);
}

/** Romantic is the table that was asked for; with a place to stay it is the stay. */
function isMeal(needs: ReadonlySet<NeedWord>): boolean {
  return needs.has('restaurant') && !needs.has('lodging');
}

/** "Un hôtel et un resto romantique": the quality stands beside the table. */
function isRomanticMeal(text: string, found: readonly Found[]): boolean {
  const terms = [...text.matchAll(/(@k\d+) (?=(@k\d+))/g)].map(([, one, next]) => [at(found, one), at(found, next)] as const);
  const isTable = (thing: Found | undefined) => thing?.type === 'term' && thing.term.need === 'restaurant';
  const isRomantic = (thing: Found | undefined) => thing?.type === 'term' && thing.term.pref === 'style:romantic';
  return terms.some(([one, next]) => (isTable(one) && isRomantic(next)) || (isRomantic(one) && isTable(next)));
}

/** By index, the needs that are to stay: "garde la voiture" keeps one that stands and asks for one that does not. */
function keptNeeds(text: string, found: readonly Found[], reading: Reading): ReadonlyMap<number, string> {
  const { known, phase } = reading.context;
  const stands = (need: string) => phase === 'briefing' || known.needs.length === 0 || known.needs.some((each) => each === need);
  const marked = [...taken(text, reading, 'keep', found)].flatMap((index) => {
    const thing = found[index];
    const need = thing?.type === 'term' ? thing.term.need : undefined;
    return need !== undefined && stands(need) ? [[index, need] as const] : [];
  });
  return new Map(marked);
}

/** Terms by index, but for those that are to stay. */
function termsIn(text: string, found: readonly Found[], kept: ReadonlyMap<number, string>): readonly (readonly [number, Term])[] {
  return (text.match(/@k\d+/g) ?? []).flatMap((mark) => {
    const thing = at(found, mark);
    const index = Number(mark.slice(2));
    return thing?.type !== 'term' || kept.has(index) ? [] : [[index, thing.term] as const];
  });
}

export function termSums(text: string, found: readonly Found[], no: ReadonlySet<number>, reading: Reading): TermSums {
  const kept = keptNeeds(text, found, reading);
  const needless = taken(text, reading, 'needless', found);
  const needs = new Set<NeedWord>();
  const needsNot = new Set<NeedWord>();
  const prefs = new Set<string>();
  const prefsNot = new Set<string>();
  const slots: Record<string, unknown> = {};
  const terms = termsIn(text, found, kept);
  for (const [index, { need, pref, slot, value }] of terms) {
    const denial = no.has(index);
    // "Pas besoin d'hôtel" declines the stay; "pas un hôtel" and "sans le 4x4, une voiture suffit" the kind alone
    const other = terms.some(([each, term]) => need !== undefined && term.need === need && !no.has(each));
    const kind = needless.has(index) && !other ? undefined : pref;
    addNeed(need, kind, denial, needs, needsNot);
    addPref(need === undefined || !denial ? pref : kind, denial, prefs, prefsNot);
    if (slot !== undefined && !denial) slots[slot] = value;
  }
  if (slots['trip'] === 'spa') prefs.add('lodging:spa');
  return {
    needs: [...needs],
    needsNot: [...needsNot].filter((need) => !needs.has(need)),
    prefs: [...prefs]
      .filter((pref) => (pref !== 'lodging:quiet' && pref !== 'lodging:kitchen') || !isMeal(needs))
      // "A villa with a private pool", "a private transfer"
      .filter((pref) => pref !== 'activity:private' || needs.has('activity') || needs.size === 0)
      .map((pref) => (pref === 'style:romantic' && (isMeal(needs) || isRomanticMeal(text, found)) ? 'restaurant:romantic' : pref)),
    prefsNot: [...prefsNot],
    slots: { ...typed(slots), ...(kept.size > 0 && { keep: [...new Set(kept.values())] }) },
  };
}

const CABINS = ['first', 'business', 'economy'] as const;
const TRIP_TYPES = ['one_way', 'round_trip'] as const;
const LEVELS = ['beginner', 'intermediate', 'advanced'] as const;
const PRICES = ['low', 'high'] as const;

function among<T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find((one) => one === value);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function whole(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Drops keys without a value: absence means not said. */
function present<T extends object>(value: { readonly [K in keyof T]: T[K] | undefined }): Partial<T>;
function present(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}

type ListedSlots = Required<
  Pick<
    Slots,
    'cabin' | 'tripType' | 'skiLevel' | 'priceLevel' | 'cuisine' | 'activity' | 'trip' | 'rooms' | 'stars' | 'seats' | 'bags' | 'ownCar'
  >
>;

function typed(slots: Readonly<Record<string, unknown>>): Slots {
  return present<ListedSlots>({
    cabin: among(CABINS, slots['cabin']),
    tripType: among(TRIP_TYPES, slots['tripType']),
    skiLevel: among(LEVELS, slots['skiLevel']),
    priceLevel: among(PRICES, slots['priceLevel']),
    cuisine: text(slots['cuisine']),
    activity: text(slots['activity']),
    trip: text(slots['trip']),
    rooms: whole(slots['rooms']),
    stars: whole(slots['stars']),
    seats: whole(slots['seats']),
    bags: whole(slots['bags']),
    ownCar: slots['ownCar'] === 1 ? true : undefined,
  });
}

const COUNTED: Readonly<Record<string, string | undefined>> = { rooms: 'lodging', stars: 'lodging', seats: 'car', bags: undefined };

/** "deux chambres", "4 étoiles", "une voiture de 7 places": a slot, and the need that it names. */
export function countMakers(answering: boolean): Makers<Found> {
  const maker =
    (slot: string): Makers<Found>[string] =>
    (groups) => {
      const need = answering ? undefined : COUNTED[slot];
      const value = groups['n'] === 'sans' || groups['n'] === 'no' ? 0 : (count(groups['n']) ?? 0);
      return { mark: 'k', value: { type: 'term', term: { slot, value, ...(need === undefined ? {} : { need }) } } };
    };
  return { rooms: maker('rooms'), stars: maker('stars'), seats: maker('seats'), bags: maker('bags') };
}
