import type { Booking } from '../booking/booking.ts';
import { isBound } from '../booking/saga.ts';
import { isOpen, type Vote } from '../booking/vote.ts';
import type { Proposal } from '../market/proposal.ts';
import type { Instant } from '../time.ts';
import { partySize } from '../trip/party.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { inviteBest } from './bettering.ts';
import { holdBeside, keptUntil, type Moved, release } from './bookings.ts';
import { clearAwaiting } from './holding.ts';
import { back } from './meta.ts';
import { offersOf } from './offer-facts.ts';
import { present } from './offering.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import type { Pending } from './talk.ts';
import { standOfVote, wholeUntil } from './vote-result.ts';

/** No more than a listener keeps apart. */
const MOST_OPTIONS = 3;

/** "On vote": offered, or taken where it just was. */
export function vote(state: State, ctx: StepContext): Reaction {
  const { pending } = state.trip.talk;
  return pending?.type === 'vote' ? openVote(state, pending, ctx) : offerVote(state, ctx);
}

/** Two voices want two of the list, or "on n'est pas d'accord": nobody is taken for. All are kept while each votes, if they like. */
export function offerVote(state: State, ctx: StepContext, wanted = state.trip.listed.slice(0, MOST_OPTIONS)): Reaction {
  const { trip, offers } = state;
  const going = standOfVote(state, ctx);
  if (going) return going;
  const ends = (proposal: Proposal) => offersOf(proposal, offers).map(({ validUntil }) => validUntil);
  const options = wanted.filter((each) => ends(each).length > 0 && ends(each).every((until) => until > ctx.now));
  const isLate = (trip.phase !== 'choosing' && trip.phase !== 'confirming') || trip.bookings.some(isBound);
  if (isLate || options.length < 2) return back(trip, ctx, [say(!isLate && options.length === 1 ? 'vote.only_one' : 'vote.nothing')]);
  const lines = options.flatMap((each) => offersOf(each, offers));
  const isHeld = lines.every(({ hold }) => hold.possible && hold.fee.minor === 0);
  const minutes = Math.min(...lines.map(({ hold }) => hold.maxMinutes));
  const until = isHeld ? later(ctx.now, minutes) : (options.flatMap(ends).toSorted()[0] ?? ctx.now);
  const params = { count: options.length, until: { instant: until } };
  return {
    trip,
    says: [say(isHeld ? 'vote.offer' : 'vote.offer_unheld', params)],
    ask: { type: 'vote', options: options.map(({ id }) => id) },
  };
}

function later(now: Instant, minutes: number): Instant {
  return new Date(Date.parse(now) + minutes * 60_000).toISOString();
}

/** "Oui, on est trois": how many vote, which is no change of who travels. Undefined when no number was said. */
export function countVoters(
  state: State,
  pending: Extract<Pending, { type: 'vote' }>,
  heard: Heard,
  ctx: StepContext,
): Reaction | undefined {
  const { party, adults, ...rest } = heard.slots;
  const voters = party ?? adults;
  const isOnly = Object.keys(rest).every((slot) => slot === 'partyType');
  return voters === undefined || !isOnly || heard.acts.includes('deny') ? undefined : openVote(state, pending, ctx, voters);
}

const FEWEST_VOTERS = 2;
const MOST_VOTERS = 12;

/** Yes: what can be held is held side by side, whoever is in front is asked for better meanwhile, and the page is open. */
export function openVote(state: State, pending: Extract<Pending, { type: 'vote' }>, ctx: StepContext, said?: number): Reaction {
  const { readback: _unread, chosen: _open, ...trip } = inPhase(state.trip, 'choosing');
  const proposals = trip.listed.filter(({ id }) => pending.options.includes(id));
  if (proposals.length < 2) return back(state.trip, ctx, [say('vote.nothing')]);
  const options = proposals.map((proposal) => ({ proposal, offers: offersOf(proposal, state.offers) }));
  const closesAt = options.flatMap(({ offers }) => offers.map(({ validUntil }) => validUntil)).toSorted()[0] ?? ctx.now;
  const { party } = trip.brief;
  const voters = Math.min(Math.max(said ?? party?.adults ?? 0, FEWEST_VOTERS), MOST_VOTERS);
  const most = Math.max(voters, party ? Math.min(partySize(party), MOST_VOTERS) : 0);
  const opened: Vote = { key: ctx.fresh.key, openedAt: ctx.now, closesAt, options, voters, most, ballots: {} };
  const held = holdBeside(trip, proposals, state.offers);
  const invited = inviteBest({ trip: held.trip, offers: state.offers }, ctx, false);
  const effects = [...held.effects, ...invited.effects];
  const next: Trip = { ...invited.trip, vote: opened };
  if (held.effects.length === 0) return { ...afterHolding({ ...state, trip: next }, ctx), effects };
  return { trip: { ...next, talk: { ...next.talk, awaiting: { type: 'vote' } } }, says: [], effects, wait: true };
}

