import type { Booking } from '../booking/booking.ts';
import { drawSecret } from '../market/evidence.ts';
import type { Offer } from '../market/offer.ts';
import { pickThree, type WorthHearing } from '../market/pick-three.ts';
import { surroundings } from '../market/plan.ts';
import type { Proposal } from '../market/proposal.ts';
import { findProposals } from '../market/proposals.ts';
import { goTogether } from '../market/together.ts';
import { roadMinutes } from '../places/places.ts';
import type { Brief, Need } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';
import { nextQuestion } from './agenda.ts';
import { priceOf } from './apart.ts';
import { beyond } from './beyond.ts';
import { activeBookings, boughtOf } from './bookings.ts';
import { meritOf } from './contrasting.ts';
import { extraLine } from './extra-line.ts';
import { farDesk } from './far-desk.ts';
import { factsOf, nounOf, offersOf, type ProposalFacts } from './offer-facts.ts';
import { inTwo, saidBefore, uncounted } from './one-breath.ts';
import { countVendors, isDemo, sayProposals } from './proposing.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import { fits } from './readback.ts';
import { sellerOf } from './readback-lines.ts';
import { awaitedFor, currentRequest, liveOffers } from './requests.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import { isNowhere, lackSays } from './unoffered.ts';

/** Everything the offers at hand add up to, best first. What is booked is no longer looked for, and what is held stays in. */
export function search(trip: Trip, offers: readonly Offer[], ctx: StepContext) {
  const held = new Map(
    activeBookings(trip)
      .filter((booking) => isCurrent(trip, booking))
      .map((booking) => [booking.needId, booking]),
  );
  const needs = trip.brief.needs.filter((need) => held.get(need.id)?.status !== 'confirmed');
  const at = liveOffers(trip, offers, ctx.now).filter((offer) => (held.get(offer.needId)?.offer.id ?? offer.id) === offer.id);
  const live = besideBought(trip, at);
  const { budget, ...rest } = trip.brief;
  const brief = { ...rest, needs, ...(budget && needs.length === trip.brief.needs.length ? { budget } : {}) };
  return findProposals({ brief, offers: live, now: ctx.now, secret: drawSecret(trip.secret), roadMinutes });
}

/** What goes with all that is bought; all of it where nothing does. */
function besideBought(trip: Trip, offers: readonly Offer[]): readonly Offer[] {
  const bought = boughtOf(trip).map(({ offer }) => offer);
  if (bought.length === 0) return offers;
  const around = surroundings({ brief: trip.brief, offers: [...offers, ...bought], roadMinutes });
  const fitting = offers.filter((offer) => bought.every((each) => goTogether(offer, each, around)));
  const isServed = (needId: string) => fitting.some((offer) => offer.needId === needId);
  return offers.filter((offer) => fitting.includes(offer) || !isServed(offer.needId));
}

/** A booking that answers its need as it now stands: bought, or held from its newest request. */
export function isCurrent(trip: Trip, booking: Booking): boolean {
  return booking.status === 'confirmed' || currentRequest(trip, booking.needId)?.id === booking.offer.requestId;
}

/** Speaks the offers that came: proposals, the nearest when nothing fits, or that nobody answered. */
export function present(given: State, ctx: StepContext, before: readonly Say[] = []): Reaction {
  const { around, ...talk } = given.trip.talk;
  const state: State = around ? { ...given, trip: { ...given.trip, talk } } : given;
  const { trip, offers } = state;
  const found = search(trip, offers, ctx);
  const near = around && (found.all.find((each) => isSameLead(each, around, offers)) ?? found.all.find((each) => isThere(each, around)));
  if (near) return list(trip, offers, [{ ...near, kind: 'best' }], ctx, { before, head: [], missing: found.emptyNeeds });
  const best = found.all[0];
  const added = best ? extrasOf(trip, offers, best) : [];
  if (best && added.length > 0) return withExtras(trip, offers, best, added, before);
  const isWorth = worthHearing(offers, trip.brief);
  const three = filled(pickThree(found.all, isWorth), found.all, isWorth);
  if (three.length > 0) return list(trip, offers, three, ctx, { before, missing: found.emptyNeeds });
  const [closest, ...others] = found.aside;
  if (closest) return beyond(state, [closest, ...others], { before, missing: missing(state, closest, found.emptyNeeds, ctx) });
  return nobody(trip, offers, ctx, before, found.emptyNeeds);
}

/** Of the house or the journey that was picked. */
function isSameLead(each: Proposal, around: Proposal, offers: readonly Offer[]): boolean {
  const sellerIn = ({ lead, lines }: Proposal) => {
    const offer = offers.find(({ id }) => id === (lead ?? lines[0]));
    return offer && sellerOf(offer);
  };
  return each.lead === around.lead || sellerIn(each) === sellerIn(around);
}

