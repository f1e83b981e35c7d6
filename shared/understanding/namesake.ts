import type { PlaceValue, Slots } from '../dialogue/act.ts';
import { wordsOf } from '../places/fold.ts';
import type { Place } from '../places/place.ts';
import { areaNamed, matchAt, namesOf, placeById } from '../places/places.ts';
import { type Reading, wordValue } from './found.ts';
import { hits, matches } from './hits.ts';
import { placeValue } from './place-value.ts';

/** What the words name alone: "la Drôme", "the French one". */
function alone(plain: string, { grammar }: Reading): readonly string[] {
  return hits(grammar, 'area', plain).map(({ groups }) => groups['area'] ?? '');
}

function countryIn(plain: string, reading: Reading): string | undefined {
  const codes = alone(plain, reading).map((said) => wordValue(reading, 'demonym', said));
  return codes.find((code): code is string => typeof code === 'string');
}

/** "Celle de la Drôme", "the French one", where two namesakes were offered: the area or the country that one of them lies in, as a place of that name. */
export function areaAnswer(plain: string, reading: Reading): Pick<Slots, 'destination'> {
  if (reading.context.asked !== 'either') return {};
  const code = countryIn(plain, reading);
  if (code !== undefined) return { destination: [{ id: `country:${code}`, name: code }] };
  const name = alone(plain, reading)
    .map((said) => areaNamed(said)?.name)
    .find((one) => one !== undefined);
  return name === undefined ? {} : { destination: [{ id: `area:${name}`, name }] };
}

/** The town of the same name in another country. */
function namesakeIn(town: Place, country: string, locale: string): PlaceValue | undefined {
  const found = namesOf(town)
    .map(wordsOf)
    .flatMap((words) => {
      const resolution = matchAt(words, 0, { locale, kinds: ['city'], withinId: `country:${country}` })?.resolution;
      return resolution?.type === 'found' ? [resolution.place] : [];
    });
  const other = found.find((place) => place.country === country && place.id !== town.id);
  return other && placeValue(other, locale);
}

const PLACED: ReadonlySet<string> = new Set(['origin', 'destination', 'near']);

/** "Non, en France", "no, the French one", of a town that is known: the other one of its name, where there is one. */
export function putAbroad(slots: Slots, plain: string, reading: Reading): Slots {
  const { known, asked, locale } = reading.context;
  const [id, ...more] = known.where ?? [];
  const town = id?.startsWith('city:') && more.length === 0 && asked !== 'origin' ? placeById(id) : undefined;
  const said = Object.entries(slots).every(([key]) => PLACED.has(key))
    ? [slots.destination, slots.origin, slots.near].flatMap((one) => one ?? [])
    : [];
  const [only] = said.length === 1 && matches(reading.grammar, 'no', plain, 'start') ? said : [];
  const country = only?.id.startsWith('country:') ? only.id.slice('country:'.length) : countryIn(plain, reading);
  const other = town && country !== undefined && country !== town.country ? namesakeIn(town, country, locale) : undefined;
  return other ? { destination: [other] } : slots;
}
