import type { Asked, HearingContext, Slots } from '../dialogue/act.ts';
import { alike } from './alike.ts';
import { isOpening } from './content.ts';
import type { Cues } from './cues.ts';
import { count, numberOf, type Reading, wordValue } from './found.ts';
import { hits, matches } from './hits.ts';
import { listedIndexes, priceMeant, pricePicked, sellerNamed } from './listed.ts';
import { amount } from './money.ts';
import { type Named, nameFrom } from './names.ts';
import { fold } from './normalise.ts';
import { present } from './present.ts';
import { isRideAsked, nearerHalf } from './ride-hub.ts';

const POLITE: ReadonlySet<string> = new Set(['affirm', 'greet', 'thanks']);

/** Slots that the words of a name may fill: "Camille Paris", "Paul Noël". */
const NAMELIKE: ReadonlySet<string> = new Set(['origin', 'destination', 'near', 'notPlaces']);
const FEASTS: ReadonlySet<string> = new Set([...NAMELIKE, 'named', 'start', 'end', 'dateMode']);

/** A value, a question, a pick or an act wins over a name, but for what the words of a name may be. */
function isElse(slots: Slots, cues: Cues, named: Named): boolean {
  const acts = [...cues.acts].some((act) => !POLITE.has(act));
  if (acts || cues.asks.length > 0 || cues.question || cues.sort !== undefined) return true;
  const feast = (slots.named !== undefined || slots.dateMode === 'window') && named.name.given !== undefined;
  return !named.spelled && Object.keys(slots).some((key) => !(feast ? FEASTS : NAMELIKE).has(key));
}

/** The words as said, and with what was found as marks. */
interface Words {
  readonly plain: string;
  readonly text: string;
}

/** A name: any, where one is asked for; one that says so itself, where it is read back. */
function nameIn(text: string, { plain, text: marked }: Words, slots: Slots, cues: Cues, { context, grammar }: Reading): Slots['name'] {
  const named = nameFrom(text, grammar);
  if (!named || isElse(slots, cues, named) || isHandled(cues, context)) return undefined;
  const placed = slots.destination !== undefined || slots.origin !== undefined || slots.near !== undefined;
  // "Plutôt à Roubaix": elsewhere, and nobody's name
  if (context.asked === 'name') return !named.naming && matches(grammar, 'elsewhere', plain) ? undefined : named.name;
  if (context.asked === 'wrong' && !placed && named.name.given !== undefined && isCapital(text)) return named.name;
  const reread = cues.acts.size === 0 && !/^ (?:@p\d+ )+$/.test(marked) && isReread(named, context);
  return reread || isSaid(text, named, placed, context) ? named.name : undefined;
}

function isHandled({ select, selectBy }: Cues, context: HearingContext): boolean {
  return isChoosing(context) && (select ?? selectBy) !== undefined;
}

/** "Omar Said", "it should be Anne Berg", "Berg, pas Bergue", where a name was read back: put right by another one, or by what it is not. */
function isReread({ name, capital, not }: Named, { phase, known, listed, sellers = [] }: HearingContext): boolean {
  const had = phase === 'confirming' ? known.name : undefined;
  if (!had) return false;
  const before = [had.given ?? '', had.family].map(fold);
  if (not !== undefined) return not.split(' ').every((word) => before.includes(word));
  const words = [name.given ?? '', name.family].map(fold);
  const isHandle = [...listed.flat(), ...sellers].some((one) => words.every((word) => ` ${fold(one)} `.includes(` ${word} `)));
  return name.given !== undefined && !isHandle && (capital || words.some((word) => before.includes(word)));
}

/** Nobody asked for a name: it says so itself, or is one and nothing else. */
function isSaid(text: string, named: Named, placed: boolean, context: HearingContext): boolean {
  if (context.phase === 'settled') return named.naming || named.spelled;
  return context.phase === 'confirming' ? named.explicit && (named.naming || !placed) : isOffered(text, named, placed, context);
}

/** A name before it is asked for: said to be one, or a first and a family name with capitals and nothing else while one chooses. */
function isOffered(text: string, { name, naming }: Named, placed: boolean, { asked, phase, listed }: HearingContext): boolean {
  if (naming) return asked !== undefined;
  const handles = listed.flat().map((one) => ` ${fold(one)} `);
  if ([name.given ?? '', name.family].some((part) => handles.some((one) => one.includes(` ${fold(part)} `)))) return false;
  return phase === 'choosing' && !placed && name.given !== undefined && isCapital(text);
}

