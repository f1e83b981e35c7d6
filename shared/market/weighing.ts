import type { Category, Need, Requirement } from '../trip/brief.ts';
import { canonicalJson } from './canonical.ts';
import type { RequestForOffers } from './request.ts';
import { type NeedContext, peopleOf } from './score.ts';

/** What offers were weighed by: all that score.ts reads of a need and its trip for that category, and nothing else of them. On record with every order, and in no vendor's part. */
export interface Weighing {
  readonly requirements: readonly Requirement[];
  readonly daypart?: NonNullable<Need['daypart']>;
  readonly returnDaypart?: NonNullable<Need['returnDaypart']>;
  readonly time?: string;
  readonly people?: number;
  readonly activity?: string;
}

const JOURNEYS: readonly Category[] = ['flight', 'train'];
const WITH_AN_HOUR: readonly Category[] = [...JOURNEYS, 'restaurant'];

export function weighingOf({ need, brief }: Pick<NeedContext, 'need' | 'brief'>): Weighing {
  const { category, daypart, returnDaypart, time } = need;
  const isJourney = JOURNEYS.includes(category);
  const hasHour = WITH_AN_HOUR.includes(category);
  return {
    requirements: need.requirements.map(({ attr, op, value, strength, weight }) => ({
      attr,
      op,
      value,
      strength,
      ...(weight === undefined ? {} : { weight }),
    })),
    ...(hasHour && daypart !== undefined ? { daypart } : {}),
    ...(isJourney && returnDaypart !== undefined ? { returnDaypart } : {}),
    ...(hasHour && time !== undefined ? { time } : {}),
    ...(isJourney ? { people: peopleOf({ need, brief }) } : {}),
    ...(category === 'lodging' && brief.activity !== undefined ? { activity: brief.activity } : {}),
  };
}

/** The need and the trip as far as they weigh, made again from what is on record. */
export function contextOf(
  { requirements, daypart, returnDaypart, time, people = 1, activity }: Weighing,
  { needId, category }: Pick<RequestForOffers, 'needId' | 'category'>,
  now: string,
): NeedContext {
  const need: Need = {
    id: needId,
    category,
    requirements,
    party: { adults: people, children: 0, childAges: [] },
    ...(daypart === undefined ? {} : { daypart }),
    ...(returnDaypart === undefined ? {} : { returnDaypart }),
    ...(time === undefined ? {} : { time }),
  };
  return { need, brief: { needs: [need], skipped: [], declined: [], ...(activity === undefined ? {} : { activity }) }, now };
}

/** False where more is on record than offers of that category are weighed by, or otherwise than we write it: what weighs nothing could be altered unseen. */
export function isWhole(by: Weighing, request: Pick<RequestForOffers, 'needId' | 'category'>): boolean {
  if (by.time !== undefined && !/^\d\d:\d\d$/.test(by.time)) return false;
  return canonicalJson(by) === canonicalJson(weighingOf(contextOf(by, request, '')));
}
