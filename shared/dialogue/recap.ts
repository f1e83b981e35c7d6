import type { Brief } from '../trip/brief.ts';
import { journeyFirst } from '../trip/categories.ts';
import { theNeed } from './briefing.ts';
import { ground } from './ground.ts';
import type { Change, Merged } from './merge.ts';
import { SHARED } from './merge-shares.ts';
import { back, status, what } from './meta.ts';
import { sayShortList } from './proposing.ts';
import { type Reaction, say } from './reaction.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';

/** "Récapitule", "what did I ask for?": what was asked for, and what is on the table; of what is held or booked, how it stands. */
export function recap(state: State, ctx: StepContext): Reaction {
  const { trip, offers } = state;
  const { phase, brief, talk } = trip;
  // What is being read out is the sum of it all.
  if (phase === 'confirming' && trip.readback) return what(state, ctx);
  const isOpen = phase === 'briefing' || phase === 'choosing' || phase === 'waiting';
  const isTold = brief.where !== undefined || brief.start !== undefined || brief.needs.length > 0;
  if (!isOpen || !isTold || talk.calledOff) return status(state, ctx);
  const list = journeyFirst(brief.needs, ({ category }) => category).map(({ id }) => say(theNeed(trip, id)));
  const says = [
    ...told(brief, TRIP),
    ...(list.length > 0 ? [say('recap.needs', { needs: { list } })] : []),
    ...told(brief, WISHED),
    ...(phase === 'choosing' ? [say('recap.offers'), ...sayShortList(trip.listed, offers)] : []),
  ];
  return { ...back(trip, ctx, says), short: true };
}

const TRIP: readonly Change[] = ['where', 'dates', 'party', 'origin', 'stages'];
const WISHED: readonly Change[] = ['wishes', 'parts', 'notWhere', 'carrier', 'budget'];

/** No budget is nothing that was asked for, and several towns are one way each. */
function isSaid({ budget, later = [] }: Brief): (change: Change) => boolean {
  return (change) => (change !== 'budget' || budget !== undefined) && (change !== 'carrier' || later.length === 0);
}

/** As it was said back when it was heard. */
function told(brief: Brief, changes: readonly Change[]): readonly Say[] {
  const changed = new Set(changes.filter(isSaid(brief)));
  const isTrip = changed.has('where');
  const merged: Merged = {
    brief,
    changed,
    added: [],
    dropped: [],
    wished: brief.needs.flatMap(({ category, requirements }) => requirements.map(({ attr }) => `${category}.${attr}`)),
    parted: SHARED,
    needCounter: 0,
    ...(brief.hours && !isTrip ? { hours: brief.hours } : {}),
  };
  return ground(merged);
}