/** The holds are there or are not: what is kept and until when, then where each can vote. Nobody is told of a hold that is none. */
export function afterHolding(state: State, ctx: StepContext): Reaction {
  const trip = whileKept(clearAwaiting(state.trip));
  const { vote: open } = trip;
  if (!isOpen(open)) return back(trip, ctx, []);
  const tried = trip.bookings.filter(({ beside }) => beside === true);
  const sold = tried.filter(isSold);
  if (sold.length > 0) return shrunk({ ...state, trip }, ctx, sold);
  const lines = open.options.flatMap(({ offers }) => offers);
  const isKept = (id: string) => tried.some(({ status, offer }) => status === 'held' && offer.id === id);
  const unheld = lines.filter(({ id }) => !isKept(id));
  // A table costs nothing to book: there is no limit to set.
  const isPriced = open.options.some(({ proposal }) => proposal.total.minor > 0);
  if (unheld.length === 0)
    return { trip, says: [say('vote.held'), ...(isPriced ? [say('vote.open'), say('vote.where')] : [say('vote.each')])] };
  const sellers = [...new Set(unheld.map(sellerOf))];
  const rest = say(unheld.length < lines.length ? 'vote.held_rest' : 'vote.held_none');
  const told = say('vote.not_held', { count: sellers.length, seller: sellers[0] ?? '', until: { instant: open.closesAt } });
  return { trip, says: [told, rest, say('vote.each')] };
}

/** Nobody votes longer than what they vote on is kept. */
function whileKept(trip: Trip): Trip {
  const until = keptUntil(trip);
  return isOpen(trip.vote) && until !== undefined && until < trip.vote.closesAt
    ? { ...trip, vote: { ...trip.vote, closesAt: until } }
    : trip;
}

function isSold({ status, failure }: Booking): boolean {
  return status === 'failed' && (failure?.reason === 'sold_out' || failure?.reason === 'price_changed');
}

/** A line went between the offer and the hold: said, the rest is let go of, and what is left is on the table again. */
function shrunk(state: State, ctx: StepContext, sold: readonly Booking[]): Reaction {
  const ended = endVote(state.trip, ctx.now);
  const says = sold.map(
    ({ failure, offer }): Say => say(failure?.reason === 'price_changed' ? 'hold.dearer' : 'hold.gone', { seller: sellerOf(offer) }),
  );
  const shown = present({ ...state, trip: ended.trip }, ctx, says);
  return { ...shown, effects: [...ended.effects, ...(shown.effects ?? [])] };
}

/** The vote is over: what each had entered is forgotten, and what was only kept for it let go of. */
export function endVote(trip: Trip, now: Instant): Moved {
  if (!isOpen(trip.vote)) return { trip, effects: [] };
  const freed = release(trip, ({ beside }) => beside === true);
  return { ...freed, trip: { ...freed.trip, vote: { ...trip.vote, ballots: {}, ended: now } } };
}

/** A vote lasts while its choices are on the table: whatever else the trip turns to ends it. */
export function withVoteEnded(before: Trip, reaction: Reaction, now: Instant): Reaction {
  const { trip } = reaction;
  if (!isOpen(trip.vote) || (trip.phase === 'choosing' && !isLetGo(before, trip))) return reaction;
  const ended = endVote(trip, now);
  const isDropped = trip.phase !== 'confirming' && trip.brief.needs.length > 0 && before.id === trip.id;
  const says = isDropped ? [say('vote.dropped'), ...reaction.says] : reaction.says;
  return { ...reaction, trip: ended.trip, says, effects: [...(reaction.effects ?? []), ...ended.effects] };
}

/** What was kept for the vote no longer is: another wish made it stale. */
function isLetGo(before: Trip, { bookings }: Trip): boolean {
  const kept = new Set(
    before.bookings.flatMap(({ id, beside, status }) => (beside && (status === 'held' || status === 'holding') ? [id] : [])),
  );
  return bookings.some(({ id, status }) => kept.has(id) && (status === 'releasing' || status === 'released'));
}

/** "Plus tard", "stop" while a vote is open: it goes on without them. */
export function keepVote({ trip }: State): Reaction | undefined {
  const { vote: open } = trip;
  if (!isOpen(open)) return undefined;
  const until = wholeUntil(trip, open);
  return { trip, says: [until ? say('vote.stays', { until: { instant: until } }) : say('vote.stays_rest')] };
}
