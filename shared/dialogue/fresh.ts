import type { Instant } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';
import type { Conversation } from './state.ts';
import { NO_TALK } from './talk.ts';

export const EMPTY_BRIEF: Brief = { needs: [], skipped: [], declined: [] };

/** A trip on which nothing was said yet. */
export function newTrip(at: {
  readonly id: string;
  readonly key: string;
  readonly secret: string;
  readonly traveller: string;
  readonly now: Instant;
}): Trip {
  return {
    schema: 1,
    id: at.id,
    traveller: at.traveller,
    createdAt: at.now,
    key: at.key,
    secret: at.secret,
    phase: 'briefing',
    brief: EMPTY_BRIEF,
    past: [],
    requests: [],
    listed: [],
    heardBefore: [],
    bookings: [],
    talk: NO_TALK,
    turns: [],
    outbox: [],
    counters: { need: 0, request: 0, booking: 0, leave: 0 },
  };
}

export function newConversation(traveller: string, tripId: string): Conversation {
  return { schema: 1, traveller, currentTripId: tripId, trips: [], introduced: false };
}
