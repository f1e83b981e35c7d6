import type { Offer } from '../market/offer.ts';
import type { Heard } from './act.ts';
import { activeBookings } from './bookings.ts';
import { picked } from './choosing.ts';
import { factsOf, offersOf, titleOf } from './offer-facts.ts';
import { whatOf } from './proposing.ts';
import { type Reaction, say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';
import type { State } from './state.ts';

/** "Pourquoi celui-là ?": the difference in euros and in terms. */
export function why(state: State, heard: Heard): Reaction {
  const { trip, offers } = state;
  const subject = picked(trip, offers, heard) ?? trip.chosen ?? trip.listed[0];
  const pending = trip.talk.pending;
  const back = pending ? { ask: pending } : {};
  if (!subject) return { trip, says: [say('answer.unknown')], ...back, back: true };
  const all = trip.listed.map((each) => factsOf(each, offers));
  const facts = factsOf(subject, offers);
  const cheapest = trip.listed.toSorted((a, b) => a.total.minor - b.total.minor)[0] ?? subject;
  const diff = { minor: subject.total.minor - cheapest.total.minor, currency: subject.total.currency };
  const reasons = [whatOf(facts, trip.brief), ...(facts.freeUntil ? [say('why.free_until', { until: { instant: facts.freeUntil } })] : [])];
  const values = { diff, reasons: { list: reasons }, title: titleOf(facts, all) };
  const says = [say(diff.minor > 0 ? 'why.dearer' : 'why.cheapest', values)];
  const take: Reaction['ask'] = { type: 'take', proposalId: subject.id };
  return trip.phase === 'choosing'
    ? { trip, says, ask: take, prompt: say('ask.take_title', { title: titleOf(facts, all) }), back: true }
    : { trip, says, ...back, back: true };
}

/** "Qui vous paie ?": from what the offers declare, with the sums where they tell them. */
export function whoPays(state: State): Reaction {
  const { trip, offers } = state;
  const shown =
    trip.listed.length > 0 ? trip.listed.flatMap((each) => offersOf(each, offers)) : activeBookings(trip).map((booking) => booking.offer);
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
