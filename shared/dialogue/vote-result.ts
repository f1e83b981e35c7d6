import { countBallots, favourites, isOpen, isWithinLimits, type Vote } from '../booking/vote.ts';
import { betteredBy } from '../market/best-round.ts';
import { swappedFor } from '../market/bettered.ts';
import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import type { Instant } from '../time.ts';
import type { Trip } from '../trip-record.ts';
import { priceOf } from './apart.ts';
import { improvements } from './bettering.ts';
import { keptUntil } from './bookings.ts';
import { factsOf, offersOf, titleOf } from './offer-facts.ts';
import { search } from './offering.ts';
import { type Reaction, say } from './reaction.ts';
import { liveOffers } from './requests.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';

/** A choice of the vote as it can be had now. */
interface Choice {
  readonly id: string;
  /** With each line that its vendor has bettered since in the place of the old one. */
  readonly proposal: Proposal;
  /** Of those, by the offer that was voted on, what was not told yet. */
  readonly news: ReadonlyMap<string, Offer>;
  /** Every line of it is held. */
  readonly isHeld: boolean;
}

/** "Alors, on en est où ?" while a vote is open: how many have voted, and once all have, what they chose. Undefined when there is no vote or none of its choices is left. */
export function standOfVote(state: State, ctx: StepContext, before: readonly Say[] = []): Reaction | undefined {
  const { vote } = state.trip;
  const choices = isOpen(vote) ? choicesOf(state, vote, ctx) : [];
  if (!isOpen(vote) || choices.length === 0) return undefined;
  const trip = listing(state.trip, choices);
  const head = [...before, ...(isRunOut(trip) ? [say('hold.ran_out')] : []), ...goneSays(vote, choices)];
  if (countBallots(vote) >= vote.voters) return result({ ...state, trip }, vote, choices, ctx, head);
  const [only] = choices;
  if (choices.length === 1 && only) {
    const facts = factsOf(only.proposal, state.offers);
    const ask = { type: 'take', proposalId: only.proposal.id } as const;
    return { trip, says: head, ask, prompt: say('ask.take_title', { title: titleOf(facts, [facts]) }) };
  }
  return { trip, says: [...head, ...votedSays(vote), ...newsOf(choices, state.offers), ...untilSays(trip, vote)] };
}

/** What was sold meanwhile, or is promised no longer, is no choice any more. */
function goneSays({ options }: Vote, choices: readonly Choice[]): readonly Say[] {
  const all = options.map(({ proposal, offers }) => factsOf(proposal, offers));
  const gone = all.filter(({ proposal }) => !choices.some(({ id }) => id === proposal.id));
  return gone.length === 0 ? [] : [say('vote.gone', { titles: { list: gone.map((facts) => titleOf(facts, all)) } })];
}

/** Everybody has voted since the result was last told: told by itself where somebody looks for news. */
export function newVotes(state: State, ctx: StepContext): Reaction | undefined {
  const { vote } = state.trip;
  if (!isOpen(vote) || vote.told || countBallots(vote) < vote.voters) return undefined;
  return standOfVote(state, ctx);
}

function isRunOut({ bookings }: Trip): boolean {
  return bookings.some(({ beside, failure }) => beside === true && failure?.reason === 'expired');
}

function choicesOf(state: State, vote: Vote, ctx: StepContext): readonly Choice[] {
  const { trip } = state;
  const held = trip.bookings.filter(({ beside, status }) => beside === true && status === 'held').map(({ offer }) => offer);
  const live = liveOffers(trip, state.offers, ctx.now);
  const stands = new Set([...live, ...held].map(({ id }) => id));
  const betters = live.flatMap((offer) => {
    const old = betteredBy(offer);
    return old === undefined ? [] : [[old, offer] as const];
  });
  const told = new Set(trip.listed.flatMap(({ lines }) => lines));
  return vote.options.flatMap(({ proposal: voted, offers }) => {
    const better = new Map(betters.filter(([old]) => voted.lines.includes(old)));
    const news = new Map([...better].filter(([, { id }]) => !told.has(id)));
    const proposal = swappedFor(voted, better, { brief: trip.brief, offers, now: ctx.now });
    const isHeld = proposal.lines.every((id) => held.some((offer) => offer.id === id));
    return proposal.lines.every((id) => stands.has(id)) ? [{ id: voted.id, proposal, news, isHeld }] : [];
  });
}

/** The list as it now is: "Valmorel" picks what its vendor last offered. */
function listing(trip: Trip, choices: readonly Choice[]): Trip {
  const now = new Map(choices.map(({ id, proposal }) => [id, proposal]));
  const listed = trip.listed.map((each) => now.get(each.id) ?? each);
  const missing = choices.map(({ proposal }) => proposal).filter(({ id }) => !listed.some((each) => each.id === id));
  return { ...trip, listed: [...listed, ...missing] };
}

