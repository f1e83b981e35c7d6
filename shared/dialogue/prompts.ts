import type { Offer } from '../market/offer.ts';
import type { Brief, Category } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';
import type { Asked, PlaceValue } from './act.ts';
import { isJourneyAlone, lacksForRide, nextQuestion } from './agenda.ts';
import { heldBeside } from './bookings.ts';
import { isAtForm } from './form.ts';
import { chooseQuestion, takeQuestion } from './offering.ts';
import { openBefore } from './open-question.ts';
import { say } from './reaction.ts';
import { lastQuestion, readbackOf } from './readback.ts';
import { sellerOf } from './readback-lines.ts';
import { currentRequest } from './requests.ts';
import type { Say } from './say.ts';
import { nextStageAsked } from './stages.ts';
import type { StepContext } from './state.ts';
import type { Pending } from './talk.ts';
import { townsToChoose } from './towns.ts';
import { vendorPrompt, vendorPromptAgain } from './vendor-prompts.ts';

/** The words of a question, unless its topic has better ones. */
export function promptFor(pending: Pending, trip: Trip, offers: readonly Offer[]): Say {
  switch (pending.type) {
    case 'choose':
      return chooseQuestion(trip.listed, offers);
    case 'take':
      return takeAsked(pending.proposalId, trip, offers);
    case 'dates':
      return whenAsked(trip);
    case 'place':
      return placeAsked(trip.brief);
    case 'origin':
    case 'time':
      return say(`ask.${ofWhat(pending.type, trip)}`);
    case 'ages':
      return agesAsked('ask', trip);
    case 'what_else':
      return whatElse(pending.offered, 'ask');
    case 'confirm':
      return lastQuestion(trip, false);
    case 'open':
      return say(openKey(trip));
    case 'stuck':
      return say(stuckKey('ask', pending.alone));
    case 'cancel':
      return cancelAsked(pending, trip);
    case 'vendor_question':
    case 'vendor_change':
      return vendorPrompt(pending, 'ask');
    case 'next_stage':
      return nextStageAsked(trip.brief);
    case 'missing':
      return say(isOfBeds(trip, offers) ? 'ask.missing' : 'ask.what_instead');
    case 'which_place':
      return placesAsked(pending.candidates);
    case 'which_amount':
      return amountsAsked(pending.values);
    case 'which_date':
      return say('ask.which_date', { dates: { list: pending.options.slice(0, 2).map((date) => ({ date })), join: 'or' } });
    default:
      return say(plainKey(pending.type, trip.brief));
  }
}

/** Of one on the table: in the place of what is held, where that is another. */
function takeAsked(proposalId: string, trip: Trip, offers: readonly Offer[]): Say {
  const offered = trip.listed.find(({ id }) => id === proposalId);
  if (heldBeside(trip).length > 0) return say('ask.take_instead');
  return offered ? takeQuestion(offered, offers) : say('ask.take');
}

/** Which town, where a country or a wide region was named. */
function placeAsked(brief: Brief): Say {
  const towns = townsToChoose(brief);
  if (towns.length > 0) return say('ask.town', { towns: { list: towns.map((place) => ({ place })), join: 'comma' } });
  return say(brief.activity === 'ski' ? 'ask.place' : 'ask.place_any');
}

function placeAskedAgain(brief: Brief): Say {
  if (townsToChoose(brief).length > 0) return placeAsked(brief);
  return say(brief.activity === 'ski' ? 'reprompt.place' : 'reprompt.place_any');
}

/** Some of them are children, where that much was said. */
function plainKey(type: Pending['type'], { kids }: Brief): string {
  if (type === 'take_days' || type === 'take_watched') return 'ask.take';
  return type === 'who' && kids ? 'reprompt.who' : `ask.${type}`;
}

/** A question of its own for one: "et tout, ça ferait combien ?" in between must not make a yes mean all. */
function cancelAsked({ instead, bookingIds }: Extract<Pending, { type: 'cancel' }>, { bookings }: Trip): Say {
  const [only, ...others] = bookings.filter(({ id }) => bookingIds.includes(id));
  if (instead) return say('ask.cancel_then');
  return only && others.length === 0 ? say('ask.cancel_one', { seller: sellerOf(only.offer) }) : say('ask.cancel');
}

/** "Valence dans la Drôme, ou Valence en Espagne ?" */
export function placesAsked(candidates: readonly PlaceValue[]): Say {
  const list = candidates.slice(0, 3).map(({ id }) => say('place.in_area', { place: { place: id } }));
  return say('ask.which_place', { places: { list, join: 'or' } });
}

