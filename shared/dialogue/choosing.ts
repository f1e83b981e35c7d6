import { meets } from '../market/facts.ts';
import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import { requirementOf } from '../trip/categories.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { priceOf } from './apart.ts';
import { take } from './bookings.ts';
import { afterHold } from './holding.ts';
import { keep } from './meta.ts';
import { factsOf, offersOf } from './offer-facts.ts';
import { chooseQuestion, list, search } from './offering.ts';
import { askOtherDays } from './other-days.ts';
import { drawbackOf } from './proposing.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import type { State, StepContext } from './state.ts';
import { offerVote } from './voting.ts';

/** Which proposal the words pick, by any handle; undefined when they pick none. */
export function picked(trip: Trip, offers: readonly Offer[], heard: Heard): Proposal | undefined {
  const { slots } = heard;
  const { listed } = trip;
  if (slots.select !== undefined) return slots.select < 0 ? listed.at(slots.select) : listed[slots.select - 1];
  const place = slots.destination?.[0]?.id;
  if (place) {
    const there = listed.filter((each) => each.place === place);
    if (there.length > 0) return there[0];
  }
  return byHandle(trip, offers, slots.selectBy ?? (slots.sort === 'cheapest' ? 'cheapest' : undefined)) ?? byFeature(listed, offers, heard);
}

/** Two voices want two of the list: nobody is taken for, and both may be kept for a vote. */
export function divided(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { select, alsoSelect = [] } = heard.slots;
  const wanted = state.trip.listed.filter((_, i) => i + 1 === select || alsoSelect.includes(i + 1));
  return wanted.length === 2 && !heard.acts.includes('ask') ? offerVote(state, ctx, wanted) : undefined;
}

function byHandle(trip: Trip, offers: readonly Offer[], handle: string | undefined): Proposal | undefined {
  const { listed } = trip;
  switch (handle) {
    case 'cheapest':
      return listed.toSorted((a, b) => a.total.minor - b.total.minor)[0];
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
      return listed.find((each) => each.id !== (trip.chosen ?? listed[0])?.id);
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

/** "D'autres ?": how many, the span of prices, then up to three that differ; after the second time, what is missing. */
export function more(state: State, ctx: StepContext): Reaction {
  const { trip, offers } = state;
  if (trip.talk.more >= 1)
    return {
      trip: { ...trip, talk: { ...trip.talk, more: trip.talk.more + 1 } },
      says: [],
      ask: { type: 'missing' },
      prompt: say('ask.missing'),
    };
  const spoken = new Set([...trip.heardBefore, ...trip.listed.map((each) => each.id)]);
  const rest = search(trip, offers, ctx).all.filter((each) => !spoken.has(each.id));
  if (rest.length === 0) return { trip, says: [say('more.none')], ask: { type: 'choose' }, prompt: chooseQuestion(trip.listed, offers) };
  const totals = rest.map((each) => each.total.minor).toSorted((a, b) => a - b);
  const currency = rest[0]?.total.currency ?? 'EUR';
  const low = { minor: totals[0] ?? 0, currency };
  const high = { minor: totals.at(-1) ?? 0, currency };
  const head = rest.length > 3 ? [say('more.count', { count: rest.length, low, high })] : [];
  const shown = rest.slice(0, 3).map((each): Proposal => ({ ...each, kind: 'other' }));
  return list({ ...trip, talk: { ...trip.talk, more: trip.talk.more + 1 } }, offers, shown, ctx, { head });
}

/** "C'est trop cher", "et moins cher ?": the next cheaper thing and what is given up. */
export function cheaper(state: State, ctx: StepContext): Reaction {
  const { trip, offers } = state;
  const from = trip.chosen ?? trip.listed[0];
  if (!from) return { trip, says: [], ask: { type: 'choose' } };
  const below = search(trip, offers, ctx).all.filter((each) => each.total.minor < from.total.minor);
  const known = trip.listed.find((each) => below.some((other) => other.id === each.id) && each.id !== from.id);
  const next = known ?? below[0];
  if (!next) return nothingBelow(state, from, ctx);
  const facts = factsOf(next, offers);
  const drawback = drawbackOf(facts, [factsOf(from, offers), facts], trip.brief);
  const saved = { minor: from.total.minor - next.total.minor, currency: from.total.currency };
  const says = [
    say(drawback ? 'cheaper.but' : 'cheaper.found', {
      title: titleFor(facts, from, offers),
      total: priceOf(facts.offers),
      saved,
      ...(drawback ? { but: drawback } : {}),
    }),
  ];
  // What was said keeps its number.
  const listed = trip.listed.some((each) => each.id === next.id) ? trip.listed : [...trip.listed, next];
  return { trip: { ...inPhase(trip, 'choosing'), listed }, says, ask: { type: 'take', proposalId: next.id }, prompt: say('ask.take_it') };
}

function titleFor(facts: ReturnType<typeof factsOf>, other: Proposal, offers: readonly Offer[]) {
  const from = factsOf(other, offers);
  if (facts.lodging && from.lodging && facts.lodging.place !== from.lodging.place) return { place: facts.lodging.place };
  return facts.lodging?.name ?? facts.restaurant?.name ?? facts.offers[0]?.vendorName ?? '';
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
    says: [say('cheaper.none', { total: priceOf(offersOf(from, offers)) })],
    ask: { type: 'choose' },
    prompt: chooseQuestion(trip.listed, offers),
    back: true,
  };
}
