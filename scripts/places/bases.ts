import type { Core } from '../../shared/places/gazetteer.ts';
import { distance, readSource } from './sources.ts';
import type { Atlas } from './towns.ts';

/** Nobody stays further from what they came to see. */
const FARTHEST_KM = 25;
/** Of two towns as large the nearer: within this the way is no matter. */
const NEXT_DOOR_KM = 3;

/** Wide place or sight, and the towns to stay in: those of the source (none: an island); else, where no resort is inside, the one that draws most. */
export function baseLines(regions: Core['regions'], atlas: Atlas): string[] {
  const named = readSource<Readonly<Record<string, readonly string[]>>>('bases');
  const unknown = Object.values(named)
    .flat()
    .filter((id) => !atlas.byId.has(id));
  if (unknown.length > 0) throw new RangeError(`bases.json: no such town: ${unknown.join(', ')}`);
  const sights = regions.flatMap(([id, , cc, lat, lon, , members]) => {
    if (members.length > 0 || named[`region:${id}`]) return [];
    const pull = (town: { lat: number; lon: number; population: number }) =>
      town.population / (distance(town, { lat, lon }) + NEXT_DOOR_KM) ** 2;
    const [town] = atlas
      .within({ lat, lon }, FARTHEST_KM)
      .filter((one) => one.cc === cc)
      .sort((a, b) => pull(b) - pull(a));
    return town ? [`region:${id}\t${town.id}`] : [];
  });
  return [
    ...Object.entries(named)
      .filter(([, towns]) => towns.length > 0)
      .map(([id, towns]) => `${id}\t${towns.join(' ')}`),
    ...sights,
  ];
}
