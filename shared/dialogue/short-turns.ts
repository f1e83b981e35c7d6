import type { Act, Heard } from './act.ts';
import { changed } from './changing.ts';
import { cheaper, choose, more, picked } from './choosing.ts';
import { joined } from './joining.ts';
import { merge } from './merge.ts';
import { back } from './meta.ts';
import { onlyPicks, pickedBut } from './picked-but.ts';
import { type Reaction, say } from './reaction.ts';
import { moreReferences } from './references.ts';
import { missed } from './repair.ts';
import { no, yes } from './replying.ts';
import type { State, StepContext } from './state.ts';
import type { Pending } from './talk.ts';

/** "Et moins cher ?", "plus tôt", "plus près des pistes". */
export function refine(state: State, heard: Heard, ctx: StepContext): Reaction {
  const { sort, notPlaces, priceLevel } = heard.slots;
  const { trip } = state;
  // "C'est trop cher, et pas Saint-Gervais": what is cheaper lies elsewhere.
  const brief = notPlaces ? merge(trip.brief, heard, trip.counters.need).brief : trip.brief;
  const isPrice = sort === 'cheaper' || sort === 'cheapest' || (sort === undefined && priceLevel === 'low' && saysNoMore(heard));
  if (isPrice && trip.listed.length > 0) return cheaper({ ...state, trip: { ...trip, brief } }, ctx);
  return changed(state, ctx, [], heard);
}

/** "Un pas cher", "a cheap one", of what is on the table. */
function saysNoMore({ slots, needs, needsNot, prefs }: Heard): boolean {
  return Object.keys(slots).every((key) => key === 'priceLevel') && needs.length + needsNot.length + prefs.length === 0;
}

/** Yes, no, thanks, a choice, noise: nothing but what the open question makes of it. */
export function shortly(state: State, heard: Heard, ctx: StepContext, newSession: boolean): Reaction {
  const { trip } = state;
  const { acts } = heard;
  const pending = trip.talk.pending;
  const pick = picking(state, heard, ctx) ?? stays(state, heard, ctx) ?? dearAlready(state, heard, ctx);
  if (pick) return pick;
  const others = furtherOn(state, heard, ctx);
  if (others) return others;
  if (acts.includes('refine')) return refine(state, heard, ctx);
  if (agrees(acts, pending)) return pending ? yes(state, pending, heard, ctx, newSession) : back(trip, ctx, []);
  if (acts.includes('deny')) return pending ? no(state, pending, ctx) : noToNothing(state, ctx);
  if (acts.includes('thanks')) return back(trip, ctx, [say('thanks')]);
  return acts.includes('greet') ? back(trip, ctx, []) : missed(state, heard, ctx);
}

/** "Ok, on le prend", where none was spoken of by itself, is a yes to which one. */
function agrees(acts: readonly Act[], pending: Pending | undefined): boolean {
  return acts.includes('affirm') || (acts.includes('select') && (pending?.type === 'choose' || pending?.type === 'take'));
}

/** "Trop cher", and no price was told yet. */
function dearAlready({ trip }: State, { slots }: Heard, ctx: StepContext): Reaction | undefined {
  return slots.sort === 'cheaper' && trip.phase === 'briefing' ? back(trip, ctx, [say('price.not_yet')]) : undefined;
}

/** "D'autres ?", "et les autres ?": more references after some, more offers after a list; while vendors are asked, how that goes. */
function furtherOn(state: State, { acts }: Heard, ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  const isMore = acts.includes('more_options');
  const codes = isMore ? moreReferences(trip) : [];
  if (codes.length > 0) return back(trip, ctx, codes);
  if (isMore && trip.listed.length > 0) return more(state, ctx);
  const waits = trip.phase === 'waiting' && !trip.talk.pending && (isMore || acts.length === 0);
  return waits ? (joined(state, ctx) ?? back(trip, ctx, [])) : undefined;
}

/** "Gardez la voiture": it never went. */
function stays({ trip }: State, { acts, slots: { keep: kept } }: Heard, ctx: StepContext): Reaction | undefined {
  if (!kept || !acts.includes('inform')) return undefined;
  const needs = trip.brief.needs.filter(({ category }) => kept.includes(category)).map(({ category }) => say(`the.${category}`));
  return back(trip, ctx, needs.length > 0 ? [say('keep.need', { needs: { list: needs } })] : []);
}

/** A no when nothing was asked: after a booking it must not sound as if that took it back. */
function noToNothing({ trip }: State, ctx: StepContext): Reaction {
  return back(trip, ctx, trip.phase === 'settled' ? [say('settled.already')] : []);
}

/** A proposal picked by ordinal or handle, where there is a list to pick from; a number past its end says how long it is. */
function picking(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  const points = heard.acts.includes('select') || heard.slots.selectBy !== undefined || heard.slots.select !== undefined;
  const open = trip.phase === 'choosing' || trip.phase === 'confirming';
  if (!points || !open || trip.listed.length === 0) return undefined;
  const pick = picked(trip, state.offers, heard);
  if (pick) return onlyPicks(state, pick, heard) ? choose(state, pick, ctx) : pickedBut(state, pick, heard, ctx);
  return heard.slots.select === undefined ? undefined : back(trip, ctx, [say('choose.only', { count: trip.listed.length })]);
}
