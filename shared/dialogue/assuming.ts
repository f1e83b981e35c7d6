import type { Brief } from '../trip/brief.ts';
import { isCarrier } from '../trip/categories.ts';
import type { Trip } from '../trip-record.ts';
import { nextQuestion } from './agenda.ts';
import { timesAsked } from './open-question.ts';
import { whatElse } from './prompts.ts';
import { say } from './reaction.ts';
import type { Say } from './say.ts';
import type { Pending } from './talk.ts';
import { townsToChoose } from './towns.ts';

/** A question that needs no answer any more. */
export function skip(brief: Brief, question: string): Brief {
  return brief.skipped.includes(question) ? brief : { ...brief, skipped: [...brief.skipped, question] };
}

/** Questions asked twice without a usable answer are settled by an assumption, which is said; one that nothing stands in for goes on as long as a turn `brought` something, and the open one comes back after an `aside`. */
export function settleGaps(
  trip: Trip,
  { brought, aside }: { readonly brought: boolean; readonly aside: boolean },
): { readonly trip: Trip; readonly question: Pending | undefined; readonly says: readonly Say[] } {
  let brief = trip.brief;
  const says: Say[] = [];
  for (let question = openQuestion(trip, brief); question; question = openQuestion(trip, brief)) {
    const isLeftOpen = aside && question.type === trip.talk.pending?.type;
    if (!isWornOut(trip, question, isLeftOpen)) return { trip: { ...trip, brief }, question, says };
    const assumed = assume(brief, question);
    if (!assumed) return { trip: { ...trip, brief }, question: brought ? question : { type: 'stuck' }, says };
    brief = skip(assumed.brief, question.type);
    says.push(...assumed.says, ...leftOut(question));
  }
  return { trip: { ...trip, brief }, question: undefined, says };
}

/** Waved away it needs no words; asked in vain it does. */
function leftOut(question: Pending): readonly Say[] {
  if (question.type !== 'what_else') return [];
  return [whatElse(question.offered, 'assume')];
}

/** A ceiling, and ages, are asked before the first offers or never. */
function openQuestion(trip: Trip, brief: Brief): Pending | undefined {
  const question = nextQuestion(brief);
  const isBought = trip.bookings.some(({ status }) => status === 'confirmed' || status === 'cancelled');
  if (question?.type === 'what_else' && isBought) return nextQuestion(skip(brief, 'what_else'));
  const isEarly = trip.listed.length === 0 && trip.bookings.length === 0;
  if (question?.type === 'ages' && !isEarly) return openQuestion(trip, skip(brief, 'ages'));
  return question?.type === 'budget' && (!isEarly || isEnough(trip)) ? undefined : question;
}

/** Before the first offers nobody is asked more than this (conversation.md, 8). */
const MOST_QUESTIONS = 5;

/** The ceiling is the one of them that offers can do without. */
function isEnough({ talk }: Trip): boolean {
  const others = Object.keys(talk.asked).filter((type) => OF_BRIEF.has(type));
  return others.length >= MOST_QUESTIONS;
}

const OF_BRIEF: ReadonlySet<string> = new Set(['dates', 'place', 'who', 'children', 'ages', 'origin', 'what_else', 'time']);

/** Asked often enough without a usable answer. */
function isWornOut({ brief, talk }: Trip, { type }: Pending, isLeftOpen: boolean): boolean {
  const isTown = type === 'place' && townsToChoose(brief).length > 0;
  return (talk.asked[type] ?? 0) >= timesAsked(talk, type, isLeftOpen || isTown);
}

/** What cannot go without a start. */
function startsThere(need: Brief['needs'][number]): boolean {
  return isCarrier(need) || (need.category === 'transfer' && !need.from?.length);
}

/** Dinner is at eight, a ride at ten. */
function assumedHour(brief: Brief) {
  const time = brief.needs.some((need) => need.category === 'restaurant' && !need.time) ? '20:00' : '10:00';
  const lacks = (need: Brief['needs'][number]) => (need.category === 'restaurant' || need.category === 'transfer') && !need.time;
  return {
    brief: { ...brief, needs: brief.needs.map((need) => (lacks(need) ? { ...need, time } : need)) },
    says: [say('assume.time', { time: { time } })],
  };
}

/** All of the French Alps on skis; of a country or a wide region its best known town. */
function assumedPlace(brief: Brief) {
  const [town] = townsToChoose(brief);
  if (town !== undefined) return { brief: { ...brief, where: [town] }, says: [say('assume.town', { place: { place: town } })] };
  const place = 'region:french-alps';
  return brief.activity === 'ski' ? { brief: { ...brief, where: [place] }, says: [say('assume.place', { place: { place } })] } : undefined;
}

/** What stands in for an answer that never came, or was waved away. Undefined where nothing can be assumed. */
export function assume(brief: Brief, question: Pending): { readonly brief: Brief; readonly says: readonly Say[] } | undefined {
  switch (question.type) {
    case 'who':
      return { brief: { ...brief, party: { adults: 2, children: 0, childAges: [] } }, says: [say('assume.who')] };
    case 'children':
      return {
        brief: { ...brief, party: { adults: brief.kids?.adults ?? 2, children: 2, childAges: [] } },
        says: [say('assume.children')],
      };
    case 'ages':
      return { brief: skip(brief, 'ages'), says: [say('assume.ages', { count: brief.party?.children ?? 1 })] };
    case 'origin':
      return {
        brief: {
          ...skip(brief, 'origin'),
          declined: [...new Set([...brief.declined, 'flight' as const, 'train' as const])],
          needs: brief.needs.filter((need) => !startsThere(need)),
        },
        says: [say('assume.origin')],
      };
    case 'budget':
      return { brief: skip(brief, 'budget'), says: [say('assume.budget')] };
    case 'what_else':
      return { brief: skip(brief, 'what_else'), says: [] };
    case 'time':
      return assumedHour(brief);
    case 'place':
      return assumedPlace(brief);
    default:
      return undefined;
  }
}