function amountsAsked(values: readonly number[]): Say {
  const amounts = values.slice(0, 2).map((value) => ({ minor: value * 100, currency: 'EUR' }));
  return say('ask.which_amount', { amounts: { list: amounts, join: 'or' } });
}

function whenAsked({ brief }: Trip): Say {
  const [only, ...others] = brief.where ?? [];
  // Of several stages only this one is meant.
  const isStage = brief.later?.length && only && others.length === 0 && !isJourneyAlone(brief);
  if (isStage && (brief.start || brief.nights === undefined))
    return say(brief.start ? 'ask.return_stage' : 'ask.dates_stage', { place: { place: only } });
  return say(!brief.start ? 'ask.dates' : isCarAlone(brief) ? 'ask.return_car' : 'ask.return');
}

/** Several stays are on the table: place, house and price are what may be wrong with all of them. */
function isOfBeds({ listed }: Trip, offers: readonly Offer[]): boolean {
  return listed.length > 1 && listed.every(({ lines }) => offers.some(({ id, category }) => category === 'lodging' && lines.includes(id)));
}

/** Nothing is open: where and when, unless that was told, and vendors are waited for or had nothing. */
function openKey(trip: Trip): string {
  if (trip.phase === 'settled' || trip.phase === 'booking' || trip.phase === 'waiting' || isAtForm(trip)) return 'ask.what_now';
  const { needs } = trip.brief;
  const isTold =
    trip.phase === 'briefing' && needs.length > 0 && needs.every(({ id }) => currentRequest(trip, id)) && !nextQuestion(trip.brief);
  return isTold ? 'ask.else' : 'ask.open';
}

function isCarAlone({ needs }: Brief): boolean {
  return needs.length > 0 && needs.every(({ category }) => category === 'car');
}

function stuckKey(kind: 'ask' | 'reprompt', alone = false): string {
  return alone ? `${kind}.stuck_alone` : `${kind}.stuck`;
}

/** Of several things, the one that the hour or the place is asked for is named. */
function ofWhat(type: Pending['type'], { brief }: Trip): string {
  if (type === 'origin') return lacksForRide(brief, 'from') ? 'ride_origin' : type;
  if (type !== 'time') return type;
  if (lacksForRide(brief, 'time')) return 'ride_time';
  return brief.needs.length > 1 && brief.needs.some(({ category }) => category === 'restaurant') ? 'table_time' : type;
}

function agesAsked(kind: 'ask' | 'reprompt' | 'again', { brief }: Trip): Say {
  return say(`${kind}.ages`, { count: brief.party?.children ?? 1 });
}

/** What was offered beside, as a question or as what is left out. */
export function whatElse(offered: readonly Category[], kind: 'ask' | 'reprompt' | 'assume'): Say {
  if (!offered.includes('lodging')) return say(`${kind}.what_else_extras`);
  return say(offered.includes('ski_hire') ? `${kind}.what_else_ski` : `${kind}.what_else`);
}

const SHORT_AGAIN: ReadonlySet<string> = new Set(['choose', 'who', 'children', 'origin', 'dates', 'budget', 'place', 'name', 'time']);

/** The open question in fewer words, after a side question was answered. */
export function againFor(pending: Pending, trip: Trip, offers: readonly Offer[]): Say {
  if (pending.type === 'choose') return say(chooseQuestion(trip.listed, offers).key === 'ask.choose_f' ? 'again.choose_f' : 'again.choose');
  if (pending.type === 'dates' && trip.brief.start) return say('reprompt.return');
  if (pending.type === 'who' && trip.brief.kids) return say('reprompt.who');
  if (pending.type === 'what_else') return whatElse(pending.offered, 'reprompt');
  if (pending.type === 'vendor_change' && sameOptions(pending, trip.talk.pending)) return vendorPromptAgain(pending);
  if (isSameDays(pending, trip)) return say('again.which_date');
  return shortAgain(pending, trip) ?? promptFor(pending, trip, offers);
}

function shortAgain(pending: Pending, trip: Trip): Say | undefined {
  if (pending.type === 'ages') return agesAsked('again', trip);
  return SHORT_AGAIN.has(pending.type) ? say(`again.${ofWhat(pending.type, trip)}`) : undefined;
}

