import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import type { Heard } from './act.ts';
import { differenceOf } from './apart.ts';
import { activeBookings } from './bookings.ts';
import { picked, speakingOf, spokenOf } from './choosing.ts';
import { pointsOf } from './contrasting.ts';
import { factsOf, offersOf, titleOf } from './offer-facts.ts';
import { search } from './offering.ts';
import { type Reaction, say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import { whatOf } from './what.ts';

/** "Pourquoi celui-là ?": the difference in euros and in terms to the cheapest there is, told or not. */
export function why(state: State, heard: Heard, ctx: StepContext): Reaction {
  const { offers } = state;
  const subject = picked(state.trip, offers, heard) ?? spokenOf(state.trip) ?? state.trip.chosen ?? state.trip.listed[0];
  const pending = state.trip.talk.pending;
  const back = pending ? { ask: pending } : {};
  if (!subject) return { trip: state.trip, says: [say('answer.nothing_yet')], ...back, back: true };
  const trip = speakingOf(state.trip, subject);
  const says = [reasonFor(subject, state, ctx)];
  if (trip.phase !== 'choosing') return { trip, says, ...back, back: true };
  const title = titleOf(
    factsOf(subject, offers),
    trip.listed.map((each) => factsOf(each, offers)),
  );
  const isAlone = trip.listed.every((each) => each === subject || each.lead !== subject.lead);
  const prompt = isAlone ? say('ask.take_title', { title }) : say('ask.take_it');
  return { trip, says, ask: { type: 'take', proposalId: subject.id }, prompt, back: true };
}

/** How many reasons are heard to the end. */
const MAX_REASONS = 2;

function reasonFor(subject: Proposal, state: State, ctx: StepContext): Say {
  const { trip, offers } = state;
  const found = search(trip, offers, ctx);
  const rivals = [...(found.all.length > 0 ? found.all : found.aside), ...trip.listed];
  const cheapest = rivals.toSorted((a, b) => a.total.minor - b.total.minor)[0] ?? subject;
  const isDearer = subject.total.minor > cheapest.total.minor;
  const diff = differenceOf(offersOf(subject, offers), offersOf(cheapest, offers));
  const facts = factsOf(subject, offers);
  const what = whatOf(facts, trip.brief);
  if (!isDearer) {
    const free = facts.freeUntil ? [say('why.free_until', { until: { instant: facts.freeUntil } })] : [];
    return say('why.cheapest', { reasons: { list: [what, ...free] } });
  }
  const gains = pointsOf(facts, factsOf(cheapest, offers), trip.brief).map(({ gain }) => gain);
  return gains.length > 0
    ? say('why.dearer', { diff, reasons: { list: gains.slice(0, MAX_REASONS), join: 'comma' } })
    : say('why.no_reason', { diff, what });
}

/** "Qui vous paie ?": from what the offers declare, with the sums where they tell them. */
export function whoPays(state: State): Reaction {
  const { trip, offers } = state;
  // What is being bought, or was; while one chooses, what there is to choose from.
  const own = activeBookings(trip).map((booking) => booking.offer);
  const listed = trip.listed.flatMap((each) => offersOf(each, offers));
  const shown = trip.phase === 'choosing' || own.length === 0 ? listed : own;
  const pending = trip.talk.pending;
  return { trip, says: [paysSay(shown)], ...(pending ? { ask: pending } : {}), back: true };
}

function paysSay(shown: readonly Offer[]): Say {
  if (shown.length === 0) return say('who_pays.never');
  const paying = shown.filter(({ remuneration }) => remuneration.kind !== 'none' && remuneration.amount?.minor !== 0);
  const bySeller = new Map(paying.map((offer) => [sellerOf(offer), offer.remuneration.amount]));
  const sellers = { list: [...bySeller.keys()].slice(0, 3) };
  const [first, ...more] = [...bySeller.values()];
  if (bySeller.size === 0) return say('who_pays.nobody');
  if (more.length > 0) return say('who_pays.several', { sellers });
  return first ? say('who_pays.amount', { sellers, amount: first }) : say('who_pays.some', { sellers });
}
