import {
  airportsNear,
  airportsOf,
  distanceKm,
  gatewayStation,
  placeById,
  regionOf,
  regionsOf,
  resortsIn,
  roadMinutes,
  roadTime,
  stationsOf,
  townOfHub,
} from '../../shared/places/places.ts';

describe('airports by road', () => {
  test('a resort names its airports by stored minutes, not the one over the ridge', () => {
    expect(airportsNear('resort:les-arcs', 3)).toEqual([
      { id: 'CMF', minutes: 105 },
      { id: 'GNB', minutes: 145 },
      { id: 'GVA', minutes: 150 },
    ]);
    // Turin is 65 km from Tignes as the crow flies
    expect(airportsNear('resort:tignes', 9).map((airport) => airport.id)).not.toContain('TRN');
  });

  test('a town has the nearest by estimated road', () => {
    expect(airportsNear('city:FR:nantes', 1)).toEqual([{ id: 'NTE', minutes: 19 }]);
    expect(airportsNear('city:FR:lille', 1)).toMatchObject([{ id: 'LIL' }]);
  });

  test('an airport without airlines is none: nobody flies to Annecy', () => {
    expect(airportsNear('city:FR:annecy', 3).map((airport) => airport.id)).toEqual(['CMF', 'GVA', 'LYS']);
    expect(airportsNear('resort:la-clusaz', 2).map((airport) => airport.id)).toEqual(['GVA', 'LYS']);
    expect(roadMinutes('NCY', 'resort:la-clusaz')).toBe(45);
  });

  test('a massif has those that most of its resorts use', () => {
    expect(
      airportsNear('region:french-alps', 4)
        .map((airport) => airport.id)
        .toSorted(),
    ).toEqual(['CMF', 'GNB', 'GVA', 'LYS']);
    expect(airportsNear('region:pyrenees', 3).map((airport) => airport.id)).toEqual(expect.arrayContaining(['TLS']));
  });

  test('an airport is its own, an unknown place has none', () => {
    expect(airportsNear('LYS', 2)).toEqual([{ id: 'LYS', minutes: 0 }]);
    expect(airportsNear('resort:nowhere', 2)).toEqual([]);
  });
});

describe('minutes on the road', () => {
  test('stored facts come first, both ways', () => {
    expect(roadTime('LYS', 'resort:les-arcs')).toEqual({ minutes: 160, estimated: false });
    expect(roadTime('resort:les-arcs', 'LYS')).toEqual({ minutes: 160, estimated: false });
  });

  test('else the distance is estimated, and says so', () => {
    expect(roadTime('city:FR:lyon', 'city:FR:annecy')).toMatchObject({ estimated: true });
    const minutes = roadMinutes('city:FR:lyon', 'city:FR:annecy') ?? 0;
    expect(minutes).toBeGreaterThan(90);
    expect(minutes).toBeLessThan(150);
    expect(roadMinutes('LYS', 'city:XX:nowhere')).toBeUndefined();
  });

  test('the crow flies 390 km from Paris to Lyon', () => {
    expect(Math.round(distanceKm('city:FR:paris', 'city:FR:lyon') ?? 0)).toBeGreaterThan(385);
    expect(Math.round(distanceKm('city:FR:paris', 'city:FR:lyon') ?? 0)).toBeLessThan(397);
  });
});

describe('what belongs together', () => {
  test('stations', () => {
    expect(gatewayStation('resort:val-thorens')).toBe('station:8774172');
    expect(gatewayStation('resort:les-arcs')).toBe('station:8774179');
    expect(gatewayStation('city:FR:nantes')).toBe('station:8748100');
    expect(stationsOf('city:FR:lyon')[0]).toBe('station:8772319');
    // The stations beside an airport are those of its town.
    expect(stationsOf('LYS')).toEqual(stationsOf('city:FR:lyon'));
    expect(stationsOf('NCE')).toEqual(stationsOf('city:FR:nice'));
    expect(stationsOf('station:KGX')).toEqual([]);
  });

  test('airports of a city or metro, the largest first', () => {
    expect(airportsOf('city:FR:paris')).toEqual(['CDG', 'ORY', 'BVA']);
    expect(airportsOf('LON')).toEqual(['LHR', 'LGW', 'STN', 'LTN', 'LCY', 'SEN']);
    expect(airportsOf('city:FR:lyon')[0]).toBe('LYS');
    expect(airportsOf('city:FR:moutiers')).toEqual([]);
    // Those of a station are those of its town.
    expect(airportsOf('station:KGX')).toEqual(airportsOf('city:GB:london'));
    expect(airportsOf('station:8772319')).toEqual(['LYS']);
    expect(airportsOf('station:8774172')).toEqual([]);
  });

  test('the town of an airport or a station', () => {
    expect(['LHR', 'LGW', 'ORY', 'station:KGX', 'station:8772319', 'city:FR:lyon'].map(townOfHub)).toEqual([
      'city:GB:london',
      'city:GB:london',
      'city:FR:paris',
      'city:GB:london',
      'city:FR:lyon',
      undefined,
    ]);
  });

  test('regions', () => {
    expect(resortsIn('region:paradiski')).toEqual(['resort:la-plagne', 'resort:les-arcs', 'resort:peisey-vallandry']);
    expect(resortsIn('country:AD')).toContain('resort:pas-de-la-case');
    expect(resortsIn('region:french-alps').length).toBeGreaterThan(75);
    expect(regionOf('resort:les-arcs')).toBe('region:paradiski');
    expect(regionsOf('resort:courchevel')).toEqual(expect.arrayContaining(['region:trois-vallees', 'region:savoie', 'region:french-alps']));
    expect(regionOf('resort:grandvalira')).toBeUndefined();
  });

  test('a place tells what it is', () => {
    expect(placeById('LYS')).toEqual({
      id: 'LYS',
      kind: 'airport',
      name: 'Lyon',
      country: 'FR',
      lat: 45.726,
      lon: 5.081,
      timeZone: 'Europe/Paris',
    });
    expect(placeById('city:FR:valence:tarn-et-garonne')).toMatchObject({ name: 'Valence', area: { fr: 'Tarn-et-Garonne' } });
    expect(placeById('city:PT:lisbon')).toMatchObject({ timeZone: 'Europe/Lisbon', name: 'Lisboa' });
    expect(placeById('JFK')).toMatchObject({ timeZone: 'America/New_York' });
    expect(placeById('resort:les-arcs')).toMatchObject({ resort: { altitudeM: 1800, domain: 'Paradiski' }, area: { fr: 'Savoie' } });
    expect(placeById('city:FR:atlantis')).toBeUndefined();
  });
});
