import { isActive } from '../booking/saga.ts';
import { factOf, meets } from '../market/facts.ts';
import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import type { Brief, Category, Requirement } from '../trip/brief.ts';
import { isCarrier } from '../trip/categories.ts';
import type { Trip } from '../trip-record.ts';
import type { Act, Heard } from './act.ts';
import { priceOf } from './apart.ts';
import { missSay } from './beyond.ts';
import { cheaper, choose, picked } from './choosing.ts';
import { extraLine } from './extra-line.ts';
import { type Merged, merge } from './merge.ts';
import { withRequirements } from './merge-wishes.ts';
import { boundsFor } from './nearer.ts';
import { factsOf, offersOf, titleOf } from './offer-facts.ts';
import { search } from './offering.ts';
import { inPhase, pastOf, type Reaction, say } from './reaction.ts';
import { liveOffers } from './requests.ts';
import type { Say, SayValue } from './say.ts';
import type { State, StepContext } from './state.ts';

/** A choice, and what it was said to need: the brief with it, and the lines it is about. */
interface Wanted {
  readonly base: Proposal;
  readonly merged: Merged;
  /** By need id. */
  readonly musts: ReadonlyMap<string, readonly Requirement[]>;
  readonly seller: string | undefined;
  /** Nobody picked it: it is put on the table, not taken. */
  readonly open: boolean;
}

const COMMITS_TO_NOTHING: readonly Act[] = ['ask', 'why', 'more_options', 'cancel_booking', 'later'];

/** "La première, mais avec un vol remboursable": taken as it was said, or it is told that this one has no such thing and what comes nearest. */
export function onCondition(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { trip, offers } = state;
  const onTable = trip.phase === 'choosing' || trip.phase === 'confirming';
  if (!onTable || COMMITS_TO_NOTHING.some((act) => heard.acts.includes(act))) return undefined;
  const [base, open] = baseOf(state, heard);
  if (!base) return undefined;
  const { sort } = heard.slots;
  if (sort === 'cheaper' && heard.slots.but) return withoutChoice(trip, cheaper({ ...state, trip: { ...trip, chosen: base } }, ctx));
  const merged = merge(trip.brief, unpicked(heard), trip.counters.need);
  const moves = [...merged.changed].some((change) => change !== 'wishes');
  if (moves || merged.added.length + merged.dropped.length > 0) return undefined;
  const wanted: Wanted = { base, merged: scoped(merged, trip.brief, heard), musts: new Map(), seller: heard.slots.seller, open };
  const musts = mustsOf(wanted, trip.brief, heard, offers);
  return musts.size === 0 ? undefined : asSaid(state, { ...wanted, musts }, ctx);
}

/** What was picked; at the read-back what is held, and where only a vendor was named what leads: whether it is still to be asked for. */
function baseOf({ trip, offers }: State, heard: Heard): readonly [Proposal | undefined, boolean] {
  const { pending } = trip.talk;
  const { select, seller } = heard.slots;
  const pick = heard.acts.includes('request') && select === undefined ? undefined : picked(trip, offers, heard);
  if (pick) return [pick, false];
  if (heard.prefs.length === 0 && seller === undefined) return [undefined, true];
  if (trip.phase === 'confirming') return [trip.chosen, false];
  const asked = pending?.type === 'take' ? trip.listed.find(({ id }) => id === pending.proposalId) : undefined;
  if (asked && heard.acts.includes('affirm')) return [asked, false];
  return [seller === undefined ? undefined : (asked ?? trip.listed[0]), true];
}

/** The words without what picked: the place was a handle, and what is dropped or wished for is merged as any other time. */
function unpicked(heard: Heard): Heard {
  const {
    select: _n,
    selectBy: _by,
    alsoSelect: _also,
    destination: _place,
    sort: _sort,
    seller: _seller,
    but: _but,
    ...slots
  } = heard.slots;
  return { ...heard, acts: heard.needsNot.length > 0 ? ['remove'] : ['change'], slots };
}

