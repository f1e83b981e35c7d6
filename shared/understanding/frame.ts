import type { HearingContext, Slots } from '../dialogue/act.ts';
import { at, type Groups, run } from './chart.ts';
import type { Found, MoneyValue, People, Reading, TimeValue } from './found.ts';
import { isDaypart, numberOf, wordValue } from './found.ts';
import { partyOf } from './people.ts';
import { present } from './present.ts';
import { isRideAsked, nearerHalf } from './ride-hub.ts';
import type { TermSums } from './terms.ts';
import { isReturnAsked } from './when.ts';

/** Marks in spoken order with what they stand for. */
export function inOrder(text: string, found: readonly Found[]): readonly Found[] {
  return (text.match(/@[a-z]\d+/g) ?? []).flatMap((mark) => at(found, mark) ?? []);
}

/** Later amounts win field by field: "entre 2000 et 3000, maximum 3500". */
export function moneySlots(
  things: readonly Found[],
  reading: Reading,
): Pick<Slots, 'budgetMax' | 'budgetMin' | 'budgetAbout' | 'currency' | 'budgetScope'> {
  const values = things.flatMap((thing) => (thing.type === 'money' ? [thing.value] : []));
  const all: MoneyValue = Object.assign({}, ...values);
  if (all.either) {
    reading.doubts.push({ type: 'amount', values: all.either });
    return {};
  }
  return present({
    budgetMax: all.max,
    budgetMin: all.min,
    budgetAbout: all.about,
    currency: all.currency,
    budgetScope: all.scope,
  });
}

/** What else tells the half of the day: a meal, "tonight", a language of twelve hours where "two o'clock" is in the afternoon. */
export interface HalfDay {
  readonly meal: boolean;
  /** A table was spoken of, not only an hour asked for. */
  readonly table: boolean;
  readonly daypart: Slots['daypart'];
  /** Of the way home. */
  readonly back: Slots['returnDaypart'];
  readonly twelve: number | undefined;
  /** Of the one ride, where its hour is put right. */
  readonly known: Slots['time'];
}

/** A table is spoken of: "huit heures" is in the evening. */
function isMeal({ needs }: TermSums, { known }: HearingContext): boolean {
  return needs.includes('restaurant') || (known.needs.length === 1 && known.needs[0] === 'restaurant');
}

export function halfDay(terms: TermSums, parts: Pick<Slots, 'daypart' | 'returnDaypart'>, reading: Reading): HalfDay {
  const { context } = reading;
  const table = isMeal(terms, context);
  const isRide = terms.needs.every((need) => need === 'ride' || need === 'transfer') && !reading.adding;
  return {
    meal: (context.asked === 'time' && !isRideAsked(context)) || table,
    table,
    daypart: parts.daypart,
    back: parts.returnDaypart,
    twelve: numberOf(reading, 'twelve', 'until'),
    known: isRide ? context.known.time : undefined,
  };
}

/** "Not before ten" is no supper, nor "not before nine" where only an hour was asked for. */
function isSupper(hour: number, mode: TimeValue['mode'], table: boolean): boolean {
  return mode !== 'after' || hour < (table ? 10 : 8);
}

function isLate(hour: number, mode: TimeValue['mode'], { meal, table, daypart, twelve }: HalfDay): boolean {
  if (daypart === 'afternoon') return hour >= 1 && hour < 9;
  if (daypart === 'evening') return hour >= 4;
  if (daypart === 'night') return hour >= 6;
  if (daypart === 'morning') return false;
  if (meal && hour >= 6) return isSupper(hour, mode, table);
  return hour >= 1 && hour <= (meal && twelve !== undefined ? 5 : (twelve ?? 0));
}

/** Meals at "huit heures" are in the evening unless the morning was said. */
function civilTime(value: TimeValue, half: HalfDay): string {
  if (half.known !== undefined && half.daypart === undefined && !value.sure) return nearerHalf(value.time, half.known);
  const hour = Number(value.time.slice(0, 2));
  return !value.sure && hour < 12 && isLate(hour, value.mode, half) ? `${hour + 12}${value.time.slice(2)}` : value.time;
}

function timesIn(things: readonly Found[]): readonly TimeValue[] {
  return things.flatMap((thing) => (thing.type === 'time' ? [thing.value] : []));
}

type Hours = Pick<Slots, 'time' | 'timeMode' | 'timeRef' | 'meeting' | 'returnTime'>;

/** The hour that was said first, and that of the way home. */
export function timeSlots(things: readonly Found[], half: HalfDay, found: readonly Found[]): Hours {
  const all = timesIn(found);
  const said = timesIn(things);
  const values = said.length > 0 ? said : all;
  const back = values.find(isHomeward);
  // A range of days may hold the hour that it begins at
  const value =
    values.find((each) => !isHomeward(each)) ??
    (back && all.find(({ of, time }) => (of === undefined || of === 'depart') && time !== back.time));
  const homeward = back && {
    time: civilTime(back, { ...half, known: undefined, daypart: half.back ?? eveningOf(back, half) }),
    ...modeOf(back),
    ...(back.of === 'home' ? { home: true as const } : {}),
  };
  return { ...(value ? wayOut(value, half) : {}), ...(homeward ? { returnTime: homeward } : {}) };
}

function isHomeward({ of }: TimeValue): boolean {
  return of === 'back' || of === 'home';
}

/** "Home by eight", in a language of twelve hours: nobody is home in the morning. */
function eveningOf({ of, time }: TimeValue, { twelve }: HalfDay): Slots['daypart'] {
  return of === 'home' && twelve !== undefined && time < '11:00' ? (time < '04:00' ? 'afternoon' : 'evening') : undefined;
}

function wayOut(value: TimeValue, half: HalfDay): Hours {
  return {
    time: civilTime(value, half),
    ...(value.mode === undefined ? {} : { timeMode: value.mode }),
    ...(value.of === undefined ? {} : { timeRef: value.of === 'depart' ? 'depart' : 'arrive' }),
    ...(value.of === 'meeting' ? { meeting: true } : {}),
  };
}

function modeOf({ mode }: TimeValue): Pick<TimeValue, 'mode'> {
  return mode === undefined ? {} : { mode };
}

type Daypart = NonNullable<Slots['daypart']>;

/** "le matin" is the outward part of the day, unless it follows a word of return. */
export function daypartSlots(text: string, reading: Reading, meal: boolean): Pick<Slots, 'daypart' | 'returnDaypart'> {
  const parts: { daypart?: Daypart; returnDaypart?: Daypart } = {};
  const take = (key: 'daypart' | 'returnDaypart') => (groups: Groups) => {
    const part = wordValue(reading, 'daypart', groups['p']);
    if (isDaypart(part)) parts[key] ??= meal && part === 'night' ? 'evening' : part;
    return { mark: 'w', value: undefined } as const;
  };
  // "Dimanche soir", to when one comes back
  const out = isReturnAsked(reading) ? take('returnDaypart') : take('daypart');
  run(text, reading.grammar.stages['dayparts'], { back: take('returnDaypart'), out }, []);
  return parts;
}

/** `counting`: ages that nobody was named for are children's; `known`: how many travel as far as was said. */
export function partySlots(things: readonly Found[], counting: boolean, known: number | undefined): ReturnType<typeof partyOf> {
  return partyOf(
    things.flatMap((thing): readonly People[] => (thing.type === 'people' ? [thing.value] : [])),
    counting,
    known,
  );
}
