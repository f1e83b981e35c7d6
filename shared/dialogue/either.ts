import { placeById } from '../places/places.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard, PlaceValue, Slots } from './act.ts';
import { takeIn } from './briefing.ts';
import { switchTrip } from './meta.ts';
import { repromptFor } from './prompts.ts';
import { type Reaction, say } from './reaction.ts';
import { goBackTo, pickedDate, waved } from './replying.ts';
import type { State, StepContext } from './state.ts';
import type { Pending } from './talk.ts';
import { townsToChoose } from './towns.ts';
import { pickOption } from './vendor-change.ts';
import { answerVendor } from './vendor-news.ts';
import { countVoters } from './voting.ts';
import { ofReadback } from './wrong.ts';

/** An answer to an A-or-B question: one of the two, by number or by its words. Undefined when it was none of them. */
export function either(state: State, pending: Pending, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { slots } = heard;
  if (pending.type === 'vote') return countVoters(state, pending, heard, ctx);
  const read = ofReadback(state, pending, heard, ctx);
  if (read) return read;
  const extra = pickedValue(pending, slots, state.trip);
  if (extra) return takeIn(state, { ...heard, acts: ['inform'], slots: { ...withoutSelect(slots), ...extra }, doubts: [] }, ctx);
  const apart = elsewhere(state, pending, heard, ctx);
  if (apart) return apart;
  if (pending.type === 'which_date') {
    const date = pickedDay(pending.options, slots);
    return date ? pickedDate(state, date, ctx) : undefined;
  }
  if (pending.type === 'vendor_question') {
    const choice = pickFrom(pending.choices, slots, () => false);
    return choice === undefined ? undefined : answerVendor(state, pending, choice, ctx);
  }
  if (pending.type === 'vendor_change') return pickOption(state, pending, slots, ctx);
  return pending.type === 'which_trip' ? pickedTrip(state, pending.tripIds, slots, ctx) : undefined;
}

/** One of two days; "du 8 au 10" says both ends, and more than either. */
function pickedDay(options: readonly string[], slots: Slots): string | undefined {
  const { start, end, sort } = slots;
  if (start !== undefined && end !== undefined) return undefined;
  if (sort === 'earlier') return options.toSorted()[0];
  if (sort === 'later') return options.toSorted().at(-1);
  const said = start ?? end;
  return pickFrom(options, slots, (option) => said !== undefined && (said === option || said.slice(8) === option.slice(8)));
}

const AREA = 'area:';
const WIDE = [AREA, 'region:', 'country:'];

function saidPlaces({ destination = [], origin = [], near = [] }: Slots): readonly PlaceValue[] {
  return [...destination, ...origin, ...near];
}

/** No namesake lies there: said, and asked once more. A region named again is where one wants to go. */
function elsewhere(state: State, pending: Pending, { slots }: Heard, ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  const said = saidPlaces(slots);
  const isWide = said.length > 0 && said.every(({ id }) => WIDE.some((kind) => id.startsWith(kind)));
  if (pending.type !== 'which_place' || !isWide) return undefined;
  if ((trip.talk.asked[pending.type] ?? 0) < 2)
    return { trip, says: [say('which_place.neither')], ask: pending, prompt: repromptFor(pending, trip) };
  return said.every(({ id }) => id.startsWith(AREA)) ? waved(state, pending, ctx) : undefined;
}

/** An area tells namesakes apart and means nothing else. */
export function withoutAreas(heard: Heard): Heard {
  const { destination, ...slots } = heard.slots;
  const places = destination?.filter(({ id }) => !id.startsWith(AREA));
  return destination?.length === places?.length
    ? heard
    : { ...heard, slots: { ...slots, ...(places?.length ? { destination: places } : {}) } };
}

function pickedValue(pending: Pending, slots: Slots, { brief }: Trip): Slots | undefined {
  if (pending.type === 'place') {
    const town = pickFrom(townsToChoose(brief), slots, () => false);
    return town === undefined ? undefined : { destination: [{ id: town, name: '' }] };
  }
  if (pending.type === 'which_place') {
    const said = saidPlaces(slots);
    const chosen = pickFrom(pending.candidates, slots, (each) => said.some((place) => place.id === each.id || isIn(each.id, place)));
    return chosen && { [pending.slot]: [chosen] };
  }
  if (pending.type !== 'which_amount') return undefined;
  const amount = pickFrom(pending.values, slots, (value) => value === slots.budgetMax);
  return amount === undefined ? undefined : { budgetMax: amount };
}

/** "En Espagne", "dans la Drôme": the country or the area that a candidate lies in. */
function isIn(candidateId: string, said: { readonly id: string; readonly name: string }): boolean {
  const candidate = placeById(candidateId);
  return candidate !== undefined && (said.id === `country:${candidate.country}` || Object.values(candidate.area ?? {}).includes(said.name));
}

/** It is the one that is open: its question again. */
function stays(state: State, ctx: StepContext): Reaction {
  const on = goBackTo(state, ctx);
  return { ...on, says: [...switchTrip(state, state.trip.id).says, ...on.says] };
}

function pickedTrip(state: State, tripIds: readonly string[], slots: Slots, ctx: StepContext): Reaction | undefined {
  const places = (slots.destination ?? []).map((place) => place.id);
  const there = state.conversation.trips.filter((each) => each.place !== undefined && places.includes(each.place)).map((each) => each.id);
  const id = pickFrom(tripIds, slots, (each) => there.includes(each));
  if (id !== undefined && id === state.trip.id) return stays(state, ctx);
  return id ? switchTrip(state, id) : undefined;
}

/** By ordinal ("la deuxième", -1 the last), else by what was said of it. */
function pickFrom<T>(options: readonly T[], { select }: Slots, isIt: (option: T) => boolean): T | undefined {
  if (select === undefined) return options.find(isIt);
  return options.at(select < 0 ? select : select - 1);
}

function withoutSelect(slots: Slots): Slots {
  const { select: _select, start: _start, end: _end, budgetMax: _budget, ...rest } = slots;
  return rest;
}
