import type { Act, HearingContext } from '../dialogue/act.ts';
import { type Content, hasPrefs, hasTripSlots, isOpening, onlyHandles, onlyRatings, onlyTimes, tripKeys } from './content.ts';
import type { Cues } from './cues.ts';

/** Everything that decides an act. */
export interface Said {
  readonly cues: Cues;
  readonly content: Content;
  readonly context: HearingContext;
}

/** One reading of what was done; nothing passes on to the next. */
export type Reader = (said: Said) => readonly Act[] | undefined;

export function isWish({ cues, content }: Said): boolean {
  return cues.wish && (hasTripSlots(content) || cues.sort !== undefined) && !cues.question;
}

/** "Est-ce que l'hôtel a une piscine ?": a question about what is there, also where it names the thing that was asked for. */
function isOfOffers({ cues, content, context }: Said): boolean {
  const { needs } = context.known;
  const known = content.needs.every((need) => needs.some((each) => each === need));
  return cues.question && !cues.wish && (content.needs.length === 0 || (known && context.phase !== 'briefing'));
}

/** "Remind me what time the flight is", "mon train est supprimé", of what is arranged: a question about it or how it stands, and no wish. */
function isOfBooked({ cues, content, context }: Said): boolean {
  const open = context.asked !== undefined && !(context.asked === 'confirm' && cues.question);
  const arranged = context.phase === 'settled' || context.phase === 'booking' || context.phase === 'confirming';
  return arranged && !open && cues.definite && !cues.wish && !cues.also && !cues.change && !hasTripSlots(content) && !hasPrefs(content);
}

/** "Is the car automatic?", of what is held or booked: asked about, and nothing else is looked for. */
function isOfArranged(said: Said): boolean {
  const { cues, content, context } = said;
  const open = context.phase === 'choosing' || context.phase === 'waiting';
  return !open && cues.definite && !cues.politely && !cues.also && !cues.change && hasPrefs(content) && isOfOffers(said);
}

const ofBooked: Reader = (said) => {
  if (isOfArranged(said)) return ['ask'];
  return isOfBooked(said) ? [said.cues.question ? 'ask' : 'status'] : undefined;
};

/** A wish about what is on the table: a quality refines it, a need asks for more. */
export const wishing: Reader = ({ cues, content, context }) => {
  const needs = content.needs.length > 0;
  const booked = needs ? ofBooked({ cues, content, context }) : undefined;
  if (booked) return booked;
  if (needs && context.phase !== 'choosing') return ['request'];
  if (hasPrefs(content)) return isOfOffers({ cues, content, context }) ? ['ask'] : ['refine'];
  return needs ? [cues.question && !isOtherCarrier({ cues, content, context }) ? 'ask' : 'request'] : undefined;
};

const CARRIERS: readonly string[] = ['flight', 'train'];

/** "What about a train?", of a trip by air: it is looked for. */
function isOtherCarrier({ cues, content, context }: Said): boolean {
  const [named, another] = content.needs;
  const known: readonly string[] = context.known.needs;
  const isOther = named !== undefined && CARRIERS.includes(named) && !known.includes(named);
  const isBare = cues.asks.length === 0 && another === undefined && (cues.wish || content.words <= 3);
  return isBare && isOther && CARRIERS.some((carrier) => known.includes(carrier));
}

/** "L'hôtel avec un spa" picks; "l'hôtel a un spa ?" asks. */
function picks(said: Said): boolean {
  return said.content.selected && !(hasPrefs(said.content) && isOfOffers(said));
}

/** "Could you also book us a table on Friday": one more thing of a trip that is arranged, and its day is its own. */
export function addsNeed({ cues, content, context }: Said): boolean {
  const arranged = context.phase === 'settled' || context.phase === 'booking' || context.phase === 'confirming';
  const known: readonly string[] = context.known.needs;
  const isNew = content.needs.length > 0 && content.needs.every((need) => !known.includes(need));
  return arranged && isNew && cues.acts.has('request') && !cues.acts.has('change') && content.needsNot.length === 0;
}

