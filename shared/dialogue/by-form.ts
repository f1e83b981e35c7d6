import type { Trip } from '../trip-record.ts';
import { backAtForm } from './form.ts';
import { back } from './meta.ts';
import { type Reaction, say } from './reaction.ts';
import type { StepContext } from './state.ts';

/** "Je veux le formulaire": where it is, when one is open; a name that was asked for aloud may be written on the trip page. */
export function byForm(trip: Trip, ctx: StepContext): Reaction {
  return backAtForm(trip) ?? back(trip, ctx, [say(trip.talk.pending?.type === 'name' ? 'name.on_page' : 'form.none')]);
}
