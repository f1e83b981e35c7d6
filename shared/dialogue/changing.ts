import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { overBooked } from './after-booking.ts';
import { goOn, takeIn } from './briefing.ts';
import { picked } from './choosing.ts';
import { totalsAgain } from './confirming.ts';
import { atForm } from './form.ts';
import { startReadback } from './holding.ts';
import { type Change, merge } from './merge.ts';
import { isOfRide } from './merge-needs.ts';
import { NEARNESS, nearer } from './nearer.ts';
import { offersOf } from './offer-facts.ts';
import { search } from './offering.ts';
import { pastOf, type Reaction, say } from './reaction.ts';
import { fits } from './readback.ts';
import { missed } from './repair.ts';
import { openRequest } from './requests.ts';
import { resolveNeed } from './resolve-need.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';

/** Something about the trip changes, at any time: the brief keeps the rest, and what the change makes stale goes. */
export function changed(state: State, ctx: StepContext, before: readonly Say[], heard?: Heard): Reaction {
  const { trip } = state;
  if (!heard) return unheard(state, ctx, before);
  if (trip.phase === 'booking') return { trip, says: [say('booking.busy')] };
  const booked = overBooked(state, heard, ctx);
  if (booked) return booked;
  if (isStrayPlace(trip, heard)) return missed(state, heard, ctx);
  const asked = requote(state, heard, ctx);
  if (asked) return asked;
  const tightened = nearer(state, heard);
  if (tightened !== state && search(tightened.trip, state.offers, ctx).all.length === 0) {
    const pending = trip.talk.pending;
    return { trip, says: [say('refine.none')], ...(pending ? { ask: pending } : {}), back: true };
  }
  // The bound says more than the wish word that came with it.
  const rest = tightened === state ? heard : { ...heard, prefs: heard.prefs.filter((pref) => !NEARNESS.has(pref)) };
  return takeIn(aroundHeld(tightened, rest), rest, ctx);
}

/** What is held and moves to other days, or whose ride to another hour, is first looked for where it is. */
function aroundHeld(state: State, heard: Heard): State {
  const { trip } = state;
  const { start, end, nights, days, destination, notPlaces } = heard.slots;
  const isMoved = (start ?? end ?? nights ?? days) !== undefined && destination === undefined && notPlaces === undefined;
  const only = heard.needs.length + heard.needsNot.length + heard.prefs.length === 0;
  if (trip.phase !== 'confirming' || !trip.chosen || !((isMoved && only) || isOfRide(heard))) return state;
  return { ...state, trip: { ...trip, talk: { ...trip.talk, around: trip.chosen } } };
}

/** With offers on the table a bare place is more often a name misheard than another trip. */
function isStrayPlace(trip: Trip, heard: Heard): boolean {
  const meant = heard.acts.some((act) => act === 'request' || act === 'change' || act === 'refine' || act === 'select');
  const onTable = trip.phase === 'choosing' || trip.phase === 'confirming';
  const merged = onTable && !meant ? merge(trip.brief, heard, trip.counters.need) : undefined;
  return merged !== undefined && (merged.changed.has('where') || merged.changed.has('origin'));
}

/** Only the name was corrected: nothing that was chosen moves. */
function unheard(state: State, ctx: StepContext, before: readonly Say[]): Reaction {
  const { trip } = state;
  const { readback } = trip;
  const form = atForm(trip);
  if (form) return prefixed(form, before);
  if (trip.phase !== 'confirming' || !readback) return goOn(state, NOTHING_MERGED, ctx, before);
  const whole = readback.spoken >= readback.breaths;
  if (whole) return totalsAgain(trip, ctx, [...before, say('readback.rest_same')]);
  const read = startReadback(trip, ctx);
  // The name comes first in what is read.
  return fits([...before, ...read.says, read.prompt ?? say('ask.so_far')], ctx) ? prefixed(read, before) : read;
}

const NOTHING_MERGED = { changed: new Set<Change>(), added: [], dropped: [], wished: [] } as const;

/** The brief is as it was before its last change: what was held or read for the other one goes. */
export function putBack(state: State, ctx: StepContext, before: readonly Say[]): Reaction {
  return goOn(state, { ...NOTHING_MERGED, changed: new Set<Change>(['dates', 'where', 'party']) }, ctx, before);
}

function prefixed(reaction: Reaction, before: readonly Say[]): Reaction {
  return { ...reaction, says: [...before, ...reaction.says] };
}

/** "Le Brévent, mais du 5 au 11": one line picked and its dates moved, so only its vendor is asked again. */
function requote(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { trip, offers } = state;
  const named = trip.phase === 'choosing' || trip.phase === 'confirming' ? picked(trip, offers, heard) : undefined;
  const pick = named ?? (trip.phase === 'confirming' ? trip.chosen : undefined);
  const line = pick && pick.lines.length === 1 ? offersOf(pick, offers)[0] : undefined;
  const { destination: _picked, select: _select, alsoSelect: _also, selectBy: _by, ...slots } = heard.slots;
  const merged = line ? merge(trip.brief, { ...heard, slots, prefs: [], prefsNot: [] }, trip.counters.need) : undefined;
  const need = merged?.brief.needs.find((each) => each.id === line?.needId);
  if (!pick || !line || !merged || !need || !merged.changed.has('dates')) return undefined;
  const resolved = resolveNeed(merged.brief, need);
  // "En mai": which days is asked first.
  if (resolved.gaps.length > 0) return undefined;
  const moved: Trip = { ...trip, brief: merged.brief, past: pastOf(trip) };
  const opened = openRequest(moved, resolved, ctx, { wait: true, invited: [line.vendorId] });
  const { readback: _unread, ...unread } = opened.trip;
  const next: Trip = {
    ...unread,
    phase: 'waiting',
    chosen: pick,
    talk: { ...trip.talk, awaiting: { type: 'offers', only: [need.id], insteadOf: line.id } },
  };
  const { start, end } = merged.brief;
  const range = start && end ? [say('ground', { parts: { list: [say('frag.range', { range: { range: { start, end } } })] } })] : [];
  return { trip: next, says: [...range, say('progress.requote')], effects: opened.effects, wait: true };
}
