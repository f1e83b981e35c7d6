import type { Heard } from './act.ts';
import { cancel } from './after-sale.ts';
import { openNeeds } from './beside.ts';
import { boughtOf } from './bookings.ts';
import { changed } from './changing.ts';
import { categoriesOf } from './merge-needs.ts';
import type { Reaction } from './reaction.ts';
import type { State, StepContext } from './state.ts';

/** "Annule les forfaits": what is booked is priced for leaving; what is only on the table beside it goes. */
export function cancelling(state: State, heard: Heard, ctx: StepContext): Reaction {
  const words = new Set(heard.needs.flatMap(categoriesOf));
  const isOpen = boughtOf(state.trip).length > 0 && openNeeds(state.trip).some(({ category }) => words.has(category));
  return isOpen ? changed(state, ctx, [], { ...heard, acts: ['remove'], needsNot: heard.needs, needs: [] }) : cancel(state, heard);
}
