import { isUnderWay } from '../booking/saga.ts';
import type { Brief } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';
import { type Heard, NOTHING_HEARD, type Slots } from './act.ts';
import { cancel } from './after-sale.ts';
import { isJourneyAlone } from './agenda.ts';
import { assume, skip } from './assuming.ts';
import { boughtOf, heldUntil, readyBookings, release } from './bookings.ts';
import { goOn, takeIn } from './briefing.ts';
import { choose, spokenOf, takeLead } from './choosing.ts';
import { bareYes, commit } from './confirming.ts';
import { backAtForm, isAwaited } from './form.ts';
import { afterTold, readOn, startReadback } from './holding.ts';
import { back, inWriting, keep, person, restart } from './meta.ts';
import { onward } from './next-stage.ts';
import { present } from './offering.ts';
import { leaveDays, takeDays } from './other-days.ts';
import { repromptFor, standing } from './prompts.ts';
import { type Reaction, say } from './reaction.ts';
import { leave } from './rebooking.ts';
import type { Say } from './say.ts';
import { someDays } from './some-days.ts';
import type { State, StepContext } from './state.ts';
import { takeSubstitute } from './substituting.ts';
import { notLeft, switchedOff } from './switching.ts';
import type { Pending } from './talk.ts';
import { isOfVendor, noToVendor, yesToVendor } from './vendor-news.ts';
import { openVote } from './voting.ts';
import { takeWatched } from './watching.ts';

const OF_BRIEF = [
  'what_else',
  'who',
  'children',
  'ages',
  'origin',
  'budget',
  'place',
  'dates',
  'time',
  'which_place',
  'which_amount',
  'which_date',
  'which_trip',
] as const;

/** Questions that an answer fills and a yes or a no hardly does. */
export function isOfBrief(pending: Pending): pending is Extract<Pending, { type: (typeof OF_BRIEF)[number] }> {
  return OF_BRIEF.some((type) => type === pending.type);
}

const OF_MORE = ['open', 'missing', 'next_stage'] as const;

/** What else there might be. */
function isOfMore(pending: Pending): pending is Extract<Pending, { type: (typeof OF_MORE)[number] }> {
  return OF_MORE.some((type) => type === pending.type);
}

/** A yes to the open question, and to nothing else. */
export function yes(state: State, pending: Pending, heard: Heard, ctx: StepContext, newSession: boolean): Reaction {
  const { trip } = state;
  if (pending.type === 'budget') return howMuch(state, pending, ctx);
  if (isOfVendor(pending)) return yesToVendor(state, pending, ctx);
  if (isOfBrief(pending) || isOfMore(pending)) return onward(state, heard, ctx) ?? takeIn(state, heard, ctx);
  switch (pending.type) {
    case 'take':
    case 'choose':
      return takeOffered(state, pending, ctx);
    case 'take_days':
    case 'take_watched':
    case 'vote':
      return takeBeside(state, pending, ctx);
    case 'so_far':
      return readOn(trip, ctx);
    case 'confirm':
      return bareYes(state, ctx);
    case 'confirm_free':
      return commit(state, ctx);
    case 'substitute':
      return takeSubstitute(state, pending.offerId);
    case 'cancel':
      return newSession ? back(trip, ctx, []) : leave(state, pending, ctx);
    case 'keep_rest':
    case 'without':
      return pending.type === 'without' ? present({ ...state, trip: withoutNeed(trip, pending.needId) }, ctx) : keepRest(trip, ctx);
    case 'restart':
    case 'forget':
      return anew(state, pending, ctx);
    case 'person':
    case 'stuck':
      return pending.type === 'person' ? person(state, ctx) : inWriting(trip);
    case 'resume':
    case 'go_on':
    case 'wrong':
    case 'reread':
      return goOnWith(state, pending, ctx);
    case 'name':
      return yesToName(state, pending, ctx);
  }
}

/** The name was written on the trip page meanwhile, or is asked for again. */
function yesToName(state: State, ask: Pending, ctx: StepContext): Reaction {
  const { trip } = state;
  return trip.leadName?.given ? afterTold(state, ctx) : { trip, says: [], ask, prompt: say('reprompt.name') };
}

/** What was asked for beside the trip becomes the trip: other days, or what a watch found. Or several are kept beside each other. */
function takeBeside(state: State, pending: Extract<Pending, { type: 'take_days' | 'take_watched' | 'vote' }>, ctx: StepContext): Reaction {
  if (pending.type === 'vote') return openVote(state, pending, ctx);
  if (pending.type === 'take_watched') return takeWatched(state, ctx);
  return choose({ ...state, trip: takeDays(state.trip, pending.shiftDays) }, pending.proposal, ctx);
}

