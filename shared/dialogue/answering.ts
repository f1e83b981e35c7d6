import { factOf } from '../market/facts.ts';
import type { Proposal } from '../market/proposal.ts';
import { regionOf } from '../places/places.ts';
import type { Trip } from '../trip-record.ts';
import { acrossList, cancelEach, onlyOneWith } from './across-list.ts';
import { type Heard, NOTHING_HEARD } from './act.ts';
import { priceOf } from './apart.ts';
import { isOfEach, topicsOf } from './asked-topics.ts';
import { activeBookings } from './bookings.ts';
import { catchSays } from './catch-says.ts';
import { picked, speakingOf, spokenOf } from './choosing.ts';
import { contactSays } from './contact-says.ts';
import { amountSays, cancelSays, paidSay, priceSays } from './cost-says.ts';
import { altitudeSays, bedroomsSays, deskSays, documentsSays, onlyLine, timesSays } from './fact-says.ts';
import { type InsideTopic, insideEach, insideSays, isInside, lineSays } from './inside.ts';
import { lookingSays } from './looking.ts';
import { CARRIERS, categoriesOf } from './merge-needs.ts';
import { back } from './meta.ts';
import { factsOf, offersOf, type ProposalFacts, titleOf } from './offer-facts.ts';
import { isPractical, type PracticalTopic, practicalEach, practicalSays } from './practical.ts';
import { parkingSays, sumSays } from './price-facts.ts';
import { type Reaction, say } from './reaction.ts';
import { nameOf } from './readback.ts';
import { moreReferences, pinSays, referenceSays } from './references.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import { factsFor, isOfNothing, lineFor, type Subject } from './subject.ts';
import { travelSays } from './travel-says.ts';
import { depositSays, wordsSays } from './vendor-words.ts';
import { heldSays, waitingSays } from './waiting-says.ts';
import { whatOf } from './what.ts';
import { whenSays } from './when-says.ts';
import { why } from './why.ts';

/** A side question, answered from stored facts; then the open question comes back. */
export function answer(state: State, heard: Heard, ctx: StepContext): Reaction {
  if (isPastEnd(state.trip, heard)) return back(state.trip, ctx, [say('choose.only', { count: state.trip.listed.length })]);
  const subject = subjectOf(state, heard);
  const about = topicsOf(heard);
  const trip = subject.proposal && subject.named ? speakingOf(state.trip, subject.proposal) : state.trip;
  const singled = subject.named ? undefined : onlyOneWith(about, state)?.id;
  if (about.includes('difference')) return why(state, heard, ctx);
  const told = toldOf(about, subject, state, heard, ctx);
  const pending = trip.talk.pending;
  const cheapest = pending?.type === 'choose' && about[0] === 'cheapest' ? leastOf(trip) : undefined;
  // Named alone, it is what a yes takes.
  if (cheapest) return { trip, says: told, ask: { type: 'take', proposalId: cheapest.id }, prompt: say('ask.take_it'), back: true };
  // A yes takes what was just spoken of, never another one.
  if (pending?.type === 'take' && trip.talk.about !== undefined && trip.talk.about !== pending.proposalId)
    return { trip, says: told, ask: { type: 'take', proposalId: trip.talk.about }, back: true };
  return { trip, says: told, ...(pending ? { ask: pending } : {}), ...(singled === undefined ? {} : { singled }), back: true };
}

/** "Et la troisième ?" of two. */
function isPastEnd({ listed }: Trip, { slots: { select } }: Heard): boolean {
  return listed.length > 0 && select !== undefined && select > listed.length;
}

/** The stored facts; "et les autres ?" after references asks for the rest of them. */
function toldOf(about: readonly string[], subject: Subject, state: State, heard: Heard, ctx: StepContext): readonly Say[] {
  const other = otherCarrier(state.trip, heard);
  if (other) return [other];
  const facts = about.slice(0, 2).flatMap((topic) => topicSays(topic, subject, state, heard, ctx));
  const says = about.length === 0 ? moreReferences(state.trip) : facts;
  return says.length > 0 ? says : untold(subject, state, heard);
}

/** "En avion c'est combien ?", of a trip by train: nobody was asked, and a question takes nothing's place. */
function otherCarrier({ brief, bookings }: Trip, { needs }: Heard): Say | undefined {
  const had = new Set([...brief.needs, ...bookings.map(({ offer }) => offer)].map(({ category }) => category));
  const [named, another] = CARRIERS.filter((carrier) => needs.includes(carrier));
  const isOther = named !== undefined && another === undefined && !had.has(named) && CARRIERS.some((carrier) => had.has(carrier));
  return isOther ? say(`answer.other_${named}`) : undefined;
}