/** Fewer options than before are another question. */
function sameOptions({ options }: Extract<Pending, { type: 'vendor_change' }>, open: Pending | undefined): boolean {
  return open?.type === 'vendor_change' && open.options.length === options.length;
}

/** The two days were told, and not just now in these few words: nobody keeps them in mind for long. */
function isSameDays(pending: Pending, { talk }: Trip): boolean {
  const open = talk.pending;
  const same = pending.type === 'which_date' && open?.type === 'which_date' && open.options.join() === pending.options.join();
  return same && talk.last?.says.at(-1)?.key !== 'again.which_date';
}

/** What is said after silence: the question in other words. */
export function repromptFor(pending: Pending, trip: Trip): Say {
  // Silence before an exchange is no silence before cancelling.
  if (pending.type === 'cancel' && pending.instead) return say('ask.cancel_then');
  return pending.type === 'open' ? openAgain(trip) : reprompted(pending, trip);
}

function openAgain(trip: Trip): Say {
  if (trip.phase === 'settled') return say('reprompt.settled');
  return say(openKey(trip) === 'ask.what_now' ? 'ask.what_now' : 'reprompt.open');
}

function reprompted(pending: Pending, trip: Trip): Say {
  if (pending.type === 'dates' && trip.brief.start) return say('reprompt.return');
  if (pending.type === 'place') return placeAskedAgain(trip.brief);
  if (pending.type === 'what_else') return whatElse(pending.offered, 'reprompt');
  if (pending.type === 'ages') return agesAsked('reprompt', trip);
  if (pending.type === 'stuck') return say(stuckKey('reprompt', pending.alone));
  if (pending.type === 'vendor_question' || pending.type === 'vendor_change') return vendorPrompt(pending, 'reprompt');
  return say(pending.type === 'take_days' || pending.type === 'take_watched' ? 'reprompt.take' : `reprompt.${pending.type}`);
}

/** Where the talk stands, as a question: for coming back, for "on continue", on another device. */
export function standing(trip: Trip, ctx: StepContext): Pending {
  if (trip.phase === 'confirming') return standingReadback(trip, ctx);
  if (trip.phase === 'settled' || trip.phase === 'booking') return { type: 'open' };
  const only = trip.listed[0];
  if (trip.phase === 'choosing' && only) return trip.listed.length === 1 ? { type: 'take', proposalId: only.id } : { type: 'choose' };
  return (trip.talk.calledOff ? undefined : nextQuestion(trip.brief)) ?? { type: 'open' };
}

function standingReadback(trip: Trip, ctx: StepContext): Pending {
  if (!trip.leadName) return { type: 'name' };
  if (isAtForm(trip)) return { type: 'open' };
  if (!trip.readback) return { type: 'resume' };
  if (trip.readback.spoken < trip.readback.breaths) return { type: 'so_far' };
  return { type: readbackOf(trip, ctx).free ? 'confirm_free' : 'confirm' };
}

const ASKED: Readonly<Record<Pending['type'], Asked>> = {
  who: 'who',
  children: 'children',
  ages: 'ages',
  origin: 'origin',
  budget: 'budget',
  place: 'place',
  dates: 'dates',
  time: 'time',
  name: 'name',
  choose: 'choose',
  what_else: 'what_else',
  confirm: 'confirm',
  wrong: 'wrong',
  reread: 'reread',
  open: 'open',
  missing: 'open',
  which_place: 'either',
  which_amount: 'either',
  which_date: 'either',
  which_trip: 'either',
  vendor_question: 'either',
  stuck: 'either',
  keep_rest: 'either',
  vendor_change: 'option',
  take: 'yes_no',
  take_days: 'yes_no',
  take_watched: 'yes_no',
  so_far: 'yes_no',
  confirm_free: 'yes_no',
  substitute: 'yes_no',
  cancel: 'yes_no',
  without: 'yes_no',
  vote: 'yes_no',
  restart: 'yes_no',
  forget: 'yes_no',
  next_stage: 'yes_no',
  person: 'yes_no',
  resume: 'yes_no',
  go_on: 'yes_no',
};

/** How understanding should read the answer; with the brief, whether it may be "the second" of the towns that were named. */
export function askedOf(pending: Pending | undefined, brief?: Brief): Asked | undefined {
  const open = openBefore(pending) ?? pending;
  if (open?.type === 'place' && brief && townsToChoose(brief).length > 0) return 'either';
  return open?.type === 'stuck' && open.alone ? 'yes_no' : open && ASKED[open.type];
}
