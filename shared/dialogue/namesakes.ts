import { placeById } from '../places/places.ts';
import type { Trip } from '../trip-record.ts';
import type { Doubt, Heard, Slots } from './act.ts';
import { stuck } from './besides.ts';
import { repromptFor } from './prompts.ts';
import { type Reaction, say } from './reaction.ts';
import type { Say } from './say.ts';
import type { StepContext } from './state.ts';

/** What was meant, and what is said of an assumption. */
interface Meant {
  readonly heard: Heard;
  readonly says: readonly Say[];
}

/** Which of two places of one name is meant, where the trip decides it: the one in the country that was named, or the likelier once the question was left aside. */
export function withNamesakes(trip: Trip, heard: Heard): Meant {
  const doubt = heard.doubts.find((each): each is Extract<Doubt, { type: 'place' }> => each.type === 'place');
  if (doubt) {
    const there = countriesOf(trip);
    const [only, ...others] = doubt.candidates.filter(({ id }) => there.has(placeById(id)?.country ?? ''));
    if (!only || others.length > 0) return { heard, says: [] };
    const doubts = heard.doubts.filter((each) => each !== doubt);
    return { heard: { ...heard, slots: { ...heard.slots, [doubt.slot]: [only] }, doubts }, says: [] };
  }
  const { pending } = trip.talk;
  const likelier = pending?.type === 'which_place' ? pending.candidates[0] : undefined;
  if (pending?.type !== 'which_place' || !likelier || new Map(Object.entries(heard.slots)).has(pending.slot)) return { heard, says: [] };
  const slots: Slots = { ...heard.slots, [pending.slot]: [likelier] };
  return { heard: { ...heard, slots }, says: [say('assume.namesake', { place: say('place.in_area', { place: { place: likelier.id } }) })] };
}

function countriesOf({ brief }: Trip): ReadonlySet<string> {
  return new Set(
    (brief.where ?? []).map((id) => (id.startsWith('country:') ? id.slice('country:'.length) : (placeById(id)?.country ?? ''))),
  );
}

/** No such place is known: said by its name, and asked for in another way; a third time it goes on in writing. */
export function unknownPlace(
  trip: Trip,
  { slot, name }: Extract<Doubt, { type: 'unknown' }>,
  before: readonly Say[],
  ctx: StepContext,
): Reaction {
  const type = slot === 'origin' ? 'origin' : 'place';
  const says = [...before, say('place.unknown', { name })];
  const again = trip.talk.last?.says.some(({ key }) => key === 'place.unknown') === true;
  if (again && (trip.talk.asked[type] ?? 0) >= 3) return { trip, says, ask: stuck(ctx) };
  if (again) return { trip, says, ask: { type }, prompt: repromptFor({ type }, trip) };
  return { trip, says, ask: { type }, prompt: say(`ask.${type}_near`) };
}
