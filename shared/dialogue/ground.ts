import { addDays, daysBetween } from '../time.ts';
import type { Brief, Category, Requirement } from '../trip/brief.ts';
import { partOf, partySize } from '../trip/party.ts';
import { hoursSaid } from './hours-said.ts';
import type { Change, Merged } from './merge.ts';
import { SHARED } from './merge-shares.ts';
import { say } from './reaction.ts';
import { isOnSnow } from './resolve-need.ts';
import type { Say, SayValue } from './say.ts';
import { placesSay, stagesSaid } from './stages.ts';
import { isOnSlopes } from './unmet.ts';

/** What was just heard, said back once inside the next sentence: dates, amounts and places always, the rest if it changes what follows. */
export function ground(merged: Merged): readonly Say[] {
  const { brief, changed } = merged;
  if (changed.size === 1 && changed.has('party') && brief.party && merged.added.length === 0)
    return [say('ground.party', { count: partySize(brief.party) })];
  const parts = [...stay(brief, changed), ...who(merged), ...rest(merged)];
  // Needs alone were just named by the traveller: saying them again adds nothing.
  const stages = stagesSaid(brief, changed);
  if (parts.length === 0) return merged.added.length > 0 ? [say('ok'), ...stages] : stages;
  return [say('ground', { parts: { list: parts, join: 'comma' } }), ...stages];
}

function stay(brief: Brief, changed: ReadonlySet<Change>): readonly Say[] {
  const place = changed.has('where') ? placeValue(brief.where) : undefined;
  const { start, end, until } = brief;
  // The days that were said are those of all stages.
  if (changed.has('stages') && start && until && !end)
    return [say('frag.range_in_all', { range: { range: { start, end: until } } }), ...(place ? [say('frag.first_at', { place })] : [])];
  if (changed.has('dates') && start) return days(brief, start, place);
  const window = changed.has('dates') && brief.window ? [windowSaid(brief.window)] : [];
  const nights = window.length > 0 && brief.nights !== undefined ? [say('frag.nights', { count: brief.nights })] : [];
  return [...nights, ...window, ...placed(brief, place)];
}

/** One travels to where one only travels, and is at a place where one does anything else. */
function placed({ needs }: Brief, place: SayValue | undefined): readonly Say[] {
  const isWay = needs.length > 0 && needs.every(({ category }) => MOVES.has(category));
  return place ? [say(isWay ? 'frag.to' : 'frag.at', { place })] : [];
}

const MOVES: ReadonlySet<Category> = new Set(['flight', 'train', 'transfer']);

/** "En février" for a whole month, else from when to when. */
function windowSaid(window: NonNullable<Brief['window']>): Say {
  const whole =
    window.start.slice(0, 7) === window.end.slice(0, 7) && window.start.endsWith('-01') && addDays(window.end, 1).endsWith('-01');
  return whole
    ? say('frag.in_month', { month: say(`month.${Number(window.start.slice(5, 7))}`) })
    : say('frag.window', { range: { range: window } });
}

/** Nights and place first, as people say it, then the days with their weekdays. */
function days(brief: Brief, start: string, place: SayValue | undefined): readonly Say[] {
  const day = brief.needs.length > 0 && brief.needs.every((need) => need.category === 'restaurant');
  if (!brief.end || day || brief.end === start) return [say('frag.date', { date: { date: start } }), ...placed(brief, place)];
  const count = daysBetween(start, brief.end);
  const range: SayValue = { range: { start, end: brief.end } };
  // Skis and passes alone are for days, and nobody said where one sleeps.
  if (brief.needs.length > 0 && brief.needs.every(isOnSnow))
    return [say('frag.range', { range }), ...(place ? [say('frag.at', { place })] : [])];
  return place
    ? [say('frag.nights_at', { count, place }), say('frag.range', { range })]
    : [say('frag.range', { range }), say('frag.nights', { count })];
}

function placeValue(ids: readonly string[] | undefined): SayValue | undefined {
  return ids?.[0] ? placesSay(ids) : undefined;
}

function who({ brief, changed, parted = [], landing: lands }: Merged): readonly Say[] {
  const landing = placeValue(lands);
  const from = changed.has('origin') ? placeValue(brief.origin) : undefined;
  return [
    ...(changed.has('party') && brief.party ? [say('frag.party', { count: partySize(brief.party) })] : []),
    ...(changed.has('parts') ? partsSaid(brief, parted) : []),
    ...(from ? [say('frag.from', { place: from })] : []),
    ...(landing ? [say('frag.landing', { place: landing })] : []),
    ...(changed.has('carrier') && brief.ownCar ? [say('frag.own_car')] : []),
    ...(changed.has('carrier') && brief.oneWay !== undefined ? [say(brief.oneWay ? 'frag.one_way' : 'frag.round_trip')] : []),
  ];
}

/** Whom single things are for, where that is not everyone: what skiing takes in one word. */
function partsSaid({ party, parts = {} }: Brief, parted: readonly Category[]): readonly Say[] {
  if (!party) return [];
  const counts = SHARED.filter((category) => parted.includes(category)).flatMap((category) => {
    const own = parts[category] && partOf(party, parts[category]);
    return own ? [[category, partySize(own)] as const] : [];
  });
  const of = (category: Category) => counts.find(([name]) => name === category)?.[1];
  const skiing = of('ski_hire') === of('ski_pass') ? of('ski_hire') : undefined;
  const others = counts.filter(([category]) => skiing === undefined || !category.startsWith('ski'));
  return [
    ...(skiing === undefined ? [] : [say('frag.part_ski', { count: skiing })]),
    ...others.map(([category, count]) => say(`frag.part_${category}`, { count })),
  ];
}

