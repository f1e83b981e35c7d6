import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { activeBookings } from './bookings.ts';
import { contactOf } from './contact-says.ts';
import { categoriesOf } from './merge-needs.ts';
import { back } from './meta.ts';
import { type Reaction, say } from './reaction.ts';
import type { State, StepContext } from './state.ts';

/**
 * "Prévenez l'hôtel qu'on arrive tard": no message to a vendor carries words of the traveller's, neither an acceptance nor what follows it. It is noted for
 * the traveller to say themselves, with how that vendor is reached where it is known who it is. Nothing of the trip moves.
 */
export function pass({ trip }: State, { needs, prefs }: Heard, ctx: StepContext): Reaction {
  const about = new Set(needs.flatMap(categoriesOf));
  const active = activeBookings(trip);
  // "Prévenez-les": of several, those one sleeps at.
  const likely = active.find(({ offer }) => offer.category === 'lodging') ?? (active.length === 1 ? active[0] : undefined);
  const only = about.size === 0 ? likely : active.find(({ offer }) => about.has(offer.category));
  const named = prefs.map((pref) => pref.slice(pref.indexOf(':') + 1));
  const things = named.length > 0 ? named : [only ? `message_${only.offer.category}` : 'message'];
  const noted = say('message.noted', { things: { list: things.map((thing) => say(`note.${thing}`)) } });
  return back(withNotes(trip, things), ctx, [noted, ...(only ? [contactOf(only)] : [])]);
}

function withNotes(trip: Trip, things: readonly string[]): Trip {
  const notes = [...new Set([...(trip.brief.notes ?? []), ...things])];
  return { ...trip, brief: { ...trip.brief, notes } };
}
