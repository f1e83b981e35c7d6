import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { crowKm } from '../../shared/places/distance.ts';
import { find, gazetteer } from '../../shared/places/gazetteer.ts';
import { pack, unpack } from '../../shared/places/spot.ts';
import { allRows } from '../../shared/places/table.ts';

const data = gazetteer();
const resorts = [...data.areas.values()].filter((place) => place.kind === 'resort');

describe('the place data', () => {
  test('are small enough to travel with a function', () => {
    const sizes = ['core.json', 'towns.txt', 'names.txt', 'hubs.txt', 'heard.txt', 'bases.txt'].map(
      (name) => gzipSync(readFileSync(new URL(`../../shared/places/data/${name}`, import.meta.url))).length,
    );
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(700_000);
  });

  test.each(['towns', 'names', 'hubs', 'heard', 'bases'] as const)('the table %s is sorted by its first field', (name) => {
    const keys = allRows(data[name]).map(([key = '']) => key);
    expect(keys.findIndex((key, index) => index > 0 && key < (keys[index - 1] ?? ''))).toBe(-1);
  });

  test('every id that a name leads to is a place', () => {
    const ids = allRows(data.names).flatMap(([, all = '', fr = '', en = '']) => `${all} ${fr} ${en}`.split(' ').filter((id) => id !== ''));
    expect(ids.length).toBeGreaterThan(5000);
    expect(ids.filter((id) => find(id, data) === undefined)).toEqual([]);
  });

  test('every resort has roads, an altitude and a zone of its country', () => {
    const zones: Record<string, string> = {
      FR: 'Europe/Paris',
      CH: 'Europe/Zurich',
      AT: 'Europe/Vienna',
      IT: 'Europe/Rome',
      AD: 'Europe/Andorra',
      ES: 'Europe/Madrid',
    };
    expect(resorts.length).toBeGreaterThanOrEqual(188);
    expect(resorts.filter((place) => place.timeZone !== zones[place.country]).map((place) => place.id)).toEqual([]);
    expect(resorts.filter((place) => Object.keys(place.resort?.roadMinutes ?? {}).length === 0)).toEqual([]);
    expect(resorts.filter((place) => (place.resort?.altitudeM ?? 0) < 550 || (place.resort?.altitudeM ?? 9999) > 2400)).toEqual([]);
  });

  test('roads to airports are driven at 22 to 85 km an hour as the crow flies', () => {
    const odd = resorts.flatMap((place) =>
      Object.entries(place.resort?.roadMinutes ?? {}).filter(([id, minutes]) => {
        const airport = find(id, data);
        const speed = airport ? crowKm(place, airport) / (minutes / 60) : 0;
        return speed < 21 || speed > 85;
      }),
    );
    expect(odd).toEqual([]);
  });

  test('a gateway is a station within 65 km', () => {
    const gateways = resorts.flatMap((place) =>
      place.resort?.gatewayStation === undefined ? [] : [{ place, station: find(place.resort.gatewayStation, data) }],
    );
    expect(gateways.length).toBeGreaterThan(170);
    expect(gateways.filter(({ place, station }) => !station || crowKm(place, station) > 65)).toEqual([]);
  });

  test('every airport of a metro code is known', () => {
    const members = Object.values(data.core.metros).flatMap((metro) => metro.members);
    expect(members.filter((id) => find(id, data)?.kind !== 'airport')).toEqual([]);
  });

  test('a position survives packing within two kilometres and a half', () => {
    for (const [lat, lon, inhabitants] of [
      [45.57, 6.78, 5900],
      [-33.87, 151.2, 4_600_000],
      [64.13, -21.9, 118_000],
      [0.01, 179.99, 500],
    ] as const) {
      const back = unpack(pack({ lat, lon }, inhabitants));
      expect(crowKm({ lat, lon }, back)).toBeLessThan(2.9);
      expect(Math.abs(Math.log(back.inhabitants / inhabitants))).toBeLessThan(0.12);
    }
  });
});
