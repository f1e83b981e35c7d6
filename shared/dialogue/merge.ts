import { fromMajor } from '../money.ts';
import { addDays, daysBetween, type LocalDate, type LocalTime, weekday } from '../time.ts';
import type { Brief, Category, Hours } from '../trip/brief.ts';
import type { Party } from '../trip/party.ts';
import type { Heard, Slots } from './act.ts';
import { mergeNeeds } from './merge-needs.ts';
import { mergeParty } from './merge-party.ts';
import { apportioned, counted } from './merge-shares.ts';
import { backSameDay } from './same-day.ts';
import { firstStage, ofOneStage, staged } from './stages.ts';

/** What a turn changed in the brief, for grounding and for knowing which offers it invalidates. */
export type Change =
  | 'dates'
  | 'where'
  | 'stages'
  | 'later'
  | 'notWhere'
  | 'party'
  | 'origin'
  | 'budget'
  | 'time'
  | 'wishes'
  | 'carrier'
  | 'parts';

export interface Merged {
  readonly brief: Brief;
  readonly changed: ReadonlySet<Change>;
  readonly added: readonly Category[];
  readonly dropped: readonly Category[];
  /** Wishes said in this turn, as "<category>.<attr>". */
  readonly wished: readonly string[];
  /** Of what something was wished for before that no longer is. */
  readonly takenBack?: readonly Category[];
  /** What was said now to be for some of them alone, or is again since who travels changed. */
  readonly parted?: readonly Category[];
  /** Where the flight lands, as it was said. */
  readonly landing?: readonly string[];
  /** The hour that was said, whichever need it is for. */
  readonly hour?: LocalTime;
  /** The hours there and back that were said. */
  readonly hours?: Hours;
  /** The car is taken elsewhere than was said before. */
  readonly deskMoved?: true;
  /** Days said of one thing inside the stay. */
  readonly own?: NonNullable<Slots['own']>;
  /** The last need number given out. */
  readonly needCounter: number;
}

/** The brief with everything a turn said. Only what was said changes; a correction keeps the rest. */
export function merge(brief: Brief, said: Heard, needCounter: number, offered: readonly Category[] = []): Merged {
  const heard = firstStage(said);
  const changed = new Set<Change>();
  const slots = counted(brief, backSameDay(brief, heard));
  let next = brief;
  const put = (change: Change, patch: Partial<Brief>) => {
    changed.add(change);
    next = { ...next, ...patch };
  };
  mergePlaces(brief, slots, said.slots, put);
  const dates = mergeDates(brief, slots);
  if (dates) put('dates', { ...dates, needs: next.needs.map(unbound) });
  if (dates?.window) next = undated(next);
  next = recounted(next, slots, () => changed.add('party'));
  next = withWeekend(next, slots);
  const budget = mergeBudget(brief, slots);
  if (budget) put('budget', { budget });
  if (heard.prefs.includes('budget:any')) next = unlimited(next, () => changed.add('budget'));
  if (slots.ownCar && !brief.ownCar) put('carrier', byOwnCar(next));
  if (brief.ownCar && isCarried(heard)) next = withoutOwnCar(next);
  next = ofOneStage(next, slots, nightsOf(slots));
  const oneWay = isOneWay(next, slots, changed);
  if (oneWay !== undefined) put('carrier', { oneWay });
  const activity = activityOf(slots);
  if (activity && !brief.activity) next = { ...next, activity };
  return apportioned(mergeNeeds({ brief: next, changed, added: [], dropped: [], wished: [], needCounter }, heard, offered), slots);
}

function byOwnCar({ declined }: Brief): Partial<Brief> {
  return { ownCar: true, declined: [...new Set([...declined, 'flight' as const, 'train' as const])] };
}

function withWeekend(brief: Brief, { longWeekend, weekend }: Slots): Brief {
  return { ...brief, ...(longWeekend ? { longWeekend } : {}), ...(weekend ? { weekend } : {}) };
}

/** A carrier is wanted after all. */
function isCarried({ acts, needs, slots }: Heard): boolean {
  const wanted = needs.includes('flight') || needs.includes('train') || needs.includes('transport');
  return wanted && !slots.ownCar && !acts.includes('remove') && !acts.includes('ask');
}

function withoutOwnCar({ ownCar: _, ...brief }: Brief): Brief {
  return brief;
}

/** Said now to be one way, or not; with no stage left after it one comes back. */
function isOneWay(brief: Brief, { tripType }: Slots, changed: ReadonlySet<Change>): boolean | undefined {
  const isLast = changed.has('later') && !brief.later?.length;
  const oneWay = tripType === 'one_way';
  return (tripType || isLast) && oneWay !== (brief.oneWay ?? false) ? oneWay : undefined;
}

