import type { Trip } from '../trip-record.ts';

/** What was read binds no longer: it is read anew before the phrase can buy. */
export function unread(trip: Trip): Trip {
  if (!trip.readback || trip.readback.confirmedAt !== undefined || trip.phase !== 'confirming') return trip;
  const { readback: _read, ...rest } = trip;
  return rest;
}

/** A name that was written on the trip's page, where nothing is heard: what was read under another is void, and what waited for it goes on with the next turn. */
export function renamed(trip: Trip, leadName: NonNullable<Trip['leadName']>): Trip {
  const { readback, ...rest } = unread({ ...trip, leadName });
  const again = readback ? { ...rest, readback } : rest;
  if (trip.phase !== 'confirming' || trip.talk.awaiting?.type === 'details') return again;
  const { pending: _asked, ...talk } = trip.talk;
  return {
    ...again,
    talk: trip.talk.pending?.type === 'name' ? { ...talk, awaiting: { type: 'details' } } : { ...talk, pending: { type: 'resume' } },
  };
}
