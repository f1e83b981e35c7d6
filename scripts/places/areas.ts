import { keyOf, wordsOf } from '../../shared/places/fold.ts';
import type { Core } from '../../shared/places/gazetteer.ts';
import { LANGUAGES, type NameIndex, type Spoken } from './names.ts';
import { distance, readSource, round, type SourceRegion, type SourceResort, type Town } from './sources.ts';
import { type Atlas, zoneAt } from './towns.ts';

type Zone = (name: string) => number;

export function resortRows(atlas: Atlas, names: NameIndex, zone: Zone): Core['resorts'] {
  const resorts: SourceResort[] = readSource('resorts');
  return resorts.map((r) => {
    for (const name of [r.name, ...bare(r.name), ...r.aliases]) names.add('all', name, `resort:${r.id}`);
    const way = resorts.find(({ id }) => id === r.near) ?? r;
    const at = [r.lat, r.lon, zone(zoneAt(r.cc, r.lat, r.lon))] as const;
    return [r.id, r.name, r.cc, ...at, r.alt, r.domain, way.road ?? {}, way.gateway ?? '', areaOf(r, atlas)];
  });
}

/** "Grand-Bornand", "Menuires": what is left without the article, where it is not an everyday word. */
function bare(name: string): string[] {
  const rest = name.replace(/^(Le|La|Les) |^L'/, '');
  return rest !== name && (/[ -]/.test(rest) || rest.length > 7) ? [rest] : [];
}

function areaOf(resort: SourceResort, atlas: Atlas): string {
  const near = atlas.within(resort, 80).filter((town) => town.cc === resort.cc);
  return near.sort((a, b) => distance(a, resort) - distance(b, resort))[0]?.area ?? '';
}

/** The area of a town where it is told: in France, and of namesakes. */
export function told({ cc, id, area }: Town): string {
  return cc === 'FR' || id.split(':').length > 3 ? area : '';
}

/** Every area that is told of a town or a resort, by the key of its name. */
export function areaNames(towns: readonly Town[], resorts: Core['resorts']): Core['areas'] {
  const american = new Set(towns.filter(({ cc }) => cc === 'US').map(told));
  const all = new Set([...towns.map(told), ...resorts.map((row) => row[10])].filter((name) => name !== ''));
  return Object.fromEntries([...all].sort().map((name) => [keyOf(wordsOf(name)), american.has(name) ? [name, 'US'] : [name]]));
}

/** Regions, and what people stay near: quarters, sights, villages too small for a list of towns. Regions lie in the middle of their resorts, unless the source says where. */
export function regionRows(resorts: Core['resorts'], names: NameIndex, spoken: Spoken, zone: Zone): Core['regions'] {
  const regions: SourceRegion[] = [
    ...readSource<SourceRegion[]>('regions'),
    ...readSource<Omit<SourceRegion, 'members'>[]>('sights').map((sight) => ({ ...sight, members: [] })),
  ];
  const spots = new Map(resorts.map((row) => [row[0], { lat: row[3], lon: row[4] }]));
  return regions.map((region) => {
    nameRegion(region, names, spoken);
    const inside = region.members.flatMap((id) => spots.get(id) ?? []);
    const lat = region.lat ?? inside.reduce((sum, spot) => sum + spot.lat, 0) / inside.length;
    const lon = region.lon ?? inside.reduce((sum, spot) => sum + spot.lon, 0) / inside.length;
    return [region.id, region.fr, region.cc, round(lat), round(lon), zone(zoneAt(region.cc, lat, lon)), region.members];
  });
}

function nameRegion(region: SourceRegion, names: NameIndex, spoken: Spoken): void {
  for (const language of LANGUAGES) {
    const id = `region:${region.id}`;
    // "les Alpes" are the French ones to a French speaker: all of the Alps are asked for by other names
    const aliases = region.id === 'alps' ? [] : [region[language]];
    for (const name of [...aliases, ...(region.aliases[language] ?? [])]) names.add(language, name, id);
    spoken[language][id] = region[language];
  }
}

/** A country lies where its largest town does. */
export function countryRows(towns: readonly Town[], names: NameIndex, zone: Zone): Core['countries'] {
  const rows: { cc: string }[] = readSource('countries');
  const shown = LANGUAGES.map((language) => ({ language, names: new Intl.DisplayNames(language, { type: 'region' }) }));
  return rows.flatMap(({ cc }) => {
    const first = towns.find((town) => town.cc === cc);
    if (!first) return [];
    for (const { language, names: display } of shown) names.add(language, display.of(cc) ?? cc, `country:${cc}`);
    const english = shown[1]?.names.of(cc) ?? cc;
    return [[cc, english, round(first.lat), round(first.lon), zone(first.zone)] as const];
  });
}

/** The zone most towns of a country have: only the others say theirs. */
export function countryZones(towns: readonly Town[], zone: Zone): Record<string, number> {
  const counts = new Map<string, Map<string, number>>();
  for (const town of towns) {
    const of = counts.get(town.cc) ?? new Map<string, number>();
    counts.set(town.cc, of.set(town.zone, (of.get(town.zone) ?? 0) + 1));
  }
  const common = (of: Map<string, number>) => [...of].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'UTC';
  return Object.fromEntries([...counts].map(([cc, of]) => [cc, zone(common(of))]));
}