/** "Peu importe le prix": no ceiling, and none is asked for. */
function unlimited({ budget, ...brief }: Brief, moved: () => void): Brief {
  if (budget || !brief.skipped.includes('budget')) moved();
  return { ...brief, skipped: [...new Set([...brief.skipped, 'budget'])] };
}

function mergePlaces(brief: Brief, slots: Slots, said: Slots, put: (change: Change, patch: Partial<Brief>) => void): void {
  const { where, later } = staged(brief, said);
  if (where && where.length > 0 && !same(where, brief.where)) put('where', { where });
  if (later.join(';') !== (brief.later ?? []).join(';')) put(said.stages ? 'stages' : 'later', { later });
  const notWhere = refusedPlaces(brief, slots);
  // Wanted after all is told with the place itself.
  if (notWhere) put(slots.notPlaces ? 'notWhere' : 'where', { notWhere });
  const origin = slots.origin?.map((place) => place.id);
  if (origin && origin.length > 0 && !same(origin, brief.origin)) put('origin', { origin });
}

/** A place that is wanted after all is refused no longer. */
function refusedPlaces({ notWhere = [] }: Brief, slots: Slots): readonly string[] | undefined {
  const wanted = new Set([...(slots.destination ?? []), ...(slots.near ?? [])].map(({ id }) => id));
  const refused = [...new Set([...notWhere, ...(slots.notPlaces ?? []).map(({ id }) => id)])].filter((id) => !wanted.has(id));
  return same(refused, notWhere) ? undefined : refused;
}

/** "Plus tôt" was measured on another day. */
function unbound(need: Brief['needs'][number]): Brief['needs'][number] {
  return { ...need, requirements: need.requirements.filter((requirement) => requirement.attr !== 'departMinutes') };
}

function same(a: readonly string[], b: readonly string[] | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((id, i) => id === b[i]);
}

function activityOf({ activity, trip }: Slots): string | undefined {
  if (trip === 'snow') return 'ski';
  return activity ?? trip;
}

/** From Friday to Monday. */
const LONG_WEEKEND = 3;
const SATURDAY = 6;
const SUNDAY = 7;

/** "Le week-end du 6", of one that is to be long: from the Friday to the Monday. */
function prolonged(brief: Brief, slots: Slots): Slots {
  const { start, end, longWeekend } = slots;
  const isWeekend = start !== undefined && end === addDays(start, 1) && weekday(start) === SATURDAY;
  const isLong = longWeekend || (brief.longWeekend && !brief.start && !brief.end);
  return isWeekend && isLong ? { ...slots, start: addDays(start, -1), end: addDays(end, 1) } : slots;
}

/** "une semaine" is seven nights, "trois jours" two, a day none: a whole week comes back on its own weekday. */
function nightsOf({ nights, days, longWeekend, oneNight, start, dateMode }: Slots): number | undefined {
  if (nights !== undefined) return nights;
  if (oneNight) return 1;
  // In May, which happens to begin on a Saturday, it is a long one all the same
  if (longWeekend) return start && weekday(start) === SATURDAY && dateMode !== 'window' ? 2 : LONG_WEEKEND;
  if (days === undefined) return undefined;
  return days % 7 === 0 ? days : days - 1;
}

/** Resorts change over on Saturdays; elsewhere the week of a Sunday begins with it. */
function weekly(brief: Brief, slots: Slots): Slots {
  const { weekOf: day } = slots;
  if (day === undefined || slots.start === undefined || slots.end === undefined) return slots;
  const isSki = (brief.activity ?? activityOf(slots)) === 'ski';
  const saturday = addDays(day, -((weekday(day) - SATURDAY + 7) % 7));
  if (isSki) return { ...slots, start: saturday, end: addDays(saturday, 7) };
  return weekday(day) === SUNDAY ? { ...slots, start: day, end: addDays(day, 6) } : slots;
}

function mergeDates(brief: Brief, said: Slots): Partial<Brief> | undefined {
  const slots = prolonged(brief, weekly(brief, said));
  const nights = nightsOf(slots);
  if (slots.dateMode === 'window' && slots.start && slots.end)
    return windowDates(brief, { start: slots.start, end: slots.end, ...(slots.inside ? { inside: true } : {}) }, nights);
  if (!slots.start && !slots.end && nights === undefined) return undefined;
  const start = slots.start ?? brief.start ?? startFor(brief, slots, nights);
  const end = endAfter(start, slots.end ?? endFor(brief, slots, start, nights));
  const patch: Partial<Brief> = { ...(start && { start }), ...(end && { end }), ...(!end && nights !== undefined && { nights }) };
  const known: Partial<Brief> = brief;
  return Object.entries(patch).some(([key, value]) => value !== new Map(Object.entries(known)).get(key)) ? patch : undefined;
}

