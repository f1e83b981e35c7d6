import type { Place, PlaceForm } from '../../shared/places/place.ts';
import { placeById, resortsIn } from '../../shared/places/places.ts';
import { spokenArea, spokenPlace } from '../../shared/rendering/place-words.ts';
import table from './place-words.json' with { type: 'json' };

const FORMS: readonly PlaceForm[] = ['name', 'at', 'from', 'to'];

function known(id: string): Place {
  const place = placeById(id);
  if (!place) throw new Error(`no place ${id}`);
  return place;
}

describe('places in a sentence', () => {
  const cases = Object.entries(table).flatMap(([id, { fr, en }]) => [
    ['fr-FR', id, fr],
    ['en-US', id, en],
  ]);
  test.each(cases)('%s: %s is said %s', (locale = '', id = '', forms = '') => {
    expect(FORMS.map((form) => spokenPlace(known(id), locale, form)).join(' | ')).toBe(forms);
  });

  test('the table holds every resort, 40 towns and 20 countries', () => {
    const ids = Object.keys(table);
    const resorts = ['FR', 'CH', 'AT', 'IT', 'AD', 'ES'].flatMap((country) => resortsIn(`country:${country}`));
    expect(resorts.length).toBeGreaterThan(180);
    expect(resorts.filter((id) => !ids.includes(id))).toEqual([]);
    expect(ids.filter((id) => id.startsWith('city:')).length).toBeGreaterThanOrEqual(40);
    expect(ids.filter((id) => id.startsWith('country:')).length).toBeGreaterThanOrEqual(20);
  });

  test('no form shows a code', () => {
    expect(Object.values(table).filter(({ fr, en }) => /\b[A-Z]{3}\b|:/.test(`${fr} ${en}`.replaceAll('JFK', '')))).toEqual([]);
  });
});

describe('what tells namesakes apart', () => {
  test.each([
    ['city:FR:valence', 'dans la Drôme', 'in Drôme'],
    ['city:ES:valencia', 'en Espagne', 'in Spain'],
    ['resort:les-arcs', 'en Savoie', 'in Savoie'],
    ['city:FR:les-arcs', 'dans le Var', 'in Var'],
    ['city:FR:arles', 'dans les Bouches-du-Rhône', 'in Bouches-du-Rhône'],
    ['city:FR:montpellier', "dans l'Hérault", 'in Hérault'],
    ['city:CR:san-jose', 'au Costa Rica', 'in Costa Rica'],
    ['city:US:san-jose', 'aux États-Unis', 'in the US'],
  ])('%s lies %s, %s', (id, fr, en) => {
    expect([spokenArea(known(id), 'fr-FR'), spokenArea(known(id), 'en-US')]).toEqual([fr, en]);
  });
});