function isCapital(text: string): boolean {
  return text.split(/[^\p{L}'’-]+/u).every((word) => word === '' || /^\p{Lu}/u.test(word));
}

/** Offers are on the table: places and ordinals may be handles. */
export function isChoosing({ phase, asked, listed }: HearingContext): boolean {
  return (
    phase === 'choosing' ||
    asked === 'choose' ||
    asked === 'either' ||
    asked === 'reread' ||
    asked === 'option' ||
    (listed.length > 0 && (phase !== 'briefing' || asked !== undefined))
  );
}

/** The place named was the handle of an offer, not a new destination; "celui de Valmorel" says no place to leave from either. */
function withoutPlaces(slots: Slots, names: readonly string[]): Slots {
  const { destination: _, near: __, origin, ...rest } = slots;
  const isHandle = origin?.every(({ name }) => names.some((one) => fold(one) === fold(name)));
  return origin === undefined || isHandle ? rest : { ...rest, origin };
}

/** A sum that one of the list was picked by is no ceiling. */
function withoutPrice(slots: Slots, { prices = [] }: HearingContext): Slots {
  const { budgetMax, budgetAbout, currency: _, ...rest } = slots;
  return prices.includes(budgetMax ?? budgetAbout ?? -1) ? rest : slots;
}

/** "Celui à 300": without its currency it is a price as well. */
function atPrice(slots: Slots, plain: string, reading: Reading): Slots {
  const price = isChoosing(reading.context) && slots.time === undefined ? priceMeant(plain, reading) : undefined;
  return price === undefined || slots.budgetAbout !== undefined ? slots : { budgetMax: price, ...slots, atPrice: true };
}

/** "Le premier week-end", of the two that were proposed. */
function ofTwo(plain: string, { context }: Reading): number | undefined {
  const nth = context.asked === 'either' ? / ([12])e /.exec(plain)?.[1] : undefined;
  return nth === undefined ? undefined : Number(nth);
}

function handles(plain: string, cues: Cues, reading: Reading): Pick<Slots, 'select' | 'selectBy' | 'alsoSelect'> {
  if (!isChoosing(reading.context)) return {};
  const [named, ...others] = listedIndexes(plain, reading.context.listed, reading);
  const select = named ?? cues.select ?? pricePicked(plain, reading) ?? ofTwo(plain, reading);
  const also = named === undefined ? cues.others : others;
  const alsoSelect = also.length > 0 ? also : undefined;
  return present({ select, alsoSelect, selectBy: select === undefined ? cues.selectBy : undefined });
}

/** Nothing was offered yet that something could be later or closer than. */
const COMPARED: ReadonlySet<string> = new Set(['earlier', 'later', 'closer']);

/** The slots with what only the open question makes readable: picks from the list, names, codes. */
export function withAnswers(slots: Slots, text: string, marked: Words, cues: Cues, reading: Reading): Slots {
  const { plain } = marked;
  const name = nameIn(text, marked, slots, cues, reading);
  if (name !== undefined) return { name };
  const { select, selectBy, alsoSelect } = handles(plain, cues, reading);
  return {
    ...(select === undefined
      ? atPrice(slots, plain, reading)
      : withoutPlaces(withoutPrice(slots, reading.context), reading.context.listed[select - 1] ?? [])),
    ...present({
      select,
      alsoSelect,
      selectBy,
      sort: selectBy === undefined && !(isOpening(reading.context) && COMPARED.has(cues.sort ?? '')) ? cues.sort : undefined,
      seller: sellerNamed(plain, reading.context, reading),
      but: cues.but && select !== undefined && cues.sort !== undefined ? true : undefined,
      ask: askedIn(cues),
      code: cues.acts.has('give_code') ? cues.code : undefined,
      beside: besideOf(plain, reading),
    }),
  };
}

/** "Which" is of each of the list, whichever was spoken of before. */
function askedIn({ asks, which, question }: Cues): Slots['ask'] {
  const all = which && question ? [...asks, 'which'] : asks;
  return all.length > 0 ? all : undefined;
}

/** What a yes to "an hotel and skis as well?" does to what was offered; "a train as well" is beside the other carrier. */
function besideOf(plain: string, { context, grammar }: Reading): Slots['beside'] {
  const made = hits(grammar, 'beside', plain).map(({ make }) => make);
  if (context.asked === 'what_else' && made.includes('only')) return 'only';
  return made.includes('also') || (context.asked === 'what_else' && made.includes('and')) ? 'and' : undefined;
}

function isScope(scope: unknown): scope is NonNullable<Slots['budgetScope']> {
  return scope === 'total' || scope === 'per_person' || scope === 'per_night';
}

/** "Finalement mille deux cents", "make that five", "par personne": a bare value in the place of one that is known. */
export function amended(plain: string, { context, grammar }: Reading): Slots {
  const { budgetMax, party } = context.known;
  const [found] = hits(grammar, 'amended', plain);
  if (!found) return {};
  const { people, heads = people, n, s } = found.groups;
  const time = people === undefined ? undefined : hourOfOne(Number(people), context);
  if (time !== undefined) return { time };
  if (heads !== undefined) return party === undefined ? {} : { party: Number(heads) };
  if (budgetMax === undefined) return {};
  const scope = grammar.values['scope']?.[s ?? ''];
  return present({
    budgetMax: n === undefined ? undefined : amount(n, false, budgetMax)?.value,
    budgetScope: isScope(scope) ? scope : undefined,
  });
}

/** "Actually make it nine", with tables to choose from, or of the one ride. */
function hourOfOne(value: number, { asked, known: { needs, time } }: HearingContext): Slots['time'] {
  if (needs.length === 1 && needs[0] === 'restaurant') return counted('time', value, true).time;
  return time === undefined || asked === 'who' ? undefined : nearerHalf(`${String(value).padStart(2, '0')}:00`, time);
}

/** "Rajoutez une personne", "on est un de moins": how many there are, from those that are known. */
export function joining(plain: string, { context, grammar }: Reading): number | undefined {
  const [found] = hits(grammar, 'joined', plain);
  if (found === undefined || context.known.party === undefined || context.phase === 'briefing') return undefined;
  const n = found.groups['two'] === undefined ? (count(found.groups['n'] || undefined) ?? 1) : 2;
  return found.groups['less'] === undefined ? context.known.party + n : Math.max(1, context.known.party - n);
}

/** "Eight, maybe nine" of a count is the first of them. */
function hedgedCount(text: string, numbers: readonly string[], asked: Asked, reading: Reading): Slots | undefined {
  const small = numbers.length === 2 && numbers.every((one) => Number.parseFloat(one) < 100);
  const first = numbers[small && matches(reading.grammar, 'hedged', text) ? 0 : numbers.length];
  if (numbers.length !== 1 && first === undefined) return undefined;
  const value = Number.parseFloat(first ?? numbers[0] ?? '');
  const twelve = numberOf(reading, 'twelve', 'until') !== undefined;
  if (asked === 'time' && isRideAsked(reading.context) && value <= 24) return { time: `${String(value % 24).padStart(2, '0')}:00` };
  return value < 100 ? counted(asked, value, twelve) : {};
}

/** Questions that no small number answers: "deux" says again how many there are. */
const UNCOUNTED: ReadonlySet<Asked> = new Set(['origin', 'place', 'budget']);

function saidAgain(numbers: readonly string[], { context: { asked, known } }: Reading): Slots | undefined {
  const isParty = numbers.length === 1 && Number(numbers[0]) === known.party;
  return isParty && UNCOUNTED.has(asked ?? 'open') ? { party: Number(numbers[0]) } : undefined;
}

/** A bare number answers the question that was asked. */
export function bareAnswer(text: string, reading: Reading): Slots {
  const { asked } = reading.context;
  const numbers = text.match(/(?<= )\d+(?:\.\d+)?q?(?= )/g) ?? [];
  const last = numbers.at(-1);
  const value = Number.parseFloat(last ?? '');
  if (last === undefined || asked === undefined) return {};
  if (asked === 'budget' && paired(text) !== undefined) return present({ budgetMax: hundredsOf(paired(text), reading) });
  if (asked === 'budget') return saidAgain(numbers, reading) ?? bareBudget(last, isAround(text, last, reading), reading);
  if (/^ \d{3,}q? $/.test(text) && isSum(value, reading)) return { budgetMax: value };
  if (asked === 'ages') return alike({ childAges: numbers.map(Number).filter((age) => age < 18) }, text, reading);
  return saidAgain(numbers, reading) ?? hedgedCount(text, numbers, asked, reading) ?? {};
}

/** "Ten thousand", whatever was asked: too much for a head count, and no year. */
function isSum(value: number, { context }: Reading): boolean {
  const { asked, known } = context;
  const year = value > 1900 && value < 2100;
  return (
    !year &&
    value >= 300 &&
    known.budgetMax === undefined &&
    asked !== 'name' &&
    asked !== 'either' &&
    asked !== 'option' &&
    asked !== 'yes_no'
  );
}

/** `twelve`: hours are counted to twelve, and "five" is in the afternoon. */
function counted(asked: Asked, value: number, twelve: boolean): Slots {
  if (asked === 'who') return { party: value };
  if (asked === 'nights') return { nights: value };
  if (asked !== 'time' || value > 24) return {};
  const hour = value >= (twelve ? 1 : 6) && value < 12 ? value + 12 : value % 24;
  return { time: `${String(hour).padStart(2, '0')}:00` };
}

/** "Three fifty": two numbers side by side that are one amount, or none. */
function paired(text: string): string | undefined {
  return /(?<= )\d{1,2} \d{1,2}(?= )/.exec(text)?.[0];
}

/** Where hundreds are said so ("three fifty"), what a pair amounts to. */
function hundredsOf(pair: string | undefined, { grammar }: Reading): number | undefined {
  const read = grammar.numbers.hundredsAlone && /^\d{1,2} [1-9]\d$/.test(pair ?? '') ? amount(pair, false, undefined) : undefined;
  return read?.value;
}

/** "environ" or "around" stands right before or after the number. */
function isAround(text: string, token: string, reading: Reading): boolean {
  const words = text.trim().split(' ');
  const place = words.indexOf(token);
  return [words[place - 1], words[place + 1]].some((word) => wordValue(reading, 'how', word) === 'around');
}

function bareBudget(token: string, isAbout: boolean, reading: Reading): Slots {
  const known = reading.context.known.budgetMax;
  const read = amount(token, false, known);
  const role = isAbout ? 'budgetAbout' : 'budgetMax';
  if (!read || read.value < 50) return {};
  if (!read.either) return { [role]: read.value };
  reading.doubts.push({ type: 'amount', values: read.either });
  return {};
}