/** "Un week-end, rentrés dimanche": counted back from the day one is home. */
function startFor({ window }: Brief, { end }: Slots, nights: number | undefined): LocalDate | undefined {
  return end && nights !== undefined && !window ? addDays(end, -nights) : undefined;
}

/** An end before its start is no end. */
function endAfter(start: LocalDate | undefined, end: LocalDate | undefined): LocalDate | undefined {
  return end && start && end < start ? undefined : end;
}

function endFor(brief: Brief, slots: Slots, start: LocalDate | undefined, nights: number | undefined): LocalDate | undefined {
  if (!start) return undefined;
  const length = nights ?? brief.nights;
  if (length !== undefined && (nights !== undefined || !brief.end)) return addDays(start, length);
  if (!slots.start || !brief.start || !brief.end) return undefined;
  // "non, le 21" moves the start: the end stays when it still lies after and the stay does not grow beyond all measure, else the length does.
  const stay = daysBetween(brief.start, brief.end);
  return brief.end > start && daysBetween(start, brief.end) <= stay + MORE_DAYS ? brief.end : addDays(start, stay);
}

/** What a stay grows by when only its first day is said anew: "demain" of a week in March moves the week. */
const MORE_DAYS = 14;

/** A window as long as the stay is the stay; one around the days that are known says nothing new. */
function windowDates(brief: Brief, window: NonNullable<Brief['window']>, nights: number | undefined): Partial<Brief> | undefined {
  const { start, end } = window;
  const known = brief.start && brief.end ? daysBetween(brief.start, brief.end) : undefined;
  const length = nights ?? brief.nights ?? known;
  if (brief.start && brief.start >= start && brief.start <= end && (nights === undefined || nights === known)) return undefined;
  if (length !== undefined && daysBetween(start, end) <= length + 1) return { start, end: addDays(start, length) };
  return { window, ...(length !== undefined ? { nights: length } : {}) };
}

/** "Non, en février": the days that were taken in another month are no longer meant. */
function undated({ start: _start, end: _end, ...brief }: Brief): Brief {
  return brief;
}

/** Whom the children, not counted yet, come with. */
function adultsBeside({ kids, party }: Brief): Party | undefined {
  return party || kids?.adults === undefined ? undefined : { adults: kids.adults, children: 0, childAges: [] };
}

/** "On est cinq" where two adults were counted: three of them are children. */
function childrenOut({ kids, party }: Brief, slots: Slots): Slots {
  const adults = party ? undefined : kids?.adults;
  const isWhole = slots.party !== undefined && slots.adults === undefined && slots.children === undefined;
  return adults !== undefined && isWhole && (slots.party ?? 0) > adults
    ? { ...slots, adults, children: (slots.party ?? 0) - adults }
    : slots;
}

/** "Ma femme et les gosses": how many is still to be said, unless they were counted before. */
function kidsSaid({ party, kids }: Brief, { young, adults }: Slots): Brief['kids'] {
  if (!young || (party?.children ?? 0) > 0) return undefined;
  const beside = adults ?? party?.adults ?? kids?.adults;
  return beside === undefined ? {} : { adults: beside };
}

/** "On est quatre" counts heads; adults or children that are counted say who they are. */
function headsSaid(
  { adults, children, infants, childAges, party, partyType }: Slots,
  known: Party | undefined,
): Brief['heads'] | false | undefined {
  if ((adults ?? children ?? infants ?? childAges) !== undefined || (known?.children ?? 0) > 0) return false;
  return party === undefined ? undefined : party > 1 && partyType !== 'couple';
}

/** The brief with who travels. Until children are counted nobody is. */
function recounted(brief: Brief, slots: Slots, moved: () => void): Brief {
  const beside = adultsBeside(brief);
  const party = mergeParty(brief.party ?? beside, childrenOut(brief, slots)) ?? (slots.children === 0 ? beside : undefined);
  const { kids: _, heads: known, ...rest } = brief;
  const heads = headsSaid(slots, brief.party) ?? known;
  const counted = heads ? { ...rest, heads } : rest;
  const kids = party ? undefined : kidsSaid(brief, slots);
  if (party ?? kids) moved();
  const { party: __, ...open } = counted;
  return party ? { ...open, party } : kids ? { ...open, kids } : brief;
}

function mergeBudget(brief: Brief, slots: Slots): Brief['budget'] {
  const amount = slots.budgetMax ?? slots.budgetAbout;
  if (amount === undefined || amount <= 0) return undefined;
  return { max: fromMajor(amount, slots.currency ?? brief.budget?.max.currency ?? 'EUR'), scope: slots.budgetScope ?? 'total' };
}