/** "Un vol remboursable": of the flight alone. */
function scoped(merged: Merged, before: Brief, { needs, prefs }: Heard): Merged {
  const named = merged.brief.needs.filter(({ category }) => needs.some((need) => covers(need, category)));
  if (named.length === 0 || prefs.some((pref) => !pref.startsWith('any:'))) return merged;
  const back = merged.brief.needs.map((need) => (named.includes(need) ? need : (before.needs.find(({ id }) => id === need.id) ?? need)));
  return { ...merged, brief: { ...merged.brief, needs: back } };
}

function covers(word: Heard['needs'][number], category: Category): boolean {
  if (word === 'transport') return isCarrier({ category });
  return word === category || (word === 'ride' && category === 'transfer');
}

/** What each need must have now that it did not have to before; empty where the choice has it all. */
function mustsOf({ base, merged, seller }: Wanted, before: Brief, heard: Heard, offers: readonly Offer[]): Wanted['musts'] {
  const lines = offersOf(base, offers);
  const sorted = heard.slots.but ? heard.slots.sort : undefined;
  const isMeant = (category: Category) => heard.needs.length === 0 || heard.needs.some((need) => covers(need, category));
  const found = merged.brief.needs.map(({ id, category, requirements }) => {
    const known = before.needs.find((need) => need.id === id)?.requirements ?? [];
    const added = requirements.filter((one) => !known.some((other) => other.attr === one.attr && other.value === one.value));
    const line = lines.find(({ needId }) => needId === id);
    const bounds = line ? boundsFor(sorted, category, (attr) => factOf(line, attr)) : [];
    const musts = [...added, ...bounds].map((one): Requirement => ({ ...one, strength: 'must' }));
    const named = isMeant(category) ? seller : undefined;
    const isNew = line === undefined || musts.some((one) => meets(line, one) !== 'met') || !isFrom(line, named, offers);
    return [id, isNew && (musts.length > 0 || isSoldBy(named, id, offers)) ? musts : undefined] as const;
  });
  return new Map(found.flatMap(([id, musts]) => (musts ? [[id, musts]] : [])));
}

function isSoldBy(seller: string | undefined, needId: string, offers: readonly Offer[]): boolean {
  return seller !== undefined && offers.some((offer) => offer.needId === needId && offer.vendorName === seller);
}

function isFrom(line: Offer, seller: string | undefined, offers: readonly Offer[]): boolean {
  return !isSoldBy(seller, line.needId, offers) || line.vendorName === seller;
}

function asSaid(state: State, wanted: Wanted, ctx: StepContext): Reaction {
  const trip: Trip = { ...state.trip, past: pastOf(state.trip), brief: withMusts(wanted) };
  const here = searched({ ...state, trip }, wanted, ctx, true);
  if (!here) return notThere(state, trip, wanted, ctx);
  const max = trip.brief.budget?.scope === 'total' ? trip.brief.budget.max : undefined;
  const says = [sumSay(here, state, wanted)];
  if (wanted.open || (max && here.total.minor > max.minor)) return offered(trip, here, says);
  const chosen = choose({ ...state, trip }, here, ctx);
  if (!chosen.wait) return { ...chosen, says: [...says, ...chosen.says] };
  return { ...chosen, trip: { ...chosen.trip, talk: { ...chosen.trip.talk, awaiting: { type: 'hold', first: says } } } };
}

function withMusts({ merged, musts }: Wanted): Brief {
  return { ...merged.brief, needs: merged.brief.needs.map((need) => withRequirements(need, musts.get(need.id) ?? [])) };
}

/** The best trip that has it: around the same house and the lines nobody spoke of, else with any that go with it; `here` in the same place. */
function searched({ trip, offers }: State, { base, musts, seller }: Wanted, ctx: StepContext, here: boolean): Proposal | undefined {
  const kept = new Set(base.lines);
  const fits = liveOffers(trip, offers, ctx.now).filter(
    (offer) =>
      isFrom(offer, musts.has(offer.needId) ? seller : undefined, offers) &&
      (musts.get(offer.needId) ?? []).every((one) => meets(offer, one) === 'met') &&
      (!here || offer.item.category !== 'lodging' || offer.item.place === base.place),
  );
  const { budget: _any, ...brief } = here ? asIs(trip.brief, offersOf(base, offers), musts) : trip.brief;
  // What is only held may go.
  const bookings = trip.bookings.filter((booking) => booking.status === 'confirmed' || !isActive(booking));
  const among = (some: readonly Offer[]) => {
    const { all, emptyNeeds } = search({ ...trip, brief, bookings }, some, ctx);
    return emptyNeeds.some((id) => musts.has(id)) ? undefined : all[0];
  };
  const spoken = (offer: Offer) => musts.has(offer.needId) || kept.has(offer.id);
  const houseKept = (offer: Offer) => spoken(offer) || offer.item.category !== 'lodging';
  return here ? (among(fits.filter(spoken)) ?? among(fits.filter(houseKept))) : among(fits);
}