/** Nothing that was named is told of: what is known of the line that was, else that the vendor does not say. */
function untold(subject: Subject, state: State, heard: Heard): readonly Say[] {
  if (subject.offers.length === 0) return [say('answer.nothing_yet')];
  const named = heard.needs.flatMap(categoriesOf);
  // Nobody was asked what the question is about: the vendor is not to blame.
  if (isOfNothing(subject, topicsOf(heard)) && named.length === 0) return [say('answer.no_topic')];
  const lines = lineSays({ facts: factsFor(subject, state), brief: state.trip.brief, named });
  if (lines.length > 0) return lines;
  const isNamed = (heard.slots.ask ?? []).every((topic) => topic === 'line');
  const isThere = subject.offers.some(({ category }) => named.includes(category));
  return [say(named.length > 0 && (isNamed || !isThere) ? 'drop.nothing' : 'answer.unknown')];
}

function leastOf({ listed }: Trip): Proposal | undefined {
  return listed.toSorted((a, b) => a.total.minor - b.total.minor)[0];
}

function subjectOf(state: State, heard: Heard): Subject {
  const { trip, offers } = state;
  const booked = activeBookings(trip).map((booking) => booking.offer);
  const handle = picked(trip, offers, heard);
  if (handle) return { proposal: handle, offers: offersOf(handle, offers), named: true };
  if (booked.length > 0) return { offers: booked, named: true };
  const lead = spokenOf(trip) ?? trip.chosen ?? trip.listed[0];
  const each = isOfEach(heard) ? { each: true as const } : {};
  return lead ? { proposal: lead, offers: offersOf(lead, offers), named: false, ...each } : { offers: [], named: false };
}

function topicSays(topic: string, subject: Subject, state: State, heard: Heard, ctx: StepContext): readonly Say[] {
  if (isInside(topic)) return insideOf(topic, subject, state, heard);
  if (isPractical(topic)) return practicalOf(topic, subject, state, heard);
  const ofSums = sumSays(topic, subject.offers, state, isOneOf(subject, state));
  return ofSums ?? factsOn(topic, subject, state, heard, ctx);
}

function factsOn(topic: string, subject: Subject, state: State, heard: Heard, ctx: StepContext): readonly Say[] {
  const { trip } = state;
  switch (topic) {
    case 'address':
    case 'distance':
      return deskSays(subject, heard) ?? whereSays(subject, state);
    case 'each':
    case 'price':
    case 'total':
      return priceSays(subject, heard, trip);
    case 'paid':
      return [paidSay(trip)];
    case 'cancellation':
      return (subject.each && cancelEach(state)) || cancelSays(subject, heard, trip, ctx);
    case 'departure_time':
      return timesSays(subject, heard, trip);
    case 'duration':
    case 'station':
    case 'stopover':
      return travelSays(topic, subject, state, isOneOf(subject, state)) ?? timesSays(subject, heard, trip);
    case 'weather':
    case 'snow':
    case 'written':
      return [say(`answer.${topic}`)];
    case 'altitude':
      return altitudeSays(subject);
    case 'when':
      return whenSays(lineFor(subject, heard) ?? onlyLine(subject), trip);
    case 'documents':
      return documentsSays(subject);
    case 'details':
      return detailsSays(subject, state);
    case 'bedrooms':
      return bedroomsSays(subject);
    case 'other_dates':
      return [say('answer.other_dates')];
    case 'cheapest':
      return cheapestSays(trip, state);
    default:
      return sellersSays(topic, subject, state, heard, ctx) ?? featureSays(topic, subject, state);
  }
}

/** Whom it comes from: who sells, what code and number they gave, and who has still to answer. Undefined: it is about none of it. */
function sellersSays(topic: string, subject: Subject, state: State, heard: Heard, ctx: StepContext): readonly Say[] | undefined {
  switch (topic) {
    case 'seller':
      return sellerSays(subject, state, heard);
    case 'reference':
      return referencesOr(referenceSays(state.trip, heard));
    case 'pin':
      return pinSays(state.trip, heard);
    case 'contact':
      return contactSays(state.trip, heard);
    case 'vendor_says':
      return wordsSays(subject, heard, ctx.locale);
    case 'deposit':
      return depositSays(subject, heard, state);
    case 'booked_name':
      return state.trip.leadName ? [say('answer.name', { name: nameOf(state.trip) })] : [];
    case 'hold_until':
      return heldSays(state.trip);
    case 'parking_price':
      return parkingSays(featureSays('parking', subject, state));
    case 'waiting':
      return waitingSays(state, ctx);
    case 'catch':
      return catchSays(subject, state);
    default:
      return undefined;
  }
}

/** One is meant, and not each of the list. */
function isOneOf({ named, each }: Subject, { trip }: State): boolean {
  return named || trip.listed.length < 2 || (!each && spokenOf(trip) !== undefined);
}

