import { matchAt } from '../places/places.ts';
import { at } from './chart.ts';
import { isWellKnown, placesOf } from './common-places.ts';
import { type Found, type Reading, wordValue } from './found.ts';
import { hits, hitsOf } from './hits.ts';
import { INSIDE } from './misheard.ts';
import { spotted } from './spots.ts';

/** "Rue de Rivoli", "avenue de Paris": a street is named after the town, and is elsewhere. */
export function isStreet(words: readonly string[], i: number, reading: Reading): boolean {
  const before = [words[i - 1], words[i - 2], words[i - 3]];
  const place = before.findIndex((word) => wordValue(reading, 'street', word) !== undefined);
  return place >= 0 && before.slice(0, place).every((word) => OF.test(word ?? ''));
}

const OF = /^(?:de|du|des|d|la|le|l|les|of|the)$/;

/** The text with a mark for each street, before anything else is read in it: its number is nobody's age, no hour and no money, and its name no town. */
export function markStreets(text: string, reading: Reading): string {
  const { grammar, context } = reading;
  // A name is answered as a whole.
  if (context.asked === 'name') return text;
  let out = text;
  for (const { at: from, length, make } of hits(grammar, 'streets', text)) {
    const isNumbered = make === 'numbered';
    const words = streetIn(text.slice(from, from + length).split(' '), isNumbered, reading);
    const said = ` ${words.join(' ')} `;
    if (words.length > 1 && out.includes(said)) out = out.replace(said, ` ${spotted('street', words, reading)} `);
  }
  return out;
}

function isKind(word: string, reading: Reading): boolean {
  return wordValue(reading, 'streetSure', word) !== undefined || wordValue(reading, 'streetMaybe', word) !== undefined;
}

/** The words of the street alone, without the town after them; none where it is a place of ours ("Oxford Street"). */
function streetIn(words: readonly string[], isNumbered: boolean, reading: Reading): readonly string[] {
  const kind = words.findLastIndex((word) => isKind(word, reading));
  const isLast = kind === words.length - 1;
  // "At 8, Baker Street"
  if (isLast && words.includes(',')) return [];
  if (!isNumbered && isPlace(isLast ? words : words.slice(kind), reading)) return [];
  const name = words.findIndex((word, i) => i > kind && !INSIDE.test(word));
  const end = isLast ? -1 : words.findIndex((word, i) => i > name && (word === ',' || isTown(words, i, reading)));
  return end < 0 ? words : words.slice(0, end);
}

function isPlace(words: readonly string[], { context: { locale } }: Reading): boolean {
  const match = matchAt(words, 0, { locale });
  return match !== undefined && match.length === words.length && match.resolution.type !== 'none';
}

/** "12 rue Victor Hugo Lyon": the town needs no word before it. */
function isTown(words: readonly string[], i: number, { context: { locale } }: Reading): boolean {
  const match = INSIDE.test(words[i - 1] ?? '') ? undefined : matchAt(words, i, { locale });
  return match !== undefined && placesOf(match.resolution).some((place) => place.kind === 'city' && isWellKnown(place));
}

/** "Du 12 rue de la République à Lyon" is from Lyon; "pick us up at …" is from there too. */
export function withTowns(text: string, reading: Reading, found: readonly Found[]): string {
  if (reading.spots.length > 0) return pickedUp(joined(text.trim().split(' '), reading, found), reading);
  return pickedUp(text, reading);
}

function joined(words: readonly string[], reading: Reading, found: readonly Found[]): string {
  const out: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const lead = leadIn(out, reading);
    const town = lead !== undefined && isStreetMark(words[i], reading) ? townAfter(words, i + 1, reading, found) : undefined;
    if (lead === undefined || town === undefined) out.push(words[i] ?? '');
    else {
      out.splice(out.length - lead.length, lead.length, ...lead.meant);
      i = town - 1;
    }
  }
  return ` ${out.join(' ')} `;
}

/** What stands before a street, and what of it would stand before its town; alone it answers where from. */
function leadIn(out: readonly string[], reading: Reading): { readonly length: number; readonly meant: readonly string[] } | undefined {
  if (out.length === 0) return { length: 0, meant: [] };
  const lead = wordValue(reading, 'streetLead', out.at(-1));
  return lead === undefined ? undefined : { length: 1, meant: lead === '' ? [] : [String(lead)] };
}

function isStreetMark(word: string | undefined, { spots }: Reading): boolean {
  return at(spots, /^@a\d+$/.test(word ?? '') ? word : undefined)?.type === 'street';
}

/** Where the town of an address stands: "à Lyon", ", 69002 Lyon". */
function townAfter(words: readonly string[], from: number, reading: Reading, found: readonly Found[]): number | undefined {
  let i = from;
  while (wordValue(reading, 'streetIn', words[i]) !== undefined || /^\d{5}$/.test(words[i] ?? '')) i++;
  const town = /^@p/.test(words[i] ?? '') ? at(found, words[i]) : undefined;
  // An airport or a station is the other end.
  return town?.type === 'place' && town.places.every(({ id }) => !/^(?:[A-Z]{3}$|station:)/.test(id)) ? i : undefined;
}

/** "Pick us up at Lyon airport": a rule's name is the word that is meant. */
function pickedUp(text: string, { grammar }: Reading): string {
  return (grammar.stages['pickUp'] ?? []).reduce((said, rule) => {
    const [hit] = hitsOf(rule, said);
    return hit ? `${said.slice(0, hit.at)}${rule.make}${said.slice(hit.at + hit.length)}` : said;
  }, text);
}
