import type { Heard } from './act.ts';
import { cancel } from './after-sale.ts';
import { openNeeds } from './beside.ts';
import { boughtOf } from './bookings.ts';
import { changed } from './changing.ts';
import { bookedAs, categoriesOf } from './merge-needs.ts';
import type { Reaction } from './reaction.ts';
import type { State, StepContext } from './state.ts';

/** "Annule les forfaits": what is booked is priced for leaving; what is only on the table beside it goes. */
export function cancelling(state: State, said: Heard, ctx: StepContext): Reaction {
  const heard = withoutKept(state, said);
  const words = new Set(heard.needs.flatMap(categoriesOf));
  const bought = boughtOf(state.trip);
  const isOpen = bought.length > 0 && openNeeds(state.trip).some(({ category }) => words.has(category));
  // Nothing is booked: what is left out is no longer looked for.
  const isPart = said.slots.keep !== undefined && bought.length === 0 && heard.needs.length > 0;
  return isOpen || isPart
    ? changed(state, ctx, [], { ...heard, acts: ['remove'], needsNot: heard.needs, needs: [] })
    : cancel(state, heard);
}

/** "Annule tout sauf l'hôtel": what goes is all the rest of the trip, what is booked first. */
function withoutKept({ trip }: State, heard: Heard): Heard {
  const { keep, ...slots } = heard.slots;
  if (!keep) return heard;
  const kept = bookedAs(heard.needsNot);
  const bought = boughtOf(trip).map(({ offer }) => offer.category);
  const all = bought.length > 0 ? bought : trip.brief.needs.map(({ category }) => category);
  return { ...heard, slots, needsNot: [], needs: [...new Set(all.filter((category) => !kept.has(category)))] };
}