/** Of the one that is spoken of, else of each of the list. */
function practicalOf(topic: PracticalTopic, subject: Subject, state: State, heard: Heard): readonly Say[] {
  const { listed } = state.trip;
  const isOne = isOneOf(subject, state);
  const says = isOne
    ? practicalSays(topic, factsFor(subject, state), lineFor(subject, heard))
    : practicalEach(
        topic,
        listed.map((each) => paidFor(heard, factsOf(each, state.offers))),
      );
  return says.length > 0 || topic !== 'way' ? says : whereSays(subject, state);
}

/** Of the thing that was named alone: "when do we pay for the hotel?" asks nothing of the flight. */
function paidFor({ needs }: Heard, facts: ProposalFacts): ProposalFacts {
  const named = needs.flatMap(categoriesOf);
  const offers = facts.offers.filter(({ category }) => named.includes(category));
  return offers.length > 0 ? { ...facts, offers } : facts;
}

/** What is in it, from whom, with which luggage: of the one that is spoken of, else of each of the list. */
function insideOf(topic: InsideTopic, subject: Subject, state: State, heard: Heard): readonly Say[] {
  const { brief, listed } = state.trip;
  if (subject.offers.length === 0) return topic === 'included' ? lookingSays(brief, heard) : [];
  const asked = { brief, named: heard.needs.flatMap(categoriesOf) };
  const isOne = isOneOf(subject, state);
  if (!isOne && topic === 'breakfast') return acrossList(topic, say('thing.breakfast'), state);
  const facts = factsFor(subject, state);
  return isOne
    ? insideSays(topic, { ...asked, facts })
    : insideEach(
        topic,
        { ...asked, facts },
        listed.map((each) => factsOf(each, state.offers)),
      );
}

function whereSays(subject: Subject, state: State): readonly Say[] {
  const facts = factsFor(subject, state);
  const placeId =
    facts.lodging?.place ??
    facts.restaurant?.place ??
    subject.offers.map((offer) => ('place' in offer.item ? offer.item.place : undefined)).find((id) => id !== undefined);
  if (!placeId) return [];
  const area = regionOf(placeId);
  const road = facts.roadMinutes !== undefined ? { minutes: { minutes: facts.roadMinutes } } : {};
  const key = `answer.where${area ? '_area' : ''}${facts.roadMinutes !== undefined ? '_road' : ''}`;
  const town = say(key, { place: { place: placeId }, ...(area ? { area: { place: area } } : {}), ...road });
  const { slopesMinutes, centreMinutes } = facts.lodging ?? {};
  const house =
    slopesMinutes !== undefined
      ? [say(slopesMinutes <= 2 ? 'answer.house_on_slopes' : 'answer.house_slopes', { count: slopesMinutes })]
      : centreMinutes !== undefined
        ? [say('answer.house_centre', { count: centreMinutes })]
        : [];
  return [town, ...house];
}

function referencesOr(codes: readonly Say[]): readonly Say[] {
  return codes.length > 0 ? codes : [say('spell.nothing')];
}

/** Who sells each line of what is held, booked or spoken of; of a list, as for any company. */
function sellerSays(subject: Subject, state: State, heard: Heard): readonly Say[] {
  if (subject.offers.length === 0) return [say('answer.seller_none')];
  const needs = heard.needs.length > 0 || !subject.named ? heard.needs : subject.offers.map(({ category }) => category);
  return insideOf('company', subject, state, { ...heard, needs });
}

function cheapestSays(trip: Trip, state: State): readonly Say[] {
  const all = trip.listed.map((each) => factsOf(each, state.offers));
  const cheapest = all.toSorted((a, b) => a.proposal.total.minor - b.proposal.total.minor)[0];
  return cheapest ? [say('answer.cheapest', { title: titleOf(cheapest, all), total: priceOf(cheapest.offers) })] : [];
}

/** What it is, and where. */
function detailsSays(subject: Subject, state: State): readonly Say[] {
  if (subject.offers.length === 0) return [];
  // What it is was told with the list: where exactly, and what it costs.
  const where =
    state.trip.phase === 'choosing' && subject.named
      ? [whereSays(subject, state), timesSays(subject, NOTHING_HEARD, state.trip)].find(isSaid)
      : undefined;
  if (where) return [...where, ...amountSays(subject, NOTHING_HEARD)];
  return [say('answer.included', { what: whatOf(factsFor(subject, state), state.trip.brief) }), ...whereSays(subject, state).slice(0, 1)];
}

function isSaid(says: readonly Say[]): boolean {
  return says.length > 0;
}

/** Has it a pool? Of one named thing, or of every one on the list that says so. */
function featureSays(topic: string, subject: Subject, state: State): readonly Say[] {
  if (topic === 'near_slopes' || topic === 'ski_in') return whereSays(subject, state);
  const what = { what: say(`thing.${topic}`) };
  if (subject.named || state.trip.listed.length < 2) {
    const fact = subject.offers.map((offer) => factOf(offer, topic)).find((value) => value !== undefined);
    return fact === undefined ? [] : [say(fact === true ? 'answer.has' : 'answer.has_not', what)];
  }
  return acrossList(topic, what.what, state);
}
