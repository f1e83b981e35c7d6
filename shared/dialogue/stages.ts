import { addDays } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import type { Heard, Slots } from './act.ts';
import { idsOf } from './journey.ts';
import { say } from './reaction.ts';
import type { Say, SayValue } from './say.ts';

/** Where the trip goes now, and what comes after it. */
export interface Staged {
  readonly where: readonly string[] | undefined;
  readonly later: NonNullable<Brief['later']>;
}

/** "Florence, puis Rome": the first of them is planned, the others are kept. */
export function staged(brief: Brief, slots: Slots): Staged {
  const [first, ...then] = slots.stages?.map(idsOf) ?? [];
  if (first && then.length > 0) return { where: first, later: then };
  const said = slots.destination ?? slots.near;
  const { later = [] } = brief;
  if (said) return swapped(brief, idsOf(said));
  return later.length > 0 ? left(brief, slots) : { where: undefined, later };
}

/** "D'abord Rome": what was first comes after it. */
function swapped({ where, later = [] }: Brief, said: readonly string[]): Staged {
  const isNamed = (stage: readonly string[]) => stage.some((id) => said.includes(id));
  const before = where && later.some(isNamed) ? [where] : [];
  return { where: said, later: [...before, ...later].filter((stage) => !isNamed(stage)) };
}

/** Where nobody wants to go any more, and where one leaves from, is no stage. */
function left({ where, later = [] }: Brief, { notPlaces = [], origin = [] }: Slots): Staged {
  const gone = new Set(idsOf([...notPlaces, ...origin]));
  const stages = [where ?? [], ...later].map((stage) => stage.filter((id) => !gone.has(id)));
  const [first, ...rest] = stages.filter((stage) => stage.length > 0);
  return { where: first, later: rest };
}

/** What was said, of the first stage alone. */
export function firstStage(heard: Heard): Heard {
  const { destination, near, stages } = heard.slots;
  const [first] = stages ?? [];
  if (!first) return heard;
  return { ...heard, slots: { ...heard.slots, ...(destination ? { destination: first } : {}), ...(near ? { near: first } : {}) } };
}

/**
 * Days that were said for the whole of it: the first stage begins on the first, and the last ends on the last. Nobody comes back from it. A length that was
 * said for each is the first one's too.
 */
export function ofOneStage(brief: Brief, { stages = [], end: last, each }: Slots, length: number | undefined): Brief {
  const isEach = each === true && length !== undefined && (brief.later ?? []).length > 0;
  if (stages.length < 2) return isEach ? { ...brief, each: length } : brief;
  const { end, nights: _, ...rest } = brief;
  const way = brief.ownCar ? {} : ({ oneWay: true } as const);
  if (!isEach) return { ...rest, ...(end ? { until: end } : {}), ...way };
  const days = brief.start ? { end: addDays(brief.start, length) } : { nights: length };
  return { ...rest, ...days, each: length, ...(last && brief.start ? { until: last } : {}), ...way };
}

/** What comes after, in the order that it was said; the way home is told when it is asked about. */
export function stagesSaid({ later = [], home, each }: Brief, changed: ReadonlySet<string>): readonly Say[] {
  const places = later.filter((stage) => stage.join() !== home?.join()).map(placesSay);
  if (places.length === 0 || !(changed.has('stages') || changed.has('later'))) return [];
  const list = { list: places };
  if (changed.has('stages') && each !== undefined) return [say('stages.then_each', { places: list, count: each })];
  return [say(changed.has('stages') ? 'stages.then' : 'stages.later', { places: list })];
}

/** The next stage, or the way home after the last. */
export function nextStageAsked({ later = [], home }: Brief): Say {
  const [next = []] = later;
  return say(next.join() === home?.join() ? 'ask.next_home' : 'ask.next_stage', { place: placesSay(next) });
}

/** A stage by its name, or its alternatives. */
export function placesSay(ids: readonly string[]): SayValue {
  const [only = '', ...others] = ids;
  return others.length === 0 ? { place: only } : { list: ids.map((place) => ({ place })), join: 'or' };
}
