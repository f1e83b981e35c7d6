import type { Place } from '../../../shared/places/place.ts';
import type { Ask } from './ask.ts';
import { type Atlas, expand } from './atlas.ts';
import popular from './catalogue/popular.json' with { type: 'json' };
import type { Draft } from './draft.ts';
import { missesOf } from './meets.ts';
import type { Terms } from './terms.ts';

const MOST = 6;

/** At most six of the places that may do, the most asked-for first: every vendor looks at the same ones, so that a whole trip can be made of them. */
export function shortlist(places: readonly Place[], atlas: Atlas): readonly Place[] {
  const inside = [...new Map(expand(places, atlas).map((place) => [place.id, place])).values()];
  if (inside.length <= MOST) return inside;
  const rank = ({ id }: Place) => {
    const at = popular.indexOf(id);
    return at < 0 ? popular.length : at;
  };
  return inside.sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id)).slice(0, MOST);
}

/** The drafts that miss none of the musts, those with most wishes first, so many a place. Where none does: nothing, or the nearest miss of a vendor that offers beside. */
export function fitting(
  drafts: readonly Draft[],
  { terms, beside = false }: { readonly terms: Terms; readonly beside?: boolean },
  ask: Ask,
  perPlace = MOST,
): readonly Draft[] {
  const misses = (draft: Draft) => missesOf(draft.item, terms.leave.length > 0, ask.required);
  const wishes = (draft: Draft) => missesOf(draft.item, terms.leave.length > 0, ask.desired);
  const best = [...drafts].sort((a, b) => misses(a) - misses(b) || wishes(a) - wishes(b));
  const meeting = best.filter((draft) => misses(draft) === 0);
  if (meeting.length === 0) return beside ? best.slice(0, 1) : [];
  const seen = new Map<string, number>();
  return meeting.filter(({ item }) => {
    const place = 'place' in item ? item.place : '';
    const count = (seen.get(place) ?? 0) + 1;
    seen.set(place, count);
    return count <= perPlace;
  });
}
