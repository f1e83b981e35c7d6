import { keyAt } from './fold.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { PlaceHint, PlaceResolution } from './place.ts';
import { bearers, languageOf, resolve } from './rank.ts';
import { hasPrefix } from './table.ts';

/** No name has more words: "Saint-Gervais-les-Bains-Le Fayet". */
const LONGEST = 7;
/** "Eu", "Y" and "Au" are towns only where a place is expected. */
const SHORTEST = 3;

export interface Match {
  /** Words taken, from the position asked. */
  readonly length: number;
  readonly resolution: PlaceResolution;
}

/** The longest place name that begins at a word. `undefined`: none does. */
export function match(words: readonly string[], from: number, hint: PlaceHint, data: Gazetteer): Match | undefined {
  return longest(bare(words, from, hint, data), afterArticle(words, from, hint, data));
}

function bare(words: readonly string[], from: number, hint: PlaceHint, data: Gazetteer): Match | undefined {
  const named = longest(plain(words, from, hint, data), town(words, from, hint, data));
  return longest(longest(named, framed(words, from, hint, data, 'airport')), framed(words, from, hint, data, 'station'));
}

/** The first of two as long as each other. */
function longest(a: Match | undefined, b: Match | undefined): Match | undefined {
  return !a || (b && b.length > a.length) ? b : a;
}

/** The name alone, in full, or without its article after a contraction ("aux | Arcs", "du | Havre"). */
function plain(words: readonly string[], from: number, hint: PlaceHint, data: Gazetteer): Match | undefined {
  const { contractions, articles } = data.core.words[languageOf(hint.locale)];
  const { homonyms, everyday } = data.traps[languageOf(hint.locale)];
  const prefixes = contractions.includes(words[from - 1] ?? '') ? ['', ...articles.map((article) => `${article} `)] : [''];
  for (let length = reach(words, from, prefixes, data); length > 0; length--) {
    const key = keyAt(words, from, length);
    if (everyday.has(key) || (hint.expected !== true && (key.length < SHORTEST || homonyms.has(key)))) continue;
    const candidates = prefixes.flatMap((prefix) => bearers(prefix + key, hint.locale, data));
    const resolution = resolve(candidates, hint, data);
    if (resolution.type !== 'none') return { length, resolution };
  }
  return undefined;
}

/** How many words could be one name: most words of a sentence begin none. */
function reach(words: readonly string[], from: number, prefixes: readonly string[], { towns, names }: Gazetteer): number {
  let length = 0;
  while (length < Math.min(LONGEST, words.length - from)) {
    const key = keyAt(words, from, length + 1);
    if (!prefixes.some((prefix) => hasPrefix(towns, prefix + key) || hasPrefix(names, prefix + key))) break;
    length++;
  }
  return length;
}

/** "aéroport de Lyon", "Lyon airport", "gare de Moûtiers": the airport or station of the place named. */
function framed(words: readonly string[], from: number, hint: PlaceHint, data: Gazetteer, kind: 'airport' | 'station'): Match | undefined {
  const frame = data.core.words[languageOf(hint.locale)][kind];
  const { kinds: _, ...bare } = hint;
  const free = { ...bare, expected: true };
  const lead = frame.before.find((phrase) => isAt(phrase, words, from));
  if (lead === undefined && !frame.after.some((phrase) => words.some((_, at) => at > from && isAt(phrase, words, at)))) return undefined;
  const start = from + count(lead);
  const inner = plain(words, start, { ...free, kinds: [kind, ...(kind === 'airport' ? (['metro'] as const) : [])] }, data);
  if (!inner) return undefined;
  const end = start + inner.length;
  const tail = lead === undefined ? frame.after.find((phrase) => isAt(phrase, words, end)) : undefined;
  if (lead === undefined && tail === undefined) return undefined;
  return { length: end + count(tail) - from, resolution: inner.resolution };
}

/** "la ville de Vienne", "the town of Bath". */
function town(words: readonly string[], from: number, hint: PlaceHint, data: Gazetteer): Match | undefined {
  const lead = data.core.words[languageOf(hint.locale)].town.find((phrase) => isAt(phrase, words, from));
  if (lead === undefined) return undefined;
  const inner = plain(words, from + count(lead), { ...hint, expected: true }, data);
  return inner && { ...inner, length: inner.length + count(lead) };
}

/** "la Savoie", "the French Alps", "l'aéroport de Lyon": what takes an article although its name has none. */
function afterArticle(words: readonly string[], from: number, hint: PlaceHint, data: Gazetteer): Match | undefined {
  if (!data.core.words[languageOf(hint.locale)].articles.includes(words[from] ?? '')) return undefined;
  const inner = bare(words, from + 1, hint, data);
  return inner && takesArticle(inner.resolution) ? { ...inner, length: inner.length + 1 } : undefined;
}

function takesArticle(resolution: PlaceResolution): boolean {
  return resolution.type === 'found' && resolution.place.kind !== 'city';
}

function isAt(phrase: string, words: readonly string[], from: number): boolean {
  return from < words.length && phrase.startsWith(keyAt(words, from, 1)) && keyAt(words, from, count(phrase)) === phrase;
}

function count(phrase: string | undefined): number {
  return phrase === undefined ? 0 : phrase.split(' ').length;
}
