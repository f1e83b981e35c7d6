import type { HearingContext, Slots } from '../dialogue/act.ts';
import { daysBetween } from '../time.ts';
import { at } from './chart.ts';
import type { Found, MoneyValue, People, Reading, TimeValue, When } from './found.ts';
import { wordValue } from './found.ts';
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

function lone(thing: Found & { type: 'day' }, so: When, reading: Reading): When {
  const date = dayFor(thing.ref, reading);
  if (date === undefined) return {};
  const named = thing.when ?? {};
  if (so.start !== undefined && so.dateMode !== 'window' && date > so.start) return { end: date, ...named };
  return so.end !== undefined && so.start === undefined && date < so.end
    ? { start: date, ...named }
    : so.start === undefined || so.dateMode === 'window'
      ? { start: date, ...named }
      : named;
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

function isDaypart(value: unknown): value is Daypart {
  return value === 'morning' || value === 'noon' || value === 'afternoon' || value === 'evening' || value === 'night';
}

/** Words such as "le matin": the first is the outward part of the day, one after a word of return is the way back's. */
export function daypartSlots(text: string, reading: Reading, meal: boolean): Pick<Slots, 'daypart' | 'returnDaypart'> {
  let returning = false;
  const out: { daypart?: Daypart; returnDaypart?: Daypart } = {};
  for (const word of text.trim().split(' ')) {
    if (wordValue(reading, 'back', word) !== undefined) returning = true;
    const part = wordValue(reading, 'daypart', word);
    if (!isDaypart(part)) continue;
    if (returning) out.returnDaypart ??= part;
    else out.daypart ??= meal && part === 'night' ? 'evening' : part;
  }
  return out;
}

export function partySlots(things: readonly Found[]): ReturnType<typeof partyOf> {
  return partyOf(things.flatMap((thing): readonly People[] => (thing.type === 'people' ? [thing.value] : [])));
}

/** A bare number answers the question that was asked. */
export function bareAnswer(text: string, context: HearingContext): Slots {
  const numbers = (text.match(/(?<= )\d+(?:\.\d+)?(?=q? )/g) ?? []).map(Number);
  const last = numbers.at(-1);
  if (last === undefined) return {};
  if (context.asked === 'budget' && last >= 50) return { budgetMax: last };
  if (context.asked === 'who' && numbers.length === 1 && last < 60) return { party: last };
  if (context.asked === 'time' && last <= 24)
    return { time: `${String(last < 12 && last >= 6 ? last + 12 : last % 24).padStart(2, '0')}:00` };
  return {};
}
