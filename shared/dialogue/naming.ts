import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { boughtOf } from './bookings.ts';
import { type Reaction, say } from './reaction.ts';
import { nameOf } from './readback.ts';
import { sellerOf } from './readback-lines.ts';

type Name = NonNullable<Trip['leadName']>;

/** "Non, c'est Dupont": the first name stays, but where the whole name was asked for anew. */
export function withGiven({ leadName, talk }: Trip, name: Name): Name {
  const given = talk.pending?.type === 'name' ? undefined : leadName?.given;
  return name.given !== undefined || given === undefined ? name : { given, family: name.family };
}

/** Another name once it is booked: only who sold it can change that, and where that is asked for. Undefined: nothing is booked, or no name is spoken of. */
export function nameBooked({ trip }: { readonly trip: Trip }, { slots }: Heard): Reaction | undefined {
  const isName = slots.name !== undefined || slots.givenName !== undefined || (slots.ask?.length === 1 && slots.ask[0] === 'name');
  const bought = boughtOf(trip);
  if (trip.phase !== 'settled' || !isName || bought.length === 0 || !trip.leadName) return undefined;
  const sellers = [...new Set(bought.map(({ offer }) => sellerOf(offer)))];
  return { trip, says: [say('name.booked', { name: nameOf(trip), sellers: { list: sellers } })], ask: { type: 'open' } };
}