/** What the choice was picked without is not asked of it now. */
function asIs(brief: Brief, lines: readonly Offer[], musts: Wanted['musts']): Brief {
  const needs = brief.needs.map((need) => {
    const line = lines.find(({ needId }) => needId === need.id);
    const isAsked = (one: Requirement) => musts.get(need.id)?.some(({ attr }) => attr === one.attr);
    return { ...need, requirements: need.requirements.filter((one) => isAsked(one) || !line || meets(line, one) !== 'not_met') };
  });
  return { ...brief, needs };
}

/** "Le vol chez Ligne Claire, 618 euros : 2512 euros en tout." */
function sumSay(here: Proposal, { offers }: State, { base }: Wanted): Say {
  const lines = offersOf(here, offers);
  const fresh = lines.filter(({ id }) => !base.lines.includes(id));
  const parts: SayValue = { list: fresh.map(extraLine), join: 'comma' };
  // Tables alone have no sum.
  if (lines.every(({ category }) => category === 'restaurant')) return say('condition.table', { parts });
  return say('condition.with', { parts, total: priceOf(lines, fresh) });
}

/** This one has it not: said, and the nearest that has, or itself without. What it was asked for stays said. */
function notThere(state: State, trip: Trip, wanted: Wanted, ctx: StepContext): Reaction {
  const { base, musts, merged } = wanted;
  const misses = [...musts].flatMap(([id, needed]) => missed(id, needed, wanted, state));
  const what = { misses: { list: misses } };
  const elsewhere = searched({ ...state, trip }, wanted, ctx, false);
  const head = base.place ? say('condition.not_there', { ...what, place: { place: base.place } }) : say('condition.not_so', what);
  if (!elsewhere) return offered(state.trip, base, [say('condition.nowhere', what)], say('ask.take_anyway'));
  const facts = factsOf(elsewhere, state.offers);
  const all = [factsOf(base, state.offers), facts];
  return offered({ ...trip, brief: merged.brief }, elsewhere, [
    head,
    say('nothing.closest', { title: titleOf(facts, all), total: priceOf(facts.offers) }),
  ]);
}

function missed(needId: string, needed: readonly Requirement[], { base, seller }: Wanted, { trip, offers }: State): readonly Say[] {
  const line = offersOf(base, offers).find((offer) => offer.needId === needId);
  const need = trip.brief.needs.find(({ id }) => id === needId);
  const lacks = needed.filter((one) => !line || meets(line, one) !== 'met').map(lackSay);
  if (lacks.length > 0) return lacks;
  return seller === undefined ? [] : [say('lack.seller', { need: say(`the.${need?.category ?? 'offer'}`), seller })];
}

function lackSay(one: Requirement): Say {
  if (one.attr === 'departMinutes') return say(one.op === 'lte' ? 'lack.earlier' : 'lack.later');
  const named = missSay(one.attr);
  return named.key === 'miss.other' ? say(`thing.${one.attr}`) : named;
}

/** One choice on the table, and what was listed keeps its number. */
function offered(trip: Trip, proposal: Proposal, says: readonly Say[], prompt: Say = say('ask.take')): Reaction {
  const listed = trip.listed.some(({ id }) => id === proposal.id) ? trip.listed : [...trip.listed, proposal];
  return { trip: { ...inPhase(trip, 'choosing'), listed }, says, ask: { type: 'take', proposalId: proposal.id }, prompt };
}

function withoutChoice({ chosen }: Trip, reaction: Reaction): Reaction {
  const { chosen: _base, ...trip } = reaction.trip;
  return { ...reaction, trip: chosen ? { ...trip, chosen } : trip };
}
