import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { readyBookings } from './bookings.ts';
import { cheaper } from './choosing.ts';
import { reread } from './confirming.ts';
import { categoriesOf } from './merge-needs.ts';
import { standing } from './prompts.ts';
import { type Reaction, say } from './reaction.ts';
import { paragraph, readbackOf } from './readback.ts';
import type { State, StepContext } from './state.ts';
import type { Pending } from './talk.ts';

/** "Le nom", "les dates", "l'hôtel", said of what was read: that is asked for, or read again. Undefined where the words say more, or nothing of it. */
export function ofReadback(state: State, pending: Pending, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  if (trip.phase !== 'confirming') return undefined;
  if (pending.type === 'reread') return partOf(trip, heard, ctx);
  const [topic] = heard.slots.ask ?? [];
  switch (topic) {
    case 'name':
      return askName(trip);
    case 'dates':
      return { trip, says: [], ask: { type: 'dates' }, prompt: say('ask.dates') };
    default:
      return pending.type === 'wrong' ? whatOf(state, heard, ctx) : undefined;
  }
}

/** One word of a name was all there was: it is asked for anew, so that the next one is not taken for the rest of it. */
function askName(trip: Trip): Reaction {
  const { leadName, ...nameless } = trip;
  return { trip: leadName?.given === undefined ? nameless : trip, says: [], ask: { type: 'name' } };
}

function whatOf(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { ask = [] } = heard.slots;
  if (ask.some((topic) => topic === 'price' || topic === 'total')) return cheaper(state, ctx);
  return isBare(heard) ? { trip: state.trip, says: [], ask: { type: 'wrong' }, prompt: say('ask.what_instead') } : undefined;
}

/** A thing is named, and nothing said of it. */
function isBare({ acts, needs, needsNot, prefsNot, slots }: Heard): boolean {
  const values = Object.keys(slots).filter((key) => key !== 'ask' && key !== 'select' && key !== 'selectBy');
  return needs.length > 0 && needsNot.length + prefsNot.length + values.length === 0 && !acts.includes('remove') && !acts.includes('ask');
}

/** "Tout", or "l'hôtel": all of it again, or that line; then the question of the read-back. */
function partOf(trip: Trip, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { needs } = heard;
  if (needs.length === 1 && needs[0] === 'all') return reread(trip, ctx);
  const about = new Set(needs.flatMap(categoriesOf));
  const lines = isBare(heard) ? readyBookings(trip).filter(({ offer }) => about.has(offer.category)) : [];
  if (lines.length === 0) return undefined;
  const { total } = readbackOf(trip, ctx);
  const says = [...lines.flatMap((booking) => paragraph(booking, trip)), say('readback.engage', { total })];
  return { trip, says, ask: standing(trip, ctx) };
}
