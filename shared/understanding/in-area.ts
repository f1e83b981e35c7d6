import type { Match } from '../places/match.ts';
import type { Place, PlaceHint } from '../places/place.ts';
import { areaNamed, matchAt } from '../places/places.ts';
import { isState, liesIn } from '../places/within.ts';

interface Named {
  readonly match: Match;
  /** A preposition follows it. */
  readonly leads: boolean;
  readonly hint: PlaceHint;
  /** No everyday word: the names of areas are looked through for it. */
  readonly isName: (word: string | undefined) => boolean;
}

/** "Paris, Texas", "Springfield Illinois", "Valence, Drôme": the one that lies there. With a preposition ("Vienne en Autriche") only where the name alone is asked about, for "de Paris au Texas" is a journey. */
export function inArea(words: readonly string[], i: number, named: Named): Match | undefined {
  const { match, leads } = named;
  const after = i + match.length;
  if (leads) return match.resolution.type === 'ambiguous' ? inRegion(words, i, after + 1, named) : undefined;
  const at = words[after] === ',' ? after + 1 : after;
  return inState(words, i, at, named) ?? inRegion(words, i, at, named);
}

function inRegion(words: readonly string[], i: number, at: number, { match, hint }: Named): Match | undefined {
  const next = matchAt(words, at, { ...hint, kinds: ['region', 'country'] });
  const area = next?.resolution.type === 'found' ? next.resolution.place : undefined;
  const place = area && theOne(words, i, match, { ...hint, withinId: area.id });
  if (!next || !area || !place || !liesIn(place, area) || isBeside(place, match, area)) return undefined;
  return { length: at + next.length - i, resolution: { type: 'found', place } };
}

/** A department or a state that is no place of its own, by one word or two. */
function inState(words: readonly string[], i: number, at: number, { match, hint, isName }: Named): Match | undefined {
  if ((!isName(words[at]) && !isName(words[at + 1])) || isTown(matchAt(words, at, hint))) return undefined;
  return ofWords(words, i, { match, hint, at, length: 2 }) ?? ofWords(words, i, { match, hint, at, length: 1 });
}

function ofWords(
  words: readonly string[],
  i: number,
  { match, hint, at, length }: Pick<Named, 'match' | 'hint'> & { readonly at: number; readonly length: number },
): Match | undefined {
  const area = at + length > words.length ? undefined : areaNamed(words.slice(at, at + length).join(' '));
  if (area === undefined) return undefined;
  const place = theOne(words, i, match, { ...hint, withinArea: area.name, ...(area.isAmerican ? { withinId: 'country:US' } : {}) });
  return place?.kind === 'city' ? { length: at + length - i, resolution: { type: 'found', place } } : undefined;
}

/** "Paris New York" is a journey. */
function isTown(match: Match | undefined): boolean {
  const next = match?.resolution.type === 'found' ? match.resolution.place : undefined;
  return next !== undefined && (next.kind === 'airport' || next.kind === 'metro' || (next.population ?? 0) >= LARGE);
}

const LARGE = 100_000;

function theOne(words: readonly string[], i: number, { length }: Match, hint: PlaceHint): Place | undefined {
  const inside = matchAt(words, i, hint);
  return inside?.length === length && inside.resolution.type === 'found' ? inside.resolution.place : undefined;
}

/** A town and the region around it are two places, but for a state or a country said after its town. */
function isBeside(place: Place, { resolution }: Match, area: Place): boolean {
  const isTop = resolution.type === 'found' && resolution.place.id === place.id;
  return isTop && area.kind === 'region' && !isState(area);
}
