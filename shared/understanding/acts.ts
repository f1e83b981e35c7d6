import type { Act, HearingContext, NeedWord, Slots } from '../dialogue/act.ts';
import type { Cues } from './cues.ts';

/** What the words contain, as far as the acts depend on it. */
export interface Content {
  readonly slots: Slots;
  readonly needs: readonly NeedWord[];
  readonly needsNot: readonly NeedWord[];
  readonly prefs: readonly string[];
  readonly prefsNot: readonly string[];
  /** An item of the list last spoken was named or numbered. */
  readonly selected: boolean;
  readonly yes: boolean;
  readonly no: boolean;
  readonly words: number;
  /** A word of something that is not ours: alarms, jokes, recipes. */
  readonly foreign: boolean;
}

/** Acts that stand alone: what is said beside them changes nothing. Order is priority. */
const ALONE: readonly Act[] = [
  'book',
  'who_are_you',
  'human',
  'who_pays',
  'know_of_me',
  'forget_me',
  'move_channel',
  'spell',
  'undo',
  'restart',
  'my_trips',
  'new_trip',
];
/** Acts of short utterances: they yield to content. */
const SHORT: readonly Act[] = ['stop', 'help', 'repeat', 'what', 'goodbye', 'later'];

const SILENT_SLOTS: ReadonlySet<string> = new Set([
  'trip',
  'ask',
  'select',
  'selectBy',
  'changed',
  'keep',
  'sort',
  'named',
  'code',
  'name',
]);

export function hasValues(content: Content): boolean {
  const named = Object.keys(content.slots).some((key) => !SILENT_SLOTS.has(key));
  return named || content.needs.length > 0 || content.needsNot.length > 0 || content.prefs.length > 0 || content.prefsNot.length > 0;
}

function hasTripSlots(content: Content): boolean {
  return Object.keys(content.slots).some((key) => !SILENT_SLOTS.has(key));
}

function isOpening(context: HearingContext): boolean {
  return (
    context.asked === undefined && context.phase === 'briefing' && context.known.needs.length === 0 && context.known.start === undefined
  );
}

/** Something one travels with: a lone time, dish or country is not yet a trip. */
function isTravel(content: Content, cues: Cues): boolean {
  const { slots, needs, prefs } = content;
  if (needs.length > 0) return true;
  const where = slots.destination ?? slots.near ?? slots.carPickup ?? slots.rideTo;
  if (content.foreign) return where !== undefined && (slots.start !== undefined || slots.trip !== undefined);
  if (where !== undefined || prefs.length > 0 || slots.trip !== undefined || slots.tripType !== undefined) return !cues.question || cues.wish || slots.start !== undefined || prefs.length > 0 || slots.trip !== undefined;
  const core = [slots.start ?? slots.days ?? slots.nights, slots.party ?? slots.adults, slots.budgetMax, slots.origin].filter((one) => one !== undefined);
  return core.length >= 2 || (core.length === 1 && (cues.wish || content.words <= 4));
}

function opening(cues: Cues, content: Content): readonly Act[] {
  if (cues.acts.has('cancel_booking') && !content.slots.start) return ['cancel_booking'];
  if (cues.acts.has('status') && !hasTripSlots(content)) return ['status'];
  if (isTravel(content, cues)) return ['request'];
  if (cues.acts.has('affirm')) return ['affirm'];
  if (cues.acts.has('deny')) return ['deny'];
  if (cues.acts.has('dont_care')) return ['dont_care'];
  if (cues.acts.has('greet') && !content.foreign) return ['greet'];
  if (cues.acts.has('thanks') && !content.foreign) return ['thanks'];
  return content.words >= 3 || content.foreign ? ['oos'] : [];
}

const ASKED_SLOTS: Readonly<Record<string, readonly (keyof Slots)[]>> = {
  who: ['party', 'adults', 'children', 'infants', 'childAges', 'partyType'],
  origin: ['origin', 'ownCar'],
  place: ['destination', 'near'],
  dates: ['start', 'end', 'startAfter', 'startBefore', 'endBefore', 'nights', 'days'],
  budget: ['budgetMax', 'budgetMin', 'budgetAbout', 'priceLevel'],
  time: ['time', 'daypart'],
};

/** Values of something else that is known already: a correction in passing. */
function touchesKnown(content: Content, context: HearingContext): boolean {
  const { slots } = content;
  const { known, asked } = context;
  const asks = (key: string) => asked === key;
  const dates = slots.start ?? slots.end ?? slots.nights ?? slots.days;
  return (
    (dates !== undefined && known.start !== undefined && !asks('dates')) ||
    ((slots.party ?? slots.adults) !== undefined && known.party !== undefined && !asks('who')) ||
    (slots.budgetMax !== undefined && known.budgetMax !== undefined && !asks('budget')) ||
    (slots.origin !== undefined && known.origin !== undefined && !asks('origin'))
  );
}