const WAYS: ReadonlySet<string> = new Set(['flight', 'train', 'coach', 'transport', 'ride', 'car']);

/** "Le train plutôt que l'avion", and of two ways to go ("pas en train, en avion") also without such a word: one for the other. */
export function isExchange({ cues, content }: Said): boolean {
  const { needs, needsNot } = content;
  const ways = [...needs, ...needsNot].every((need) => WAYS.has(need));
  return (
    needsNot.length > 0 &&
    needs.length > 0 &&
    (ways || cues.change || cues.but || (cues.swap && cues.acts.has('remove'))) &&
    cues.sort === undefined
  );
}

/** "Il nous faut aussi un resto samedi soir": one more thing with a day of its own, no change of the trip's. */
export const adding: Reader = ({ cues, content }) => {
  const more = cues.also && content.needs.length > 0 && content.needsNot.length === 0 && cues.sort === undefined;
  return more && !cues.acts.has('change') ? ['request'] : undefined;
};

/** "Plus tôt", "something with a bit more legroom": other offers, measured against those on the table. "On rentre plus tôt, le 20" changes the day. */
function isComparing({ cues, content, context }: Said): boolean {
  const dated = content.slots.start !== undefined || content.slots.end !== undefined;
  // "The cheapest one, does it have a pool?" asks of it
  const asked = cues.sort === 'cheapest' && hasPrefs(content) && isOfOffers({ cues, content, context });
  const sorted = cues.sort !== undefined && !asked && !(dated && (cues.sort === 'earlier' || cues.sort === 'later'));
  return sorted || (context.phase === 'choosing' && cues.acts.has('refine'));
}

/** "Actually make it nine": the hour of a table is what was asked for, no quality of the tables offered. */
function isTableTime({ content, context }: Said): boolean {
  const { needs } = context.known;
  return content.slots.time !== undefined && !content.selected && needs.length === 1 && needs[0] === 'restaurant';
}

/** "Only the four stars": filters the offers. */
function isRated({ content, context }: Said): boolean {
  return context.phase === 'choosing' && hasTripSlots(content) && onlyRatings(content) && !content.selected;
}

/** Offers, a read-back or a trip are on the table: several acts may stand together. */
export const together: Reader = (said) => {
  const { cues, content, context } = said;
  const rated = isRated(said);
  const later = context.phase === 'choosing' && hasTripSlots(content) && onlyTimes(content) && !isTableTime(said);
  const refuses = content.slots.notPlaces !== undefined && !hasTripSlots(content);
  const refines = (isComparing(said) || later || refuses || rated) && !content.selected;
  const more = cues.acts.has('more_options') && !hasTripSlots(content) && !content.selected && content.needsNot.length === 0;
  const timed = onlyTimes(content) && !isTableTime(said) && (refines || context.phase === 'choosing');
  const priced = content.selected && onlyHandles(content);
  const exchanges = isExchange(said);
  const changes = (hasTripSlots(content) && !timed && !priced && !rated) || cues.acts.has('change') || exchanges || content.moved;
  const all: readonly (readonly [Act, boolean])[] = [
    ['select', picks(said)],
    ['more_options', more],
    ['remove', content.needsNot.length > 0 && !exchanges],
    ['refine', refines],
    ['change', changes],
  ];
  const acts = all.filter(([, isSaid]) => isSaid).map(([act]) => act);
  return acts.length > 0 ? acts : undefined;
};

const DAYS: ReadonlySet<string> = new Set(['start', 'end', 'dateMode', 'daypart', 'select']);

/** "Je paie quoi aujourd'hui ?", "is there a strike on the 8th?": asked of a day, which moves nothing. */
export const ofADay: Reader = ({ cues, content, context }) => {
  const dated = content.slots.start !== undefined || content.slots.end !== undefined;
  const only = tripKeys(content).every((key) => DAYS.has(key)) && content.needsNot.length === 0;
  return cues.aside &&
    (cues.question || cues.asks.includes('payment')) &&
    !cues.change &&
    !cues.wish &&
    dated &&
    only &&
    !isOpening(context)
    ? ['ask']
    : undefined;
};
