import { hear } from '../support/hear.ts';

/** What was said is somewhere, and what else was taken. */
const FRENCH: readonly (readonly [text: string, destination: string | undefined, origin?: string])[] = [
  ['un hôtel à Paris, Texas', 'city:US:paris'],
  ['un vol de Paris au Texas', 'region:texas', 'city:FR:paris'],
  ['un hôtel à Vienne en Autriche', 'city:AT:vienna'],
  ['un hôtel à Vienne, Isère', 'city:FR:vienne'],
  ['un hôtel à Vienne du 12 au 14 février', undefined],
  ['un vol Paris Vienne', undefined, 'city:FR:paris'],
  ['un vol paris new york', 'city:US:new-york-city', 'city:FR:paris'],
  ['un hôtel à Saint-Denis à la Réunion', 'city:RE:saint-denis'],
  ['un hôtel à Saint-Denis le 12 février', undefined],
  ['un hôtel à Valence, Drôme', 'city:FR:valence'],
  ['un hôtel à Grenade du 12 au 14 février', 'city:ES:granada'],
  ['un hôtel aux Houches du 12 au 14 février', 'resort:les-houches'],
  ['un week-end aux Pays-Bas', 'country:NL'],
  ['un train du Mans au Puy', 'city:FR:le-puy-en-velay', 'city:FR:le-mans'],
  ['un vol pour le Cap depuis Paris', 'city:ZA:cape-town', 'city:FR:paris'],
  ['un hôtel au Cap du 12 au 14 février', 'city:ZA:cape-town'],
];
const ENGLISH: typeof FRENCH = [
  ['a hotel in Paris, Texas', 'city:US:paris'],
  ['a hotel in Paris Texas from March 12th to the 14th', 'city:US:paris'],
  ['a flight from Paris to Texas', 'region:texas', 'city:FR:paris'],
  ['a hotel in Springfield, Illinois', 'city:US:springfield:illinois'],
  ['a hotel in Charleston, South Carolina', 'city:US:charleston'],
  ['a flight from London, England to Nice, France', 'city:FR:nice', 'city:GB:london'],
];

const ROWS = [...FRENCH.map((row) => ['fr-FR', ...row] as const), ...ENGLISH.map((row) => ['en-US', ...row] as const)];

test.each(ROWS.map(([locale, text, to, from]) => [locale, text, to ?? 'asked', from ?? 'none'] as const))(
  '%s: %s is %s, from %s',
  (locale, text, to, from) => {
    const { slots, doubts } = hear(text, { locale });
    const idOf = (places: typeof slots.destination) => places?.map(({ id }) => id).join();
    expect([doubts.length > 0 ? 'asked' : idOf(slots.destination), idOf(slots.origin) ?? 'none']).toEqual([to, from]);
  },
);