/** Of the place that was picked. */
function isThere({ place }: Proposal, around: Proposal): boolean {
  return place !== undefined && place === around.place;
}

/** Lines that would join what is held already. */
function extrasOf(trip: Trip, offers: readonly Offer[], proposal: Proposal): readonly Offer[] {
  const held = new Set(activeBookings(trip).map((booking) => booking.offer.id));
  const lines = offersOf(proposal, offers);
  return lines.some((offer) => held.has(offer.id)) ? lines.filter((offer) => !held.has(offer.id)) : [];
}

/** The rest is held: only what joins it is told, and the new sum. */
function withExtras(trip: Trip, offers: readonly Offer[], proposal: Proposal, added: readonly Offer[], before: readonly Say[]): Reaction {
  const lines = added.map(extraLine);
  const demo = !trip.talk.demoSaid && isDemo([proposal], offers);
  const says = [
    ...before,
    say('extras.sum', { lines: { list: lines }, total: priceOf(offersOf(proposal, offers), added) }),
    ...(demo ? [say('demo.first')] : []),
  ];
  const next: Trip = { ...inPhase(trip, 'choosing'), listed: [proposal], talk: { ...trip.talk, demoSaid: trip.talk.demoSaid || demo } };
  return { trip: next, says, ask: { type: 'take', proposalId: proposal.id }, prompt: say('ask.take') };
}

/** Better than each of those told before it in the price, or in one thing that is then said. */
export function worthHearing(offers: readonly Offer[], brief: Brief): WorthHearing {
  const known = new Map<Proposal, ProposalFacts>();
  const facts = (proposal: Proposal) => {
    const found = known.get(proposal) ?? factsOf(proposal, offers);
    known.set(proposal, found);
    return found;
  };
  return (candidate, chosen) => meritOf(facts(candidate), chosen.map(facts), brief) !== undefined;
}

/** Free seats of the list go to what is worth hearing beside the others, wherever it is. */
export function filled(chosen: readonly Proposal[], all: readonly Proposal[], isWorth: WorthHearing): readonly Proposal[] {
  const shown = [...chosen];
  for (const candidate of all) {
    if (shown.length >= 3) break;
    if (shown.some((each) => each.id === candidate.id || each.lead === candidate.lead)) continue;
    if (isWorth(candidate, shown)) shown.push({ ...candidate, kind: 'other' });
  }
  // One that came in later may leave another without merit.
  return shown.filter(
    (each) =>
      each.kind !== 'other' ||
      isWorth(
        each,
        shown.filter((other) => other !== each),
      ),
  );
}

/** What stands around the proposals of a list. */
interface Around {
  readonly before?: readonly Say[];
  readonly missing?: readonly string[];
  readonly head?: readonly Say[];
  readonly heard?: readonly Proposal[];
}

/** Puts proposals on the table: what is said becomes the list that "le deuxième" means. Where that is too long to hear, the third is left for "d'autres", then the number of sellers. */
export function list(trip: Trip, offers: readonly Offer[], proposals: readonly Proposal[], ctx: StepContext, extra: Around = {}): Reaction {
  const isHeard = ({ says, prompt }: Reaction) => fits([...saidBefore(trip), ...says, prompt ?? say('empty')], ctx);
  const whole = tabled(trip, offers, proposals, ctx, extra);
  if (proposals.length < 2 || isHeard(whole)) return whole;
  const two = tabled(trip, offers, proposals.slice(0, 2), ctx, extra);
  return isHeard(two) ? two : { ...two, says: two.says.map(uncounted) };
}

function tabled(trip: Trip, offers: readonly Offer[], proposals: readonly Proposal[], ctx: StepContext, extra: Around): Reaction {
  const bought = new Set(boughtOf(trip).map(({ needId }) => needId));
  const live = liveOffers(trip, offers, ctx.now).filter(({ needId }) => !bought.has(needId));
  const demo = !trip.talk.demoSaid && isDemo(proposals, offers);
  const spoken = extra.head
    ? [
        ...extra.head,
        ...sayProposals(proposals, offers, trip.brief, 0, extra.heard).slice(
          nounOf(proposals.map((each) => factsOf(each, offers))) === 'restaurant' ? 0 : 1,
        ),
      ]
    : sayProposals(proposals, offers, trip.brief, countVendors(live));
  // Once: what was heard with the first offers need not be heard with the next.
  const apart = trip.listed.length + trip.heardBefore.length === 0 ? farDesk(proposals, offers) : [];
  const says = [
    ...(extra.before ?? []),
    ...spoken.map((each) => inTwo(each, ctx)),
    ...(demo ? [say('demo.first')] : []),
    ...apart,
    ...missing({ trip, offers }, proposals[0], extra.missing ?? [], ctx),
  ];
  const { about: _old, ...talk } = trip.talk;
  const next: Trip = {
    ...inPhase(trip, 'choosing'),
    listed: proposals,
    heardBefore: [...new Set([...trip.heardBefore, ...trip.listed.map((each) => each.id)])],
    talk: { ...talk, demoSaid: talk.demoSaid || demo },
  };
  const only = proposals[0];
  if (proposals.length === 1 && only)
    return { trip: next, says, ask: { type: 'take', proposalId: only.id }, prompt: takeQuestion(only, offers) };
  return { trip: next, says, ask: { type: 'choose' }, prompt: chooseQuestion(proposals, offers) };
}

