import { meets } from '../market/facts.ts';
import type { Offer } from '../market/offer.ts';
import type { WorthHearing } from '../market/pick-three.ts';
import type { Proposal } from '../market/proposal.ts';
import { requirementOf } from '../trip/categories.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { priceOf } from './apart.ts';
import { take } from './bookings.ts';
import { changesOf, pointsOf, WORTH_HEARING } from './contrasting.ts';
import { afterHold } from './holding.ts';
import { keep } from './meta.ts';
import { factsOf, offersOf, titleOf } from './offer-facts.ts';
import { chooseQuestion, filled, list, search, worthHearing } from './offering.ts';
import { askOtherDays } from './other-days.ts';
import { drawbackOf } from './proposing.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import { offerVote } from './voting.ts';

/** Which proposal the words pick, by any handle; undefined when they pick none. */
export function picked(trip: Trip, offers: readonly Offer[], heard: Heard): Proposal | undefined {
  const { slots, acts, prefs } = heard;
  const { listed } = trip;
  if (slots.select !== undefined) return slots.select < 0 ? listed.at(slots.select) : listed[slots.select - 1];
  const place = slots.destination?.[0]?.id;
  if (place) {
    const there = listed.filter((each) => each.place === place);
    if (there.length > 0) return there.find((each) => each === spokenOf(trip)) ?? there[0];
  }
  if (acts.includes('select') && prefs.length === 0 && Object.keys(slots).length === 0) return spokenOf(trip);
  return byHandle(trip, offers, slots.selectBy ?? (slots.sort === 'cheapest' ? 'cheapest' : undefined)) ?? byFeature(listed, offers, heard);
}

/** "Peu importe", or a yes to which one, leans to one of the list: named, and asked. */
export function takeLead({ trip, offers }: State, lead: Proposal): Reaction {
  const all = trip.listed.map((each) => factsOf(each, offers));
  const prompt = say('ask.take_title', { title: titleOf(factsOf(lead, offers), all) });
  return { trip, says: [], ask: { type: 'take', proposalId: lead.id }, prompt };
}

/** Two voices want two of the list: nobody is taken for, and both may be kept for a vote. */
export function divided(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { select, alsoSelect = [] } = heard.slots;
  const wanted = state.trip.listed.filter((_, i) => i + 1 === select || alsoSelect.includes(i + 1));
  return wanted.length === 2 && !heard.acts.includes('ask') ? offerVote(state, ctx, wanted) : undefined;
}

/** The one last spoken of by itself, in an answer or as the question on the table. */
export function spokenOf({ listed, talk: { about, pending } }: Trip): Proposal | undefined {
  const id = about ?? (pending?.type === 'take' ? pending.proposalId : undefined);
  return listed.find((each) => each.id === id);
}

/** From here on "celui-là" is this one. */
export function speakingOf(trip: Trip, { id }: Proposal): Trip {
  return { ...trip, talk: { ...trip.talk, about: id } };
}

function byHandle(trip: Trip, offers: readonly Offer[], handle: string | undefined): Proposal | undefined {
  const { listed } = trip;
  switch (handle) {
    case 'cheapest':
      return listed.toSorted((a, b) => a.total.minor - b.total.minor)[0];
    case 'dearest':
      return listed.toSorted((a, b) => b.total.minor - a.total.minor)[0];
    case 'most_flexible':
      return (
        listed.find((each) => each.kind === 'flexible') ??
        listed.toSorted((a, b) => (factsOf(b, offers).freeUntil ?? '').localeCompare(factsOf(a, offers).freeUntil ?? ''))[0]
      );
    case 'closest':
      return listed.toSorted(
        (a, b) => (factsOf(a, offers).lodging?.slopesMinutes ?? 99) - (factsOf(b, offers).lodging?.slopesMinutes ?? 99),
      )[0];
    case 'other':
      return listed.find((each) => each.id !== (trip.chosen ?? spokenOf(trip) ?? listed[0])?.id);
    case 'previous':
      return trip.chosen ?? listed[0];
    default:
      return undefined;
  }
}