/** "Oui, j'ai un budget": which one is asked once. */
function howMuch(state: State, pending: Extract<Pending, { type: 'budget' }>, ctx: StepContext): Reaction {
  const { trip } = state;
  if (pending.amount) return waved(state, pending, ctx);
  return { trip, says: [], ask: { ...pending, amount: true }, prompt: say('ask.budget_amount') };
}

/** The one on the table, or the only one of the list. */
function takeOffered(state: State, pending: Extract<Pending, { type: 'take' | 'choose' }>, ctx: StepContext): Reaction {
  const { listed } = state.trip;
  const proposal =
    pending.type === 'take' ? listed.find((each) => each.id === pending.proposalId) : listed.length === 1 ? listed[0] : undefined;
  if (proposal) return choose(state, proposal, ctx);
  if (pending.type === 'take') return present(state, ctx);
  // The one just spoken of, or, where which one was asked in vain, the first: named, and asked.
  const asked = state.trip.talk.last?.says.some(({ key }) => key === 'choose.which') ? listed[0] : undefined;
  const { singled } = state.trip.talk;
  const lead = listed.find(({ id }) => id === singled) ?? spokenOf(state.trip) ?? asked;
  return lead ? takeLead(state, lead) : back(state.trip, ctx, [say('choose.which')]);
}

/** This trip, or all of them. */
function anew(state: State, { type }: Extract<Pending, { type: 'restart' | 'forget' }>, ctx: StepContext): Reaction {
  return type === 'restart' ? restart(state, ctx) : forgetting(state.trip);
}

/** Holds are let go of first; what is being bought or left must end before it can be forgotten. */
function forgetting(trip: Trip): Reaction {
  if (trip.bookings.some(isUnderWay)) return { trip, says: [say('booking.busy')] };
  const freed = release(trip, () => true);
  return { trip: freed.trip, says: [say('forget.done')], forget: true, effects: freed.effects };
}

/** One thing on the table is asked for again; everything else stands where it stands. */
function goOnWith(state: State, pending: Extract<Pending, { type: 'resume' | 'go_on' | 'wrong' | 'reread' }>, ctx: StepContext): Reaction {
  const after = pending.type === 'go_on' ? pending.after : undefined;
  const isOffer = after?.type === 'take' || after?.type === 'take_days' || after?.type === 'take_watched';
  return isOffer ? { trip: state.trip, says: [], ask: after, back: true } : goBackTo(state, ctx);
}

function keepRest(trip: Trip, ctx: StepContext): Reaction {
  if (readyBookings(trip).length > 0) return startReadback(trip, ctx);
  return { trip: { ...trip, phase: 'settled' }, says: [say('keep_rest.kept'), say('closing.written')] };
}

const READ_ANEW: ReadonlySet<Pending['type']> = new Set(['resume', 'so_far', 'confirm', 'confirm_free']);

/** Resumes where the talk stands; a read-back begins anew, because nobody remembers half of one. */
export function goBackTo(state: State, ctx: StepContext): Reaction {
  const { trip } = state;
  const form = backAtForm(trip);
  if (form) return form;
  const ask = standing(trip, ctx);
  if (isAwaited(trip) || READ_ANEW.has(ask.type)) return startReadback(trip, ctx);
  return { trip, says: [], ask, back: true };
}

function withoutNeed(trip: Trip, needId: string): Trip {
  return { ...trip, brief: { ...trip.brief, needs: trip.brief.needs.filter((need) => need.id !== needId) } };
}

/** What a no leaves as it is booked, while something is to take its place. */
const OF_SWITCH: ReadonlySet<Pending['type']> = new Set([...READ_ANEW, 'wrong']);

/** Nothing more is wanted. */
function noMore(state: State, ctx: StepContext): Reaction {
  return state.trip.phase === 'settled' ? keep(state, ctx, 'later') : { trip: state.trip, says: [say('bye.later')] };
}

/** A no to the open question. */
export function no(state: State, pending: Pending, ctx: StepContext): Reaction {
  const isChange = state.trip.talk.switching !== undefined && OF_SWITCH.has(pending.type);
  return isChange ? switchedOff(state, ctx, [say('switch.not_done')]) : noTo(state, pending, ctx);
}