/** Nobody offers to hold what its sellers do not hold. */
export function takeQuestion(proposal: Proposal, offers: readonly Offer[]): Say {
  return say(offersOf(proposal, offers).some(({ hold }) => hold.possible) ? 'ask.take' : 'ask.take_it');
}

export function chooseQuestion(proposals: readonly Proposal[], offers: readonly Offer[]): Say {
  const noun = nounOf(proposals.map((each) => factsOf(each, offers)));
  return say(noun === 'car' || noun === 'restaurant' ? 'ask.choose_f' : 'ask.choose');
}

/** The needs that are not in it: why, and until when vendors may still answer; those that have the same reason are told together. */
function missing(
  { trip, offers }: Pick<State, 'trip' | 'offers'>,
  proposal: Proposal | undefined,
  needIds: readonly string[],
  ctx: StepContext,
): readonly Say[] {
  const rest = proposal ? offersOf(proposal, offers) : [];
  const lacking = trip.brief.needs.filter(({ id }) => needIds.includes(id));
  const told = lacking.flatMap((need) => lackSays(need, { trip, offers }, ctx, rest));
  return told.flatMap((one, i) => {
    const same = told.filter(({ key }) => key === one.key);
    if (told.findIndex(({ key }) => key === one.key) < i) return [];
    const needs = same.flatMap(({ params }) => params?.['need'] ?? []);
    return [same.length > 1 ? { ...one, params: { ...one.params, need: { list: needs } } } : one];
  });
}

/** Vendors were asked for it, and nothing came of it. */
export function isFruitless(trip: Trip): boolean {
  const { phase, listed, brief, requests } = trip;
  const isAsked = (need: Need) =>
    requests.some(({ needId, state }) => needId === need.id && state !== 'withdrawn') || isNowhere(need, trip);
  return phase === 'briefing' && listed.length === 0 && brief.needs.some(isAsked) && nextQuestion(brief) === undefined;
}

/** No offer at all, or none for one need: until when vendors may still answer, or whether to go on without. */
function nobody(trip: Trip, offers: readonly Offer[], ctx: StepContext, before: readonly Say[], emptyNeeds: readonly string[]): Reaction {
  const need = trip.brief.needs.find((each) => each.id === emptyNeeds[0]) ?? trip.brief.needs[0];
  const open = need && awaitedFor(trip, need.id, ctx.now);
  const others = liveOffers(trip, offers, ctx.now).some((offer) => offer.needId !== need?.id);
  const next = inPhase(trip, open ? 'waiting' : others ? 'choosing' : 'briefing');
  if (!others && open) return { trip: next, says: [...before, say('nobody.yet', { until: { instant: open } })] };
  if (!need || !others) {
    const prompt = say(ctx.settings.desk ? 'ask.nobody_person' : 'ask.nobody');
    return { trip: next, says: [...before, say('nobody.ever')], ask: { type: 'missing' }, prompt };
  }
  const what = say(`the.${need.category}`);
  if (open) return { trip: next, says: [...before, say('nobody.for_need', { need: what, until: { instant: open } })] };
  return {
    trip: next,
    says: [...before, say('nobody.ever_for_need', { need: what })],
    ask: { type: 'without', needId: need.id },
    prompt: say('ask.without', { need: what }),
  };
}

/** Late offers that beat everything on the table, or fill a list that was empty: told once. */
export function news(state: State, ctx: StepContext): readonly Proposal[] {
  const found = search(state.trip, state.offers, ctx);
  const best = found.all[0];
  const known = new Set([...state.trip.listed.map((each) => each.id), ...state.trip.heardBefore]);
  const lead = state.trip.listed[0];
  return best && !known.has(best.id) && (!lead || best.effectiveMinor < lead.effectiveMinor) ? [best] : [];
}
