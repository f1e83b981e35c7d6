import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { keyOf, wordsOf } from '../shared/places/fold.ts';
import { buildCore, type Core } from './places/build.ts';
import type { Town } from './places/sources.ts';
import { readTowns } from './places/towns.ts';

// Builds shared/places/data/{core.json,towns.txt} from npm data packages, shared/places/data/source and locales/*/lists/places.json.

const out = new URL('../shared/places/data/', import.meta.url);

/** One line a town, sorted by key, then country, then weight: found by halving, never parsed as a whole. */
function townLines(towns: readonly Town[], core: Core): string[] {
  const keyed = towns.map((town) => ({ town, key: keyOf(wordsOf(town.name)) }));
  keyed.sort((a, b) => compare(a.key, b.key) || compare(a.town.cc, b.town.cc) || compare(a.town.id.length - b.town.id.length, 0));
  return keyed.map(({ town, key }) => {
    const zone = core.zones.indexOf(town.zone);
    const usual = core.countryZone[town.cc] === zone;
    const fields = [
      key,
      town.cc,
      titled(key) === town.name ? '' : town.name,
      town.lat.toFixed(2),
      town.lon.toFixed(2),
      rounded(town.population / 100),
      usual ? '' : zone,
      needsArea(town) ? town.area : '',
    ];
    return fields.join('\t').trimEnd();
  });

  function needsArea(town: Town): boolean {
    return town.cc === 'FR' || town.id.split(':').length > 3;
  }
}

function compare<T>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rounded(hundreds: number): number {
  return hundreds < 100 ? Math.round(hundreds) : Number(hundreds.toPrecision(2));
}

function titled(key: string): string {
  return key
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

const towns = readTowns();
const { core, problems } = buildCore(towns);
for (const town of towns) if (!core.zones.includes(town.zone)) core.zones.push(town.zone);
const files = { 'core.json': `${JSON.stringify(core)}\n`, 'towns.txt': `${townLines(towns, core).join('\n')}\n` };
mkdirSync(out, { recursive: true });
for (const [name, text] of Object.entries(files)) {
  writeFileSync(new URL(name, out), text);
  console.log(`${name}: ${Math.round(text.length / 1024)} kB, gz ${Math.round(gzipSync(text, { level: 9 }).length / 1024)} kB`);
}
for (const problem of problems) console.warn(problem);
