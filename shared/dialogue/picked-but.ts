import { meets } from '../market/facts.ts';
import type { Proposal } from '../market/proposal.ts';
import { sum } from '../money.ts';
import { requirementOf } from '../trip/categories.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard, Slots } from './act.ts';
import { hasNeed } from './agenda.ts';
import { release } from './bookings.ts';
import { takeIn } from './briefing.ts';
import { changed } from './changing.ts';
import { choose } from './choosing.ts';
import { ground } from './ground.ts';
import { type Merged, merge } from './merge.ts';
import { categoriesOf } from './merge-needs.ts';
import { offersOf } from './offer-facts.ts';
import { search } from './offering.ts';
import { inPhase, pastOf, type Reaction, say } from './reaction.ts';
import { currentRequest, withdraw } from './requests.ts';
import type { State, StepContext } from './state.ts';

const HANDLES: readonly (keyof Slots)[] = [
  'select',
  'alsoSelect',
  'selectBy',
  'destination',
  'sort',
  'trip',
  'activity',
  'changed',
  'seller',
  'but',
];

/** Nothing but which one: what else was said, it has already. */
export function onlyPicks(state: State, pick: Proposal, heard: Heard): boolean {
  const { slots, needs, needsNot, prefs, prefsNot, acts } = heard;
  if (!Object.keys(slots).every((key) => HANDLES.some((handle) => handle === key)) || needsNot.length + prefsNot.length > 0) return false;
  const lines = offersOf(pick, state.offers);
  const has = (pref: string) => {
    const [category, word = ''] = pref.split(':');
    return lines.some((offer) => offer.category === category && meets(offer, requirementOf(offer.category, word, true)) === 'met');
  };
  const isNew = needs.flatMap(categoriesOf).some((category) => !hasNeed(state.trip.brief, category));
  return !isNew && (prefs.length === 0 || (acts.includes('select') && prefs.every(has)));
}

/** "La deuxième, mais sans les skis": taken as it was changed, never as it stood. What needs other offers is looked for around what was picked. */
export function pickedBut(state: State, pick: Proposal, heard: Heard, ctx: StepContext): Reaction {
  const { trip } = state;
  if (pick.lines.length === 1 && (heard.slots.start ?? heard.slots.end ?? heard.slots.nights) !== undefined)
    return changed(state, ctx, [], heard);
  const rest = withoutHandle(heard, pick);
  const merged = merge(trip.brief, rest, trip.counters.need);
  const left = onlyDrops(merged) ? without(state, pick, merged, ctx) : undefined;
  // "La première, mais sans le 4x4": what was picked for it leads no more.
  const isMoot = offersOf(pick, state.offers).every(({ category }) => merged.takenBack?.includes(category));
  if (!left) return isMoot ? takeIn(state, rest, ctx) : around(state, pick, rest, ctx);
  const taken = choose({ ...state, trip: dropped(trip, merged) }, left, ctx);
  return { ...taken, says: [...ground(merged), ...taken.says, ...(taken.wait ? [say('progress.hold_rest')] : [])] };
}

/** What is held for another choice is let go of first. */
function around(state: State, pick: Proposal, rest: Heard, ctx: StepContext): Reaction {
  const { trip, effects } = release(state.trip, ({ offer }) => !pick.lines.includes(offer.id));
  const { chosen: _other, readback: _unread, ...open } = inPhase(trip, 'choosing');
  const next = takeIn({ ...state, trip: { ...open, talk: { ...trip.talk, around: pick } } }, rest, ctx);
  return { ...next, effects: [...effects, ...(next.effects ?? [])] };
}

/** What is left of what was said once the pick is taken out of it. */
function withoutHandle(heard: Heard, { place }: Proposal): Heard {
  const { select: _n, alsoSelect: _also, selectBy: _by, destination, sort: _sort, seller: _seller, but: _but, ...slots } = heard.slots;
  const elsewhere = (destination ?? []).filter(({ id }) => id !== place);
  const acts = heard.acts.filter((act) => act !== 'select');
  return { ...heard, acts, slots: { ...slots, ...(elsewhere.length > 0 ? { destination: elsewhere } : {}) } };
}

/** Things go, and nothing else moves; without the car of a journey a ride must be found. */
function onlyDrops({ dropped: gone, changed: moved, added, brief }: Merged): boolean {
  const stranded = gone.includes('car') && hasNeed(brief, 'flight', 'train') && hasNeed(brief, 'lodging') && !hasNeed(brief, 'transfer');
  return gone.length > 0 && moved.size === 0 && added.length === 0 && !stranded;
}

/** The same choice without the lines that go; undefined when none is left. */
function without({ trip, offers }: State, pick: Proposal, { brief, dropped: gone }: Merged, ctx: StepContext): Proposal | undefined {
  const lines = offersOf(pick, offers).filter(({ category }) => !gone.includes(category));
  if (lines.length === 0) return undefined;
  const ids = lines.map(({ id }) => id);
  const known = search({ ...trip, brief }, offers, ctx).all.find((each) => each.lines.join() === ids.join());
  return known ?? { ...pick, id: `${pick.id}-less`, lines: ids, total: sum(lines.map(({ total }) => total)) };
}

/** The brief without what goes, and its requests taken back. */
function dropped(trip: Trip, { brief, needCounter }: Merged): Trip {
  const gone = trip.brief.needs.filter(({ id }) => !brief.needs.some((need) => need.id === id));
  const told = gone.reduce((next, { id }) => {
    const request = currentRequest(next, id);
    return request ? withdraw(next, request).trip : next;
  }, trip);
  return { ...told, brief, past: pastOf(trip), counters: { ...trip.counters, need: needCounter } };
}
