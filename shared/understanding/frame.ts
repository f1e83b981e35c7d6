import type { Slots } from '../dialogue/act.ts';
import { addDays, daysBetween } from '../time.ts';
import { resolveDay } from './calendar.ts';
import { at, type Groups, run } from './chart.ts';
import type { Found, MoneyValue, People, Reading, TimeValue, When } from './found.ts';
import { isDaypart, wordValue } from './found.ts';
import { amount } from './money.ts';
import { partyOf } from './people.ts';
import { dayFor } from './spans.ts';

/** Marks in spoken order with what they stand for. */
export function inOrder(text: string, found: readonly Found[]): readonly Found[] {
  return (text.match(/@[a-z]\d+/g) ?? []).flatMap((mark) => at(found, mark) ?? []);
}

/** Every date expression's slots, the later winning; a lone second day is the end. */
export function dateSlots(things: readonly Found[], reading: Reading): When {
  let when: When = {};
  for (const thing of things) {
    if (thing.type === 'when') when = { ...when, ...thing.when };
    if (thing.type === 'span') when = { ...when, ...thing.span, ...thing.when };
    if (thing.type === 'day') when = { ...when, ...lone(thing, when, reading) };
  }
  return consistent(when);
}

type DayFound = Found & { readonly type: 'day' };

/** The day that ends a stay: the first such day after its start. */
function lastDayOf(thing: DayFound, start: string | undefined, reading: Reading): string | undefined {
  return start === undefined ? dayFor(thing.ref, reading, 'end') : resolveDay(thing.ref, addDays(start, 1));
}

function lone(thing: DayFound, so: When, reading: Reading): When {
  const exact = so.dateMode !== 'window';
  const named = thing.when ?? {};
  if (thing.last) {
    const end = lastDayOf(thing, exact ? so.start : undefined, reading);
    return end === undefined ? {} : { ...named, end };
  }
  const date = dayFor(thing.ref, reading);
  if (date === undefined) return {};
  if (so.start === undefined || !exact) return { ...named, start: date };
  return so.end === undefined && date > so.start ? { ...named, end: date } : named;
}

/** An exact range decides: a length that says otherwise was a manner of speaking ("un week-end du 12 au 15"). */
function consistent(when: When): When {
  const { start, end, days, nights, dateMode, ...rest } = when;
  const exact = start !== undefined && end !== undefined && dateMode === undefined;
  const length = exact ? daysBetween(start, end) : undefined;
  return {
    ...rest,
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(dateMode === undefined ? {} : { dateMode }),
    ...(days === undefined || length !== undefined ? {} : { days }),
    ...(nights === undefined || (length !== undefined && nights !== length) ? {} : { nights }),
  };
}

/** Later amounts win field by field: "entre 2000 et 3000, maximum 3500". */
export function moneySlots(
  things: readonly Found[],
  reading: Reading,
): Pick<Slots, 'budgetMax' | 'budgetMin' | 'budgetAbout' | 'currency' | 'budgetScope'> {
  const values = things.flatMap((thing) => (thing.type === 'money' ? [thing.value] : []));
  const { max, min, about, currency, scope, either } = values.reduce<MoneyValue>((all, value) => ({ ...all, ...value }), {});
  if (either) {
    reading.doubts.push({ type: 'amount', values: either });
    return {};
  }
  return {
    ...(max === undefined ? {} : { budgetMax: max }),
    ...(min === undefined ? {} : { budgetMin: min }),
    ...(about === undefined ? {} : { budgetAbout: about }),
    ...(currency === undefined ? {} : { currency }),
    ...(scope === undefined ? {} : { budgetScope: scope }),
  };
}

/** Meals at "huit heures" are in the evening unless the morning was said. */
function civilTime(value: TimeValue, meal: boolean): string {
  const hour = Number(value.time.slice(0, 2));
  return meal && !value.sure && hour >= 6 && hour < 12 ? `${hour + 12}${value.time.slice(2)}` : value.time;
}

export function timeSlots(things: readonly Found[], meal: boolean): Pick<Slots, 'time' | 'timeMode'> {
  const value = things.flatMap((thing) => (thing.type === 'time' ? [thing.value] : [])).at(-1);
  if (!value) return {};
  return { time: civilTime(value, meal), ...(value.mode === undefined ? {} : { timeMode: value.mode }) };
}

type Daypart = NonNullable<Slots['daypart']>;

/** "le matin" is the outward part of the day, unless it follows a word of return. */
export function daypartSlots(text: string, reading: Reading, meal: boolean): Pick<Slots, 'daypart' | 'returnDaypart'> {
  const out: { daypart?: Daypart; returnDaypart?: Daypart } = {};
  const take = (key: 'daypart' | 'returnDaypart') => (groups: Groups) => {
    const part = wordValue(reading, 'daypart', groups['p']);
    if (isDaypart(part)) out[key] ??= meal && part === 'night' ? 'evening' : part;
    return { mark: 'w', value: undefined } as const;
  };
  run(text, reading.grammar.stages['dayparts'], { back: take('returnDaypart'), out: take('daypart') }, []);
  return out;
}

export function partySlots(things: readonly Found[]): ReturnType<typeof partyOf> {
  return partyOf(things.flatMap((thing): readonly People[] => (thing.type === 'people' ? [thing.value] : [])));
}

/** A bare number answers the question that was asked. */
export function bareAnswer(text: string, reading: Reading): Slots {
  const { asked } = reading.context;
  const numbers = text.match(/(?<= )\d+(?:\.\d+)?q?(?= )/g) ?? [];
  const last = numbers.at(-1);
  const value = Number.parseFloat(last ?? '');
  if (last === undefined) return {};
  if (asked === 'budget') return bareBudget(last, isAround(text, last, reading), reading);
  if (asked === 'who' && numbers.length === 1 && value < 100) return { party: value };
  if (asked === 'nights' && value < 100) return { nights: value };
  if (asked === 'ages') return { childAges: numbers.map(Number).filter((age) => age < 18) };
  if (asked === 'time' && value <= 24) return { time: `${String(value < 12 && value >= 6 ? value + 12 : value % 24).padStart(2, '0')}:00` };
  return {};
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