/** "celle avec le spa": the one that has it, when only one does. */
function byFeature(listed: readonly Proposal[], offers: readonly Offer[], heard: Heard): Proposal | undefined {
  if (!heard.acts.includes('select') || heard.prefs.length === 0) return undefined;
  const wanted = heard.prefs.map((pref) => pref.split(':'));
  const having = listed.filter((each) =>
    wanted.every(([category, word]) =>
      offersOf(each, offers).some(
        (offer) => word && offer.category === category && meets(offer, requirementOf(offer.category, word, true)) === 'met',
      ),
    ),
  );
  return having.length === 1 ? having[0] : undefined;
}

/** Takes a proposal: everything that can be held is held before anything is read back. */
export function choose(state: State, proposal: Proposal, ctx: StepContext): Reaction {
  const taken = take(state.trip, proposal, state.offers);
  const { readback: _old, ...rest } = inPhase(taken.trip, 'confirming');
  const trip: Trip = { ...rest, talk: { ...rest.talk, awaiting: { type: 'hold' } } };
  if (taken.effects.length === 0) return afterHold({ ...state, trip }, ctx);
  return { trip, says: [], effects: taken.effects, wait: true };
}

/** "D'autres ?": how many, the span of prices, then up to three that differ; the second time, what is missing; then on with the rest. */
export function more(state: State, ctx: StepContext): Reaction {
  const { offers } = state;
  const trip: Trip = { ...state.trip, talk: { ...state.trip.talk, more: state.trip.talk.more + 1 } };
  const rest = unheard(state, ctx);
  if (rest.length === 0) return { trip, says: [say('more.none')], ask: { type: 'choose' }, prompt: chooseQuestion(trip.listed, offers) };
  if (trip.talk.more === 2) return { trip, says: [], ask: { type: 'missing' }, prompt: say('ask.missing') };
  const totals = rest.map((each) => each.total.minor).toSorted((a, b) => a - b);
  const currency = rest[0]?.total.currency ?? 'EUR';
  // No span of sums where each seller has a price of its own.
  const parts = rest.some(({ lines }) => lines.length > 1) ? { parts: [] } : {};
  const low = { minor: totals[0] ?? 0, currency, ...parts };
  const high = { minor: totals.at(-1) ?? 0, currency, ...parts };
  const head = rest.length > 3 ? [say('more.count', { count: rest.length, low, high })] : [];
  const heard = [...told(state, ctx), ...trip.listed];
  return list(trip, offers, others(rest, heard, worthHearing(offers, trip.brief)), ctx, { head, heard });
}

/** Up to three of what is left: first what beats all that was heard in something, each at another place; never fewer than there are. */
function others(rest: readonly Proposal[], heard: readonly Proposal[], isWorth: WorthHearing): readonly Proposal[] {
  const isNew: WorthHearing = (one, chosen) => isWorth(one, [...heard, ...chosen]);
  const elsewhere = rest.filter(({ place }, i) => rest.findIndex((other) => other.place === place) === i);
  const shown = filled(filled([], elsewhere, isNew), rest, isNew);
  const filler = [...elsewhere, ...rest].filter(({ id }, i, all) => all.findIndex((each) => each.id === id) === i);
  const ids = new Set([...shown, ...filler].map(({ id }) => id));
  const first = new Set([...ids].slice(0, 3));
  return rest.filter(({ id }) => first.has(id)).map((each): Proposal => ({ ...each, kind: 'other' }));
}

/** Those that fit and that the listener has heard. */
function told({ trip, offers }: State, ctx: StepContext): readonly Proposal[] {
  const listed = new Set(trip.listed.map(({ id }) => id));
  return search(trip, offers, ctx).all.filter(({ id }) => trip.heardBefore.includes(id) && !listed.has(id));
}

/** What fits and was not told yet; the same house with another car is no other trip. */
function unheard({ trip, offers }: State, ctx: StepContext): readonly Proposal[] {
  const found = search(trip, offers, ctx).all;
  const spoken = new Set([...trip.heardBefore, ...trip.listed.map((each) => each.id)]);
  const leads = new Set([...found, ...trip.listed].filter(({ id }) => spoken.has(id)).map(({ lead }) => lead));
  return found.filter(({ id, lead }, i) => !spoken.has(id) && !leads.has(lead) && found.findIndex((other) => other.lead === lead) === i);
}