function answersAsked(content: Content, context: HearingContext): boolean {
  const keys = ASKED_SLOTS[context.asked ?? ''];
  return keys === undefined || keys.some((key) => content.slots[key] !== undefined);
}

function answering(cues: Cues, content: Content, context: HearingContext): readonly Act[] {
  if (cues.acts.has('dont_care')) return ['dont_care'];
  if (!hasValues(content)) return plainAnswer(cues, content, context.asked === 'name');
  const corrects = touchesKnown(content, context) || (cues.change && !answersAsked(content, context));
  const acts: Act[] = [corrects ? 'change' : 'inform'];
  return content.yes && !corrects ? ['affirm', ...acts] : acts;
}

function plainAnswer(cues: Cues, content: Content, asksName: boolean): readonly Act[] {
  if (content.slots.name !== undefined) return [asksName ? 'inform' : 'change'];
  if (content.no && (cues.acts.has('deny') || cues.acts.has('affirm'))) return ['deny'];
  if (cues.acts.has('affirm') || content.yes) return ['affirm'];
  if (cues.acts.has('deny') || content.no) return ['deny'];
  if (cues.sort !== undefined) return ['inform'];
  if (cues.acts.has('thanks')) return ['thanks'];
  if (cues.acts.has('greet')) return ['greet'];
  return content.words >= 4 || cues.question ? ['oos'] : [];
}

/** Offers, a read-back or a trip are on the table. */
function underway(cues: Cues, content: Content, context: HearingContext): readonly Act[] {
  if (cues.asks.length > 0 && (cues.question || !hasTripSlots(content)) && !isWish(cues, content)) return ['ask'];
  const acts: Act[] = [];
  if (content.selected) acts.push('select');
  if (cues.acts.has('more_options') && !hasTripSlots(content) && !content.selected) acts.push('more_options');
  if (content.needsNot.length > 0) acts.push('remove');
  if (cues.sort !== undefined && !content.selected) acts.push('refine');
  if (hasTripSlots(content) && !(acts.includes('refine') && onlyTimes(content))) acts.push('change');
  else if (!acts.length && content.needs.length > 0 && context.phase !== 'choosing') acts.push('request');
  else if (!acts.length && (content.prefs.length > 0 || content.prefsNot.length > 0)) acts.push(cues.question && !cues.wish && content.needs.length === 0 ? 'ask' : 'refine');
  else if (!acts.length && content.needs.length > 0) acts.push(cues.question ? 'ask' : 'request');
  if (acts.length > 0) return acts;
  if (cues.acts.has('dont_care')) return ['dont_care'];
  return plainAnswer(cues, content, context.asked === 'name');
}

function onlyTimes(content: Content): boolean {
  return Object.keys(content.slots).every((key) => SILENT_SLOTS.has(key) || key === 'daypart' || key === 'time' || key === 'timeMode');
}

function isWish(cues: Cues, content: Content): boolean {
  return cues.wish && (hasTripSlots(content) || cues.sort !== undefined) && !cues.question;
}

function cancelling(cues: Cues, content: Content, context: HearingContext): readonly Act[] | undefined {
  const booked = context.phase === 'settled' || context.phase === 'booking' || context.phase === 'confirming';
  if (!cues.acts.has('cancel_booking') || cues.asks.includes('cancellation')) return undefined;
  if (booked || isOpening(context)) return ['cancel_booking'];
  return content.needs.length > 0 || content.needsNot.length > 0 ? ['remove'] : ['cancel_booking'];
}

/** What the traveller did. Empty: not understood, and one targeted question follows. */
export function actsOf(cues: Cues, content: Content, context: HearingContext): readonly Act[] {
  const alone = ALONE.find((act) => cues.acts.has(act));
  if (alone !== undefined) return [alone];
  if (cues.acts.has('give_code')) return ['give_code'];
  const values = hasValues(content) || content.selected;
  const extra: readonly Act[] = cues.acts.has('watch') ? ['watch'] : [];
  if (extra.length > 0) return cues.acts.has('later') ? ['later', 'watch'] : extra;
  if (cues.acts.has('wait')) return ['wait'];
  if (cues.acts.has('stop') && !values && context.asked !== undefined && (content.yes || content.no)) return [content.yes ? 'affirm' : 'deny'];
  const short = values || cues.sort !== undefined ? undefined : SHORT.find((act) => cues.acts.has(act));
  if (short !== undefined) return [short];
  const cancelled = cancelling(cues, content, context);
  if (cancelled) return cancelled;
  if (cues.acts.has('why') && !hasValues(content)) return ['why'];
  if (isOpening(context)) return opening(cues, content);
  if (cues.acts.has('status')) return ['status'];
  if (cues.acts.has('remove')) return hasTripSlots(content) ? ['remove', 'change'] : ['remove'];
  if (context.asked !== undefined && context.phase === 'briefing') return answering(cues, content, context);
  return underway(cues, content, context);
}