function rest(merged: Merged): readonly Say[] {
  const { brief, changed, dropped, wished } = merged;
  const refused = changed.has('notWhere') ? (brief.notWhere ?? []).slice(-1) : [];
  const time = merged.hour;
  return [
    ...carSaid(merged),
    ...rideSaid(merged),
    ...(refused.length > 0 ? [say('frag.not_at', { places: { list: refused.map((place) => ({ place })) } })] : []),
    ...dropped.map((category) => say(`frag.without_${category}`)),
    ...(changed.has('time') && time ? [say('frag.time', { time: { time } })] : []),
    ...hoursSaid(merged.hours ?? {}, brief),
    ...ownSaid(merged),
    ...(changed.has('wishes') ? wishesSaid(brief, wished) : []),
    ...(changed.has('budget') ? [brief.budget ? budgetSaid(brief, changed.has('party')) : say('frag.no_budget')] : []),
  ];
}

/** "La table le samedi 13": a day that is not the trip's. */
function ownSaid({ own = [] }: Merged): readonly Say[] {
  return own.map(({ need, start, end }) => {
    const of = say(`the.${need}`);
    return end && end > start
      ? say('frag.own_range', { need: of, range: { range: { start, end } } })
      : say('frag.own_day', { need: of, date: { date: start } });
  });
}

function carSaid({ brief, added, deskMoved }: Merged): readonly Say[] {
  if (!added.includes('car') && !deskMoved) return [];
  const car = brief.needs.find((need) => need.category === 'car');
  const desk = placeValue(car?.where);
  const four = car?.requirements.some((requirement) => requirement.attr === 'drivenWheels' && requirement.value === 'four');
  return [say(`frag.car${four ? '_four' : ''}${desk ? '_at' : ''}`, desk ? { place: desk } : undefined)];
}

/** Both ends of a ride are places that were said. */
function rideSaid({ brief, added }: Merged): readonly Say[] {
  const ride = added.includes('transfer') ? brief.needs.find((need) => need.category === 'transfer') : undefined;
  const from = ride?.from?.[0];
  const to = ride?.where?.[0];
  if (from && to) return [say('frag.ride', { from: { place: from }, to: { place: to } })];
  if (from) return [say('frag.from', { place: { place: from } })];
  return to && brief.where?.[0] !== to ? [say('frag.to', { place: { place: to } })] : [];
}

/** Whom the ceiling is for is said where it was not said just before. */
function budgetSaid(brief: Brief, isPartySaid: boolean): Say {
  const max = brief.budget?.max ?? { minor: 0, currency: 'EUR' };
  const count = brief.party ? partySize(brief.party) : 1;
  if (brief.budget?.scope === 'per_person') return say('frag.budget_per_person', { max });
  if (brief.budget?.scope === 'per_night') return say('frag.budget_per_night', { max });
  return count > 1 && !isPartySaid ? say('frag.budget_party', { max, count }) : say('frag.budget', { max });
}

/** Said where the need itself is, or no wish but a bound measured on what was told. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['car.drivenWheels', 'flight.departMinutes', 'train.departMinutes', 'flight.stop_ok']);

/** Wishes that are said with their number. */
const COUNTED: ReadonlySet<string> = new Set(['stars', 'rooms', 'minDriverAge', 'seats']);

/** Of these each value has words of its own. */
const VALUED: ReadonlySet<string> = new Set(['cabin', 'level']);

function wishesSaid(brief: Brief, wished: readonly string[]): readonly Say[] {
  const said = brief.needs.flatMap(({ category, requirements }) =>
    requirements
      .filter((one) => wished.includes(`${category}.${one.attr}`) && isSaidBack(category, one))
      .map((one) => wishSay(category, one)),
  );
  return wished.includes('any.refundable') ? [...said, say('wish.refundable')] : said;
}

/** A hotel or a flat is told with what is found; another kind of house is a wish like any other. */
function isSaidBack(category: Category, { attr, value }: Requirement): boolean {
  if (value === false || SAID_ELSEWHERE.has(`${category}.${attr}`)) return false;
  if (typeof value === 'string' && value.startsWith('not:')) return false;
  return attr !== 'kind' || value === 'chalet' || value === 'guesthouse';
}

/** "Cuisine italienne", "dans un chalet", "en terrasse"; what has no such words is named: "avec un ascenseur". */
function wishSay(category: Category, wish: Requirement): Say {
  const { attr, op, value, weight = 1 } = wish;
  if (attr === 'trendy' && op === 'eq') return say('wish.restaurant.quiet');
  if (attr === 'cuisine') return say('wish.restaurant.cuisine', { cuisine: say(`cuisine.${value}`) });
  if (COUNTED.has(attr)) return say(`wish.${category}.${attr}`, { count: Number(value) });
  if (VALUED.has(attr)) return say(`wish.${category}.${attr}_${value}`);
  if (attr === 'kind' && value !== 'chalet') return say(`wish.${category}.${value}`);
  const key = isOnSlopes(wish) ? 'ski_in' : attr;
  return say(`wish.${category}.${key}${weight < 1 ? '_some' : ''}`, { thing: say(`thing.${key}`) });
}