function noTo(state: State, pending: Pending, ctx: StepContext): Reaction {
  const { trip } = state;
  if (isOfBrief(pending)) return noneOf(state, pending, ctx);
  if (isOfVendor(pending)) return noToVendor(state, pending, ctx);
  if (isOfMore(pending)) return noMore(state, ctx);
  switch (pending.type) {
    case 'take':
      if (trip.phase === 'confirming') return goBackTo(state, ctx);
      return { trip, says: [], ask: { type: trip.listed.length > 1 ? 'choose' : 'missing' }, back: trip.listed.length > 1 };
    case 'take_watched':
      return { trip, says: [say('watch.left')], ask: standing(trip, ctx), back: true };
    case 'take_days':
    case 'choose':
      return { trip: pending.type === 'choose' ? trip : leaveDays(trip), says: [], ask: { type: 'missing' } };
    case 'so_far':
    case 'confirm':
    case 'confirm_free':
      return refused(state, pending, ctx);
    case 'substitute':
      return { trip, says: [say('substitute.declined')], ask: { type: 'keep_rest' } };
    case 'cancel':
      return notLeft(state, pending, ctx);
    case 'keep_rest':
      return leaveAll(state);
    case 'restart':
    case 'forget':
      return { trip, says: [say('restart.not_done')], ask: standing(trip, ctx), back: true };
    case 'resume':
      return { trip, says: unbooked(trip), ask: { type: 'open' }, prompt: say('ask.what_now') };
    case 'wrong':
    case 'person':
    case 'reread':
    case 'stuck':
    case 'vote':
      return { trip, says: [], ask: (pending.type === 'person' && pending.after) || standing(trip, ctx), back: true };
    case 'without':
    case 'go_on':
    case 'name':
      return keep(state, ctx, 'later');
  }
}

/** What was booked is left for what is held, and that is not wanted now: nobody may think that it is booked. */
function unbooked(trip: Trip): readonly Say[] {
  const until = heldUntil(trip);
  const isLeft = trip.bookings.some(({ status }) => status === 'cancelled') && boughtOf(trip).length === 0;
  return isLeft && until ? [say('hold.instead', { until: { instant: until } })] : [];
}

function orElse(says: readonly Say[], others: readonly Say[]): readonly Say[] {
  return says.length > 0 ? says : others;
}

/** A no to how many children is none of them, and to two days neither. */
function noneOf(state: State, pending: Pending, ctx: StepContext): Reaction {
  if (pending.type === 'which_date') return { trip: state.trip, says: [], ask: { type: 'dates' } };
  return pending.type === 'children' ? takeIn(state, NO_CHILDREN, ctx) : waved(state, pending, ctx);
}

function refused(state: State, { type }: Pending, ctx: StepContext): Reaction {
  if (type === 'so_far') return { trip: state.trip, says: [], ask: { type: 'wrong' } };
  const kept = keep(state, ctx, 'later').says[0];
  return {
    trip: state.trip,
    says: orElse(unbooked(state.trip), [say(kept?.key === 'keep.held' ? 'confirm.refused' : 'confirm.refused_unheld', kept?.params)]),
    ask: { type: 'wrong' },
  };
}

/** Neither keep nor substitute: what was confirmed is priced for leaving, and asked; what was not is let go. */
function leaveAll(state: State): Reaction {
  return cancel(state, NOTHING_HEARD);
}

const NO_CHILDREN: Heard = { ...NOTHING_HEARD, acts: ['inform'], slots: { children: 0 } };
const ONE_WAY: Heard = { ...NOTHING_HEARD, acts: ['inform'], slots: { tripType: 'one_way' } };

/** "Peu importe", "je ne sais pas", "plus tard", "non" answer a question: something is assumed or left out, and said. */
export function waved(state: State, pending: Pending, ctx: StepContext): Reaction {
  const { trip } = state;
  if (pending.type === 'dates' && trip.brief.start && isJourneyAlone(trip.brief)) return takeIn(state, ONE_WAY, ctx);
  const assumed = assume(trip.brief, pending);
  if (assumed) {
    const brief: Brief = skip(assumed.brief, pending.type);
    return goOn({ ...state, trip: { ...trip, brief } }, { changed: new Set(), added: [], dropped: [], wished: [] }, ctx, assumed.says);
  }
  if (pending.type === 'dates') return { trip, says: [], ask: { type: 'which_date', options: someDays(trip.brief, ctx) } };
  if (pending.type === 'which_date' && pending.options[0]) return pickedDate(state, pending.options[0], ctx);
  return {
    trip,
    says: [],
    ask: pending,
    prompt: repromptFor(pending, trip),
  };
}

/** A first day taken from two; a ski trip from Saturday to Saturday, as its beds are let. */
export function pickedDate(state: State, date: string, ctx: StepContext): Reaction {
  const { start, end, activity, nights } = state.trip.brief;
  const week: Slots = activity === 'ski' && nights === undefined && end === undefined ? { days: 7 } : {};
  const slots: Slots = start ? { end: date } : { start: date, ...week };
  return takeIn(state, { acts: ['inform'], needs: [], needsNot: [], slots, prefs: [], prefsNot: [], doubts: [] }, ctx);
}
