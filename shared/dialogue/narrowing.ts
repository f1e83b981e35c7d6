import type { Booking } from '../booking/booking.ts';
import type { Category } from '../trip/brief.ts';
import type { Act, Heard } from './act.ts';
import { quote, stoodAfter } from './after-sale.ts';
import { boughtOf } from './bookings.ts';
import { bookedAs } from './merge-needs.ts';
import { type Reaction, say } from './reaction.ts';
import type { State, StepContext } from './state.ts';

const OTHERWISE: ReadonlySet<Act> = new Set(['ask', 'cancel_booking', 'more_options', 'select', 'status']);

/** "Non, juste les skis", "oui, mais pas l'hôtel", "et la voiture aussi" to "J'annule ?": others go, so their fee is asked for anew. Undefined: it is about something else. */
export function narrowed({ trip, offers }: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { pending } = trip.talk;
  if (pending?.type !== 'cancel' || pending.instead || heard.acts.some((act) => OTHERWISE.has(act))) return undefined;
  if (Object.keys(heard.slots).some((slot) => slot !== 'keep')) return undefined;
  const asked = trip.bookings.filter(({ id }) => pending.bookingIds.includes(id));
  const which = meant(asked, boughtOf(trip), heard);
  if (!which) return undefined;
  return which.length > 0 ? quote(trip, which) : stoodAfter({ trip, offers }, ctx, [say('cancel.not_done')]);
}

function meant(asked: readonly Booking[], bought: readonly Booking[], { acts, needs, needsNot }: Heard): readonly Booking[] | undefined {
  const [named, kept] = [bookedAs(needs), bookedAs(needsNot)];
  const isIn = (set: ReadonlySet<Category>) => (booking: Booking) => set.has(booking.offer.category);
  // Something that is not booked takes its place.
  if (![...named].every((category) => bought.some(({ offer }) => offer.category === category))) return undefined;
  if (kept.size > 0) return named.size > 0 ? undefined : asked.filter((booking) => !isIn(kept)(booking));
  if (named.size === 0) return undefined;
  const inside = asked.filter(isIn(named));
  if (inside.length > 0) return inside;
  const beside = bought.filter(isIn(named));
  return acts.includes('deny') ? beside : [...asked, ...beside];
}