function votedSays(vote: Vote): readonly Say[] {
  const count = countBallots(vote);
  return [count === 0 ? say('vote.nobody') : say('vote.some', { count, voters: vote.voters })];
}

/** Until when every line of every choice is held; undefined where one is not. */
export function wholeUntil(trip: Trip, { options }: Vote): Instant | undefined {
  const held = new Set(trip.bookings.flatMap(({ beside, status, offer }) => (beside && status === 'held' ? [offer.id] : [])));
  return options.every(({ offers }) => offers.every(({ id }) => held.has(id))) ? keptUntil(trip) : undefined;
}

function untilSays(trip: Trip, vote: Vote): readonly Say[] {
  const until = keptUntil(trip);
  const count = vote.options.length;
  if (!until) return [say('keep.offers', { count, until: { instant: vote.closesAt } })];
  return [say(wholeUntil(trip, vote) ? 'vote.kept' : 'vote.kept_rest', { count, until: { instant: until } })];
}

/** What vendors have done meanwhile for these choices, as far as it was not told. */
function newsOf(choices: readonly Choice[], offers: readonly Offer[]): readonly Say[] {
  const news = new Map(choices.flatMap((choice) => [...choice.news]));
  return news.size > 0 ? improvements(news, offers, true) : [];
}

/** Vetoes and limits first, whose ever they are: nothing says which it was. Then what most want; what is even is asked. */
function result(state: State, vote: Vote, choices: readonly Choice[], ctx: StepContext, head: readonly Say[]): Reaction {
  const { offers } = state;
  const trip: Trip = { ...state.trip, vote: { ...vote, told: true } };
  const count = countBallots(vote);
  const both = count === 2 ? '_both' : '';
  const best = favourites(
    vote,
    choices.map(({ id, proposal: { total } }) => ({ id, total })),
  );
  const won = choices.filter(({ id }) => best.includes(id));
  const [first] = won;
  if (!first) {
    const other = none({ ...state, trip }, vote, ctx, choices);
    return { ...other, says: [...head, ...other.says] };
  }
  const all = choices.map(({ proposal }) => factsOf(proposal, offers));
  const title = ({ proposal }: Choice) => titleOf(factsOf(proposal, offers), all);
  const news = newsOf(won, offers);
  if (won.length > 1)
    return { trip, says: [...head, say(`vote.tie${both}`, { count, titles: { list: won.map(title) } }), ...news], ask: { type: 'choose' } };
  // What its vendor did meanwhile says the price; else it is said again.
  const values = { count, title: title(first), total: priceOf(offersOf(first.proposal, offers)) };
  const isFree = first.proposal.total.minor === 0;
  const says = [...head, say(news.length > 0 || isFree ? `vote.won${both}` : `vote.won_at${both}`, values), ...news];
  const prompt = first.isHeld ? say('ask.take_title', { title: title(first) }) : say('ask.take');
  return { trip, says, ask: { type: 'take', proposalId: first.proposal.id }, prompt };
}

/** Nothing that was voted on suits everybody: the next that does, one of which they know before one of which they do not. */
function none(state: State, vote: Vote, ctx: StepContext, choices: readonly Choice[]): Reaction {
  const { trip, offers } = state;
  const count = countBallots(vote);
  const says = [say(count === 2 ? 'vote.none_both' : 'vote.none', { count })];
  const refused = new Set([...vote.options, ...choices].flatMap(({ proposal }) => [proposal.id, proposal.lead ?? proposal.id]));
  const suits = ({ id, lead, total }: Proposal) => !refused.has(id) && !refused.has(lead ?? id) && isWithinLimits(vote, total);
  const others = search(trip, offers, ctx).all.filter(suits);
  const next = others.find(({ id }) => trip.listed.some((each) => each.id === id)) ?? others[0];
  if (!next) return { trip, says: [...says, say('vote.no_other')], ask: { type: 'missing' } };
  const listed = trip.listed.some(({ id }) => id === next.id) ? trip.listed : [...trip.listed, next];
  const all = listed.map((each) => factsOf(each, offers));
  const values = { title: titleOf(factsOf(next, offers), all), total: priceOf(offersOf(next, offers)) };
  const ask = { type: 'take', proposalId: next.id } as const;
  return {
    trip: { ...trip, listed },
    says: [...says, say(next.total.minor > 0 ? 'vote.next' : 'vote.next_free', values)],
    ask,
    prompt: say('ask.take'),
  };
}