/** "C'est trop cher", "et moins cher ?": the next cheaper thing, what really changes with it, and what is given up. */
export function cheaper(state: State, ctx: StepContext): Reaction {
  const { trip, offers } = state;
  const from = spokenOf(trip) ?? trip.chosen ?? trip.listed[0];
  if (!from) return { trip, says: [], ask: { type: 'choose' } };
  const below = search(trip, offers, ctx).all.filter((each) => each.total.minor < from.total.minor);
  const known = trip.listed.find((each) => below.some((other) => other.id === each.id) && each.id !== from.id);
  const next = known ?? below.find(({ total }) => total.minor <= from.total.minor * (1 - WORTH_HEARING)) ?? below[0];
  if (!next) return nothingBelow(state, from, ctx);
  // What was said keeps its number.
  const listed = trip.listed.some((each) => each.id === next.id) ? trip.listed : [...trip.listed, next];
  const told = speakingOf({ ...inPhase(trip, 'choosing'), listed }, next);
  return { trip: told, says: cheaperSays(next, from, state), ask: { type: 'take', proposalId: next.id }, prompt: say('ask.take_it') };
}

/** Another place or house by its name, else the lines that are others; the money; and in a sentence of its own what it costs otherwise. */
function cheaperSays(next: Proposal, from: Proposal, { trip, offers }: State): readonly Say[] {
  const [to, of] = [factsOf(next, offers), factsOf(from, offers)];
  const saved = { minor: from.total.minor - next.total.minor, currency: from.total.currency };
  const values = { total: priceOf(to.offers), saved };
  const lost = pointsOf(of, to, trip.brief).map(({ loss }) => loss);
  const drawback = lost.length > 0 ? undefined : drawbackOf(to, [of, to], trip.brief);
  const but = [...lost, ...(drawback ? [drawback] : [])].slice(0, 2);
  const changes = changesOf(to, of);
  const isSameHouse = next.lead === from.lead && changes.length > 0;
  const title = titleFor(to, from, offers);
  if (isSameHouse || but.length > 1) {
    const head = isSameHouse ? say('cheaper.with', { ...values, changes: { list: changes } }) : say('cheaper.found', { ...values, title });
    return [head, ...(but.length > 0 ? [say('cheaper.lost', { but: { list: but, join: 'comma' } })] : [])];
  }
  return [say(but[0] ? 'cheaper.but' : 'cheaper.found', { ...values, title, ...(but[0] ? { but: but[0] } : {}) })];
}

function titleFor(facts: ReturnType<typeof factsOf>, other: Proposal, offers: readonly Offer[]) {
  const from = factsOf(other, offers);
  if (facts.lodging && from.lodging && facts.lodging.place !== from.lodging.place) return { place: facts.lodging.place };
  return facts.lodging?.name ?? facts.restaurant?.name ?? facts.offers[0]?.vendorName ?? '';
}

/** A table costs nothing itself: what one pays there is told by the head. */
function noneBelow(offers: readonly Offer[]): Say {
  const isFree = offers.every(({ total }) => total.minor === 0);
  return isFree ? say('cheaper.none_table') : say('cheaper.none', { total: priceOf(offers) });
}

/** Too dear, and nothing is cheaper: other days are priced; then a watch is offered; then all is kept. */
function nothingBelow(state: State, from: Proposal, ctx: StepContext): Reaction {
  const { trip, offers } = state;
  const said = new Set(trip.talk.last?.says.map(({ key }) => key));
  if (said.has('ask.else_move')) return keep(state, ctx, 'later');
  if (['cheaper.none', 'cheaper.none_around', 'other_days.found', 'other_days.none'].some((key) => said.has(key)))
    return { trip, says: [say('cheaper.watch')], ask: { type: 'missing' }, prompt: say('ask.else_move') };
  const around = askOtherDays(trip, ctx);
  if (around) return around;
  return {
    trip,
    says: [noneBelow(offersOf(from, offers))],
    ask: { type: 'choose' },
    prompt: chooseQuestion(trip.listed, offers),
    back: true,
  };
}
