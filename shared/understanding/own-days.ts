import type { Slots } from '../dialogue/act.ts';
import { addDays, daysBetween, type LocalDate, weekday } from '../time.ts';
import type { Category } from '../trip/brief.ts';
import { nextWeekday, resolveDay } from './calendar.ts';
import { at } from './chart.ts';
import type { Found, Reading } from './found.ts';
import { matches } from './hits.ts';
import { dateSlots } from './when.ts';

type OwnDays = NonNullable<Slots['own']>;

/** What may have days of its own inside a stay. */
const WITHIN: readonly Category[] = ['restaurant', 'ski_pass', 'ski_hire'];

/** Words between a thing and its day: "un dîner romantique pour nous deux le samedi". */
const NEAR = 7;

interface Stay {
  readonly start: LocalDate;
  readonly end: LocalDate;
}

/**
 * "Un dîner le samedi", "passes from Monday to Friday", "une table le dernier soir" of a stay whose own days are said or known: the days of that one
 * thing. `things` is the rest, in spoken order.
 */
export function ownDays(
  text: string,
  found: readonly Found[],
  things: readonly Found[],
  reading: Reading,
): { readonly things: readonly Found[]; readonly own: OwnDays } {
  const governed = governedIn(text, found, reading);
  if (governed.length === 0 || reading.context.phase === 'settled') return { things, own: [] };
  const rest = things.filter((thing) => !governed.some((one) => one.thing === thing));
  const stay = stayOf(rest, reading);
  const own = stay ? governed.flatMap((one) => daysOf(one, stay, reading.context.today)) : [];
  return own.length === governed.length ? { things: rest, own } : { things, own: [] };
}

type Dated = Found & { readonly type: 'day' | 'span' | 'when' };

interface Governed {
  readonly need: Category;
  /** Absent: an evening that the stay gives. */
  readonly thing?: Dated;
  readonly evening?: 'first' | 'last';
}

/** What follows a thing closely, in the same part of the sentence: its date, or its evening. */
function governedIn(text: string, found: readonly Found[], reading: Reading): readonly Governed[] {
  return [...text.matchAll(/@k\d+/g)].flatMap(({ 0: mark, index }): readonly Governed[] => {
    const term = at(found, mark);
    const need = term?.type === 'term' ? WITHIN.find((category) => category === term.term.need) : undefined;
    if (need === undefined) return [];
    const tail = tailOf(text.slice(index + mark.length), found);
    const thing = datedIn(tail, found, need);
    if (thing) return [{ need, thing }];
    const evening = need === 'restaurant' ? eveningIn(tail, reading) : undefined;
    return evening ? [{ need, evening }] : [];
  });
}

/** The next words, up to a comma or the next thing. */
function tailOf(rest: string, found: readonly Found[]): string {
  const words = rest.trim().split(' ').slice(0, NEAR);
  const end = words.findIndex((word) => {
    const thing = at(found, /^@k\d+$/.test(word) ? word : undefined);
    return /^[,.?]$/.test(word) || (thing?.type === 'term' && thing.term.need !== undefined);
  });
  return ` ${words.slice(0, end < 0 ? NEAR : end).join(' ')} `;
}

/** A table is for one day, skis and passes may be for several. */
function datedIn(tail: string, found: readonly Found[], need: Category): Dated | undefined {
  const [first] = (tail.match(/@[a-z]\d+/g) ?? []).flatMap((mark): readonly Dated[] => {
    const thing = at(found, mark);
    const isSpan = thing?.type === 'span' || (thing?.type === 'when' && spanOf(thing) !== undefined);
    return thing?.type === 'day' || (isSpan && need !== 'restaurant') ? [thing] : [];
  });
  return first;
}

function spanOf(thing: Dated): Stay | undefined {
  if (thing.type === 'span') return thing.span;
  const { start, end } = thing.type === 'when' ? thing.when : {};
  return start !== undefined && end !== undefined ? { start, end } : undefined;
}

/** "Le dernier soir", "our first night". */
function eveningIn(tail: string, { grammar }: Reading): 'first' | 'last' | undefined {
  if (matches(grammar, 'lastEvening', tail)) return 'last';
  return matches(grammar, 'firstEvening', tail) ? 'first' : undefined;
}

function stayOf(rest: readonly Found[], reading: Reading): Stay | undefined {
  const { start, end, dateMode } = dateSlots(rest, '', { ...reading, doubts: [] });
  if (start !== undefined && end !== undefined && dateMode === undefined && end > start) return { start, end };
  const { known } = reading.context;
  return start === undefined && end === undefined && known.start && known.end && known.end > known.start
    ? { start: known.start, end: known.end }
    : undefined;
}

function daysOf(one: Governed, stay: Stay, today: LocalDate): OwnDays {
  const { need, thing } = one;
  const evening = eveningOf(one, today);
  if (evening !== undefined) return [{ need, start: evening === 'first' ? stay.start : addDays(stay.end, -1) }];
  const span = thing && (thing.type === 'day' ? dayIn(thing, stay) : spanIn(thing, stay));
  if (span === undefined || span.end > stay.end) return [];
  return [thing?.type === 'day' ? { need, start: span.start } : { need, ...span }];
}

/** "Our last night" is not yesterday. */
function eveningOf({ thing, evening }: Governed, today: LocalDate): Governed['evening'] {
  return thing?.type === 'day' && thing.ref.date !== undefined && thing.ref.date < today ? 'last' : evening;
}

function dayIn({ ref }: Dated & { readonly type: 'day' }, { start }: Stay): Stay | undefined {
  const date = resolveDay(ref, start);
  return date === undefined ? undefined : { start: date, end: date };
}

/** Weekdays are counted from the stay's first day on. */
function spanIn(thing: Dated, stay: Stay): Stay | undefined {
  const span = spanOf(thing);
  if (span === undefined || (span.start >= stay.start && span.end <= stay.end)) return span;
  const start = nextWeekday(addDays(stay.start, -1), weekday(span.start));
  return { start, end: addDays(start, daysBetween(span.start, span.end)) };
}
